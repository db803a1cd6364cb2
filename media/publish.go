package media

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/dispute"
	"sutiao/media/layers"
	"sutiao/media/signal"
)

// publishing is the connection on which a participant sends. The client offers.
type publishing struct {
	p       *participant
	in      *inlet
	pc      *webrtc.PeerConnection
	origin  string // of the client's connection, as its offers name it
	mu      sync.Mutex
	sources map[string]signal.Source // by media section
	tracks  map[string]*upTrack
}

func newPublishing(p *participant, sdp string) (*publishing, error) {
	in, err := p.room.node.network.publish(!strings.Contains(sdp, "a=setup:passive"))
	if err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	b := &publishing{p: p, in: in, pc: in.pc, sources: map[string]signal.Source{}, tracks: map[string]*upTrack{}}
	b.pc.OnTrack(b.onTrack)
	return b, nil
}

// expect takes note of what the client will send from his next offer on.
func (b *publishing) expect(m *signal.Publish) {
	sending := sendingIn(m.SDP)
	b.mu.Lock()
	defer b.mu.Unlock()
	clear(b.sources)
	for _, t := range m.Tracks {
		if _, ok := sending[t.MID]; ok {
			b.sources[t.MID] = t.Source
		}
	}
	for mid, u := range b.tracks {
		if ssrcs := sending[mid]; len(ssrcs) > 0 {
			u.expect(ssrcs)
		}
	}
}

// offer takes an offer and returns the answer. Calls come one after the other.
func (b *publishing) offer(m *signal.Publish) (string, error) {
	b.expect(m)
	sdp, err := answerOf(b.pc, m.SDP)
	if err == nil {
		b.forgetTracksNotOffered()
	}
	return sdp, err
}

// answerOf answers an offer, with the node's addresses in the answer.
func answerOf(pc *webrtc.PeerConnection, offer string) (string, error) {
	if err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer}); err != nil {
		return "", refuse(dispute.CodeInvalid, "媒体描述无法使用", "the offer can't be used: "+short(err))
	}
	answer, err := pc.CreateAnswer(nil)
	if err != nil {
		return "", refuse(dispute.CodeInvalid, "媒体描述无法使用", "the offer can't be answered: "+short(err))
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(answer); err != nil {
		return "", refuse(dispute.CodeInvalid, "媒体描述无法使用", "the offer can't be answered: "+short(err))
	}
	select {
	case <-gathered:
	case <-time.After(answerWithin):
		return "", refuse(dispute.CodeUnavailable, "媒体服务暂不可用", "no address was found")
	}
	return pc.LocalDescription().SDP, nil
}

// forgetTracksNotOffered ends what the client stopped sending, before its silence would
// tell us.
func (b *publishing) forgetTracksNotOffered() {
	b.mu.Lock()
	gone := []*upTrack{}
	for mid, u := range b.tracks {
		if _, ok := b.sources[mid]; !ok {
			gone = append(gone, u)
			delete(b.tracks, mid)
		}
	}
	b.mu.Unlock()
	for _, u := range gone {
		b.p.room.trackEnded(u)
	}
}

func (b *publishing) onTrack(remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	mid := ""
	for _, t := range b.pc.GetTransceivers() {
		if t.Receiver() == receiver {
			mid = t.Mid()
		}
	}
	b.mu.Lock()
	source, ok := b.sources[mid]
	kind := remote.Kind()
	audio := source == signal.Microphone
	if !ok || audio != (kind == webrtc.RTPCodecTypeAudio) || layers.Index(remote.RID()) == layers.None {
		b.mu.Unlock()
		return // what was not announced is not forwarded
	}
	u := b.tracks[mid]
	isNew := u == nil || !u.addLayer(remote, receiver)
	if isNew { // or the one before has ended
		u = newUpTrack(b.p, source, kind, b.in)
		b.tracks[mid] = u
		u.addLayer(remote, receiver)
	}
	b.mu.Unlock()
	if isNew {
		b.p.room.trackBegan(u)
	}
}

func (b *publishing) close() {
	b.mu.Lock()
	all := []*upTrack{}
	for _, u := range b.tracks {
		all = append(all, u)
	}
	clear(b.tracks)
	b.mu.Unlock()
	for _, u := range all {
		b.p.room.trackEnded(u)
	}
	b.in.close()
	// Closing says goodbye to the peer, and need not be waited for.
	go func() { _ = b.pc.Close() }()
}

// publish answers an offer; a first one, or one after a failure, makes the connection.
func (r *room) publish(p *participant, m *signal.Publish) (*signal.Event, error) {
	p.publishMu.Lock()
	defer p.publishMu.Unlock()
	if p.isOutside() {
		return nil, errWaiting()
	}
	if err := usable(m.SDP); err != nil {
		return nil, refuse(dispute.CodeInvalid, "媒体描述无法使用", "the offer can't be used: "+short(err))
	}
	if slices.Contains(kinds(m.SDP), messages) {
		// Each stream of messages that is opened would cost the node a large buffer.
		return nil, refuse(dispute.CodeInvalid, "媒体描述无法使用", "the offer can't be used: messages go by the socket")
	}
	b := p.publishing.Load()
	same := b != nil && b.origin == origin(m.SDP)
	if same && hasEnded(b.pc) {
		// The client has keys with a connection that is no more, and would send by them for ever.
		p.publishing.CompareAndSwap(b, nil)
		b.close()
		return nil, refuse(dispute.CodeConflict, "媒体连接已中断，请重新建立", "that connection has ended; make a new one")
	}
	if !same {
		if !p.connects.take(time.Now()) {
			return nil, refuse(dispute.CodeTooLarge, "重新连接过于频繁，请稍候再试", "too many new connections; try again in a second")
		}
		if b != nil {
			b.close()
		}
		var err error
		if b, err = newPublishing(p, m.SDP); err != nil {
			return nil, refuse(dispute.CodeUnavailable, "媒体服务暂不可用", "no connection could be made")
		}
		b.origin = origin(m.SDP)
	}
	sdp, err := b.offer(m)
	if err != nil {
		// Half an offer leaves a connection that can't be used: the client starts anew.
		p.publishing.CompareAndSwap(b, nil)
		b.close()
		return nil, err
	}
	p.publishing.Store(b)
	return &signal.Event{Type: "published", SDP: sdp}, nil
}

// hasEnded tells that a connection was given up: the other side can't renew it.
func hasEnded(pc *webrtc.PeerConnection) bool {
	state := pc.ConnectionState()
	return state == webrtc.PeerConnectionStateClosed || state == webrtc.PeerConnectionStateFailed
}

// origin finds the number that a description's connection keeps for life (RFC 8829
// section 5.2.1): another number is another connection.
func origin(sdp string) string {
	for line := range strings.Lines(sdp) {
		if f := strings.Fields(line); len(f) > 1 && strings.HasPrefix(line, "o=") {
			return f[1]
		}
	}
	return ""
}

func short(err error) string {
	s := err.Error()
	return s[:min(len(s), 120)]
}

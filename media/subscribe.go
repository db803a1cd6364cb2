package media

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/signal"
)

// subscribing is the connection on which a participant receives. The node offers, one
// offer at a time: whatever changes meanwhile is in the next.
type subscribing struct {
	p       *participant
	kick    chan struct{}
	answers chan *signal.Answer
	cleared chan struct{} // the connection that waits for an answer is gone
	end     context.Context
	stop    context.CancelFunc

	alive atomic.Bool   // packets get through
	remb  atomic.Uint64 // what the browser thinks would arrive, bits a second

	departures departures
	extensions extensions // of the connection that there is

	mu      sync.Mutex
	pc      *webrtc.PeerConnection
	downs   map[*upTrack]*downTrack
	senders map[*downTrack]*webrtc.RTPSender
	freed   map[*webrtc.RTPTransceiver]bool // removed, and the client does not know yet
	number  int
	pending *signal.Event // the offer that waits for its answer
	restart bool
	tries   int
}

func newSubscribing(p *participant) *subscribing {
	s := &subscribing{
		p: p, kick: make(chan struct{}, 1), answers: make(chan *signal.Answer, 1),
		cleared: make(chan struct{}, 1),
		downs:   map[*upTrack]*downTrack{}, senders: map[*downTrack]*webrtc.RTPSender{},
		freed: map[*webrtc.RTPTransceiver]bool{}, extensions: extensions{},
	}
	s.end, s.stop = context.WithCancel(p.room.closed)
	go s.run()
	return s
}

// refresh makes an offer soon, if there is something to offer.
func (s *subscribing) refresh() {
	select {
	case s.kick <- struct{}{}:
	default:
	}
}

func (s *subscribing) run() {
	for {
		select {
		case <-s.kick:
		case <-s.end.Done():
			return
		}
		for s.end.Err() == nil {
			again, err := s.negotiate()
			if err != nil {
				s.startOver(err)
				again = s.tries < 3
			}
			if !again {
				break
			}
		}
	}
}

// negotiate brings what is sent in line with what may be received; again where something
// changed meanwhile.
func (s *subscribing) negotiate() (again bool, err error) {
	changed, err := s.adjust()
	if err != nil || !changed {
		return false, err
	}
	event, err := s.makeOffer()
	if err != nil || event == nil {
		return event == nil, err
	}
	s.p.send(event)
	return true, s.awaitAnswer(event.Offer)
}

func (s *subscribing) awaitAnswer(number int) error {
	deadline := time.NewTimer(answerWithin)
	defer deadline.Stop()
	for {
		select {
		case m := <-s.answers:
			if m.Offer != number {
				continue
			}
			s.mu.Lock()
			pc := s.pc
			s.pending = nil
			clear(s.freed)
			s.mu.Unlock()
			if pc == nil {
				return nil
			}
			return s.take(pc, m)
		case <-deadline.C:
			if s.p.isAway() { // he can't answer; the offer is sent again when he is back
				deadline.Reset(answerWithin)
				continue
			}
			return errors.New("no answer")
		case <-s.cleared:
			return nil
		case <-s.end.Done():
			return nil
		}
	}
}

func (s *subscribing) take(pc *webrtc.PeerConnection, m *signal.Answer) error {
	if err := usable(m.SDP); err != nil {
		return err
	}
	s.mu.Lock()
	answer := s.extensions.complete(m.SDP)
	s.mu.Unlock()
	err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer})
	if err == nil {
		s.tries = 0
	}
	return err
}

// adjust adds and removes tracks; true where an offer is needed.
func (s *subscribing) adjust() (bool, error) {
	wanted := s.p.room.wanted(s.p)
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := s.restart && s.pc != nil
	for u, d := range s.downs {
		if !wanted[u] {
			s.remove(u, d)
			changed = true
		}
	}
	for u := range wanted {
		if s.downs[u] != nil {
			continue
		}
		if err := s.open(); err != nil {
			return false, err
		}
		if err := s.add(u); err != nil {
			return false, err
		}
		changed = true
	}
	return changed, nil
}

// add subscribes, unless there is a wall: whoever puts one up prunes afterwards, so a
// track is either seen there or not added here.
func (s *subscribing) add(u *upTrack) error {
	if !mayReceive(s.p, u.from) {
		return nil
	}
	d := newDownTrack(u, s.p)
	sender, err := s.sendOn(d)
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	s.downs[u], s.senders[d] = d, sender
	u.add(d)
	go s.readReports(d, sender)
	return nil
}

// sendOn uses a media section that the client knows to be free, or a new one: another
// stream in the place of one that still plays is more than every client follows.
func (s *subscribing) sendOn(d *downTrack) (*webrtc.RTPSender, error) {
	for _, t := range s.pc.GetTransceivers() {
		if t.Kind() == d.Kind() && !s.freed[t] && t.Sender() == nil {
			return s.pc.AddTrack(d)
		}
	}
	t, err := s.pc.AddTransceiverFromTrack(d, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return nil, err
	}
	return t.Sender(), nil
}

// remove is called with the lock held.
func (s *subscribing) remove(u *upTrack, d *downTrack) {
	u.drop(d)
	delete(s.downs, u)
	if sender := s.senders[d]; sender != nil && s.pc != nil {
		for _, t := range s.pc.GetTransceivers() {
			if t.Sender() == sender {
				s.freed[t] = true
			}
		}
		_ = s.pc.RemoveTrack(sender) // a closed connection has no tracks
	}
	delete(s.senders, d)
}

// prune removes at once whatever is now behind a wall; the next offer says so too.
func (s *subscribing) prune() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for u, d := range s.downs {
		if !mayReceive(s.p, u.from) {
			s.remove(u, d)
			s.restart = true // an offer is needed though adjust finds nothing to do
		}
	}
}

func (s *subscribing) open() error {
	if s.pc != nil {
		return nil
	}
	pc, err := s.p.room.node.newSubscribing()
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	s.pc = pc
	pc.OnICEConnectionStateChange(func(state webrtc.ICEConnectionState) {
		s.alive.Store(state == webrtc.ICEConnectionStateConnected || state == webrtc.ICEConnectionStateCompleted)
	})
	return nil
}

func (s *subscribing) makeOffer() (*signal.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pc == nil { // cleared since
		return nil, nil //nolint:nilnil // no offer is no error
	}
	select {
	case <-s.cleared:
	default:
	}
	fresh := s.pc.RemoteDescription() == nil
	offer, err := s.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: s.restart && !fresh && !s.alive.Load()})
	if err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	s.restart = false
	gathered := webrtc.GatheringCompletePromise(s.pc)
	if err := s.pc.SetLocalDescription(offer); err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	select {
	case <-gathered:
	case <-time.After(answerWithin):
		return nil, errors.New("no address was found")
	}
	s.number++
	e := &signal.Event{Type: "subscribe", SDP: s.pc.LocalDescription().SDP, Offer: s.number, Tracks: s.sections()}
	if fresh {
		e.Reason = "fresh"
	}
	s.pending = e
	return e, nil
}

func (s *subscribing) sections() []signal.ReceivedTrack {
	tracks := []signal.ReceivedTrack{}
	for _, t := range s.pc.GetTransceivers() {
		if t.Sender() == nil {
			continue
		}
		if d, ok := t.Sender().Track().(*downTrack); ok {
			tracks = append(tracks, signal.ReceivedTrack{MID: t.Mid(), Participant: d.up.from.id, Source: d.up.source})
		}
	}
	return tracks
}

func (s *subscribing) readReports(d *downTrack, sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			switch p := p.(type) {
			case *rtcp.TransportLayerNack:
				d.resend(p.Nacks)
				s.p.room.node.network.socket.Flush()
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				d.mu.Lock()
				d.askForKeyFrame()
				d.mu.Unlock()
			case *rtcp.TransportLayerCC:
				s.departures.take(p)
			case *rtcp.ReceiverEstimatedMaximumBitrate:
				s.remb.Store(uint64(max(p.Bitrate, 1)))
			case *rtcp.ReceiverReport:
				for _, r := range p.Reports {
					if r.SSRC == d.ssrc() {
						d.loss.Store(uint32(r.FractionLost))
					}
				}
			}
		}
	}
}

// again sends the offer once more to somebody who came back before answering it.
func (s *subscribing) again() {
	s.mu.Lock()
	pending := s.pending
	s.mu.Unlock()
	if pending != nil {
		s.p.send(pending)
	}
	s.refresh()
}

// renew makes the next offer one with new ICE credentials, or of a new connection.
func (s *subscribing) renew() {
	s.mu.Lock()
	if s.pc != nil && hasEnded(s.pc) {
		// Given up here: its keys are of no use to new credentials.
		s.mu.Unlock()
		s.clear()
		s.refresh()
		return
	}
	s.restart = true
	s.alive.Store(false)
	s.mu.Unlock()
	s.refresh()
}

// startOver throws the connection away, for a client that can't follow it.
func (s *subscribing) startOver(why error) {
	s.p.room.log.Info("subscription starts over", "participant", s.p.id, "why", why)
	s.tries++
	s.clear()
	if s.tries >= 3 {
		s.p.send(&signal.Event{Type: "degraded", Degraded: &signal.Degraded{To: signal.DegradedAll, Reason: "no-answer"}})
	}
}

func (s *subscribing) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for u, d := range s.downs {
		s.remove(u, d)
	}
	if pc := s.pc; pc != nil {
		go func() { _ = pc.Close() }()
		select {
		case s.cleared <- struct{}{}:
		default:
		}
	}
	s.pc, s.pending, s.restart = nil, nil, false
	clear(s.freed)
	clear(s.extensions)
	s.alive.Store(false)
	s.remb.Store(0)
	s.departures.forget()
}

func (s *subscribing) close() {
	s.stop()
	s.clear()
}

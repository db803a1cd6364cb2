package mediatest

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/report"
	"github.com/pion/logging"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/signal"
)

func newAPI(o Options) (*webrtc.API, error) {
	quiet := &logging.DefaultLoggerFactory{Writer: io.Discard}
	s := webrtc.SettingEngine{LoggerFactory: quiet}
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetICETimeouts(3*time.Second, 30*time.Second, time.Second)
	s.SetIPFilter(func(ip net.IP) bool { return ip.IsLoopback() })
	s.SetRelayAcceptanceMinWait(0)
	if o.Configure != nil {
		o.Configure(&s)
	}
	m := &webrtc.MediaEngine{}
	if err := m.RegisterDefaultCodecs(); err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	registry := &interceptor.Registry{}
	err := webrtc.RegisterDefaultInterceptorsWithOptions(m, registry,
		webrtc.WithInterceptorLoggerFactory(quiet), webrtc.WithReportReceiverOptions(report.ReceiverInterval(cmp.Or(o.ReportsEvery, time.Second))))
	if err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	m.RegisterFeedback(webrtc.RTCPFeedback{Type: "nack"}, webrtc.RTPCodecTypeAudio)
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithInterceptorRegistry(registry), webrtc.WithSettingEngine(s)), nil
}

func (c *Client) connection() (*webrtc.PeerConnection, error) {
	configuration := webrtc.Configuration{}
	if c.options.Configuration != nil {
		configuration = c.options.Configuration(c.servers)
	}
	return c.api.NewPeerConnection(configuration)
}

func (c *Client) rerouted(sdp string) string {
	if c.options.Reroute != nil {
		return c.options.Reroute(sdp)
	}
	return sdp
}

// answer answers a subscription offer.
func (c *Client) answer(e signal.Event) error {
	c.mu.Lock()
	pc := c.down
	clear(c.sections)
	for _, t := range e.Tracks {
		c.sections[t.MID] = t
	}
	c.mu.Unlock()
	if e.Reason == "fresh" || pc == nil {
		if pc != nil {
			_ = pc.Close()
		}
		var err error
		if pc, err = c.connection(); err != nil {
			return err
		}
		pc.OnTrack(func(remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) { c.onTrack(pc, remote, receiver) })
		c.mu.Lock()
		c.down = pc
		c.mu.Unlock()
	}
	if err := pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: unended(c.rerouted(e.SDP))}); err != nil {
		return fmt.Errorf("client: offer: %w", err)
	}
	answer, err := pc.CreateAnswer(nil)
	if err != nil {
		return fmt.Errorf("client: answer: %w", err)
	}
	gathered := webrtc.GatheringCompletePromise(pc)
	if err := pc.SetLocalDescription(answer); err != nil {
		return fmt.Errorf("client: answer: %w", err)
	}
	<-gathered
	return c.Send("answer", map[string]any{"sdp": pc.LocalDescription().SDP, "offer": e.Offer})
}

// unended names media sections that carry nothing in another way. A pion client (as of
// v4.2.26) stops the receiver of an inactive section at each offer, but puts a new one in
// its place at the first only, when there was a track: after two such offers the section
// shows no video ever again. Browsers reuse it without ado.
func unended(sdp string) string { return strings.ReplaceAll(sdp, "a=inactive", "a=recvonly") }

func (c *Client) onTrack(pc *webrtc.PeerConnection, remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	mid := ""
	for _, t := range pc.GetTransceivers() {
		if t.Receiver() == receiver {
			mid = t.Mid()
		}
	}
	c.mu.Lock()
	from := c.sections[mid]
	c.mu.Unlock()
	buf := make([]byte, 2000)
	var h rtp.Header
	for {
		n, _, err := remote.Read(buf)
		if err != nil {
			return
		}
		at := time.Now()
		size, err := h.Unmarshal(buf[:n])
		if err != nil || size == n || h.Padding { // one that carries nothing
			continue
		}
		if c.options.Packet != nil {
			c.options.Packet(Packet{from.Participant, from.Source, h.SSRC, h.SequenceNumber, buf[size:n], at})
		}
		c.mu.Lock()
		c.counts[from.Participant+"/"+string(from.Source)]++
		c.tell()
		c.mu.Unlock()
	}
}

// Count is how many packets came of somebody's track.
func (c *Client) Count(from string, source signal.Source) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.counts[from+"/"+string(source)]
}

// AwaitMedia waits until so many more packets of a track came.
func (c *Client) AwaitMedia(from string, source signal.Source, more int) error {
	upTo := c.Count(from, source) + more
	key := from + "/" + string(source)
	return c.Await(fmt.Sprintf("%d packets of %s", more, key), func([]signal.Event) bool { return c.counts[key] >= upTo })
}

// Publish offers the sources and begins to send them.
func (c *Client) Publish(sources ...signal.Source) error {
	if c.up == nil {
		pc, err := c.connection()
		if err != nil {
			return err
		}
		c.up = pc
	}
	for _, source := range sources {
		if err := c.addSource(source); err != nil {
			return err
		}
	}
	return c.Offer(false)
}

func (c *Client) addSource(source signal.Source) error {
	track, err := newTrack(source)
	if err != nil {
		return err
	}
	t, err := c.up.AddTransceiverFromTrack(track, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return fmt.Errorf("client: %w", err)
	}
	c.sent = append(c.sent, signal.SentTrack{Source: source})
	c.pump(source, track, t.Sender())
	return nil
}

// Pause sends a source no more, and still announces it.
func (c *Client) Pause(source signal.Source) error {
	for i, t := range c.up.GetTransceivers() {
		if c.sent[i].Source == source {
			if err := c.up.RemoveTrack(t.Sender()); err != nil {
				return fmt.Errorf("client: %w", err)
			}
			return c.Offer(false)
		}
	}
	return fmt.Errorf("client: %s is not sent", source)
}

// Replace sends a source anew in the media section that it has, under another SSRC: as a
// browser may whose sender was made again.
func (c *Client) Replace(source signal.Source) error {
	for i, t := range c.up.GetTransceivers() {
		if c.sent[i].Source != source {
			continue
		}
		track, err := newTrack(source)
		if err != nil {
			return err
		}
		if old := t.Sender(); old != nil {
			if err := c.up.RemoveTrack(old); err != nil {
				return fmt.Errorf("client: %w", err)
			}
		}
		sender, err := c.api.NewRTPSender(track, c.up.SCTP().Transport())
		if err != nil {
			return fmt.Errorf("client: %w", err)
		}
		if err := t.SetSender(sender, track); err != nil {
			return fmt.Errorf("client: %w", err)
		}
		c.pump(source, track, sender)
		return c.Offer(false)
	}
	return fmt.Errorf("client: %s is not sent", source)
}

func newTrack(source signal.Source) (*webrtc.TrackLocalStaticRTP, error) {
	capability := webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8}
	if source == signal.Microphone {
		capability = webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeOpus}
	}
	track, err := webrtc.NewTrackLocalStaticRTP(capability, string(source), "own")
	if err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	return track, nil
}

func (c *Client) pump(source signal.Source, track *webrtc.TrackLocalStaticRTP, sender *webrtc.RTPSender) {
	var key atomic.Bool
	key.Store(true)
	go readReports(sender, &key)
	ssrc := uint32(sender.GetParameters().Encodings[0].SSRC)
	if source == signal.Microphone {
		go pumpVoice(c.pumps, track, ssrc)
	} else {
		go pumpPicture(c.pumps, track, ssrc, &key)
	}
}

// Offer negotiates what is sent, with new ICE credentials where restart says so.
func (c *Client) Offer(restart bool) error {
	offer, err := c.up.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return fmt.Errorf("client: %w", err)
	}
	gathered := webrtc.GatheringCompletePromise(c.up)
	if err := c.up.SetLocalDescription(offer); err != nil {
		return fmt.Errorf("client: %w", err)
	}
	<-gathered
	for i, t := range c.up.GetTransceivers() {
		c.sent[i].MID = t.Mid()
	}
	answer, err := c.Ask("publish", map[string]any{"sdp": c.up.LocalDescription().SDP, "tracks": c.sent})
	if err != nil {
		return err
	}
	return c.up.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: c.rerouted(answer.SDP)})
}

// Down is the connection on which the client receives; nil before there is anything.
func (c *Client) Down() *webrtc.PeerConnection {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.down
}

// Pair tells over what kind of candidates the client receives, and over which transport.
func (c *Client) Pair() string {
	pc := c.Down()
	if pc == nil || len(pc.GetTransceivers()) == 0 {
		return ""
	}
	pair, err := pc.GetTransceivers()[0].Receiver().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return ""
	}
	return pair.Local.Typ.String() + " " + pair.Local.Protocol.String()
}

func readReports(sender *webrtc.RTPSender, key *atomic.Bool) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, p := range packets {
			switch p.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				key.Store(true)
			}
		}
	}
}

// DropMedia forgets what the client sends and receives, and leaves its WebSocket alone.
func (c *Client) DropMedia() {
	c.unpump()
	c.pumps, c.unpump = context.WithCancel(context.Background())
	c.mu.Lock()
	up, down := c.up, c.down
	c.up, c.down, c.sent = nil, nil, nil
	c.mu.Unlock()
	for _, pc := range []*webrtc.PeerConnection{up, down} {
		if pc != nil {
			_ = pc.Close()
		}
	}
}

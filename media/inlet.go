package media

import (
	"encoding/binary"
	"maps"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
)

// tapBelow is how busy the goroutine that reads the socket may be, of its time, to be given
// another connection. Above it pion's way carries more: it costs more, but of every core.
const tapBelow = 0.6

// sampleEvery is how often a packet of each stream goes pion's way too: so pion's count of
// how often its sequence numbers went round stays right, should all have to go there.
const sampleEvery = time.Second

// inlet takes the media of one publishing connection as it is read from the socket. What
// it doesn't know, or can't open, goes pion's way, through upLayer.read; what comes both
// ways is taken once.
type inlet struct {
	socket   *fanout.Socket
	pc       *webrtc.PeerConnection
	keys     keys
	arrivals *arrivals
	feedback feedback

	moving sync.Mutex // of changes to the tap
	tap    *fanout.Tap
	at     netip.AddrPort
	closed bool

	mu      sync.Mutex
	open    *srtp.Context
	streams map[uint32]*stream
	header  rtp.Header
	buf     [fanout.MTU]byte
}

// stream is what comes under one SSRC: a layer, or what is sent again of it.
type stream struct {
	layer   *upLayer
	again   bool // as RFC 4588 says
	sampled time.Time
}

func newInlet(socket *fanout.Socket) *inlet {
	return &inlet{socket: socket, arrivals: newArrivals(), feedback: newFeedback(), streams: map[uint32]*stream{}}
}

// publish makes a connection on which a client sends. The client should be the one who
// begins the handshake, where he offers that: only so are the keys known.
func (n *network) publish(asServer bool) (*inlet, error) {
	in := newInlet(n.socket)
	settings := n.settings
	if asServer {
		if err := settings.SetAnsweringDTLSRole(webrtc.DTLSRoleServer); err != nil {
			return nil, err
		}
		// That the client receives where he says was shown by ICE: no cookie need show it
		// again, and take the time.
		settings.SetDTLSInsecureSkipHelloVerify(true)
		in.keys.listen(&settings)
	}
	api, err := publishingAPI(settings, in.arrivals)
	if err != nil {
		return nil, err
	}
	if in.pc, err = api.NewPeerConnection(n.configuration); err != nil {
		return nil, err
	}
	in.begin(in.pc)
	return in, nil
}

func (in *inlet) begin(pc *webrtc.PeerConnection) {
	pc.OnConnectionStateChange(func(webrtc.PeerConnectionState) { in.attach() })
	pc.SCTP().Transport().ICETransport().OnSelectedCandidatePairChange(func(*webrtc.ICECandidatePair) { in.attach() })
	go in.tell()
}

// attach begins to take packets when the handshake is over, and follows the client to
// another address.
func (in *inlet) attach() {
	if !verified(in.pc) {
		return
	}
	in.moving.Lock()
	defer in.moving.Unlock()
	at := clientOf(in.pc)
	if in.closed || in.tap != nil && in.at == at {
		return
	}
	in.detach()
	if in.opens() && at.IsValid() && in.socket.Load() < tapBelow {
		in.at, in.tap = at, in.socket.Tap(at, in.take)
	}
}

// opens makes what opens the client's packets, if it can be made.
func (in *inlet) opens() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.open == nil {
		if open, err := in.keys.opener(); err == nil {
			in.open = open
		}
	}
	return in.open != nil
}

func (in *inlet) detach() {
	if in.tap != nil {
		in.socket.Untap(in.at, in.tap)
		in.tap = nil
	}
}

func (in *inlet) close() {
	in.moving.Lock()
	if !in.closed {
		in.closed = true
		close(in.feedback.end)
	}
	in.detach()
	in.moving.Unlock()
	in.keys.drop()
	in.mu.Lock()
	defer in.mu.Unlock()
	clear(in.streams)
	in.open = nil
}

// add has a layer's packets taken here.
func (in *inlet) add(l *upLayer) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if !l.retired.Load() {
		in.streams[l.ssrc] = &stream{layer: l}
	}
}

func (in *inlet) remove(l *upLayer) {
	in.mu.Lock()
	defer in.mu.Unlock()
	maps.DeleteFunc(in.streams, func(_ uint32, s *stream) bool { return s.layer == l })
}

// find also finds what is sent again, under an SSRC that may be known late.
func (in *inlet) find(ssrc uint32) *stream {
	if s := in.streams[ssrc]; s != nil {
		return s
	}
	for _, s := range in.streams {
		if !s.again && ssrc != 0 && s.layer.repairSSRC() == ssrc {
			again := &stream{layer: s.layer, again: true}
			in.streams[ssrc] = again
			return again
		}
	}
	return nil
}

// take opens a packet and fans it out; false leaves it to pion.
func (in *inlet) take(b []byte) bool {
	if len(b) > fanout.MTU {
		return false
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	s := in.find(binary.BigEndian.Uint32(b[8:]))
	if s == nil || in.open == nil {
		return false
	}
	opened, err := in.open.DecryptRTP(in.buf[:], b, &in.header)
	if err != nil {
		return false
	}
	now := time.Now()
	in.arrivals.note(&in.header, s.layer.arrivalID, now)
	if s.again {
		opened = original(opened, s.layer.ssrc)
	}
	if opened != nil { // else it only probed what the network carries
		s.layer.take(opened, now)
	}
	if now.Sub(s.sampled) < sampleEvery {
		return true
	}
	s.sampled = now
	return false
}

// report says how the client's packets arrive (RFC 3550 section 6.4.2); nil before there
// are any.
func (in *inlet) report(now time.Time) *rtcp.ReceiverReport {
	in.mu.Lock()
	layers := []*upLayer{}
	for _, s := range in.streams {
		if !s.again {
			layers = append(layers, s.layer)
		}
	}
	in.mu.Unlock()
	r := &rtcp.ReceiverReport{SSRC: in.arrivals.ssrc}
	for _, l := range layers {
		if block, ok := l.block(now); ok {
			r.Reports = append(r.Reports, block)
		}
	}
	if len(r.Reports) == 0 {
		return nil
	}
	return r
}

// clientOf is where a connection's client is; not valid before he is found, or where he
// came over TCP. Through the relay he comes over UDP, from the relay.
func clientOf(pc *webrtc.PeerConnection) netip.AddrPort {
	pair, err := pc.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil || pair.Local.Protocol != webrtc.ICEProtocolUDP || pair.Remote.Protocol != webrtc.ICEProtocolUDP {
		return netip.AddrPort{}
	}
	a, ok := netip.AddrFromSlice(net.ParseIP(pair.Remote.Address))
	if !ok {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(a.Unmap(), pair.Remote.Port)
}

// verified tells whether a connection's handshake is over, and its client the one that he
// said.
func verified(pc *webrtc.PeerConnection) bool {
	return pc.SCTP().Transport().State() == webrtc.DTLSTransportStateConnected
}

package media

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/dispute"
	"sutiao/media/signal"
)

// probe is somebody's try whether media would get through, before he enters a room: a
// connection by the ports and ways that media takes, on which the node sends back what
// comes. Messages and no voice: they need no microphone and no permission, their number
// doesn't depend on whether somebody speaks, and every browser can time them. A probe is
// of no room: nobody else is in it, and nobody is told of it.
type probe struct {
	node    *Node
	account string
	conn    *connection
	streams atomic.Int32

	mu   sync.Mutex
	pc   *webrtc.PeerConnection
	over bool
}

// probes are those of a node: one for each account, and not too many.
type probes struct {
	mu    sync.Mutex
	of    map[string]*probe
	count int // those included that were replaced and have not ended yet
	// How many there may be and how long each may last, so that nobody makes of them a
	// line to keep.
	most int
	last time.Duration
}

func newProbes() probes {
	return probes{of: map[string]*probe{}, most: probesPerNode, last: probeFor}
}

// beginProbe takes the place of one that the same account may have still.
func (n *Node) beginProbe(account string, c *connection, re string) (guest, error) {
	busy := refuse(dispute.CodeUnavailable, "正在测试的人较多，请稍后再试", "many people are testing; please try again")
	if n.isDraining() {
		return nil, busy
	}
	s := &n.probes
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.of[account]; old != nil {
		old.conn.cancel()
	}
	if s.count >= s.most {
		return nil, busy
	}
	p := &probe{node: n, account: account, conn: c}
	s.of[account] = p
	s.count++
	c.send(encode(&signal.Event{Type: "welcome", Re: re, Welcome: &signal.Welcome{
		Version: signal.Version, State: "probe", ICE: n.network.probeServers(account, s.last),
	}}))
	return p, nil
}

// probeServers tells of the relay. All probes of an account share what one person may hold
// of it, and the credentials last no longer than a probe.
func (n *network) probeServers(account string, good time.Duration) []signal.ICEServer {
	if n.relay == nil {
		return []signal.ICEServer{}
	}
	return n.relayFor(n.relay.CredentialsOf("probe-"+account, good))
}

// stay implements guest.
func (p *probe) stay(c *connection) {
	defer p.end()
	end := time.AfterFunc(p.node.probes.last, c.cancel)
	defer end.Stop()
	c.converse(func() {}, p.handle)
}

func (p *probe) handle(_ string, m signal.Request) (*signal.Event, error) {
	switch m := m.(type) {
	case *signal.Publish:
		return p.connect(m)
	case *signal.Ping:
		return &signal.Event{Type: "pong"}, nil
	case *signal.Leave:
		p.conn.finish("left")
		return done(), nil
	}
	return nil, refuse(dispute.CodeNotPermitted, "测试连接不能进行此操作", "not in a probe")
}

// connect answers the one offer of a probe.
func (p *probe) connect(m *signal.Publish) (*signal.Event, error) {
	if len(m.Tracks) > 0 || usable(m.SDP) != nil || !slices.Equal(kinds(m.SDP), []string{messages}) {
		return nil, refuse(dispute.CodeInvalid, "媒体描述无法使用", "a probe carries messages and nothing else")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.over || p.pc != nil {
		return nil, refuse(dispute.CodeConflict, "请重新测试", "a probe has one connection")
	}
	pc, err := p.node.network.probing.NewPeerConnection(p.node.network.configuration)
	if err != nil {
		return nil, refuse(dispute.CodeUnavailable, "媒体服务暂不可用", "no connection could be made")
	}
	p.pc = pc
	pc.OnDataChannel(p.answer)
	sdp, err := answerOf(pc, m.SDP)
	if err != nil {
		return nil, err
	}
	return &signal.Event{Type: "published", SDP: sdp}, nil
}

// answer sends back what comes on the one stream that a probe may open.
func (p *probe) answer(stream *webrtc.DataChannel) {
	if p.streams.Add(1) > 1 {
		p.conn.cancel()
		return
	}
	stream.OnOpen(func() {
		raw, err := stream.Detach()
		if err != nil {
			return
		}
		buf := make([]byte, probeMessage)
		for range probeMessages {
			n, err := raw.Read(buf)
			if err != nil {
				return
			}
			if _, err := raw.Write(buf[:n]); err != nil {
				return
			}
		}
		_ = raw.Close() // whoever sends more than that measures nothing
	})
}

// end forgets the probe.
func (p *probe) end() {
	p.mu.Lock()
	p.over = true
	pc := p.pc
	p.mu.Unlock()
	if pc != nil {
		// Closing says goodbye to the peer, and need not be waited for.
		go func() { _ = pc.Close() }()
	}
	s := &p.node.probes
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count--
	if s.of[p.account] == p {
		delete(s.of, p.account)
	}
}

package relay

import (
	"errors"
	"fmt"
	"net"
	"sync/atomic"

	"github.com/pion/turn/v5"
)

var errOnlyUDP = errors.New("relay: only UDP is relayed")

// gate makes relayed ports that lead to the media socket only.
type gate struct{ options Options }

// Validate implements turn.RelayAddressGenerator.
func (*gate) Validate() error { return nil }

// AllocatePacketConn implements turn.RelayAddressGenerator. The port is opened on the
// address that the media socket sees: no firewall needs to know it.
func (g *gate) AllocatePacketConn(turn.AllocateListenerConfig) (net.PacketConn, net.Addr, error) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: g.options.Media.IP})
	if err != nil {
		return nil, nil, fmt.Errorf("relay: %w", err)
	}
	return &oneWay{UDPConn: conn, gate: g}, conn.LocalAddr(), nil
}

// AllocateListener implements turn.RelayAddressGenerator.
func (*gate) AllocateListener(turn.AllocateListenerConfig) (net.Listener, net.Addr, error) {
	return nil, nil, errOnlyUDP
}

// AllocateConn implements turn.RelayAddressGenerator.
func (*gate) AllocateConn(turn.AllocateConnConfig) (net.Conn, error) { return nil, errOnlyUDP }

func (g *gate) permits(_ net.Addr, peer net.IP) bool {
	if peer.Equal(g.options.Media.IP) {
		return true
	}
	for _, ip := range g.options.Public {
		if ip.Equal(peer) {
			return true
		}
	}
	return false
}

// oneWay is a relayed port. TURN's permissions know addresses only, so the port number is
// minded here; and the public address, which may not be reachable from inside, is turned
// into the one that is.
type oneWay struct {
	*net.UDPConn
	gate *gate
	as   atomic.Pointer[net.UDPAddr] // how the client named the media socket last
}

// WriteTo drops whatever is not meant for the media socket.
func (c *oneWay) WriteTo(b []byte, to net.Addr) (int, error) {
	o := &c.gate.options
	a, ok := to.(*net.UDPAddr)
	if !ok || !c.gate.permits(nil, a.IP) || (a.Port != o.PublicPort && a.Port != o.Media.Port) {
		return len(b), nil
	}
	c.as.Store(a)
	return c.WriteToUDP(b, o.Media)
}

// ReadFrom takes what the media socket sends, and nothing else.
func (c *oneWay) ReadFrom(b []byte) (int, net.Addr, error) {
	media := c.gate.options.Media
	for {
		n, from, err := c.ReadFromUDP(b)
		if err != nil {
			return 0, nil, err
		}
		if from.Port == media.Port && from.IP.Equal(media.IP) {
			if as := c.as.Load(); as != nil {
				return n, as, nil
			}
		}
	}
}

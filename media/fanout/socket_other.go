//go:build !linux

package fanout

import (
	"fmt"
	"net"
	"net/netip"
)

// Socket is a UDP socket; without sendmmsg(2) it sends each packet by itself.
type Socket struct {
	taps
	*net.UDPConn
}

// Listen opens a socket on an address such as "0.0.0.0:7882".
func Listen(address string) (*Socket, error) {
	a, err := net.ResolveUDPAddr("udp", address)
	if err != nil {
		return nil, fmt.Errorf("media socket: %w", err)
	}
	conn, err := net.ListenUDP("udp", a)
	if err != nil {
		return nil, fmt.Errorf("media socket: %w", err)
	}
	return &Socket{UDPConn: conn}, nil
}

// ReadFromAddrPort returns the next datagram that nobody taps.
func (s *Socket) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	for {
		n, from, err := s.ReadFromUDPAddrPort(b)
		if err != nil || !s.taken(b[:n], from) {
			return n, from, err
		}
	}
}

// Load is not measured.
func (s *Socket) Load() float64 { return 0 }

// Calls is not counted.
func (s *Socket) Calls() uint64 { return 0 }

// WriteToAddrPort sends a datagram.
func (s *Socket) WriteToAddrPort(b []byte, to netip.AddrPort) (int, error) {
	return s.WriteToUDPAddrPort(b, to)
}

// Flush has nothing to send.
func (s *Socket) Flush() {}

// Settle has nothing to wait for.
func (s *Socket) Settle() {}

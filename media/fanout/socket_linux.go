package fanout

import (
	"fmt"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"time"
)

// buffer is the size of the socket's buffers in bytes: key frames come in bursts.
const buffer = 4 << 20

// Socket is a UDP socket. Media packets wait until Flush, and go out together; all else
// goes out at once. It offers ice.AddrPortReaderWriter, so that nothing is allocated for
// an address. Reading is for one goroutine, the rest is safe for concurrent use.
type Socket struct {
	taps
	conn *net.UDPConn
	raw  syscall.RawConn
	in   *inbound
	load load
	woke time.Time // when the last batch came
	six  bool      // the socket is IPv6, and speaks IPv4 in mapped addresses

	mu       sync.Mutex
	changed  *sync.Cond
	queue    *outbound // filling
	spare    *outbound // nil while it is being sent
	sending  bool
	queued   uint64
	sent     uint64
	calls    uint64
	write    func(fd uintptr) bool
	inFlight *outbound
}

// Listen opens a socket on an address such as "0.0.0.0:7882".
func Listen(address string) (*Socket, error) {
	a, err := net.ResolveUDPAddr("udp", address)
	if err != nil {
		return nil, fmt.Errorf("media socket: %w", err)
	}
	network := "udp4"
	if a.IP != nil && a.IP.To4() == nil {
		network = "udp6"
	}
	conn, err := net.ListenUDP(network, a)
	if err != nil {
		return nil, fmt.Errorf("media socket: %w", err)
	}
	// A smaller buffer than asked for is a loss of comfort, not of function.
	_ = conn.SetReadBuffer(buffer)
	_ = conn.SetWriteBuffer(buffer)
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, fmt.Errorf("media socket: %w", err)
	}
	six := network == "udp6"
	s := &Socket{conn: conn, raw: raw, six: six, in: newInbound(), queue: newOutbound(six), spare: newOutbound(six)}
	s.changed = sync.NewCond(&s.mu)
	s.write = func(fd uintptr) bool { return s.inFlight.send(fd) }
	return s, nil
}

// ReadFromAddrPort returns the next datagram that nobody taps; as many as wait are
// fetched at once.
func (s *Socket) ReadFromAddrPort(b []byte) (int, netip.AddrPort, error) {
	tapped := false
	for {
		if s.in.next == s.in.n {
			if tapped { // what they queued goes out together
				s.Flush()
				tapped = false
			}
			if err := s.receive(); err != nil {
				return 0, netip.AddrPort{}, err
			}
			continue
		}
		packet, from := s.in.take()
		if s.taken(packet, from) {
			tapped = true
			continue
		}
		if tapped {
			s.Flush()
		}
		return copy(b, packet), from, nil
	}
}

func (s *Socket) receive() error {
	if !s.woke.IsZero() {
		s.load.work(s.woke, time.Now())
	}
	err := s.in.receive(s.raw)
	s.woke = time.Now()
	return err
}

// Load tells which part of its time the goroutine works that reads, from 0 to 1.
func (s *Socket) Load() float64 { return s.load.part() }

// ReadFrom implements net.PacketConn.
func (s *Socket) ReadFrom(b []byte) (int, net.Addr, error) {
	n, from, err := s.ReadFromAddrPort(b)
	if err != nil {
		return n, nil, err
	}
	return n, net.UDPAddrFromAddrPort(from), nil
}

// WriteToAddrPort queues a media packet until Flush, and sends any other at once.
func (s *Socket) WriteToAddrPort(b []byte, to netip.AddrPort) (int, error) {
	if !IsMedia(b) || len(b) > MTU {
		return s.conn.WriteToUDPAddrPort(b, to)
	}
	s.mu.Lock()
	for s.queue.n == len(s.queue.packets) {
		if s.sending {
			s.changed.Wait()
			continue
		}
		s.drain()
	}
	s.queue.add(b, to)
	s.queued++
	s.mu.Unlock()
	return len(b), nil
}

// WriteTo implements net.PacketConn.
func (s *Socket) WriteTo(b []byte, to net.Addr) (int, error) {
	a, ok := to.(*net.UDPAddr)
	if !ok {
		return 0, net.InvalidAddrError("not a UDP address")
	}
	return s.WriteToAddrPort(b, a.AddrPort())
}

// Flush sends what is queued. While another goroutine is sending, that one takes ours
// along: so packets keep their order, and a busy node makes fewer, larger calls.
func (s *Socket) Flush() {
	s.mu.Lock()
	if !s.sending {
		s.drain()
	}
	s.mu.Unlock()
}

// Settle returns when all that was queued before it was called has left the process.
func (s *Socket) Settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for upTo := s.queued; s.sent < upTo; {
		if s.sending {
			s.changed.Wait()
			continue
		}
		s.drain()
	}
}

// Calls tells how many system calls media has been sent by.
func (s *Socket) Calls() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

// drain sends until the queue is empty; the lock is held, and given up for each call.
func (s *Socket) drain() {
	s.sending = true
	for s.queue.n > 0 {
		out := s.queue
		s.queue, s.spare = s.spare, nil
		s.inFlight = out
		s.mu.Unlock()
		// A closed socket loses its packets, as the network may.
		_ = s.raw.Write(s.write)
		s.mu.Lock()
		s.sent += uint64(out.n)
		s.calls += out.calls
		out.n, out.next, out.calls = 0, 0, 0
		s.spare = out
		s.changed.Broadcast()
	}
	s.sending = false
	s.changed.Broadcast()
}

// Close implements net.PacketConn.
func (s *Socket) Close() error { return s.conn.Close() }

// LocalAddr implements net.PacketConn.
func (s *Socket) LocalAddr() net.Addr { return s.conn.LocalAddr() }

// SetDeadline implements net.PacketConn.
func (s *Socket) SetDeadline(t time.Time) error { return s.conn.SetDeadline(t) }

// SetReadDeadline implements net.PacketConn.
func (s *Socket) SetReadDeadline(t time.Time) error { return s.conn.SetReadDeadline(t) }

// SetWriteDeadline implements net.PacketConn.
func (s *Socket) SetWriteDeadline(t time.Time) error { return s.conn.SetWriteDeadline(t) }

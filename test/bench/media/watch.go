package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"github.com/pion/transport/v5"
	"github.com/pion/transport/v5/stdnet"
	"github.com/pion/webrtc/v4"
	"golang.org/x/sys/unix"

	"sutiao/media/fanout"
)

// remembered is how many packets of a stream a log holds: seconds of them.
const remembered = 1 << 10

// log is when packets passed the sockets of clients, by SSRC.
type log struct {
	mu      sync.Mutex
	streams map[uint32]*[remembered]passage
}

type passage struct {
	seq uint16
	at  time.Time
}

func newLog() *log { return &log{streams: map[uint32]*[remembered]passage{}} }

func (l *log) note(packet []byte, at time.Time) {
	seq, ssrc := binary.BigEndian.Uint16(packet[2:]), binary.BigEndian.Uint32(packet[8:])
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.streams[ssrc] == nil {
		l.streams[ssrc] = &[remembered]passage{}
	}
	l.streams[ssrc][seq%remembered] = passage{seq, at}
}

// of is when a packet passed; false where it went another way, as one that is sent again.
func (l *log) of(ssrc uint32, seq uint16) (time.Time, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.streams[ssrc]; s != nil && s[seq%remembered].seq == seq {
		return s[seq%remembered].at, true
	}
	return time.Time{}, false
}

// watchedNet notes when a client gives a packet to the kernel, and when the kernel has one
// for him. How long he takes to make or to open it, on a machine that he shares with the
// server, is not the server's delay.
type watchedNet struct {
	transport.Net
	of *visitor
}

func (v *visitor) network() (func(*webrtc.SettingEngine), error) {
	plain, err := stdnet.NewNet()
	return func(s *webrtc.SettingEngine) { s.SetNet(watchedNet{plain, v}) }, err
}

// ListenUDP implements transport.Net.
func (n watchedNet) ListenUDP(network string, at *net.UDPAddr) (transport.UDPConn, error) {
	c, err := n.Net.ListenUDP(network, at)
	if err != nil {
		return nil, err
	}
	_ = c.SetReadBuffer(1 << 20) // a client that waits for its turn should lose nothing
	s, ok := c.(syscall.Conn)
	if !ok {
		return nil, fmt.Errorf("%T has no file descriptor", c)
	}
	raw, err := s.SyscallConn()
	if err != nil {
		return nil, err
	}
	var refused error
	if err := raw.Control(func(fd uintptr) {
		refused = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_TIMESTAMPNS, 1)
	}); err != nil {
		return nil, err
	}
	return watchedConn{c, raw, n.of}, refused
}

type watchedConn struct {
	transport.UDPConn
	raw syscall.RawConn
	of  *visitor
}

// WriteTo implements net.PacketConn.
func (c watchedConn) WriteTo(b []byte, to net.Addr) (int, error) {
	c.of.crowd.send(b, time.Now())
	return c.UDPConn.WriteTo(b, to)
}

// ReadFrom implements net.PacketConn.
func (c watchedConn) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		if c.of.dozes.Load() {
			n, from, at, err := c.readLater(b)
			if err != nil || !c.of.acknowledge(b[:n], at) {
				return n, from, err
			}
			continue
		}
		var oob [64]byte
		n, size, _, from, err := c.ReadMsgUDP(b, oob[:])
		if err != nil {
			return n, nil, err
		}
		if fanout.IsMedia(b[:n]) {
			c.of.came.note(b[:n], stampOf(oob[:size]))
		}
		return n, from, nil
	}
}

// readLater takes what came without being woken for it.
func (c watchedConn) readLater(b []byte) (n int, from net.Addr, at time.Time, err error) {
	var oob [64]byte
	for {
		var size int
		var a unix.Sockaddr
		var failed error
		if err := c.raw.Control(func(fd uintptr) {
			n, size, _, a, failed = unix.Recvmsg(int(fd), b, oob[:], unix.MSG_DONTWAIT)
		}); err != nil {
			return 0, nil, at, err
		}
		if errors.Is(failed, unix.EAGAIN) {
			<-time.NewTimer(nap).C
			continue
		}
		if four, ok := a.(*unix.SockaddrInet4); ok {
			from = &net.UDPAddr{IP: four.Addr[:], Port: four.Port}
		}
		return n, from, stampOf(oob[:size]), failed
	}
}

// stampOf reads SCM_TIMESTAMPNS (socket(7)); the zero time where there is none.
func stampOf(oob []byte) time.Time {
	for len(oob) > 0 {
		h, data, rest, err := unix.ParseOneSocketControlMessage(oob)
		if err != nil {
			return time.Time{}
		}
		if h.Level == unix.SOL_SOCKET && h.Type == unix.SCM_TIMESTAMPNS && len(data) >= int(unsafe.Sizeof(unix.Timespec{})) {
			t := (*unix.Timespec)(unsafe.Pointer(&data[0]))
			return time.Unix(t.Unix())
		}
		oob = rest
	}
	return time.Time{}
}

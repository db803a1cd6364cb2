package fanout

import (
	"encoding/binary"
	"net/netip"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// packetsOut is how many packets wait for one sendmmsg(2) at most, packetsIn how many one
// recvmmsg(2) fetches.
const (
	packetsOut = 128
	packetsIn  = 16
)

// message is struct mmsghdr of the kernel.
type message struct {
	header unix.Msghdr
	length uint32
	_      [4]byte
}

// outbound is a batch of datagrams in the shape that the kernel reads.
type outbound struct {
	n, next  int
	calls    uint64 // that the kernel took for it
	six      bool
	messages [packetsOut]message
	vectors  [packetsOut]unix.Iovec
	names    [packetsOut]unix.RawSockaddrInet6 // also holds the shorter IPv4 form
	packets  [packetsOut][MTU]byte
}

func newOutbound(six bool) *outbound {
	o := &outbound{six: six}
	for i := range o.messages {
		o.vectors[i].Base = &o.packets[i][0]
		h := &o.messages[i].header
		h.Iov, h.Iovlen = &o.vectors[i], 1
		h.Name = (*byte)(unsafe.Pointer(&o.names[i])) //nolint:gosec // as sendmmsg(2) wants it
		h.Namelen = unix.SizeofSockaddrInet4
		if six {
			h.Namelen = unix.SizeofSockaddrInet6
		}
	}
	return o
}

func (o *outbound) add(b []byte, to netip.AddrPort) {
	i := o.n
	o.n++
	o.vectors[i].SetLen(copy(o.packets[i][:], b))
	if o.six {
		name := &o.names[i]
		name.Family, name.Addr = unix.AF_INET6, to.Addr().As16()
		setPort(&name.Port, to.Port())
		return
	}
	name := (*unix.RawSockaddrInet4)(unsafe.Pointer(&o.names[i])) //nolint:gosec // the shorter form
	name.Family, name.Addr = unix.AF_INET, to.Addr().Unmap().As4()
	setPort(&name.Port, to.Port())
}

// send is called by the runtime's poller: false means wait until the socket can be
// written. A packet that the kernel refuses is left out.
//
// The call never waits, so the scheduler isn't told of it (as of fetch): thinking that it
// does, it would wake another thread to go on here, a tenth of all that a node does.
func (o *outbound) send(fd uintptr) bool {
	for o.next < o.n {
		o.calls++
		at := unsafe.Pointer(&o.messages[o.next]) //nolint:gosec // as sendmmsg(2) wants it
		n, _, err := syscall.RawSyscall6(unix.SYS_SENDMMSG, fd, uintptr(at), uintptr(o.n-o.next), 0, 0, 0)
		switch err {
		case 0:
			o.next += int(n)
		case syscall.EINTR:
		case syscall.EAGAIN:
			return false
		default:
			o.next++
		}
	}
	return true
}

// inbound is a batch of received datagrams.
type inbound struct {
	n, next  int
	err      syscall.Errno
	read     func(fd uintptr) bool
	messages [packetsIn]message
	vectors  [packetsIn]unix.Iovec
	names    [packetsIn]unix.RawSockaddrInet6
	packets  [packetsIn][8192]byte // what pion's mux would read in one call
}

func newInbound() *inbound {
	r := &inbound{}
	for i := range r.messages {
		r.vectors[i].Base = &r.packets[i][0]
		r.vectors[i].SetLen(len(r.packets[i]))
		h := &r.messages[i].header
		h.Iov, h.Iovlen = &r.vectors[i], 1
		h.Name = (*byte)(unsafe.Pointer(&r.names[i])) //nolint:gosec // as recvmmsg(2) wants it
	}
	r.read = r.fetch
	return r
}

func (r *inbound) fetch(fd uintptr) bool {
	for i := range r.messages {
		r.messages[i].header.Namelen = unix.SizeofSockaddrInet6
	}
	at := unsafe.Pointer(&r.messages[0]) //nolint:gosec // as recvmmsg(2) wants it
	n, _, err := syscall.RawSyscall6(unix.SYS_RECVMMSG, fd, uintptr(at), packetsIn, 0, 0, 0)
	r.err = err
	if err == syscall.EAGAIN {
		return false
	}
	if err == 0 {
		r.n = int(n)
	}
	return true
}

func (r *inbound) receive(raw syscall.RawConn) error {
	r.n, r.next = 0, 0
	if err := raw.Read(r.read); err != nil {
		return err
	}
	// The kernel reports here that an earlier packet met a closed port: no end of reading.
	if r.err != 0 && r.err != syscall.EINTR && r.err != syscall.ECONNREFUSED {
		return r.err
	}
	return nil
}

// take returns the next datagram, which is there until more are received.
func (r *inbound) take() ([]byte, netip.AddrPort) {
	i := r.next
	r.next++
	packet := r.packets[i][:r.messages[i].length]
	if r.names[i].Family == unix.AF_INET {
		name := (*unix.RawSockaddrInet4)(unsafe.Pointer(&r.names[i])) //nolint:gosec // the shorter form
		return packet, netip.AddrPortFrom(netip.AddrFrom4(name.Addr), port(&name.Port))
	}
	return packet, netip.AddrPortFrom(netip.AddrFrom16(r.names[i].Addr).Unmap(), port(&r.names[i].Port))
}

// The kernel keeps ports in network order, whatever the machine's.
func setPort(at *uint16, p uint16) {
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(at))[:], p) //nolint:gosec // two bytes
}

func port(at *uint16) uint16 {
	return binary.BigEndian.Uint16((*[2]byte)(unsafe.Pointer(at))[:]) //nolint:gosec // two bytes
}

package fanout

import (
	"bytes"
	"net"
	"testing"
	"time"
)

func TestATapTakesMediaOfOneAddressAndPassesOnTheRest(t *testing.T) {
	s, far, to := listen(t)
	other, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	taken := 0
	tap := s.Tap(to, func(b []byte) bool {
		taken++
		_, _ = s.WriteToAddrPort(b, to)
		return b[20+3]%2 == 0
	})
	report := []byte{0x80, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	read := func(want []byte) {
		t.Helper()
		b := make([]byte, 2000)
		_ = s.SetReadDeadline(time.Now().Add(5 * time.Second))
		if n, _, err := s.ReadFromAddrPort(b); err != nil || !bytes.Equal(b[:n], want) {
			t.Fatal(n, err)
		}
	}
	for i := range 4 {
		_, _ = far.WriteTo(media(i), s.LocalAddr())
	}
	read(media(1))
	read(media(3))
	_, _ = other.WriteTo(media(2), s.LocalAddr())
	read(media(2))
	_, _ = far.WriteTo(report, s.LocalAddr())
	read(report)
	if taken != 4 {
		t.Errorf("%d packets came to the tap", taken)
	}
	back := make([]byte, 2000)
	_ = far.SetReadDeadline(time.Now().Add(5 * time.Second))
	for i := range 4 { // flushed by whoever read
		if n, err := far.Read(back); err != nil || !bytes.Equal(back[:n], media(i)) {
			t.Fatal(n, err)
		}
	}
	newer := s.Tap(to, func([]byte) bool { return true })
	s.Untap(to, tap)
	if !s.taken(media(0), to) {
		t.Error("the newer tap is gone")
	}
	s.Untap(to, newer)
	if s.taken(media(0), to) {
		t.Error("a tap is left")
	}
}

package fanout

import (
	"bytes"
	"encoding/binary"
	"net"
	"net/netip"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func media(i int) []byte {
	b := make([]byte, 100)
	b[0], b[1] = 0x80, 96
	binary.BigEndian.PutUint32(b[20:], uint32(i))
	return b
}

func listen(t testing.TB) (*Socket, *net.UDPConn, netip.AddrPort) {
	t.Helper()
	s, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	far, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close(); _ = far.Close() })
	return s, far, far.LocalAddr().(*net.UDPAddr).AddrPort()
}

func TestMediaWaitsForTheFlushAndKeepsItsOrder(t *testing.T) {
	s, far, to := listen(t)
	_ = far.SetReadBuffer(4 << 20)
	for i := range 300 { // more than a batch holds
		if _, err := s.WriteToAddrPort(media(i), to); err != nil {
			t.Fatal(err)
		}
	}
	s.Flush()
	b := make([]byte, 2000)
	_ = far.SetReadDeadline(time.Now().Add(5 * time.Second))
	for i := range 300 {
		n, err := far.Read(b)
		if err != nil || !bytes.Equal(b[:n], media(i)) {
			t.Fatalf("packet %d: %v", i, err)
		}
	}
}

func TestWhatIsNotMediaGoesOutAtOnce(t *testing.T) {
	s, far, to := listen(t)
	_, _ = s.WriteToAddrPort(media(1), to)
	_, _ = s.WriteToAddrPort([]byte{0x80, 200, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, to)
	b := make([]byte, 2000)
	_ = far.SetReadDeadline(time.Now().Add(5 * time.Second))
	if n, err := far.Read(b); err != nil || n != 12 {
		t.Fatal("the report did not come first", n, err)
	}
}

func TestManySendersLoseNothing(t *testing.T) {
	s, far, to := listen(t)
	_ = far.SetReadBuffer(4 << 20)
	const senders, each = 8, 200
	done := make(chan struct{})
	for g := range senders {
		go func() {
			for i := range each {
				_, _ = s.WriteToAddrPort(media(g*each+i), to)
				s.Flush()
			}
			done <- struct{}{}
		}()
	}
	seen := map[uint32]bool{}
	b := make([]byte, 2000)
	_ = far.SetReadDeadline(time.Now().Add(10 * time.Second))
	for len(seen) < senders*each {
		if _, err := far.Read(b); err != nil {
			t.Fatalf("%d of %d: %v", len(seen), senders*each, err)
		}
		seen[binary.BigEndian.Uint32(b[20:])] = true
	}
	for range senders {
		<-done
	}
	s.Settle()
}

func TestDatagramsAreReadWithTheirSender(t *testing.T) {
	s, far, to := listen(t)
	for i := range 40 {
		_, _ = far.WriteTo(media(i), s.LocalAddr())
	}
	b := make([]byte, 2000)
	for i := range 40 {
		n, from, err := s.ReadFromAddrPort(b)
		if err != nil || from != to || !bytes.Equal(b[:n], media(i)) {
			t.Fatal(i, n, from, err)
		}
	}
}

// receivers are as many sockets as a packet may go to at once.
func receivers(t testing.TB, n int) []*net.UDPConn {
	t.Helper()
	all := []*net.UDPConn{}
	for range n {
		c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		all = append(all, c)
	}
	return all
}

func TestAFanOutIsOneSystemCallHoweverManyReceive(t *testing.T) {
	s, _, _ := listen(t)
	all := receivers(t, 64)
	b := make([]byte, MTU)
	for n := 1; n <= len(all); n++ {
		before := s.Calls()
		for _, far := range all[:n] {
			if _, err := s.WriteToAddrPort(media(n), far.LocalAddr().(*net.UDPAddr).AddrPort()); err != nil {
				t.Fatal(err)
			}
		}
		if early := s.Calls() - before; early != 0 {
			t.Fatalf("%d calls for %d receivers before the flush", early, n)
		}
		s.Flush()
		if calls := s.Calls() - before; calls != 1 {
			t.Errorf("%d system calls for %d receivers", calls, n)
		}
		for i, far := range all[:n] {
			_ = far.SetReadDeadline(time.Now().Add(5 * time.Second))
			if size, err := far.Read(b); err != nil || !bytes.Equal(b[:size], media(n)) {
				t.Fatalf("receiver %d of %d: %v", i, n, err)
			}
		}
	}
}

func TestSendingAllocatesNothing(t *testing.T) {
	s, _, to := listen(t)
	b := media(1)
	for _, receivers := range []int{1, 7, 64} {
		if n := testing.AllocsPerRun(200, func() {
			for range receivers {
				_, _ = s.WriteToAddrPort(b, to)
			}
			s.Flush()
		}); n > 0 {
			t.Errorf("%v allocations for a fan-out to %d", n, receivers)
		}
	}
}

func TestTheCacheReturnsWhatItHoldsAndNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := NewCache(rapid.IntRange(2000, 20000).Draw(t, "size"))
		put := map[uint16][]byte{}
		seq := rapid.Uint16().Draw(t, "first")
		out := make([]byte, MTU)
		for range rapid.IntRange(1, 1500).Draw(t, "n") {
			seq++
			b := bytes.Repeat([]byte{byte(seq), byte(seq >> 8)}, rapid.IntRange(1, MTU/2).Draw(t, "half"))
			c.Put(seq, b)
			put[seq] = b
			if n := c.Get(seq, out); !bytes.Equal(out[:n], b) {
				t.Fatal("the newest packet is not there")
			}
			old := seq - uint16(rapid.IntRange(0, 600).Draw(t, "back"))
			if n := c.Get(old, out); n > 0 && !bytes.Equal(out[:n], put[old]) {
				t.Fatalf("packet %d is another's", old)
			}
		}
	})
}

func TestOneStreamComesOutOfChangingLayers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r Rewriter
		sources := [3]Packet{}
		for i := range sources {
			sources[i] = Packet{Seq: rapid.Uint16().Draw(t, "seq"), Time: rapid.Uint32().Draw(t, "time"), Layer: uint8(i)}
		}
		layer, begun := 0, false
		var last, lastTime uint32
		used := map[uint16]bool{}
		for range rapid.IntRange(1, 400).Draw(t, "n") {
			for i := range sources {
				sources[i].Seq++
				sources[i].Time += 3000
			}
			next := layer
			if rapid.IntRange(0, 20).Draw(t, "switch") == 0 {
				next = rapid.IntRange(0, 2).Draw(t, "layer")
			}
			p := sources[next]
			p.VP8 = &VP8{Picture: p.Seq, TL0: uint8(p.Seq)}
			filled := false
			if rapid.IntRange(0, 20).Draw(t, "pause") == 0 {
				for range rapid.IntRange(1, 3).Draw(t, "fillers") {
					seq, at, ok := r.Fill()
					if ok != begun || (ok && (uint16(last)+1 != seq || at != lastTime || used[seq])) {
						t.Fatalf("filler %d at %d after %d at %d", seq, at, last, lastTime)
					}
					if filled = ok; ok {
						last, used[seq] = uint32(seq), true
						if _, _, again := r.Origin(seq); again {
							t.Fatal("what carries nothing would be sent again")
						}
					}
				}
			}
			if next != layer || !begun || filled {
				r.Switch(p, 2800)
			}
			layer = next
			if !r.Rewrite(&p) {
				t.Fatal("a new packet was refused")
			}
			if begun && (uint16(last)+1 != p.Seq || int32(p.Time-lastTime) <= 0) {
				t.Fatalf("seq %d after %d, time %d after %d", p.Seq, last, p.Time, lastTime)
			}
			begun, last, lastTime = true, uint32(p.Seq), p.Time
			used[p.Seq] = true
			late := sources[layer]
			late.Seq -= uint16(rapid.IntRange(0, 5).Draw(t, "late"))
			if r.Rewrite(&late) {
				if used[late.Seq] {
					t.Fatalf("number %d was used twice", late.Seq)
				}
				used[late.Seq] = true
			}
		}
	})
}

func TestAPacketIsSentAgainAsItWas(t *testing.T) {
	var r Rewriter
	payload := []byte{0x90, 0xc0, 0x81, 0x00, 0x05, 0x01, 0x02}
	v, ok := ParseVP8(payload)
	if !ok || v.Picture != 0x100 || v.TL0 != 5 || !v.Start {
		t.Fatalf("%+v", v)
	}
	p := Packet{Seq: 10, Time: 100, Payload: payload, VP8: &v}
	r.Switch(p, 0)
	r.Rewrite(&p)
	other := Packet{Seq: 900, Time: 9, Payload: bytes.Clone(payload), VP8: &v, Layer: 1}
	r.Switch(other, 50)
	r.Rewrite(&other)
	layer, source, ok := r.Origin(other.Seq)
	if !ok || layer != 1 || source != 900 || other.Seq != 11 || other.Time != 150 {
		t.Fatal(layer, source, ok, other.Seq, other.Time)
	}
	again := Packet{Seq: 900, Time: 9, Payload: bytes.Clone(payload), VP8: &v, Layer: 1}
	r.Again(11, &again)
	if again.Seq != other.Seq || again.Time != other.Time || !bytes.Equal(again.Payload, other.Payload) {
		t.Fatalf("%+v is not %+v", again, other)
	}
	if w, _ := ParseVP8(again.Payload); w.Picture != 0x101 || w.TL0 != 6 {
		t.Fatalf("%+v", w)
	}
}

func FuzzParseVP8(f *testing.F) {
	f.Add([]byte{0x90, 0xc0, 0x81, 0x00, 0x05, 0x01})
	f.Fuzz(func(t *testing.T, b []byte) {
		if v, ok := ParseVP8(b); ok {
			v.Rewrite(b, v.Picture, v.TL0)
			if w, ok := ParseVP8(b); !ok || w.Picture != v.Picture || w.Size != v.Size {
				t.Fatalf("%+v %+v", v, w)
			}
		}
	})
}

// Numbers go round: a packet of the cache with the number of another is not taken for it.
func TestAPacketOfAnotherRoundIsNotTheOneThatWasSent(t *testing.T) {
	var r Rewriter
	p := Packet{Seq: 95, Time: 1000}
	r.Switch(p, 0)
	if !r.Rewrite(&p) {
		t.Fatal("the first is refused")
	}
	if !r.Is(p.Seq, 1000) || r.Is(p.Seq, 65_536_000) {
		t.Error("told apart by the number alone")
	}
}

package media

import (
	"io"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// conn lets pion's SRTP send through the socket, as its connections do.
type conn struct {
	net.Conn
	socket *fanout.Socket
	to     netip.AddrPort
}

func (c conn) Write(b []byte) (int, error)   { return c.socket.WriteToAddrPort(b, c.to) }
func (conn) SetReadDeadline(time.Time) error { return nil }

// stage is one publisher whose voice comes through an inlet to some receivers.
type stage struct {
	t     testing.TB
	in    *inlet
	layer *upLayer
	seal  *srtp.Context
	downs []*downTrack
	seq   uint16
}

func newStage(t testing.TB, receivers int) *stage {
	socket, err := fanout.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	far, _ := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	t.Cleanup(func() { _ = socket.Close(); _ = far.Close() })
	key, salt := make([]byte, 16), make([]byte, 12)
	s := &stage{t: t, in: newInlet(socket)}
	s.seal, err = srtp.CreateContext(key, salt, srtp.ProtectionProfileAeadAes128Gcm)
	if err != nil {
		t.Fatal(err)
	}
	s.in.open, err = srtp.CreateContext(key, salt, srtp.ProtectionProfileAeadAes128Gcm, srtp.SRTPReplayProtection(replayWindow))
	if err != nil {
		t.Fatal(err)
	}
	from := &participant{room: &room{node: &Node{network: &network{socket: socket}}}}
	track := newUpTrack(from, signal.Microphone, webrtc.RTPCodecTypeAudio, s.in)
	s.layer = &upLayer{
		track: track, in: s.in, remote: &webrtc.TrackRemote{}, ssrc: 7, cache: fanout.NewCache(voiceMemory),
		came: reception{rate: 48000}, arrivalID: 3,
	}
	s.in.add(s.layer)
	for i := range receivers {
		session, err := srtp.NewSessionSRTP(idle{conn{socket: socket, to: far.LocalAddr().(*net.UDPAddr).AddrPort()}}, &srtp.Config{
			Profile: srtp.ProtectionProfileAeadAes128Gcm,
			Keys:    srtp.SessionKeys{LocalMasterKey: key, LocalMasterSalt: salt, RemoteMasterKey: key, RemoteMasterSalt: salt},
		})
		if err != nil {
			t.Fatal(err)
		}
		d := newDownTrack(track, &participant{})
		d.writer, _ = session.OpenWriteStream()
		d.header = rtp.Header{Version: 2, SSRC: uint32(100 + i), PayloadType: opusType}
		track.add(d)
		s.downs = append(s.downs, d)
	}
	return s
}

// idle is a connection on which nothing ever arrives.
type idle struct{ conn }

func (idle) Read([]byte) (int, error) { return 0, io.EOF }

// next seals the publisher's next packet.
func (s *stage) next() []byte {
	s.seq++
	h := rtp.Header{Version: 2, SSRC: 7, PayloadType: opusType, SequenceNumber: s.seq, Timestamp: uint32(s.seq) * 960}
	if err := h.SetExtension(3, []byte{byte(s.seq >> 8), byte(s.seq)}); err != nil {
		s.t.Fatal(err)
	}
	plain := marshal(s.t, &rtp.Packet{Header: h, Payload: make([]byte, 100)})
	sealed, err := s.seal.EncryptRTP(nil, plain, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return sealed
}

func (s *stage) sent() (n uint32) {
	for _, d := range s.downs {
		n += d.packets
	}
	return n
}

func TestAPacketIsFannedOutOnceWhicheverWayItComes(t *testing.T) {
	s := newStage(t, 3)
	first := s.next()
	if s.in.take(first) {
		t.Error("the first packet of a stream is pion's too")
	}
	second := s.next()
	if !s.in.take(second) || s.sent() != 6 {
		t.Errorf("%d packets were sent, not 6", s.sent())
	}
	if s.in.take(second) {
		t.Error("a replayed packet was taken")
	}
	forged := s.next()
	forged[len(forged)-1] ^= 1
	if s.in.take(forged) {
		t.Error("a forged packet was taken")
	}
	stranger := s.next()
	stranger[8] ^= 1
	if s.in.take(stranger) || len(s.in.streams) != 1 {
		t.Error("an unknown stream was taken")
	}
	s.layer.take(marshal(t, &rtp.Packet{Header: rtp.Header{Version: 2, SSRC: 7, SequenceNumber: 2}, Payload: []byte("x")}), time.Now())
	if s.sent() != 6 {
		t.Error("a packet that came pion's way too was sent twice")
	}
}

// The sequence numbers go round with packets going both ways.
func TestRoundTheSequenceNumbers(t *testing.T) {
	s := newStage(t, 1)
	s.in.take(s.next())
	const all = 1<<16 + 3000
	for range all {
		if !s.in.take(s.next()) {
			s.in.streams[7].sampled = time.Now()
		}
	}
	if n := s.sent(); n != all+1 {
		t.Errorf("%d of %d packets were sent", n, all+1)
	}
}

// From the packet that came to the system call that sends it on, for whoever receives it.
func TestFanningOutAllocatesNothingAndIsOneSystemCall(t *testing.T) {
	for _, receivers := range []int{1, 2, 7, 16, 64} {
		s := newStage(t, receivers)
		packets := [][]byte{}
		for range 300 {
			packets = append(packets, s.next())
		}
		s.in.take(packets[0])
		s.in.socket.Flush()
		i, before := 1, s.in.socket.Calls()
		n := testing.AllocsPerRun(250, func() {
			s.in.take(packets[i])
			s.in.socket.Flush()
			i++
		})
		if int(s.sent()) != i*receivers {
			t.Fatalf("%d packets were sent to %d receivers", s.sent(), receivers)
		}
		if n > 0 {
			t.Errorf("%v allocations for %d receivers", n, receivers)
		}
		if calls := s.in.socket.Calls() - before; calls != uint64(i-1) {
			t.Errorf("%d system calls for %d packets to %d receivers each", calls, i-1, receivers)
		}
	}
}

func TestPacketsAreTakenPastPionWhereTheyCanBe(t *testing.T) {
	h := open(t)
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	over := h.come("r1", "respondent", m, mediatest.Options{
		Configure: func(s *webrtc.SettingEngine) { s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4}) },
	})
	people := []*mediatest.Client{m, a, over}
	for _, c := range people {
		h.must(nil, c.Publish(signal.Microphone, signal.Camera))
	}
	h.meet(people...)
	h.must(nil, m.AwaitMedia(a.You(), signal.Camera, 100))
	for _, c := range people {
		in := h.inlet("r1", c.You())
		in.moving.Lock()
		tapped := in.tap != nil
		in.moving.Unlock()
		if tapped == (c == over) {
			t.Errorf("%s is tapped: %v", c.You(), tapped)
		}
		in.keys.mu.Lock()
		if in.keys.master != nil {
			t.Error("a secret is kept")
		}
		in.keys.mu.Unlock()
		in.mu.Lock()
		if n := len(in.streams); n < 2 {
			t.Errorf("%d streams", n)
		}
		in.mu.Unlock()
	}
}

func (h *house) inlet(room, who string) *inlet {
	r := h.node.room(room)
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.people {
		if p.id == who {
			return p.publishing.Load().in
		}
	}
	h.t.Fatal("nobody of that name")
	return nil
}

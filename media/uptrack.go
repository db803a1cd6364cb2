package media

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/layers"
	"sutiao/media/level"
	"sutiao/media/signal"
)

// How many bytes of each layer are remembered for those who lose packets: about a second.
const voiceMemory = 16 << 10

var layerMemory = [layers.Count]int{96 << 10, 160 << 10, 320 << 10}

// keyFrameEvery is the least time between two requests for a key frame of one layer: each
// costs the publisher as much as a second of video.
const keyFrameEvery = 500 * time.Millisecond

// handOverAfter is how long a layer's packets go pion's way at first.
const handOverAfter = 100 * time.Millisecond

// upTrack is what one participant sends from one source, in up to three layers.
type upTrack struct {
	from    *participant
	source  signal.Source
	kind    webrtc.RTPCodecType
	in      *inlet
	levelID uint8
	meter   level.Meter
	muted   atomic.Bool
	layers  [layers.Count]atomic.Pointer[upLayer]
	sink    atomic.Pointer[sink]

	mu    sync.Mutex // of changes to downs and layers
	over  bool       // its last layer has left
	downs atomic.Pointer[[]*downTrack]
}

// upLayer is one encoding of a track. Its packets are handled one by one, whichever way
// they come.
type upLayer struct {
	track  *upTrack
	in     *inlet
	remote *webrtc.TrackRemote
	ssrc   uint32
	index  int
	cache  *fanout.Cache
	// arrivalID is the ID of the header extension with a packet's number on its way, or 0.
	arrivalID uint8
	nacks     bool // the client sends lost packets again

	retired atomic.Bool // its packets are no more taken
	gate    sync.Mutex  // held while a packet is handled: whoever gets it knows that none is on its way
	came    reception
	header  rtp.Header
	payload []byte
	vp8     fanout.VP8
	isVP8   bool
	at      time.Time
	stamp   uint32 // abs-send-time: 6.18 fixed point seconds

	bytes   atomic.Uint64
	rate    atomic.Int64 // bits a second, of the last half second
	seen    uint64       // of bytes, when the rate was computed
	wantKey atomic.Bool
	lastKey time.Time
	report  atomic.Pointer[senderReport]
}

// senderReport ties the publisher's RTP clock to a wall clock (RFC 3550 section 6.4.1).
type senderReport struct {
	ntp uint64
	rtp uint32
	at  time.Time
}

func newUpTrack(from *participant, source signal.Source, kind webrtc.RTPCodecType, in *inlet) *upTrack {
	u := &upTrack{from: from, source: source, kind: kind, in: in}
	u.downs.Store(&[]*downTrack{})
	return u
}

// addLayer begins to take what comes; false where the track is over.
func (u *upTrack) addLayer(remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) bool {
	index := max(layers.Index(remote.RID()), 0)
	memory := layerMemory[index]
	if u.kind == webrtc.RTPCodecTypeAudio {
		memory = voiceMemory
	}
	l := &upLayer{
		track: u, in: u.in, remote: remote, ssrc: uint32(remote.SSRC()), index: index, cache: fanout.NewCache(memory),
		came: reception{rate: float64(remote.Codec().ClockRate)},
	}
	l.negotiated(receiver.GetParameters())
	if !u.put(l) {
		return false
	}
	go l.read()
	go l.readReports(receiver)
	return true
}

// negotiated takes note of what was agreed for the layer.
func (l *upLayer) negotiated(p webrtc.RTPParameters) {
	for _, e := range p.HeaderExtensions {
		switch e.URI {
		case levelURI:
			if l.track.kind == webrtc.RTPCodecTypeAudio {
				l.track.levelID = uint8(e.ID) //nolint:gosec // one byte by RFC 8285
			}
		case sdp.TransportCCURI:
			l.arrivalID = uint8(e.ID) //nolint:gosec // the same
		}
	}
	for _, f := range l.remote.Codec().RTCPFeedback {
		l.nacks = l.nacks || f == webrtc.RTCPFeedback{Type: "nack"}
	}
}

// repairSSRC is under which SSRC packets are sent again, or 0.
func (l *upLayer) repairSSRC() uint32 { return uint32(l.remote.RtxSSRC()) }

// read takes what comes pion's way until the track ends: at first all, and what had
// arrived before is then through when the inlet takes over.
func (l *upLayer) read() {
	buf := make([]byte, fanout.MTU+100)
	begun, handedOver := time.Now(), false
	for {
		n, _, err := l.remote.Read(buf)
		if err != nil {
			break
		}
		if l.retired.Load() {
			break
		}
		l.take(buf[:n], time.Now())
		if !handedOver && time.Since(begun) > handOverAfter {
			handedOver = true
			l.in.add(l)
		}
		l.track.from.room.node.network.socket.Flush()
	}
	l.in.remove(l)
	l.rate.Store(0)
	if l.track.left(l) {
		l.track.from.room.trackEnded(l.track)
	}
}

// take handles one packet; what it queues is to be flushed.
func (l *upLayer) take(b []byte, now time.Time) {
	l.gate.Lock()
	defer l.gate.Unlock()
	n, err := l.header.Unmarshal(b)
	if err != nil || len(b) > fanout.MTU || l.header.SSRC != l.ssrc || l.retired.Load() || !l.came.note(l.header.SequenceNumber, l.header.Timestamp, now) {
		return
	}
	l.at = now
	l.askForLost()
	if l.header.Padding {
		pad := int(b[len(b)-1])
		if n+pad > len(b) {
			return
		}
		b = b[:len(b)-pad]
	}
	l.payload = b[n:]
	u := l.track
	l.isVP8 = false
	if u.kind == webrtc.RTPCodecTypeVideo && len(l.payload) > 0 {
		if l.vp8, l.isVP8 = fanout.ParseVP8(l.payload); !l.isVP8 {
			return
		}
	}
	if u.levelID != 0 {
		if x := l.header.GetExtension(u.levelID); len(x) > 0 {
			u.meter.Add(x[0] & 0x7f)
		}
	}
	b[0] &^= 0x20 // without its padding
	l.bytes.Add(uint64(len(b)))
	if u.muted.Load() || now.UnixNano() < u.from.quiet.Load() {
		return // and not remembered for those who might ask for it later
	}
	l.cache.Put(l.header.SequenceNumber, b)
	l.fanOut()
	l.askForKeyFrame()
}

func (l *upLayer) fanOut() {
	u := l.track
	l.stamp = sendTime(l.at)
	downs := *u.downs.Load()
	for _, d := range downs {
		d.forward(l)
	}
	if s := u.sink.Load(); s != nil {
		s.take(l)
	}
	u.from.room.node.forwarded.Add(uint64(len(downs)))
}

// sendTime writes a time as abs-send-time does.
func sendTime(t time.Time) uint32 {
	s := uint64(t.UnixNano())
	return uint32((s/1e9%64)<<18|(s%1e9)<<18/1e9) & 0xffffff //nolint:gosec // 24 bits
}

func (l *upLayer) askForKeyFrame() {
	if !l.wantKey.Load() || l.at.Sub(l.lastKey) < keyFrameEvery {
		return
	}
	l.lastKey = l.at
	l.wantKey.Store(false)
	l.in.feedback.put(&rtcp.PictureLossIndication{SenderSSRC: l.in.arrivals.ssrc, MediaSSRC: l.ssrc})
}

// askForLost asks the publisher for packets that should have come (RFC 4585 section 6.2.1).
func (l *upLayer) askForLost() {
	if lost := l.came.lost(l.at); len(lost) > 0 && l.nacks {
		l.in.feedback.put(&rtcp.TransportLayerNack{
			SenderSSRC: l.in.arrivals.ssrc, MediaSSRC: l.ssrc, Nacks: rtcp.NackPairsFromSequenceNumbers(lost),
		})
	}
}

// block is what a receiver report says of the layer; false before it sent anything.
func (l *upLayer) block(now time.Time) (rtcp.ReceptionReport, bool) {
	l.gate.Lock()
	defer l.gate.Unlock()
	return l.came.block(l.ssrc, l.report.Load(), now), l.came.started
}

func (l *upLayer) readReports(receiver *webrtc.RTPReceiver) {
	for {
		var packets []rtcp.Packet
		var err error
		if rid := l.remote.RID(); rid != "" {
			packets, _, err = receiver.ReadSimulcastRTCP(rid)
		} else {
			packets, _, err = receiver.ReadRTCP()
		}
		if err != nil || l.retired.Load() {
			return
		}
		for _, p := range packets {
			if sr, ok := p.(*rtcp.SenderReport); ok && sr.SSRC == l.ssrc {
				l.report.Store(&senderReport{ntp: sr.NTPTime, rtp: sr.RTPTime, at: time.Now()})
			}
		}
	}
}

// add and drop change who receives the track; packets on their way are not held up.
func (u *upTrack) add(d *downTrack) {
	u.mu.Lock()
	defer u.mu.Unlock()
	downs := append(append([]*downTrack{}, *u.downs.Load()...), d)
	u.downs.Store(&downs)
}

func (u *upTrack) drop(d *downTrack) {
	u.mu.Lock()
	defer u.mu.Unlock()
	downs := []*downTrack{}
	for _, other := range *u.downs.Load() {
		if other != d {
			downs = append(downs, other)
		}
	}
	u.downs.Store(&downs)
}

// settle returns when no packet of the track is on its way to anybody.
func (u *upTrack) settle(forget bool) {
	for i := range u.layers {
		if l := u.layers[i].Load(); l != nil {
			l.gate.Lock()
			if forget {
				l.cache.Forget()
			}
			l.gate.Unlock()
		}
	}
}

// rates computes the bits a second of each layer since it was last asked.
func (u *upTrack) rates(over time.Duration) (r [layers.Count]int) {
	for i := range u.layers {
		l := u.layers[i].Load()
		if l == nil {
			continue
		}
		bytes := l.bytes.Load()
		now := int64(float64(bytes-l.seen) * 8 / over.Seconds())
		l.seen = bytes
		was := l.rate.Load()
		if was > 0 && now > 0 {
			now = (3*was + now) / 4
		}
		l.rate.Store(now)
		r[i] = int(now)
	}
	return r
}

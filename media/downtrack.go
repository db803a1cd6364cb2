package media

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/layers"
	"sutiao/media/signal"
)

var errCodec = errors.New("media: the client does not take this codec")

// downTrack is a track on its way to one participant. It implements webrtc.TrackLocal.
type downTrack struct {
	up *upTrack
	to *participant

	mu       sync.Mutex
	writer   webrtc.TrackLocalWriter // nil until negotiated
	header   rtp.Header
	stamp    [3]byte
	stamped  stamping
	rewriter fanout.Rewriter
	current  int  // layer that is being sent
	target   int  // layer that is to be sent
	fresh    bool // the next packet does not follow on the last
	last     time.Time
	packets  uint32
	octets   uint32
	rtx      rtp.Header
	scratch  []byte

	mayResend float64 // packets
	resentAt  time.Time

	sent uint64        // octets at the last measurement
	loss atomic.Uint32 // in 256ths, as the last report said
}

// stamping is what video packets carry so that the client can tell how they arrive.
type stamping int

const (
	unstamped stamping = iota
	numbered           // across all tracks; the client tells when each number arrived
	timed              // the client makes an estimate of its own
)

func newDownTrack(up *upTrack, to *participant) *downTrack {
	d := &downTrack{up: up, to: to, fresh: true, current: layers.None, target: layers.None}
	if up.kind == webrtc.RTPCodecTypeAudio {
		d.current, d.target = 0, 0
	} else {
		d.target = up.lowest()
	}
	return d
}

func (u *upTrack) lowest() int {
	for i := range u.layers {
		if u.layers[i].Load() != nil {
			return i
		}
	}
	return 0
}

// ID implements webrtc.TrackLocal.
func (d *downTrack) ID() string { return d.up.from.id + "-" + string(d.up.source) }

// RID implements webrtc.TrackLocal.
func (*downTrack) RID() string { return "" }

// StreamID implements webrtc.TrackLocal: what belongs together is played in step.
func (d *downTrack) StreamID() string {
	if d.up.source == signal.Screen {
		return d.ID()
	}
	return d.up.from.id
}

// Kind implements webrtc.TrackLocal.
func (d *downTrack) Kind() webrtc.RTPCodecType { return d.up.kind }

// Bind implements webrtc.TrackLocal.
func (d *downTrack) Bind(c webrtc.TrackLocalContext) (webrtc.RTPCodecParameters, error) {
	mime := webrtc.MimeTypeOpus
	if d.up.kind == webrtc.RTPCodecTypeVideo {
		mime = webrtc.MimeTypeVP8
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, codec := range c.CodecParameters() {
		if codec.MimeType != mime {
			continue
		}
		d.writer = c.WriteStream()
		d.header = rtp.Header{Version: 2, SSRC: uint32(c.SSRC()), PayloadType: uint8(codec.PayloadType)}
		d.bindRetransmission(c, codec)
		if d.up.kind == webrtc.RTPCodecTypeVideo {
			d.bindStamp(c.HeaderExtensions())
		}
		return codec, nil
	}
	return webrtc.RTPCodecParameters{}, errCodec
}

// bindStamp is called with the lock held. The header keeps the slice that it is given, so
// that a new stamp is written into it in place.
func (d *downTrack) bindStamp(extensions []webrtc.RTPHeaderExtensionParameter) {
	d.stamped = unstamped
	for _, e := range extensions {
		id := uint8(e.ID) //nolint:gosec // one byte by RFC 8285
		switch e.URI {
		case sdp.TransportCCURI:
			d.header.Extensions, d.header.Extension = nil, false
			if d.header.SetExtension(id, d.stamp[:2]) == nil {
				d.stamped = numbered
			}
			return
		case sendTimeURI:
			if d.header.SetExtension(id, d.stamp[:]) == nil {
				d.stamped = timed
			}
		}
	}
}

func (d *downTrack) bindRetransmission(c webrtc.TrackLocalContext, codec webrtc.RTPCodecParameters) {
	apt := fmt.Sprintf("apt=%d", codec.PayloadType)
	for _, other := range c.CodecParameters() {
		if other.MimeType == webrtc.MimeTypeRTX && other.SDPFmtpLine == apt && c.SSRCRetransmission() != 0 {
			d.rtx = rtp.Header{Version: 2, SSRC: uint32(c.SSRCRetransmission()), PayloadType: uint8(other.PayloadType)}
		}
	}
}

// Unbind implements webrtc.TrackLocal.
func (d *downTrack) Unbind(webrtc.TrackLocalContext) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.writer = nil
	return nil
}

func (d *downTrack) ssrc() uint32 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.header.SSRC
}

// forward sends the packet that the layer holds, if it is the receiver's to have.
func (d *downTrack) forward(l *upLayer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writer == nil || !mayReceive(d.to, d.up.from) || !d.chosen(l) {
		return
	}
	p := l.packet()
	if d.fresh {
		d.rewriter.Switch(p, d.step(l.at))
		d.fresh = false
	}
	if !d.rewriter.Rewrite(&p) {
		return
	}
	d.header.SequenceNumber, d.header.Timestamp, d.header.Marker = p.Seq, p.Time, l.header.Marker
	switch d.stamped {
	case numbered:
		d.number(len(p.Payload), l.at)
	case timed:
		d.stamp = [3]byte{byte(l.stamp >> 16), byte(l.stamp >> 8), byte(l.stamp)} //nolint:gosec // 24 bits
	}
	// A packet that does not go out is a packet lost: the receiver asks again.
	_, _ = d.writer.WriteRTP(&d.header, p.Payload)
	d.last = l.at
	d.packets++
	d.octets += uint32(len(p.Payload)) //nolint:gosec // wraps, as in reports
}

// number stamps the next packet that leaves.
func (d *downTrack) number(bytes int, now time.Time) {
	n := d.to.sub.departures.sent(bytes, now)
	d.stamp[0], d.stamp[1] = byte(n>>8), byte(n) //nolint:gosec // a byte each
}

func (l *upLayer) packet() fanout.Packet {
	p := fanout.Packet{
		Seq: l.header.SequenceNumber, Time: l.header.Timestamp, Payload: l.payload, Layer: uint8(l.index), //nolint:gosec // below 3
	}
	if l.isVP8 {
		p.VP8 = &l.vp8
	}
	return p
}

// chosen tells whether the layer is the one to send, and goes over to it at a key frame.
func (d *downTrack) chosen(l *upLayer) bool {
	if d.up.kind == webrtc.RTPCodecTypeAudio {
		return d.target != layers.None
	}
	if d.target == layers.None {
		d.current = layers.None
		return false
	}
	if l.index == d.target && (d.current != d.target || d.fresh) {
		if !l.isVP8 || !l.vp8.KeyFrame {
			l.wantKey.Store(true)
			return l.index == d.current && !d.fresh
		}
		d.current, d.fresh = l.index, true
	}
	return l.index == d.current && !d.fresh || l.index == d.target && d.fresh
}

// step is how far apart two packets are whose clocks have nothing to do with each other.
func (d *downTrack) step(now time.Time) uint32 {
	if d.last.IsZero() {
		return 0
	}
	return uint32(now.Sub(d.last).Seconds() * float64(d.clock()))
}

func (d *downTrack) clock() int {
	if d.up.kind == webrtc.RTPCodecTypeAudio {
		return 48000
	}
	return 90000
}

// choose sets the layer to send; a pause starts afresh later.
func (d *downTrack) choose(layer int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.target == layer {
		return
	}
	if d.target == layers.None {
		d.loss.Store(0) // as it was before the pause
	}
	d.target = layer
	if layer == layers.None {
		d.fresh = true
	}
	d.askForKeyFrame()
}

// restart has what is sent not follow on a layer that is replaced.
func (d *downTrack) restart(layer int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.current == layer {
		d.fresh = true
	}
}

// askForKeyFrame is called with the lock held.
func (d *downTrack) askForKeyFrame() {
	if d.target == layers.None || d.up.kind != webrtc.RTPCodecTypeVideo {
		return
	}
	if l := d.up.layers[d.target].Load(); l != nil {
		l.wantKey.Store(true)
	}
}

// fillerBytes is the size of a packet that carries nothing, less than one of a voice.
const fillerBytes = 40

var filler = func() (b [fillerBytes]byte) {
	b[fillerBytes-1] = fillerBytes // all of it is padding (RFC 3550 section 5.1)
	return b
}()

// fill sends a packet that carries nothing but a number: while there is no video, only so
// is known how the way is. False where that cannot be done.
func (d *downTrack) fill(now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writer == nil || d.stamped != numbered || d.target != layers.None || !d.fresh || !mayReceive(d.to, d.up.from) {
		return false
	}
	seq, at, ok := d.rewriter.Fill()
	if !ok {
		return false
	}
	h := d.header
	h.SequenceNumber, h.Timestamp, h.Marker, h.Padding = seq, at, false, true
	d.number(fillerBytes, now)
	_, _ = d.writer.WriteRTP(&h, filler[:]) // lost is what is to be found out
	return true
}

// report makes the sender report of the track from the publisher's own, so that sound
// and picture stay together on the way through; nil before there is one.
func (d *downTrack) report(now time.Time) rtcp.Packet {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writer == nil || d.current == layers.None || !d.rewriter.Started() {
		return nil
	}
	l := d.up.layers[d.current].Load()
	if l == nil {
		return nil
	}
	sr := l.report.Load()
	if sr == nil {
		return nil
	}
	since := now.Sub(sr.at)
	return &rtcp.SenderReport{
		SSRC:        d.header.SSRC,
		NTPTime:     sr.ntp + uint64(since.Seconds()*(1<<32)),
		RTPTime:     sr.rtp + uint32(since.Seconds()*float64(d.clock())) + d.rewriter.Offset(),
		PacketCount: d.packets, OctetCount: d.octets,
	}
}

// bits returns how many were sent since it was last asked.
func (d *downTrack) bits() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := d.octets - uint32(d.sent) //nolint:gosec // wraps
	d.sent = uint64(d.octets)
	return int(n) * 8
}

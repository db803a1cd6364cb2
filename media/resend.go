package media

import (
	"encoding/binary"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
)

// How much is sent again at most: as much as a good picture has packets, and no more
// however often a client asks.
const (
	resendsPerSecond = 250
	resendsAtOnce    = 150
)

// resend sends lost packets again. What is sent again under the same SSRC has to be the
// same to the bit (RFC 3711 section 9.1), so video, which carries a stamp, only goes under
// an SSRC for retransmission (RFC 4588).
func (d *downTrack) resend(pairs []rtcp.NackPair) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.writer == nil || !mayReceive(d.to, d.up.from) || (d.stamped != unstamped && d.rtx.SSRC == 0) {
		return
	}
	now := time.Now()
	d.mayResend = min(d.mayResend+now.Sub(d.resentAt).Seconds()*resendsPerSecond, resendsAtOnce)
	d.resentAt = now
	for i := range pairs {
		for _, seq := range pairs[i].PacketList() {
			if d.mayResend < 1 {
				return
			}
			d.mayResend--
			d.resendOne(seq)
		}
	}
}

func (d *downTrack) resendOne(seq uint16) {
	index, source, ok := d.rewriter.Origin(seq)
	if !ok {
		return
	}
	l := d.up.layers[index].Load()
	if l == nil {
		return
	}
	if d.scratch == nil {
		d.scratch = make([]byte, fanout.MTU+2)
	}
	// Two bytes ahead are left for the original number (RFC 4588 section 4).
	n := l.cache.Get(source, d.scratch[2:])
	var h rtp.Header
	size, err := h.Unmarshal(d.scratch[2 : 2+n])
	if n == 0 || err != nil || !d.rewriter.Is(seq, h.Timestamp) {
		return
	}
	p := fanout.Packet{Seq: h.SequenceNumber, Time: h.Timestamp, Payload: d.scratch[2+size : 2+n]}
	if d.up.kind == webrtc.RTPCodecTypeVideo {
		if v, ok := fanout.ParseVP8(p.Payload); ok {
			p.VP8 = &v
		}
	}
	d.rewriter.Again(seq, &p)
	out := &d.header
	out.SequenceNumber, out.Timestamp, out.Marker = p.Seq, p.Time, h.Marker
	if d.rtx.SSRC != 0 {
		d.rtx.SequenceNumber++
		d.rtx.Timestamp, d.rtx.Marker = p.Time, h.Marker
		out = &d.rtx
		p.Payload = d.scratch[size : 2+n]
		binary.BigEndian.PutUint16(p.Payload, seq)
	}
	_, _ = d.writer.WriteRTP(out, p.Payload) // lost again is asked for again
}

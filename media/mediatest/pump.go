package mediatest

import (
	"context"
	"encoding/binary"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

// A voice as Opus makes it, and a picture of 1.2 Mbit/s.
const (
	voiceBytes   = 100
	voiceEvery   = 20 * time.Millisecond
	pictureBytes = 1000
	frameEvery   = time.Second / 30
	perFrame     = 5
	keyFrames    = 20 // packets in one
)

// stampBytes at the end of a payload tell a receiver which packet it was, and when it was
// made.
const stampBytes = 14

func stamp(payload []byte, ssrc uint32, seq uint16) {
	b := payload[len(payload)-stampBytes:]
	binary.BigEndian.PutUint32(b, ssrc)
	binary.BigEndian.PutUint16(b[4:], seq)
	binary.BigEndian.PutUint64(b[6:], uint64(time.Now().UnixNano()))
}

func (p Packet) stamp() []byte { return p.Payload[len(p.Payload)-stampBytes:] }

// Made is when the packet was made.
func (p Packet) Made() time.Time {
	return time.Unix(0, int64(binary.BigEndian.Uint64(p.stamp()[6:]))) //nolint:gosec // a time
}

// Took is how long the packet was on its way.
func (p Packet) Took() time.Duration { return p.At.Sub(p.Made()) }

// Sent is under which SSRC and number the packet left who made it.
func (p Packet) Sent() (ssrc uint32, seq uint16) {
	return binary.BigEndian.Uint32(p.stamp()), binary.BigEndian.Uint16(p.stamp()[4:])
}

func pumpVoice(ctx context.Context, track *webrtc.TrackLocalStaticRTP, ssrc uint32) {
	t := time.NewTicker(voiceEvery)
	defer t.Stop()
	p := &rtp.Packet{Header: rtp.Header{Version: 2}, Payload: make([]byte, voiceBytes)}
	for {
		select {
		case <-t.C:
		case <-ctx.Done():
			return
		}
		p.SequenceNumber++
		p.Timestamp += 960
		stamp(p.Payload, ssrc, p.SequenceNumber)
		_ = track.WriteRTP(p) // not connected yet, or no more
	}
}

// pumpPicture sends frames whose VP8 headers are right and whose pictures are not.
func pumpPicture(ctx context.Context, track *webrtc.TrackLocalStaticRTP, ssrc uint32, key *atomic.Bool) {
	t := time.NewTicker(frameEvery)
	defer t.Stop()
	p := &rtp.Packet{Header: rtp.Header{Version: 2}, Payload: make([]byte, pictureBytes)}
	for picture := uint16(0); ; picture++ {
		select {
		case <-t.C:
		case <-ctx.Done():
			return
		}
		n, isKey := perFrame, key.Swap(false)
		if isKey {
			n = keyFrames
		}
		p.Timestamp += 3000
		for i := range n {
			p.SequenceNumber++
			p.Marker = i == n-1
			describe(p.Payload, i == 0, isKey, picture)
			stamp(p.Payload, ssrc, p.SequenceNumber)
			_ = track.WriteRTP(p) // not connected yet, or no more
		}
	}
}

func describe(b []byte, first, key bool, picture uint16) {
	b[0], b[1] = 0x80, 0x80
	if first {
		b[0] = 0x90
	}
	binary.BigEndian.PutUint16(b[2:], picture|0x8000)
	b[4] = 1
	if key {
		copy(b[4:], []byte{0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01})
	}
}

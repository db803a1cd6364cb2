package media

import (
	"bytes"
	"sync"
	"time"

	"github.com/pion/rtp"

	"sutiao/media/fanout"
	"sutiao/media/layers"
	"sutiao/media/record"
)

// sink takes one track into a recording. It stands behind the same wall as a participant
// of the recorded place would.
type sink struct {
	mu       sync.Mutex // the layers of a video track come from goroutines of their own
	place    int32
	writer   *record.Writer
	track    int
	rewriter fanout.Rewriter
	current  int
	fresh    bool
	last     time.Time
	report   *senderReport
}

// take puts the packet that the layer holds into the file.
func (s *sink) take(l *upLayer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l.track.from.place.Load() != s.place {
		return
	}
	clock := 48000.0
	if s.track == record.Video {
		clock = 90000
		if s.writer.WantsKeyFrame() {
			l.wantKey.Store(true)
		}
		if !s.chosen(l) {
			return
		}
	}
	p := l.packet()
	p.Payload = bytes.Clone(p.Payload)
	if s.fresh {
		step := uint32(0)
		if !s.last.IsZero() {
			step = uint32(l.at.Sub(s.last).Seconds() * clock)
		}
		s.rewriter.Switch(p, step)
		s.fresh = false
	}
	if !s.rewriter.Rewrite(&p) {
		return
	}
	s.last = l.at
	if r := l.report.Load(); r != nil && r != s.report {
		s.report = r
		s.writer.Report(s.track, r.ntp, r.rtp+s.rewriter.Offset())
	}
	s.writer.Packet(s.track, &rtp.Packet{
		Header:  rtp.Header{Version: 2, SequenceNumber: p.Seq, Timestamp: p.Time, Marker: l.header.Marker, SSRC: uint32(s.track)}, //nolint:gosec // 0 or 1
		Payload: p.Payload,
	}, l.at)
}

// chosen goes to the best layer that is sent, at its key frames.
func (s *sink) chosen(l *upLayer) bool {
	best := 0
	for i := range layers.Count {
		if other := l.track.layers[i].Load(); other != nil && (other.rate.Load() > 0 || i == 0) {
			best = i
		}
	}
	if l.index == best && (s.current != best || s.fresh) {
		if !l.isVP8 || !l.vp8.KeyFrame {
			l.wantKey.Store(true)
			return l.index == s.current && !s.fresh
		}
		s.current, s.fresh = best, true
		return true
	}
	return l.index == s.current && !s.fresh
}

// resume starts a recorded track afresh after a time in which nothing was taken.
func (s *sink) resume() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fresh = true
}

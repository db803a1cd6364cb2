package media

import (
	"time"

	"github.com/pion/rtcp"
)

// The bounds of asking for lost packets.
const (
	remembered  = replayWindow          // how far back it is known what came
	gapsAtMost  = 256                   // a longer gap is no loss to make good
	patienceFor = 12 * time.Millisecond // packets may overtake each other
	askEvery    = 100 * time.Millisecond
	askFor      = time.Second
)

// reception knows which packets of a layer came: it finds out what is lost and what came
// twice, and what a receiver's report says (RFC 3550 section 6.4.2).
type reception struct {
	rate     float64 // of the RTP clock, a second
	started  bool
	first    uint32 // sequence numbers, with how often they went round above
	highest  uint32
	seen     [remembered / 64]uint64
	received uint32
	gaps     []gap

	transit float64
	jitter  float64

	expectedThen, receivedThen uint32 // at the last report
}

type gap struct {
	seq   uint32
	since time.Time
	asked time.Time
}

// note takes a packet down; false where it came before, or is too old to tell.
func (r *reception) note(seq uint16, timestamp uint32, now time.Time) bool {
	if !r.started {
		r.started = true
		r.first = 1<<16 | uint32(seq) // so that earlier ones are above zero
		r.highest = r.first
		r.mark(r.first)
		r.received = 1
		return true
	}
	ahead := int(int16(seq - uint16(r.highest))) //nolint:gosec // serial arithmetic (RFC 1982)
	at := uint32(int(r.highest) + ahead)         //nolint:gosec // wraps after a year
	switch {
	case ahead > 0:
		r.forward(at, now)
	case ahead <= -remembered || r.has(at):
		return false
	default:
		r.found(at)
	}
	r.mark(at)
	r.received++
	transit := float64(now.UnixNano())/1e9*r.rate - float64(timestamp)
	if d := transit - r.transit; r.transit != 0 && d > -10*r.rate && d < 10*r.rate {
		r.jitter += (max(d, -d) - r.jitter) / 16
	}
	r.transit = transit
	return true
}

func (r *reception) bit(at uint32) (word *uint64, mask uint64) {
	return &r.seen[at%remembered/64], 1 << (at % 64)
}

func (r *reception) mark(at uint32) {
	word, mask := r.bit(at)
	*word |= mask
}

func (r *reception) has(at uint32) bool {
	word, mask := r.bit(at)
	return *word&mask != 0
}

func (r *reception) forward(at uint32, now time.Time) {
	missing := at - r.highest - 1
	if missing >= remembered {
		r.seen = [remembered / 64]uint64{}
	} else {
		for s := r.highest + 1; s != at; s++ {
			word, mask := r.bit(s)
			*word &^= mask
		}
		word, mask := r.bit(at)
		*word &^= mask
	}
	if missing > 0 && missing <= gapsAtMost {
		for s := r.highest + 1; s != at && len(r.gaps) < gapsAtMost; s++ {
			r.gaps = append(r.gaps, gap{seq: s, since: now})
		}
	}
	r.highest = at
}

func (r *reception) found(at uint32) {
	for i := range r.gaps {
		if r.gaps[i].seq == at {
			r.gaps = append(r.gaps[:i], r.gaps[i+1:]...)
			return
		}
	}
}

// lost lists what is to be asked for now.
func (r *reception) lost(now time.Time) []uint16 {
	if len(r.gaps) == 0 {
		return nil
	}
	var due []uint16
	kept := r.gaps[:0]
	for _, g := range r.gaps {
		if now.Sub(g.since) > askFor || r.highest-g.seq >= remembered {
			continue
		}
		if now.Sub(g.since) >= patienceFor && now.Sub(g.asked) >= askEvery {
			g.asked = now
			due = append(due, uint16(g.seq)) //nolint:gosec // the number as it is sent
		}
		kept = append(kept, g)
	}
	r.gaps = kept
	return due
}

// block is what a receiver's report says of the layer since the last one.
func (r *reception) block(ssrc uint32, sent *senderReport, now time.Time) rtcp.ReceptionReport {
	expected := r.highest - r.first + 1
	b := rtcp.ReceptionReport{
		SSRC: ssrc, LastSequenceNumber: r.highest - 1<<16, Jitter: uint32(r.jitter),
		TotalLost: uint32(min(max(int64(expected)-int64(r.received), 0), 0xffffff)),
	}
	interval := expected - r.expectedThen
	if lost := int64(interval) - int64(r.received-r.receivedThen); lost > 0 && interval > 0 {
		b.FractionLost = uint8(min(lost*256/int64(interval), 255)) //nolint:gosec // at most 255
	}
	r.expectedThen, r.receivedThen = expected, r.received
	if sent != nil {
		b.LastSenderReport = uint32(sent.ntp >> 16) //nolint:gosec // the middle 32 bits
		b.Delay = uint32(now.Sub(sent.at).Seconds() * 65536)
	}
	return b
}

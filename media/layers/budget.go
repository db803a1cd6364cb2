package layers

import (
	"slices"
	"time"
)

// The bounds of what is thought to fit on the way to a viewer, in bits a second.
const (
	start = 1_500_000
	floor = 30_000
	roof  = 12_000_000
)

// Seen is what a viewer's reports said of the last half second or so.
type Seen struct {
	Sent int     // bits a second sent to him
	REMB int     // bits a second that his browser thinks would arrive, or 0 (draft-alvestrand-rmcat-remb)
	Loss float64 // part of the packets that was lost, 0 to 1
	Next int     // bits a second that the next better layer would take, or 0
	Flow Flow    // what is known of when packets arrive; then the browser's estimate is not needed
}

// Budget is how many bits a second are thought to fit. It shrinks at once where packets
// are lost or the browser says so, and grows slowly while all is well: growing past what
// is sent is how a better layer gets tried. A try that fails doubles the wait before the
// next one.
type Budget struct {
	bits  float64
	calm  time.Time     // since when nothing was wrong
	wait  time.Duration // how long it must stay calm before it grows
	grew  time.Time     // when it last began to grow
	doubt time.Time     // since when the estimate contradicts what arrives
	queue int           // updates in a row at which packets waited
	sent  [settled]int  // of the last updates
	n     int
}

// settled is over how many updates the sending must have lasted before a browser's
// estimate is held against it: the estimate follows what arrives, up to half again, so it
// is low for a second or two whenever more is sent.
const settled = 5

// believed is how long an estimate is followed that nothing else confirms.
const believed = 3 * time.Second

// How long packets wait in a queue.
const (
	slight   = 50 * time.Millisecond  // and no more is tried
	standing = 100 * time.Millisecond // the link is full, if it lasts
	dreadful = 400 * time.Millisecond // one doesn't wait to see
)

// The waits before growing.
const (
	firstWait = time.Second
	lastWait  = 45 * time.Second
	// aTry is how long after growing trouble counts as its consequence.
	aTry = 6 * time.Second
)

// Update takes what was seen and returns the new budget.
func (b *Budget) Update(s Seen, now time.Time) int {
	if b.bits == 0 {
		b.bits, b.wait, b.calm = start, firstWait, now
	}
	b.sent[b.n%settled] = s.Sent
	b.n++
	if lower, wrong := b.congested(s, now); wrong {
		b.shrink(lower, now)
		return int(b.bits)
	}
	if s.Flow.Queue > slight {
		b.calm = now
	}
	if now.Sub(b.calm) >= b.wait && s.Loss < 0.02 {
		if b.grew.Before(b.calm) {
			b.grew = now
		}
		// Just far enough for the next try: no one knows what is out there.
		most := max(float64(s.Sent)*1.1+float64(s.Next)*1.2, start)
		b.bits = max(b.bits, min(b.bits*1.15, most, roof))
		if now.Sub(b.grew) > 4*aTry {
			b.wait = max(firstWait, b.wait/2)
			b.grew = now
		}
	}
	return int(b.bits)
}

// Bits is the present budget.
func (b *Budget) Bits() int { return int(b.bits) }

// Raise makes the budget at least so large: a try after a time without video.
func (b *Budget) Raise(bits int, now time.Time) {
	b.bits = max(b.bits, float64(bits))
	b.grew, b.calm = now, now
}

func (b *Budget) shrink(to float64, now time.Time) {
	if !b.grew.IsZero() && now.Sub(b.grew) < aTry {
		b.wait = min(2*b.wait, lastWait)
	}
	b.grew = time.Time{}
	b.calm = now
	b.bits = max(floor, min(b.bits, to))
}

// congested tells whether too much is sent, and how much would do.
func (b *Budget) congested(s Seen, now time.Time) (float64, bool) {
	if s.Flow.Queue < standing {
		b.queue = 0
	} else {
		b.queue++
	}
	switch {
	case b.queue > 1 || s.Flow.Queue > dreadful:
		return 0.85 * float64(s.Flow.Arrived), true
	case s.Loss > 0.10 && s.Sent > 0:
		return float64(s.Sent) * (1 - 0.5*s.Loss), true
	case s.Flow.Known:
		return 0, false
	}
	return b.doubtful(s, now)
}

// doubtful goes by the estimate of a browser that doesn't tell when packets arrive. Below
// 60 kbit/s, what a voice takes, it says little. Where it goes on saying that less
// arrives than is sent, and nothing is lost, it is wrong: no queue takes in that much.
func (b *Budget) doubtful(s Seen, now time.Time) (float64, bool) {
	steady := float64(slices.Min(b.sent[:]))
	if s.REMB == 0 || steady < 60_000 || float64(s.REMB) >= 0.85*steady {
		if now.Sub(b.doubt) > believed {
			b.doubt = time.Time{}
		}
		return 0, false
	}
	if b.doubt.IsZero() {
		b.doubt = now
	}
	if now.Sub(b.doubt) > believed && s.Loss < 0.01 {
		return 0, false
	}
	return max(float64(s.REMB), 0.7*steady), true
}

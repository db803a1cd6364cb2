package layers

import (
	"math"
	"slices"
	"time"
)

// Remembered is how many packets back it is known when they left: some five seconds of
// good video.
const Remembered = 1024

// sampled is how many delays between two looks are kept.
const sampled = 256

// baseFor is for how long the shortest way at least counts as the length of the way.
const baseFor = 10 * time.Second

// Path finds out what the way to a viewer carries from when packets left and when they
// arrived by his clock, as transport-wide feedback tells. Packets that take longer than
// the quickest did lately have waited in a queue: a link shows there that it is full,
// long before it loses anything. It is not safe for concurrent use.
type Path struct {
	next uint16
	sent [Remembered]departure

	started bool
	waits   [sampled]time.Duration // one-way, between two clocks that have nothing in common
	n       int                    // of waits, since the last look
	bytes   int                    // that arrived since then
	left    int                    // packets that left since then
	told    int                    // packets of which it was said since then whether they arrived
	lost    int                    // of those
	last    time.Time              // look

	base [2]time.Duration // the shortest of this and of the last period
	turn time.Time        // when this period began

	full  int // looks in a row at which there was a queue
	first Flow
}

type departure struct {
	at     int64 // nanoseconds; 0 once it has arrived
	bytes  int32
	seq    uint16
	missed bool // it was said that it had not arrived
}

// Flow is what arrived since the last look.
type Flow struct {
	Known   bool          // enough was heard to tell
	Arrived int           // bits a second
	Queue   time.Duration // how long three of four packets waited at least
	Sent    int           // packets that left
	Told    int           // packets of which it was said whether they arrived
	Lost    int           // of those
}

// Sent takes a packet down that leaves now and returns its number.
func (p *Path) Sent(bytes int, now time.Time) uint16 {
	seq := p.next
	p.next++
	p.left++
	p.sent[seq%Remembered] = departure{at: now.UnixNano(), bytes: int32(bytes), seq: seq} //nolint:gosec // below the MTU
	return seq
}

// Arrived takes down when a packet arrived by the viewer's clock, from any zero.
func (p *Path) Arrived(seq uint16, at time.Duration) {
	d := &p.sent[seq%Remembered]
	if d.seq != seq || d.at == 0 {
		return // too long ago, told twice, or never sent
	}
	wait := at - time.Duration(d.at)
	d.at = 0
	if p.n == 0 {
		p.bytes = 0
	}
	if d.missed {
		p.lost-- // it was only late
	} else {
		p.told++
	}
	p.bytes += int(d.bytes)
	p.waits[p.n%sampled] = wait
	p.n++
	if !p.started {
		p.started = true
		p.base = [2]time.Duration{wait, wait}
	}
	p.base[0] = min(p.base[0], wait)
}

// tellingOf is how long ago a packet left whose loss still says how the way is: when a line
// that was cut is good again, a browser tells of all that it missed meanwhile.
const tellingOf = 1500 * time.Millisecond

// Missed takes down that a packet had not arrived when the viewer told of those around it.
func (p *Path) Missed(seq uint16, now time.Time) {
	d := &p.sent[seq%Remembered]
	if d.seq != seq || d.at == 0 || d.missed || now.UnixNano()-d.at > int64(tellingOf) {
		return
	}
	d.missed = true
	p.told++
	p.lost++
}

// fewest is of how many packets at least the waits tell something.
const fewest = 8

// Look returns what arrived since the last look.
func (p *Path) Look(now time.Time) Flow {
	over := now.Sub(p.last)
	n := p.n
	f := Flow{Sent: p.left, Told: p.told, Lost: max(0, p.lost)} // what was late may have been missed long ago
	p.last, p.n, p.left, p.told, p.lost = now, 0, 0, 0, 0
	if n < fewest || over <= 0 || over > 5*time.Second {
		p.full = 0
		return f
	}
	p.age(now)
	waits := p.waits[:min(n, sampled)]
	slices.Sort(waits)
	f.Known, f.Arrived = true, int(float64(p.bytes)*8/over.Seconds())
	f.Queue = waits[len(waits)/4] - min(p.base[0], p.base[1])
	if p.longer(f) {
		p.base = [2]time.Duration{waits[0], waits[0]}
		f.Queue = waits[len(waits)/4] - waits[0]
	}
	return f
}

// age forgets the shortest way of a period long past: clocks drift, and routes change.
func (p *Path) age(now time.Time) {
	if p.turn.IsZero() {
		p.turn = now
	}
	if now.Sub(p.turn) >= baseFor {
		p.turn = now
		p.base[1], p.base[0] = p.base[0], math.MaxInt64
	}
}

// longer tells that the way itself has become longer: a queue that is as long as before
// though much less is sent is none.
func (p *Path) longer(f Flow) bool {
	if f.Queue < standing {
		p.full = 0
		return false
	}
	p.full++
	if p.full == 1 {
		p.first = f
	}
	if p.full < 4 || f.Queue < p.first.Queue*9/10 || f.Arrived > p.first.Arrived*7/10 {
		return false
	}
	p.full = 0
	return true
}

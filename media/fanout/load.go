package fanout

import (
	"math"
	"sync/atomic"
	"time"
)

// loadOver is the time over which it is measured how busy a reader is.
const loadOver = time.Second

// load measures which part of its time a goroutine works. Only part may be called by
// another.
type load struct {
	since  time.Time
	worked time.Duration
	last   atomic.Uint64 // of the last whole measurement, as the bits of a float64
}

// work takes note of a stretch of work.
func (l *load) work(from, to time.Time) {
	if l.since.IsZero() {
		l.since = from
	}
	l.worked += to.Sub(from)
	if over := to.Sub(l.since); over >= loadOver {
		l.last.Store(math.Float64bits(float64(l.worked) / float64(over)))
		l.since, l.worked = to, 0
	}
}

// part is from 0 to 1.
func (l *load) part() float64 { return math.Float64frombits(l.last.Load()) }

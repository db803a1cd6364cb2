// Package level finds who speaks from the audio levels that senders put into their
// packets (RFC 6464): no audio is decoded.
package level

import (
	"slices"
	"sync"
	"time"
)

// Silent is the level of silence: 127 dB below overload (RFC 6464 section 3).
const Silent = 127

// speech is the level below which nobody is said to speak, in -dBov.
const speech = 50

// Window is how long levels are gathered before the speakers are named again.
const Window = 300 * time.Millisecond

// needed is how many packets of a window must be speech: at 20 ms each, a third of it.
const needed = 5

// hold keeps a speaker on through the pauses between words.
const hold = 900 * time.Millisecond

// Meter gathers the levels of one microphone. It is safe for concurrent use.
type Meter struct {
	mu     sync.Mutex
	sum    int
	loud   int
	spoken time.Time
	last   float64
}

// Add takes the level of one packet in -dBov, 0 being the loudest.
func (m *Meter) Add(level uint8) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if level < speech {
		m.loud++
		m.sum += int(speech - level)
	}
}

// Close ends a window and tells whether its owner speaks, and how loud: 0 to 1.
func (m *Meter) Close(now time.Time) (loudness float64, speaking bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	loud := m.loud >= needed
	window := 0.0
	if loud {
		window = float64(m.sum) / float64(m.loud) / speech
		m.spoken = now
	}
	m.sum, m.loud = 0, 0
	m.last = 0.6*m.last + 0.4*window
	return m.last, loud || (!m.spoken.IsZero() && now.Sub(m.spoken) < hold)
}

// Speaker is one who speaks.
type Speaker struct {
	Participant string  `json:"participant"`
	Loudness    float64 `json:"loudness"` // 0 to 1, two decimals
}

// Order puts the loudest first.
func Order(s []Speaker) {
	slices.SortFunc(s, func(a, b Speaker) int {
		switch {
		case a.Loudness > b.Loudness:
			return -1
		case a.Loudness < b.Loudness:
			return 1
		}
		return 0
	})
}

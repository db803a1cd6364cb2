package dispute

import "time"

// Clock is the system's calendar clock. In production it is the real one. For
// demonstrations a statutory day can be shortened: then the calendar runs faster than the
// wall clock, from Origin on.
type Clock struct {
	Origin time.Time     `json:"origin,omitzero"`
	Day    time.Duration `json:"day,omitempty"` // how long a day lasts; 0 means 24 hours
}

const realDay = 24 * time.Hour

// Shortened tells that this is a demonstration clock.
func (c Clock) Shortened() bool { return c.Day > 0 && c.Day != realDay }

// At turns a moment of the wall clock into a moment of the calendar, in Beijing time.
func (c Clock) At(wall time.Time) time.Time {
	if !c.Shortened() {
		return wall.In(Beijing)
	}
	days := float64(wall.Sub(c.Origin)) / float64(c.Day)
	return c.Origin.Add(time.Duration(days * float64(realDay))).In(Beijing)
}

// Wait turns a span of the calendar into a span of the wall clock.
func (c Clock) Wait(span time.Duration) time.Duration {
	if !c.Shortened() {
		return span
	}
	return time.Duration(float64(span) / float64(realDay) * float64(c.Day))
}

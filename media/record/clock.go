package record

import "time"

// clock maps RTP timestamps to the time line of a file. Until the first sender report it
// goes by arrival; then by the sender's own wall clock, which sound and picture share
// (RFC 3550 section 6.4.1), so that they stay together however the network delayed them.
type clock struct {
	rate    float64 // of the RTP clock, per second
	started bool
	first   uint32 // RTP timestamp at base
	base    time.Duration
	last    time.Duration
	unwrap  int64 // timestamps since first, unwrapped
	prev    uint32

	reported bool
	ntp      uint64 // of the last report
	rtp      uint32
}

// start begins with the first packet; false where the clock runs already.
func (c *clock) start(timestamp uint32, arrival time.Duration) bool {
	if c.started {
		return false
	}
	c.started = true
	c.first, c.prev, c.base, c.last = timestamp, timestamp, arrival, -time.Millisecond
	return true
}

// at returns where in the file a frame belongs, in time since the file's start.
func (c *clock) at(timestamp uint32) time.Duration {
	c.unwrap += int64(int32(timestamp - c.prev)) //nolint:gosec // serial arithmetic (RFC 1982)
	c.prev = timestamp
	at := c.base + time.Duration(float64(c.unwrap)/c.rate*float64(time.Second))
	// In a file time is told in milliseconds. It never goes back, nor stands still, not
	// even by a correction.
	at = max(at.Round(time.Millisecond), c.last+time.Millisecond)
	c.last = at
	return at
}

// report takes a sender report.
func (c *clock) report(ntp uint64, rtp uint32) { c.ntp, c.rtp, c.reported = ntp, rtp, true }

// sender returns the sender's wall clock at a timestamp, in NTP seconds.
func (c *clock) sender(timestamp uint32) float64 {
	return float64(c.ntp)/(1<<32) + float64(int32(timestamp-c.rtp))/c.rate //nolint:gosec // serial arithmetic
}

// align moves other so that what the sender did at the same time is at the same time in
// the file; c stays where it is.
func (c *clock) align(other *clock) {
	if !c.started || !other.started || !c.reported || !other.reported {
		return
	}
	apart := other.sender(other.first) - c.sender(c.first)
	other.base = c.base + time.Duration(apart*float64(time.Second))
}

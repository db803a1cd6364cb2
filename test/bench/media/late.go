package main

import (
	"slices"
	"time"

	"golang.org/x/sys/unix"
)

// wakeEvery is how often it is looked how late the machine is.
const wakeEvery = time.Millisecond

// lateness is by how many milliseconds at least the machine wakes one of a hundred times
// too late, until the end.
func lateness(end <-chan struct{}) float64 {
	late := []float64{}
	for due := time.Now().Add(wakeEvery); ; due = due.Add(wakeEvery) {
		if d := time.Until(due); d > 0 {
			wait := unix.NsecToTimespec(int64(d))
			// Go's own timers are as coarse as what is looked for.
			_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, 0, &wait, nil) // woken early by a signal: not late
		}
		late = append(late, max(0, float64(time.Since(due))/float64(time.Millisecond)))
		select {
		case <-end:
			slices.Sort(late)
			return late[len(late)*99/100]
		default:
		}
	}
}

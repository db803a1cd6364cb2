package main

import (
	"errors"
	"runtime"

	"golang.org/x/sys/unix"
)

// cores are some of the machine's.
type cores int

const (
	allCores cores = iota
	lowerHalf
	upperHalf
)

// servers are the cores that a server has.
func (s setting) servers() cores {
	if s.apart || *apart {
		return upperHalf
	}
	return allCores
}

// on does something on a thread that keeps to some cores, as what is started there does. Of
// a single core both halves are it.
func on(c cores, do func() error) error {
	if c == allCores {
		return do()
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all, those unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		return err
	}
	for cpu, seen := 0, 0; seen < all.Count(); cpu++ {
		if !all.IsSet(cpu) {
			continue
		}
		if upper := 2*seen >= all.Count(); upper == (c == upperHalf) || all.Count() == 1 {
			those.Set(cpu)
		}
		seen++
	}
	if err := unix.SchedSetaffinity(0, &those); err != nil {
		return err
	}
	return errors.Join(do(), unix.SchedSetaffinity(0, &all))
}

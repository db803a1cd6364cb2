package media

import "slices"

// put makes a layer one of the track's, in the place of the one that there may be; false
// where the track is over.
func (u *upTrack) put(l *upLayer) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.over {
		return false
	}
	if old := u.layers[l.index].Load(); old != nil {
		u.retire(old)
	}
	u.layers[l.index].Store(l)
	return true
}

// expect retires the layers that the client's next description has no more: another stream is
// to come in the place of each, and until then the track stays.
func (u *upTrack) expect(ssrcs []uint32) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for i := range u.layers {
		if l := u.layers[i].Load(); l != nil && !slices.Contains(ssrcs, l.ssrc) {
			u.retire(l)
			u.layers[i].Store(nil)
		}
	}
}

// retire has no packet of the layer taken any more. Whatever comes in its place has numbers and
// a clock of its own, so whoever received it begins afresh.
func (u *upTrack) retire(l *upLayer) {
	l.gate.Lock() // so that none is on its way either
	l.retired.Store(true)
	l.gate.Unlock()
	l.in.remove(l)
	l.rate.Store(0)
	for _, d := range *u.downs.Load() {
		d.restart(l.index)
	}
	if s := u.sink.Load(); s != nil {
		s.resume()
	}
}

// left takes out a layer that has ended; true where it was the last, and ends the track.
func (u *upTrack) left(l *upLayer) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.layers[l.index].CompareAndSwap(l, nil) {
		return false
	}
	for i := range u.layers {
		if u.layers[i].Load() != nil {
			return false
		}
	}
	u.over = true
	return true
}

package media

import (
	"sutiao/media/signal"
)

// wanted lists the tracks that somebody may receive: all of his place but his own.
func (r *room) wanted(p *participant) map[*upTrack]bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	w := map[*upTrack]bool{}
	for _, other := range r.in(p.place.Load()) {
		if other == p {
			continue
		}
		for _, u := range other.tracks {
			w[u] = true
		}
	}
	return w
}

func (r *room) trackBegan(u *upTrack) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := u.from
	if p.gone || !p.mayPublish() {
		return
	}
	m := p.muted[u.source]
	u.muted.Store(m.own || m.byMediator)
	p.tracks[u.source] = u
	r.tellChanged(p)
	r.recordingTracks(p)
	r.refreshPlace(p.place.Load())
}

func (r *room) trackEnded(u *upTrack) {
	r.mu.Lock()
	defer r.mu.Unlock()
	p := u.from
	if p.tracks[u.source] != u {
		return
	}
	delete(p.tracks, u.source)
	u.sink.Store(nil)
	r.tellChanged(p)
	r.recordingTracks(p)
	r.refreshPlace(p.place.Load())
}

func (r *room) refreshPlace(at int32) {
	for _, p := range r.in(at) {
		p.sub.refresh()
	}
}

func (r *room) refreshAll() {
	for _, p := range r.people {
		p.sub.refresh()
	}
}

// view notes in which quality somebody wishes a track, whether it is there yet or not.
func (r *room) view(p *participant, m *signal.View) (*signal.Event, error) {
	if r.here(p, m.Participant) == nil {
		return nil, errNobody()
	}
	p.views[view{m.Participant, m.Source}] = m.Quality
	return done(), nil
}

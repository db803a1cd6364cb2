package layers

import "time"

// Step is how much of the others reaches a person.
type Step int

// The steps, from best to worst.
const (
	Video Step = iota
	Audio
	Text
)

// Condition is the state of the way to a person.
type Condition struct {
	Alive  bool    // his connection carries packets
	Dark   bool    // there is video for him, and none of it can be sent
	Unsure bool    // not enough is known yet to go up
	Loss   float64 // 0 to 1
}

// Ladder takes a person down step by step as his network worsens, and back up by itself.
// Up takes a few good looks, and longer to a step that did not hold, and leads at once to
// the best step that is possible.
type Ladder struct {
	step   Step
	bad    time.Time           // since when this step does not hold
	good   [Text]time.Time     // since when each better step would
	hold   [Text]time.Duration // for how long it must
	raised time.Time
}

// How long a state must last before a step is taken.
const (
	patience  = 1500 * time.Millisecond
	firstHold = 750 * time.Millisecond // at the second look after the first; one bad look between costs as much again
	lastHold  = 60 * time.Second
	relapse   = 8 * time.Second
)

// Losses beyond which neither video nor a voice is of use.
const (
	videoLoss = 0.25
	voiceLoss = 0.60
)

// Step is the present step.
func (l *Ladder) Step() Step { return l.step }

// Update takes the present condition; changed tells whether a step was taken. After a
// step up to Video the budget is to be raised, or there would be nothing to show.
func (l *Ladder) Update(c Condition, now time.Time) (step Step, changed bool) {
	fits := c.fits(l.step)
	for s := range l.good {
		switch {
		case Step(s) >= l.step || Step(s) < fits:
			l.good[s] = time.Time{}
		case l.good[s].IsZero():
			l.good[s] = now
		}
	}
	if fits <= l.step {
		l.bad = time.Time{}
		return l.rise(now)
	}
	if l.bad.IsZero() {
		l.bad = now
	}
	if now.Sub(l.bad) < patience {
		return l.step, false
	}
	if !l.raised.IsZero() && now.Sub(l.raised) < relapse {
		l.hold[l.step] = min(2*max(l.hold[l.step], firstHold), lastHold)
	}
	l.bad, l.raised, l.step = time.Time{}, time.Time{}, l.step+1
	return l.step, true
}

// rise takes the best step that would have held for long enough.
func (l *Ladder) rise(now time.Time) (step Step, changed bool) {
	for s := range l.step {
		if !l.good[s].IsZero() && now.Sub(l.good[s]) >= max(l.hold[s], firstHold) {
			l.raised, l.step = now, s
			return l.step, true
		}
	}
	if l.step == Video && now.Sub(l.raised) > lastHold {
		clear(l.hold[:])
	}
	return l.step, false
}

// fits tells the best step that the condition allows. Going up wants less loss than
// staying; without video the budget says little, so loss alone decides.
func (c Condition) fits(at Step) Step {
	if !c.Alive || c.Loss > voiceLoss {
		return Text
	}
	limit := videoLoss
	if at > Video {
		limit /= 2
	}
	if c.Loss > limit {
		return Audio
	}
	if at == Video && c.Dark {
		return Audio // or he would look at a still picture and not know why
	}
	if at > Video && c.Unsure {
		return Audio
	}
	return Video
}

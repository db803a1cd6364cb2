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
	Alive bool    // his connection carries packets
	Dark  bool    // there is video for him, and none of it can be sent
	Loss  float64 // 0 to 1
}

// Ladder takes a person down step by step as his network worsens, and back up by itself.
// Down is quick, up takes longer, and longer still after a step up that did not hold.
type Ladder struct {
	step  Step
	bad   time.Time // since when this step does not hold
	good  time.Time // since when the next better would
	hold  time.Duration
	raise time.Time
}

// How long a state must last before a step is taken.
const (
	patience  = 1500 * time.Millisecond
	firstHold = 3 * time.Second
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
	if l.hold == 0 {
		l.hold = firstHold
	}
	fits := c.fits(l.step)
	switch {
	case fits > l.step:
		l.good = time.Time{}
		if l.bad.IsZero() {
			l.bad = now
		}
		if now.Sub(l.bad) < patience {
			return l.step, false
		}
		if !l.raise.IsZero() && now.Sub(l.raise) < relapse {
			l.hold = min(2*l.hold, lastHold)
		}
		l.bad, l.step = time.Time{}, l.step+1
		return l.step, true
	case fits < l.step:
		l.bad = time.Time{}
		if l.good.IsZero() {
			l.good = now
		}
		if now.Sub(l.good) < l.hold {
			return l.step, false
		}
		l.good, l.raise, l.step = time.Time{}, now, l.step-1
		return l.step, true
	}
	l.bad, l.good = time.Time{}, time.Time{}
	if l.step == Video && now.Sub(l.raise) > lastHold {
		l.hold = firstHold
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
	return Video
}

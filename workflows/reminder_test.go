package workflows_test

import (
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/test/stories"
)

// after is a step some time after the one before.
func after(span time.Duration, by dispute.Actor, d func(time.Time) dispute.Detail) stories.Step {
	return stories.Step{After: span, By: by, Detail: d}
}

func always(d dispute.Detail) func(time.Time) dispute.Detail {
	return func(time.Time) dispute.Detail { return d }
}

func TestNobodyIsCalledToASessionWhileTheMediationIsPaused(t *testing.T) {
	w := newWorld()
	s := story(t, "T05")
	s.Steps = append(s.Steps[:2:2], // until a session can be planned
		after(time.Hour, stories.Mediator, func(now time.Time) dispute.Detail {
			return &dispute.SessionPlan{Start: now.Add(5 * stories.Day), Mode: dispute.Video}
		}),
		after(time.Hour, stories.Mediator, always(&dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "鉴定"})),
		after(20*stories.Day, stories.Mediator, always(&dispute.Resumption{})))
	env := play(t, s, w)
	endsAs(t, env, s)
	for _, e := range w.ledger {
		if d, ok := e.Detail.(*dispute.Reminder); ok && d.Limit == "session" {
			t.Errorf("reminded at %s of a session that could not be held", e.At)
		}
	}
}

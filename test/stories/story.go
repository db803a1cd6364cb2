// Package stories holds whole lives of disputes, one for each ending and for each turn
// that a procedure can take. They are data: the workflow's tests play them with time
// skipped, the engines' tests play them on a real server.
package stories

import (
	"time"

	"sutiao/dispute"
)

// Day is a statutory day.
const Day = 24 * time.Hour

// Story is a dispute as it goes.
type Story struct {
	Name   string
	Open   Step // the referral or application
	Steps  []Step
	Ending dispute.Ending
	// Aftermath is true where the workflow lives on for months after its ending.
	Aftermath bool
}

// Step is an act that somebody does some time after the one before.
type Step struct {
	After  time.Duration
	By     dispute.Actor
	Detail func(now time.Time) dispute.Detail
	// Refused is part of the reason (English) where the act must be refused.
	Refused string
	// Becomes is the stage that the act must lead to; empty is not looked at.
	Becomes dispute.Stage
}

// telling builds a story.
type telling struct {
	story Story
	after time.Duration
}

// tell begins a story with its referral.
func tell(name string, by dispute.Actor, referral *dispute.Referral) *telling {
	return &telling{story: Story{Name: name, Open: Step{By: by, Detail: says(referral)}}}
}

func says(d dispute.Detail) func(time.Time) dispute.Detail {
	return func(time.Time) dispute.Detail { return d }
}

// wait lets time pass.
func (t *telling) wait(d time.Duration) *telling {
	t.after += d
	return t
}

// does has somebody do an act.
func (t *telling) does(by dispute.Actor, d dispute.Detail) *telling {
	return t.doesThen(by, says(d))
}

// doesThen has somebody do an act whose dates depend on the day.
func (t *telling) doesThen(by dispute.Actor, d func(time.Time) dispute.Detail) *telling {
	// An hour between acts: nobody does two things in one moment.
	t.story.Steps = append(t.story.Steps, Step{After: t.after + time.Hour, By: by, Detail: d})
	t.after = 0
	return t
}

// becomes says what stage the last act led to.
func (t *telling) becomes(s dispute.Stage) *telling {
	t.story.Steps[len(t.story.Steps)-1].Becomes = s
	return t
}

// butIsRefused says that the last act is refused, and why.
func (t *telling) butIsRefused(reason string) *telling {
	t.story.Steps[len(t.story.Steps)-1].Refused = reason
	return t
}

// ends gives the ending.
func (t *telling) ends(e dispute.Ending) Story {
	t.story.Ending = e
	return t.story
}

// then goes through a part that many stories share.
func (t *telling) then(part func(*telling)) *telling {
	part(t)
	return t
}

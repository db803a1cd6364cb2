package law

import (
	"time"

	"sutiao/dispute"
)

// Situation is all that a rule may look at.
type Situation struct {
	Case  *dispute.Case
	Actor dispute.Actor
	// Detail is nil where it is only asked whether the act could be done at all;
	// conditions about the detail then hold.
	Detail  dispute.Detail
	Now     time.Time
	Almanac Almanac
}

// party is the party that the actor acts for, or nil.
func (s Situation) party() *dispute.Party { return s.Case.Party(s.Actor.Party) }

// Span is when a rule is in force; a zero end is open.
type Span struct {
	From, To dispute.Date
}

// Covers tells whether the rule was in force on a day.
func (s Span) Covers(d dispute.Date) bool {
	if d.Before(s.From) {
		return false
	}
	return s.To.IsZero() || d.Before(s.To)
}

func since(year, month, day int) Span {
	return Span{From: dispute.Date{Year: year, Month: time.Month(month), Day: day}}
}

// referred is the day that selects the rules of a case.
func referred(c *dispute.Case) dispute.Date {
	return dispute.DateOf(c.When(dispute.Received))
}

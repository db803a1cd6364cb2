package law

import (
	"fmt"
	"slices"

	"sutiao/dispute"
)

// Standing tells what a limit's length rests on.
type Standing string

// The standings. Only a configured length may be set otherwise by an organisation.
const (
	StandingUnknown Standing = ""
	Statutory       Standing = "statutory"  // read in the text of law
	Configured      Standing = "configured" // no national text read; local rule or our own course
)

// Limit is a period (期间) within which something must happen.
type Limit struct {
	ID     string
	Name   dispute.Text
	Length Length
	// From lists the facts from which it runs; the latest of them counts.
	From []dispute.Fact
	// Until lists the facts that end it.
	Until      []dispute.Fact
	Tracks     []dispute.Track
	Procedures []dispute.Procedure
	// While is a further condition under which it runs; nil means always.
	While func(*dispute.Case) bool
	// Main marks the period for mediation itself: the parties can extend it, an
	// appraisal stops it, and its end closes the case.
	Main bool
	// After marks a limit that runs after the case has its ending.
	After    bool
	Then     dispute.Consequence
	Remind   int // days before the last day on which a reminder goes out; 0 means none
	Standing Standing
	Source   string
	InForce  Span
}

// LimitByID finds a row.
func LimitByID(id string) (Limit, bool) {
	for _, l := range Limits() {
		if l.ID == id {
			return l, true
		}
	}
	return Limit{}, false
}

// NameOfLimit words a limit by its ID, an obligation of an agreement (O01 …) among them.
func NameOfLimit(id string) dispute.Text {
	if l, ok := LimitByID(id); ok {
		return l.Name
	}
	var no int
	if _, err := fmt.Sscanf(id, "O%d", &no); err == nil {
		return nameOfObligation(no)
	}
	return dispute.Text{}
}

func nameOfObligation(no int) dispute.Text {
	return dispute.Text{ZH: fmt.Sprintf("履行协议第%d项", no), EN: fmt.Sprintf("perform obligation %d", no)}
}

// applies tells whether the row governs the case at all.
func (l Limit) applies(c *dispute.Case) bool {
	switch {
	case !l.InForce.Covers(referred(c)):
		return false
	case len(l.Tracks) > 0 && !slices.Contains(l.Tracks, c.Track):
		return false
	case len(l.Procedures) > 0 && !slices.Contains(l.Procedures, c.Procedure):
		return false
	case c.Over() && !l.After:
		return false
	}
	return l.While == nil || l.While(c)
}

// start finds the moment from which the limit runs, if it runs. The order of the facts,
// not their times, tells what came last: two facts may share one moment.
func (l Limit) start(c *dispute.Case) (from dispute.Occurrence, running bool) {
	for _, o := range c.Facts {
		if slices.Contains(l.From, o.Fact) {
			from, running = o, true
		} else if slices.Contains(l.Until, o.Fact) {
			running = false
		}
	}
	return from, running && l.applies(c)
}

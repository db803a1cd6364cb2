package law

import (
	"fmt"
	"slices"
	"time"

	"sutiao/dispute"
)

// Deadline is a limit as it runs in one case.
type Deadline struct {
	Limit string       `json:"limit"`
	Name  dispute.Text `json:"name"`
	From  dispute.Date `json:"from"`
	Last  dispute.Date `json:"last"`
	// Due is the instant at which the period is over: midnight after the last day.
	Due         time.Time           `json:"due"`
	Provisional bool                `json:"provisional,omitempty"` // a holiday notice is still missing
	Stopped     bool                `json:"stopped,omitempty"`     // the clock stands still
	Main        bool                `json:"main,omitempty"`
	Then        dispute.Consequence `json:"then"`
	RemindAt    time.Time           `json:"remindAt,omitzero"`
	Source      string              `json:"source"`
	Steps       []Step              `json:"steps,omitempty"`
}

// ExpiryKey identifies the expiry among the notes of a case.
func (d Deadline) ExpiryKey() string {
	return (&dispute.Expiry{Limit: d.Limit, Last: d.Last}).Key()
}

// ReminderKey identifies the reminder among the notes of a case.
func (d Deadline) ReminderKey() string {
	return (&dispute.Reminder{Limit: d.Limit, Last: d.Last}).Key()
}

// Deadlines computes every limit that runs in the case, the nearest first.
func Deadlines(c *dispute.Case, a Almanac) []Deadline {
	var running []Deadline
	for _, l := range limits {
		if from, ok := l.start(c); ok {
			running = append(running, deadline(c, l, from.At, a))
		}
	}
	running = append(running, obligationDeadlines(c, a)...)
	slices.SortStableFunc(running, func(x, y Deadline) int { return x.Due.Compare(y.Due) })
	return running
}

func deadline(c *dispute.Case, l Limit, from time.Time, a Almanac) Deadline {
	var stops []Stop
	if l.Main {
		stops = clockStops(c)
	}
	n := Count(dispute.DateOf(from), a.length(l), stops, a.Calendar)
	d := Deadline{
		Limit: l.ID, Name: l.Name, From: n.From, Last: n.Last, Due: n.Due, Provisional: n.Provisional,
		Main: l.Main, Then: l.Then, Source: l.Source, Steps: n.Steps,
		Stopped: l.Main && len(stops) > 0 && stops[len(stops)-1].To.IsZero(),
	}
	if to := extendedTo(c); l.Main && d.Last.Before(to) {
		d.Last, d.Due, d.Provisional = to, to.AddDays(1).Start(), false
		d.Source += "；延期经各方同意（" + invitedRules + " 27）"
	}
	d.RemindAt = remindAt(d.Last, l.Remind, from)
	return d
}

// extendedTo is the day to which the parties extended the period, later by each day of an
// appraisal since they did: those never count (在线调解规则 26).
func extendedTo(c *dispute.Case) dispute.Date {
	to := c.ExtendedTo
	if to.IsZero() {
		return to
	}
	for _, s := range closedStops(dispute.DateOf(c.When(dispute.ExtensionAgreed)), clockStops(c)) {
		if s.From.After(to) {
			break
		}
		to = to.AddDays(daysBetween(s.From, s.To))
	}
	return to
}

// remindAt is nine in the morning some days ahead; a reminder that would fall before the
// period began is left out.
func remindAt(last dispute.Date, days int, from time.Time) time.Time {
	if days == 0 {
		return time.Time{}
	}
	at := last.AddDays(-days).Start().Add(9 * time.Hour)
	if !at.After(from) {
		return time.Time{}
	}
	return at
}

func clockStops(c *dispute.Case) []Stop {
	var stops []Stop
	for _, s := range c.Suspensions {
		if !s.StopsClock() {
			continue
		}
		stop := Stop{From: dispute.DateOf(s.From)}
		if !s.To.IsZero() {
			stop.To = dispute.DateOf(s.To)
		}
		stops = append(stops, stop)
	}
	return stops
}

// ObligationLast is the last day to perform an obligation, zero where none is set.
func ObligationLast(c *dispute.Case, o dispute.Obligation, a Almanac) dispute.Date {
	if !o.Due.IsZero() {
		return o.Due
	}
	payer := c.Party(o.Payer)
	if payer == nil || !payer.Institution || !c.Has(dispute.AgreementInEffect) {
		return dispute.Date{}
	}
	return Count(dispute.DateOf(c.When(dispute.AgreementInEffect)), insurerPays, nil, a.Calendar).Last
}

func obligationDeadlines(c *dispute.Case, a Almanac) []Deadline {
	follows := slices.Contains(effective, c.Stage) && (!c.Over() || c.Ending == dispute.Confirmed)
	if c.Agreement == nil || !follows {
		return nil
	}
	effect := c.When(dispute.AgreementInEffect)
	var due []Deadline
	for _, o := range c.Agreement.Obligations {
		last := ObligationLast(c, o, a)
		if o.Done || last.IsZero() {
			continue
		}
		due = append(due, Deadline{
			Limit: fmt.Sprintf("O%02d", o.No),
			Name:  nameOfObligation(o.No),
			From:  dispute.DateOf(effect), Last: last, Due: last.AddDays(1).Start(), Then: dispute.NoteOverdue,
			RemindAt: remindAt(last, 3, effect), Source: "调解协议；" + peoplesLaw + " 31",
		})
	}
	return due
}

// DeadlineOf finds one running limit.
func DeadlineOf(c *dispute.Case, id string, a Almanac) (Deadline, bool) {
	for _, d := range Deadlines(c, a) {
		if d.Limit == id {
			return d, true
		}
	}
	return Deadline{}, false
}

// MainDeadline is the end of the period for mediation itself, while it runs.
func MainDeadline(c *dispute.Case, a Almanac) (Deadline, bool) {
	for _, d := range Deadlines(c, a) {
		if d.Main {
			return d, true
		}
	}
	return Deadline{}, false
}

// TrialDaysExcluded is how many days the court may leave out of its trial limit: the
// extension alone, not the base period (特邀调解规定 27).
func TrialDaysExcluded(c *dispute.Case, a Almanac) int {
	if c.ExtendedTo.IsZero() || c.Track != dispute.PostFiling {
		return 0
	}
	for _, l := range limits {
		if !l.Main || !l.InForce.Covers(referred(c)) || !slices.Contains(l.Tracks, c.Track) || !slices.Contains(l.Procedures, c.Procedure) {
			continue
		}
		base := Count(dispute.DateOf(c.When(dispute.AcceptedOnPlatform)), a.length(l), clockStops(c), a.Calendar).Last
		return max(0, daysBetween(base, earlier(mediationOver(c), extendedTo(c))))
	}
	return 0
}

// mediationOver is the day on which the mediation came to its end, by agreement or without.
func mediationOver(c *dispute.Case) dispute.Date {
	if c.Has(dispute.AgreementInEffect) {
		return dispute.DateOf(c.When(dispute.AgreementInEffect))
	}
	return dispute.DateOf(c.When(dispute.Ended))
}

func daysBetween(from, to dispute.Date) int {
	return int(to.Start().Sub(from.Start()) / (24 * time.Hour))
}

func earlier(a, b dispute.Date) dispute.Date {
	if a.Before(b) {
		return a
	}
	return b
}

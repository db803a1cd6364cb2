package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/law"
)

// mediation is the running dispute.
type mediation struct {
	c       *dispute.Case
	clock   dispute.Clock
	almanac law.Almanac
	seen    []string
	pending batch
	// entered and recorded count acts; a handler waits until its own is recorded.
	entered, recorded int
	alarm             alarm
	calendarChanged   bool
	tellings          []telling
	paper             *paperwork
	onFile            int // signatures that are on the files
	acts              *activities.Activities
}

// batch is what was entered since the last recording.
type batch struct {
	entries []dispute.Entry
	notices []dispute.Notice
	papers  []dispute.PaperOwed
}

// Mediation is a dispute from its referral to its ending.
func Mediation(ctx workflow.Context, in Start) (Result, error) {
	m := &mediation{c: in.Case, clock: in.Clock, almanac: in.Almanac, seen: in.Seen}
	if m.c == nil {
		m.c = &dispute.Case{ID: in.ID}
	}
	if err := m.setup(ctx, in); err != nil {
		return Result{}, err
	}
	return m.run(ctx)
}

// run is the procedure: the stage that the acts have brought about names the phase.
func (m *mediation) run(ctx workflow.Context) (Result, error) {
	for !m.done() {
		if err := m.phase()(ctx); err != nil {
			return Result{}, err
		}
		if m.historyIsLong(ctx) {
			return Result{}, m.continueAsNew(ctx)
		}
	}
	if err := m.drain(ctx); err != nil {
		return Result{}, err
	}
	if !m.done() {
		return m.run(ctx) // an objection was heard in the last moment
	}
	return Result{Ending: m.c.Ending, Seq: m.c.Seq}, nil
}

func (m *mediation) phase() func(workflow.Context) error {
	switch m.c.Stage {
	case dispute.Submitted, dispute.Supplementing, dispute.AwaitingOrganisation:
		return m.intake
	case dispute.SeekingConsent, dispute.Accepted:
		return m.acceptance
	case dispute.SelectingMediator, dispute.Disclosing, dispute.ChallengePending:
		return m.assignment
	case dispute.Scheduling, dispute.InSession, dispute.Suspended:
		return m.hearing
	case dispute.ProposalServed:
		return m.proposal
	case dispute.Drafting:
		return m.agreement
	case dispute.Signing:
		return m.signing
	case dispute.InEffect, dispute.Performing, dispute.Breached:
		return m.performance
	case dispute.Confirming, dispute.Objected:
		return m.confirmation
	default:
		return m.closing
	}
}

func (m *mediation) done() bool {
	return m.c.Finished() && !m.owesResult() && len(m.pending.entries) == 0 && len(m.tellings) == 0 &&
		m.paper == nil && m.owedStep() == ""
}

// now is the calendar's time as the engine tells it.
func (m *mediation) now(ctx workflow.Context) time.Time { return m.clock.At(workflow.Now(ctx)) }

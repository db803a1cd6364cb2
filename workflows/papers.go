package workflows

import (
	"fmt"

	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
)

// paperwork is a step on the files of the agreement that has not come back yet.
type paperwork struct {
	step   string
	order  activities.AgreementOrder
	answer workflow.Future
}

// The steps, in their order.
const (
	stepFreeze = "freeze"
	stepSign   = "sign"
	stepSeal   = "seal"
)

// owedStep is the next thing to do to the files: lay them before the parties, put on what
// was signed, seal what is in effect.
func (m *mediation) owedStep() string {
	a := m.c.Agreement
	switch {
	case a == nil:
		return ""
	case m.c.Stage == dispute.Signing && a.Frozen == nil:
		return stepFreeze
	case m.c.AgreementStands() && a.Sealed == nil:
		return stepSeal
	case m.c.Stage == dispute.Signing && len(a.Signatures) > m.onFile:
		return stepSign
	}
	return ""
}

// seeToPapers does the next step at once, inside the workflow task; what fails there is
// tried until it succeeds, while the case goes on.
func (m *mediation) seeToPapers(ctx workflow.Context) error {
	done := ""
	for step := m.owedStep(); step != "" && m.paper == nil; step = m.owedStep() {
		order := m.agreementOrder()
		key := m.paperKey(step) + fmt.Sprint(order.Signatures)
		if key == done {
			return nil // the ledger was behind; the next act finds it there
		}
		done = key
		answer := workflow.ExecuteLocalActivity(quickly(ctx), m.activityOf(step), order)
		if err := answer.Get(ctx, nil); err != nil {
			workflow.GetLogger(ctx).Warn("a file falls back to a lasting activity", "dispute", m.c.ID, "step", step)
			m.paper = &paperwork{step, order, workflow.ExecuteActivity(patiently(ctx), m.activityOf(step), order)}
			return nil
		}
		if err := m.enterPaper(ctx, step, order, answer); err != nil {
			return err
		}
	}
	return nil
}

// paperKey names a step by the version of the text and how often it was laid before the
// parties: one that was taken back meanwhile is frozen again. A repair that applies acts in
// another order gives the same names.
func (m *mediation) paperKey(step string) string {
	return fmt.Sprintf("%s/%d/%d", step, m.c.Agreement.Version, m.c.Agreement.Openings)
}

func (m *mediation) agreementOrder() activities.AgreementOrder {
	a := m.c.Agreement
	return activities.AgreementOrder{Dispute: m.c.ID, Version: a.Version, Openings: a.Openings, Signatures: len(a.Signatures)}
}

func (m *mediation) activityOf(step string) any {
	switch step {
	case stepFreeze:
		return m.acts.FreezeAgreement
	case stepSeal:
		return m.acts.SealAgreement
	default:
		return m.acts.SignPapers
	}
}

// freezing tells that the text is just being laid before the parties. A step that lasts
// keeps nobody waiting.
func (m *mediation) freezing() bool { return m.paper == nil && m.owedStep() == stepFreeze }

// paperReady tells that a lasting step has come back.
func (m *mediation) paperReady() bool { return m.paper != nil && m.paper.answer.IsReady() }

// notePaper enters what a lasting step has made.
func (m *mediation) notePaper(ctx workflow.Context) error {
	if !m.paperReady() {
		return nil
	}
	done := m.paper
	m.paper = nil
	return m.enterPaper(ctx, done.step, done.order, done.answer)
}

// enterPaper enters the files into the case. A step whose text was taken back meanwhile
// made none; what is owed then is another step.
func (m *mediation) enterPaper(ctx workflow.Context, step string, o activities.AgreementOrder, answer workflow.Future) error {
	switch step {
	case stepFreeze:
		var made *dispute.Freezing
		if err := answer.Get(ctx, &made); err != nil {
			return err
		}
		if made == nil {
			return nil
		}
		m.onFile = 0
		m.enterOwn(ctx, m.paperKey(step), made)
	case stepSeal:
		var made *dispute.Sealing
		if err := answer.Get(ctx, &made); err != nil {
			return err
		}
		if made == nil {
			return nil
		}
		m.enterOwn(ctx, m.paperKey(step), made)
	default:
		if err := answer.Get(ctx, nil); err != nil {
			return err
		}
		m.onFile = o.Signatures
	}
	return m.record(ctx)
}

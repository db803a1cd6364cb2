package workflows

import (
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/law"
)

// telling is something that a court is being told.
type telling struct {
	kind     dispute.TransmissionKind
	delivery activities.Delivery
	answer   workflow.Future
}

// tellCourts begins to tell the courts whatever they are owed and have not been told. It
// does not wait: while a court cannot be reached the case goes on, and one silence does
// not keep another message back.
func (m *mediation) tellCourts(ctx workflow.Context) {
	for _, kind := range []dispute.TransmissionKind{
		dispute.AgreementReported, dispute.ConfirmationSubmitted, dispute.ResultReturned,
	} {
		d, owed := m.delivery(kind)
		underWay := slices.ContainsFunc(m.tellings, func(t telling) bool { return t.delivery.Key == d.Key })
		if !owed || underWay || m.c.HasTransmitted(d.Key) {
			continue
		}
		answer := workflow.ExecuteActivity(patiently(ctx), m.acts.TellCourt, d)
		m.tellings = append(m.tellings, telling{kind, d, answer})
	}
}

// courtAnswered tells that some court has what it was sent.
func (m *mediation) courtAnswered() bool {
	return slices.ContainsFunc(m.tellings, func(t telling) bool { return t.answer.IsReady() })
}

// noteAnswers enters the receipts that have come.
func (m *mediation) noteAnswers(ctx workflow.Context) error {
	var open []telling
	for _, t := range m.tellings {
		if !t.answer.IsReady() {
			open = append(open, t)
			continue
		}
		var receipt string
		if err := t.answer.Get(ctx, &receipt); err != nil {
			return err
		}
		m.enterOwn(ctx, strings.TrimPrefix(t.delivery.Key, m.c.ID+"/"), &dispute.Transmission{
			Kind: t.kind, Key: t.delivery.Key, Court: t.delivery.Court, Receipt: receipt,
			TrialDaysExcluded: law.TrialDaysExcluded(m.c, m.almanac),
		})
	}
	m.tellings = open
	return nil
}

// delivery makes up what the court is sent. Only terms, the report and undisputed facts
// leave the mediation; offers and concessions stay (在线调解规则 18).
func (m *mediation) delivery(kind dispute.TransmissionKind) (activities.Delivery, bool) {
	c := m.c
	d := activities.Delivery{
		Dispute: c.ID, Kind: kind, Court: c.Court, Number: c.CourtNumber, Ending: c.Ending,
		Key: c.ID + "/" + string(kind),
	}
	switch kind {
	case dispute.ConfirmationSubmitted:
		f := c.Confirmation
		if f == nil || f.FiledAt.IsZero() || f.Ruling != nil || c.Over() {
			return d, false
		}
		d.Court = c.Confirmation.Court
		d.Terms, d.Key = &c.Agreement.Terms, fmt.Sprintf("%s/%s/%d", c.ID, kind, c.Agreement.Version)
	case dispute.AgreementReported:
		if c.Court == "" || !c.AgreementStands() {
			return d, false
		}
		if excluded := law.TrialDaysExcluded(c, m.almanac); excluded > 0 {
			d.Report = &dispute.EndReport{TrialDaysExcluded: excluded}
		}
		d.Terms, d.Key = &c.Agreement.Terms, fmt.Sprintf("%s/%s/%d", c.ID, kind, c.Agreement.Version)
	case dispute.ResultReturned:
		if !m.owesResult() {
			return d, false
		}
		d.Report = &dispute.EndReport{Cause: c.EndReason, Undisputed: c.Undisputed}
		if c.EndReport != nil {
			report := *c.EndReport // the case itself changes by acts alone
			d.Report = &report
		}
		d.Report.TrialDaysExcluded = law.TrialDaysExcluded(c, m.almanac)
	}
	return d, true
}

package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/law"
)

// closing: a failed case goes back to its court with a report; a confirmed one waits
// until nobody can object to the ruling any more.
func (m *mediation) closing(ctx workflow.Context) error {
	if m.owesResult() {
		if err := m.tellCourt(ctx, dispute.ResultReturned); err != nil {
			return err
		}
	}
	if m.c.Finished() {
		return m.record(ctx)
	}
	return m.during(ctx, dispute.Closed)
}

// owesResult tells that the referring court has still to hear how the mediation ended.
func (m *mediation) owesResult() bool {
	return m.c.Over() && m.c.Court != "" && m.c.Ending.Info().Returns && !m.c.Has(dispute.ReturnedToCourt)
}

// tellCourt sends the court what it is owed, once, and records the receipt. While a court
// cannot be reached the case goes on: acts are heard and limits run.
func (m *mediation) tellCourt(ctx workflow.Context, kind dispute.TransmissionKind) error {
	d, owed := m.delivery(kind)
	if !owed || m.c.HasTransmitted(d.Key) {
		return nil
	}
	told := workflow.ExecuteActivity(patiently(ctx), m.acts.TellCourt, d)
	for !told.IsReady() {
		if err := m.next(ctx, told); err != nil {
			return err
		}
	}
	var receipt string
	if err := told.Get(ctx, &receipt); err != nil {
		return err
	}
	m.enterOwn(ctx, strings.TrimPrefix(d.Key, m.c.ID+"/"), &dispute.Transmission{
		Kind: kind, Key: d.Key, Court: d.Court, Receipt: receipt,
		TrialDaysExcluded: law.TrialDaysExcluded(m.c, m.almanac),
	})
	return m.record(ctx)
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
		if c.Confirmation == nil || c.Confirmation.FiledAt.IsZero() {
			return d, false
		}
		d.Court = c.Confirmation.Court
		d.Terms, d.Key = &c.Agreement.Terms, fmt.Sprintf("%s/%s/%d", c.ID, kind, c.Agreement.Version)
	case dispute.AgreementReported:
		if c.Court == "" || c.Agreement == nil {
			return d, false
		}
		if excluded := law.TrialDaysExcluded(c, m.almanac); excluded > 0 {
			d.Report = &dispute.EndReport{TrialDaysExcluded: excluded}
		}
		d.Terms, d.Key = &c.Agreement.Terms, fmt.Sprintf("%s/%s/%d", c.ID, kind, c.Agreement.Version)
	case dispute.ResultReturned:
		d.Report = &dispute.EndReport{Cause: c.EndReason, Undisputed: c.Undisputed}
		if c.EndReport != nil {
			report := *c.EndReport // the case itself changes by acts alone
			d.Report = &report
		}
		d.Report.TrialDaysExcluded = law.TrialDaysExcluded(c, m.almanac)
	}
	return d, true
}

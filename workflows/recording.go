package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/law"
)

// enter folds an act into the case and keeps it for the next recording.
func (m *mediation) enter(e dispute.Entry) {
	e.Seq = m.c.Seq + 1
	m.c.Apply(e)
	m.seen = append(m.seen, e.ID)
	m.entered++
	m.pending.entries = append(m.pending.entries, e)
	m.pending.notices = append(m.pending.notices, noticesOf(m.c, e)...)
	m.pending.papers = append(m.pending.papers, papersOf(m.c, e)...)
}

// enterOwn enters a consequence that nobody performs.
func (m *mediation) enterOwn(ctx workflow.Context, key string, d dispute.Detail) {
	m.enter(dispute.Entry{
		ID: m.c.ID + "/" + key, Act: d.Act(), By: dispute.TheSystem(), At: m.now(ctx), Detail: d,
	})
}

// record writes what was entered: ledger, projection, dates and notices in one transaction.
func (m *mediation) record(ctx workflow.Context) error {
	if len(m.pending.entries) == 0 {
		return nil
	}
	upTo, batch := m.entered, m.pending
	m.pending.entries, m.pending.notices, m.pending.papers = nil, nil, nil
	r := dispute.Recording{
		Case: m.c.Clone(), Entries: batch.entries, Notices: batch.notices, Papers: batch.papers,
		Dates: dueDates(m.c, m.almanac),
	}
	// A local activity gets its argument as it stands, so the case is cloned: acts that
	// arrive while it is written must not show in it.
	err := workflow.ExecuteLocalActivity(quickly(ctx), m.acts.Record, r).Get(ctx, nil)
	if err != nil {
		workflow.GetLogger(ctx).Warn("recording falls back to a lasting activity", "dispute", m.c.ID)
		err = workflow.ExecuteActivity(patiently(ctx), m.acts.Record, r).Get(ctx, nil)
	}
	if err != nil {
		return err
	}
	m.recorded = upTo
	return nil
}

func dueDates(c *dispute.Case, a law.Almanac) []dispute.DueDate {
	var dates []dispute.DueDate
	for _, d := range law.Deadlines(c, a) {
		if d.Then == dispute.InformOnly {
			continue // nobody waits for it
		}
		dates = append(dates, dispute.DueDate{
			Limit: d.Limit, Name: d.Name, Last: d.Last, Due: d.Due,
			Provisional: d.Provisional, Stopped: d.Stopped, Main: d.Main,
		})
	}
	return dates
}

// during stays while the case is in one of the stages, recording acts and hearing the
// alarm. It comes back when the stage has changed or the dispute is done.
func (m *mediation) during(ctx workflow.Context, stages ...dispute.Stage) error {
	for slices.Contains(stages, m.c.Stage) && !m.done() && !m.historyIsLong(ctx) {
		if err := m.next(ctx); err != nil {
			return err
		}
	}
	return nil
}

// next waits until something happens (an act, the alarm, a new calendar, a court's answer,
// a file),
// draws the consequence and records it.
func (m *mediation) next(ctx workflow.Context) error {
	m.setAlarm(ctx)
	err := workflow.Await(ctx, func() bool {
		return len(m.pending.entries) > 0 || m.alarm.rang || m.calendarChanged || m.courtAnswered() || m.paperReady()
	})
	if err != nil {
		return err
	}
	if m.alarm.rang || m.calendarChanged {
		if err := m.recompute(ctx); err != nil {
			return err
		}
		m.expire(ctx)
	}
	if err := m.noteAnswers(ctx); err != nil {
		return err
	}
	if err := m.record(ctx); err != nil {
		return err
	}
	if err := m.notePaper(ctx); err != nil {
		return err
	}
	return m.seeToPapers(ctx)
}

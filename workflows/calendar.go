package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/law"
)

func (m *mediation) fetchAlmanac(ctx workflow.Context) error {
	year := m.now(ctx).Year()
	var fetched law.Almanac // afresh: decoding over the old one would keep what is no more set
	err := workflow.ExecuteLocalActivity(quickly(ctx), m.acts.FetchAlmanac, year).Get(ctx, &fetched)
	if err != nil {
		err = workflow.ExecuteActivity(patiently(ctx), m.acts.FetchAlmanac, year).Get(ctx, &fetched)
	}
	if err == nil {
		m.almanac = fetched
	}
	return err
}

// recompute fetches the almanac and records which dates it moved. It is asked before any
// limit is held to have run out: a day may meanwhile have been declared a holiday.
func (m *mediation) recompute(ctx workflow.Context) error {
	m.calendarChanged = false
	old := m.almanac
	if err := m.fetchAlmanac(ctx); err != nil {
		return err
	}
	before := law.Deadlines(m.c, old) // only now: acts were heard while it was fetched
	var moved []dispute.CalendarNote
	for _, was := range before {
		now, running := law.DeadlineOf(m.c, was.Limit, m.almanac)
		if running && (now.Last != was.Last || now.Provisional != was.Provisional) {
			moved = append(moved, dispute.CalendarNote{Limit: was.Limit, Old: was.Last, New: now.Last})
		}
	}
	if len(moved) > 0 {
		key := "recompute/" + m.now(ctx).Format("20060102T150405")
		m.enterOwn(ctx, key, &dispute.Recomputation{Source: "calendar", Moved: moved})
	}
	return nil
}

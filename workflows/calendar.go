package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/law"
)

func (m *mediation) fetchAlmanac(ctx workflow.Context) error {
	year := m.now(ctx).Year()
	err := workflow.ExecuteLocalActivity(quickly(ctx), m.acts.FetchAlmanac, year).Get(ctx, &m.almanac)
	if err != nil {
		err = workflow.ExecuteActivity(patiently(ctx), m.acts.FetchAlmanac, year).Get(ctx, &m.almanac)
	}
	return err
}

// recompute fetches the almanac and records which dates it moved. It is asked before any
// limit is held to have run out: a day may meanwhile have been declared a holiday.
func (m *mediation) recompute(ctx workflow.Context) error {
	m.calendarChanged = false
	before := law.Deadlines(m.c, m.almanac)
	if err := m.fetchAlmanac(ctx); err != nil {
		return err
	}
	var moved []dispute.CalendarNote
	for _, old := range before {
		now, running := law.DeadlineOf(m.c, old.Limit, m.almanac)
		if running && (now.Last != old.Last || now.Provisional != old.Provisional) {
			moved = append(moved, dispute.CalendarNote{Limit: old.Limit, Old: old.Last, New: now.Last})
		}
	}
	if len(moved) > 0 {
		key := "recompute/" + m.now(ctx).Format("20060102T150405")
		m.enterOwn(ctx, key, &dispute.Recomputation{Source: "calendar", Moved: moved})
	}
	return nil
}

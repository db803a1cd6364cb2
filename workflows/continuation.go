package workflows

import (
	"go.temporal.io/sdk/workflow"
)

// A run takes 2,000 Updates and some 50,000 events at most; we go on in a new one well
// before that.
const longHistory = 10_000

func (m *mediation) historyIsLong(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	long := info.GetCurrentHistoryLength() > longHistory || info.GetContinueAsNewSuggested()
	return long && m.paper == nil // a step that lasts is waited for
}

// continueAsNew goes on in a fresh run once every act that arrived has been answered.
func (m *mediation) continueAsNew(ctx workflow.Context) error {
	if m.calendarChanged { // the new run would not know
		if err := m.recompute(ctx); err != nil {
			return err
		}
	}
	if err := m.drain(ctx); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Name, Start{
		ID: m.c.ID, Clock: m.clock, Case: m.c, Almanac: m.almanac, Seen: m.seen,
	})
}

// drain records what is entered until nobody waits for an answer. Acts may arrive while an
// earlier one is being recorded, and each waits for its own recording.
func (m *mediation) drain(ctx workflow.Context) error {
	for {
		if err := m.record(ctx); err != nil {
			return err
		}
		answered := func() bool { return workflow.AllHandlersFinished(ctx) }
		if answered() && len(m.pending.entries) == 0 {
			return nil
		}
		err := workflow.Await(ctx, func() bool { return len(m.pending.entries) > 0 || answered() })
		if err != nil {
			return err
		}
	}
}

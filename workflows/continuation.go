package workflows

import (
	"go.temporal.io/sdk/workflow"
)

// A run takes 2,000 Updates and some 50,000 events at most; we go on in a new one well
// before that.
const longHistory = 10_000

func (m *mediation) historyIsLong(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetCurrentHistoryLength() > longHistory || info.GetContinueAsNewSuggested()
}

// continueAsNew goes on in a fresh run once every act that arrived has been answered.
func (m *mediation) continueAsNew(ctx workflow.Context) error {
	if err := m.record(ctx); err != nil {
		return err
	}
	if err := workflow.Await(ctx, func() bool { return workflow.AllHandlersFinished(ctx) }); err != nil {
		return err
	}
	return workflow.NewContinueAsNewError(ctx, Name, Start{
		ID: m.c.ID, Clock: m.clock, Case: m.c, Almanac: m.almanac, Seen: m.seen,
	})
}

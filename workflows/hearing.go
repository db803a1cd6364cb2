package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// hearing: sessions are planned, held, moved and missed until terms are settled, the
// talks fail or the period ends. An appraisal stops the clock (在线调解规则 16–20、26).
func (m *mediation) hearing(ctx workflow.Context) error {
	return m.during(ctx, dispute.Scheduling, dispute.InSession, dispute.Suspended)
}

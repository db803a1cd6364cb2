package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// confirmation: once all parties have joined, the court has three days to take the
// application up and fifteen to decide; a ruling may be objected to (民事诉讼法 205、206).
func (m *mediation) confirmation(ctx workflow.Context) error {
	m.tellCourts(ctx)
	return m.during(ctx, dispute.Confirming, dispute.Objected)
}

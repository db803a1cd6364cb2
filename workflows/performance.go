package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// performance: the court that referred the case is told of the agreement (特邀调解规定
// 19、20), and each obligation is followed to its day, or to a remedy for its breach.
func (m *mediation) performance(ctx workflow.Context) error {
	m.tellCourts(ctx)
	return m.during(ctx, dispute.InEffect, dispute.Performing, dispute.Breached)
}

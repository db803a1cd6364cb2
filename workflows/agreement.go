package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// agreement: the mediator words what the parties agreed, for all or a part of the dispute.
func (m *mediation) agreement(ctx workflow.Context) error {
	return m.during(ctx, dispute.Drafting)
}

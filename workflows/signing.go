package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// signing: every party and the mediator sign the frozen text (在线调解规则 19).
func (m *mediation) signing(ctx workflow.Context) error {
	return m.during(ctx, dispute.Signing)
}

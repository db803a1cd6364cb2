package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// intake: the case is received, an organisation is chosen or designated, materials are
// completed, and one organisation after another is asked until one accepts. Silence for
// three working days passes the case on (在线调解规则 9–12).
func (m *mediation) intake(ctx workflow.Context) error {
	return m.during(ctx, dispute.Submitted, dispute.Supplementing, dispute.AwaitingOrganisation)
}

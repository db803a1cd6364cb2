package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// proposal: served terms await an answer for seven days; what silence means depends on
// the mechanism (法发〔2016〕14号 24).
func (m *mediation) proposal(ctx workflow.Context) error {
	return m.during(ctx, dispute.ProposalServed)
}

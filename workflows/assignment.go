package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// assignment: the parties choose a mediator, or the organisation designates one; the
// mediator discloses; a challenge or a recusal brings another. The period runs on.
func (m *mediation) assignment(ctx workflow.Context) error {
	return m.during(ctx, dispute.SelectingMediator, dispute.Disclosing, dispute.ChallengePending)
}

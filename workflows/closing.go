package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// closing: a failed case goes back to its court with a report; a confirmed one waits
// until nobody can object to the ruling any more.
func (m *mediation) closing(ctx workflow.Context) error {
	m.tellCourts(ctx)
	return m.during(ctx, dispute.Closed)
}

// owesResult tells that the referring court has still to hear how the mediation ended.
func (m *mediation) owesResult() bool {
	return m.c.Over() && m.c.Court != "" && m.c.Ending.Info().Returns && !m.c.Has(dispute.ReturnedToCourt)
}

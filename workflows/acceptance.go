package workflows

import (
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
)

// acceptance: the organisation has accepted, which starts the period for mediation; the
// side that has not consented yet is asked within three working days (在线调解规则 15).
func (m *mediation) acceptance(ctx workflow.Context) error {
	return m.during(ctx, dispute.SeekingConsent, dispute.Accepted)
}

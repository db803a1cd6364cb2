package activities

import (
	"context"

	"sutiao/dispute"
)

// Record writes acts to the ledger and brings the projection up to them.
func (a *Activities) Record(ctx context.Context, r dispute.Recording) error {
	return a.Recorder.Record(ctx, r)
}

package activities

import (
	"context"
	"log/slog"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// Owed is the list of documents that acts owe. It is written with the acts and worked off
// beside the disputes, so that a document costs a history nothing and holds no act up.
type Owed interface {
	StepFailed(ctx context.Context, disputeID, step string, attempt int, reason string) error
	StepPassed(ctx context.Context, disputeID, step string) error
	TakePaper(ctx context.Context, lease time.Duration) (*records.PaperOwed, error)
	PaperDone(ctx context.Context, p dispute.PaperOwed) error
	PaperFailed(ctx context.Context, p dispute.PaperOwed, after time.Duration) error
}

const (
	paperLease   = 30 * time.Second // for which others leave a document to whoever took it
	paperTimeout = 20 * time.Second
	longestWait  = 5 * time.Minute
)

// WorkOff makes documents that are owed until the context ends. It looks when a case has
// changed, and every so often by itself.
func WorkOff(ctx context.Context, a *Activities, owed Owed, changed <-chan struct{}, every time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		for ctx.Err() == nil && a.makeNext(ctx, owed) {
		}
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-tick.C:
		}
	}
}

// makeNext makes the next document and tells whether there was one.
func (a *Activities) makeNext(ctx context.Context, owed Owed) bool {
	p, err := owed.TakePaper(ctx, paperLease)
	if err != nil {
		if ctx.Err() == nil {
			slog.Warn("the documents that are owed could not be read", "error", err.Error())
		}
		return false
	}
	if p == nil {
		return false
	}
	step := "IssueDocument/" + string(p.Kind)
	attempt, cancel := context.WithTimeout(ctx, paperTimeout)
	defer cancel()
	if err := a.IssueDocument(attempt, p.PaperOwed); err != nil {
		settle(owed.StepFailed(ctx, p.Dispute, step, p.Attempts, err.Error()))
		settle(owed.PaperFailed(ctx, p.PaperOwed, min(time.Second<<min(p.Attempts, 9), longestWait)))
		return true
	}
	settle(owed.PaperDone(ctx, p.PaperOwed))
	if p.Attempts > 1 {
		settle(owed.StepPassed(ctx, p.Dispute, step))
	}
	return true
}

// settle: what could not be noted is done again after the lease.
func settle(err error) {
	if err != nil {
		slog.Warn("the state of a document could not be noted", "error", err.Error())
	}
}

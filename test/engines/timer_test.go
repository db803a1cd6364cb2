//go:build engines

package engines_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
)

// TestALimitThatRunsOutWhileTheWorkerIsDownHasItsConsequenceOnce has the three
// working days for the other side's consent run out.
func TestALimitThatRunsOutWhileTheWorkerIsDownHasItsConsequenceOnce(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	told := all.people.connect(ctx, t, goodCourt, receives)
	q := swift(ctx, t)
	id := q.open(ctx, t, oneSided(all.people))
	must(t, q.act(ctx, id, stories.Manager, &dispute.Acceptance{}))

	all.worker.kill()
	must(t, q.passed(ctx, id, "D04"))
	must(t, all.worker.start(ctx))

	must(t, until(ctx, "the limit has its consequence", func() error {
		f, err := all.ledger.footprint(ctx, id)
		if err == nil && (f.Ending != string(dispute.Unreachable) || !slices.Contains(f.Own, string(dispute.ResultReturned))) {
			err = fmt.Errorf("it ended as %q and left %v", f.Ending, f.Own)
		}
		return err
	}))
	must(t, all.ledger.sound(ctx, id))
	f, err := all.ledger.footprint(ctx, id)
	must(t, err)
	if len(f.Own) != 2 || !strings.HasPrefix(f.Own[0], "D04@") {
		t.Errorf("the system did %v, want one expiry of D04 and one return to the court", f.Own)
	}
	if _, kept := told.count(id + "/" + string(dispute.ResultReturned)); kept != 1 {
		t.Errorf("the court keeps the result %d times", kept)
	}
}

// passed waits until a limit of a dispute has run out on its clock.
func (q swiftly) passed(ctx context.Context, id, limit string) error {
	return until(ctx, limit+" has run out", func() error {
		c, err := all.ledger.seen.Dispute(ctx, dispute.TheSystem(), id)
		if err != nil {
			return err
		}
		d, running := law.DeadlineOf(c, limit, q.almanac)
		if !running {
			return errors.New("it does not run; the case stands at " + string(c.Stage))
		}
		if now := q.clock.At(time.Now()); now.Before(d.Due.Add(2 * time.Minute)) {
			return fmt.Errorf("it is %v and runs out at %v", now, d.Due)
		}
		return nil
	})
}

//go:build engines

package engines_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
	"sutiao/workflows"
)

// swiftly opens disputes with a clock of their own, whose day lasts two seconds, so that
// limits of some days run out soon. The API has one clock for all, so they go past it.
type swiftly struct {
	engine  api.TemporalEngine
	clock   dispute.Clock
	almanac law.Almanac
}

func swift(ctx context.Context, t *testing.T) swiftly {
	t.Helper()
	c, err := all.engine(ctx)
	must(t, err)
	t.Cleanup(c.Close)
	return swiftly{
		engine:  api.TemporalEngine{Client: c},
		clock:   dispute.Clock{Origin: time.Now(), Day: 2 * time.Second},
		almanac: law.Almanac{Calendar: law.BuiltIn()},
	}
}

func (q swiftly) says(by dispute.Actor, d dispute.Detail) dispute.Entry {
	return dispute.Entry{ID: newKey(), Act: d.Act(), By: by, At: q.clock.At(time.Now()), Detail: d}
}

func (q swiftly) open(ctx context.Context, t *testing.T, r *dispute.Referral) string {
	t.Helper()
	id := "swift-" + strings.TrimPrefix(newKey(), "test-")
	opening := q.says(stories.Clerk, r)
	_, err := q.engine.Open(ctx, workflows.Start{
		ID: id, Clock: q.clock, Almanac: q.almanac.Near(opening.At.Year()), Opening: &opening,
	})
	must(t, err)
	return id
}

func (q swiftly) act(ctx context.Context, id string, by dispute.Actor, d dispute.Detail) error {
	_, err := q.engine.Act(ctx, id, q.says(by, d))
	return err
}

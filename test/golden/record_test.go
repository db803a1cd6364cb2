//go:build golden

// Package golden records the golden histories: one real history for each ending, played
// on a real server. A history that is there already is left alone: it is the past, which
// today's code must still be able to replay.
package golden

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/client"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/embedded"
	"sutiao/law"
	"sutiao/test/stories"
	"sutiao/worker"
	"sutiao/workflows"
)

// day is how long a statutory day lasts while recording.
const day = 500 * time.Millisecond

const folder = "../../workflows/testdata/histories"

// nowhere takes what a dispute would leave behind. Only the desk remembers, since it
// makes the agreement's files from the acts.
type nowhere struct{ desk *stories.Desk }

func (n nowhere) Record(_ context.Context, r dispute.Recording) error {
	n.desk.Remember(r)
	return nil
}
func (nowhere) Almanac(context.Context) (law.Almanac, error) {
	return law.Almanac{Calendar: law.BuiltIn()}, nil
}
func (nowhere) Deliver(_ context.Context, d activities.Delivery) (string, error) {
	return "receipt-" + d.Key, nil
}
func (nowhere) StepFailed(context.Context, string, string, int, string) error { return nil }
func (nowhere) StepPassed(context.Context, string, string) error              { return nil }

func TestRecordTheHistoriesThatAreMissing(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	var missing []stories.Story
	for _, s := range stories.Endings() {
		if _, err := os.Stat(fileOf(s)); errors.Is(err, os.ErrNotExist) {
			missing = append(missing, s)
		}
	}
	if len(missing) == 0 {
		return
	}
	c := engine(t, ctx)
	n := nowhere{stories.NewDesk()}
	w := worker.New(c, n.desk.Serve(activities.New(n, n, n)), n)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	t.Run("stories", func(t *testing.T) {
		for i, s := range missing {
			t.Run(s.Name, func(t *testing.T) {
				t.Parallel()
				record(t, ctx, c, fmt.Sprintf("golden-%d", i), s)
			})
		}
	})
}

func fileOf(s stories.Story) string {
	return filepath.Join(folder, string(s.Ending)+".json")
}

// engine starts a private server whose payloads are plain, so that a change shows in a diff.
func engine(t *testing.T, ctx context.Context) client.Client {
	root := t.TempDir()
	for _, open := range []string{root, filepath.Dir(root)} { // PostgreSQL does not run as root
		if err := os.Chmod(open, 0o755); err != nil { //nolint:gosec // a folder of the test
			t.Fatal(err)
		}
	}
	f, err := embedded.OpenFolder(filepath.Join(root, "engines"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := embedded.StartPostgres(ctx, embedded.PostgresOptions{Folder: f, Log: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	binary, err := filepath.Abs("../../bin/sutiao-temporal")
	if err != nil {
		t.Fatal(err)
	}
	e, err := embedded.StartTemporal(ctx, embedded.TemporalOptions{
		Folder: f, Binary: binary, DatabaseURL: p.URL("postgres"), Log: io.Discard,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Stop)
	c, err := client.DialContext(ctx, client.Options{HostPort: e.Address(), Namespace: "sutiao", Identity: "golden"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func record(t *testing.T, ctx context.Context, c client.Client, id string, s stories.Story) {
	// The calendar of the histories begins on a working Monday.
	clock := startingAt(time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing))
	opening := dispute.Entry{ID: "open", Act: dispute.Refer, By: s.Open.By, At: clock.At(time.Now()), Detail: s.Open.Detail(clock.At(time.Now()))}
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: workflows.ID(id), TaskQueue: workflows.TaskQueue},
		workflows.Name, workflows.Start{ID: id, Clock: clock, Almanac: law.Almanac{Calendar: law.BuiltIn()}.Near(2026), Opening: &opening})
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range s.Steps {
		timer := time.NewTimer(clock.Wait(step.After))
		<-timer.C
		act(t, ctx, c, clock, id, i, step)
	}
	var r workflows.Result
	if err := run.Get(ctx, &r); err != nil || r.Ending != s.Ending {
		t.Fatalf("ended as %s, %v", r.Ending, err)
	}
	write(t, ctx, c, id, fileOf(s))
}

// startingAt is a shortened calendar on which it is now the given moment.
func startingAt(moment time.Time) dispute.Clock {
	now := time.Now()
	// At(wall) = Origin + (wall−Origin)·k with k = 24h/day, so At(now) = moment at this Origin.
	k := float64(24*time.Hour) / float64(day)
	back := time.Duration(float64(now.Sub(moment)) / (1 - k))
	return dispute.Clock{Origin: now.Add(-back).Truncate(time.Microsecond), Day: day}
}

func act(t *testing.T, ctx context.Context, c client.Client, clock dispute.Clock, id string, i int, step stories.Step) {
	now := clock.At(time.Now())
	d := step.Detail(now)
	e := dispute.Entry{ID: fmt.Sprintf("act-%d", i), Act: d.Act(), By: step.By, At: now, Detail: d}
	h, err := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflows.ID(id), UpdateID: e.ID, UpdateName: string(e.Act), Args: []any{e},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err == nil {
		err = h.Get(ctx, nil)
	}
	if refused := err != nil; refused != (step.Refused != "") {
		t.Fatalf("step %d, %s at %s: %v; to be refused: %q", i+1, e.Act, now, err, step.Refused)
	}
}

func write(t *testing.T, ctx context.Context, c client.Client, id, file string) {
	var h history.History
	events := c.GetWorkflowHistory(ctx, workflows.ID(id), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			t.Fatal(err)
		}
		h.Events = append(h.Events, e)
	}
	data, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(&h)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

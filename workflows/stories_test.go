package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/testsuite"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
	"sutiao/worker"
	"sutiao/workflows"
)

// world is what the stories leave behind: a ledger, notices and what the court was told.
type world struct {
	mu      sync.Mutex
	ledger  []dispute.Entry
	seen    map[string]bool
	notices map[string]dispute.Notice
	told    []activities.Delivery
	last    *dispute.Case
	stages  []dispute.Stage
	almanac law.Almanac
	desk    *stories.Desk
	scribe  activities.Scribe // instead of the desk, if set
	// fail makes the next recordings fail, to see that nothing is lost.
	fail int
}

func newWorld() *world {
	return &world{seen: map[string]bool{}, notices: map[string]dispute.Notice{}, almanac: law.Almanac{Calendar: law.BuiltIn()}, desk: stories.NewDesk()}
}

func (w *world) Record(_ context.Context, r dispute.Recording) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.fail > 0 {
		w.fail--
		return errors.New("database away")
	}
	for _, e := range r.Entries {
		if !w.seen[e.ID] {
			w.seen[e.ID] = true
			w.ledger = append(w.ledger, e)
		}
	}
	w.desk.Remember(r)
	for _, n := range r.Notices {
		w.notices[n.Key] = n
	}
	w.last = r.Case
	w.stages = append(w.stages, r.Case.Stage)
	if r.Case.Extension != nil {
		w.stages = append(w.stages, dispute.Extending)
	}
	return nil
}

func (w *world) Almanac(context.Context) (law.Almanac, error) { return w.almanac, nil }

func (w *world) Deliver(_ context.Context, d activities.Delivery) (string, error) {
	w.told = append(w.told, d)
	return "receipt-" + d.Key, nil
}

// play goes through a story with time skipped.
func play(t *testing.T, s stories.Story, w *world) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	return playWith(t, s, w, w)
}

func playWith(t *testing.T, s stories.Story, w *world, court activities.Courts) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	env := prepared(t, w, court)
	schedule(t, env, w, s)
	start(env, w, s)
	return env
}

// storiesBegin is a working Monday.
var storiesBegin = time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)

func prepared(t *testing.T, w *world, court activities.Courts) *testsuite.TestWorkflowEnvironment {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	acts := w.desk.Serve(activities.New(w, w, court))
	if w.scribe != nil {
		acts.Scribe = w.scribe
	}
	worker.Register(env, acts)
	env.SetWorkflowRunTimeout(10 * 365 * stories.Day)
	env.SetStartTime(storiesBegin)
	return env
}

func schedule(t *testing.T, env *testsuite.TestWorkflowEnvironment, w *world, s stories.Story) {
	t.Helper()
	var at time.Duration
	for i, step := range s.Steps {
		at += step.After
		env.RegisterDelayedCallback(func() { perform(t, env, w, i, step) }, at)
	}
}

func start(env *testsuite.TestWorkflowEnvironment, w *world, s stories.Story) {
	opening := dispute.Entry{ID: "open", Act: dispute.Refer, By: s.Open.By, At: storiesBegin, Detail: s.Open.Detail(storiesBegin)}
	env.ExecuteWorkflow(workflows.Mediation, workflows.Start{ID: "case-1", Almanac: w.almanac, Opening: &opening})
}

func perform(t *testing.T, env *testsuite.TestWorkflowEnvironment, w *world, i int, step stories.Step) {
	now := env.Now().In(dispute.Beijing)
	d := step.Detail(now)
	e := dispute.Entry{ID: fmt.Sprintf("act-%d", i), Act: d.Act(), By: step.By, At: now, Detail: d}
	env.UpdateWorkflow(string(e.Act), e.ID, &testsuite.TestUpdateCallback{
		OnAccept: func() {
			if step.Refused != "" {
				t.Errorf("step %d, %s: was accepted, should be refused: %s", i+1, e.Act, step.Refused)
			}
		},
		OnReject: func(err error) {
			if step.Refused == "" || !strings.Contains(err.Error(), step.Refused) {
				t.Errorf("step %d, %s: refused with %v; want %q", i+1, e.Act, err, step.Refused)
			}
			if r := workflows.AsRefusal(err); r == nil || r.Source == "" || r.Message.ZH == "" {
				t.Errorf("step %d, %s: a refusal names its reason and article, got %v", i+1, e.Act, err)
			}
		},
		OnComplete: func(_ any, err error) {
			if err != nil {
				t.Errorf("step %d, %s: %v", i+1, e.Act, err)
				return
			}
			w.mu.Lock()
			defer w.mu.Unlock()
			if step.Becomes != "" && !slices.Contains(w.stages[max(0, len(w.stages)-3):], step.Becomes) {
				t.Errorf("step %d, %s: led to %s, want %s", i+1, e.Act, w.last.Stage, step.Becomes)
			}
		},
	}, e)
}

func endsAs(t *testing.T, env *testsuite.TestWorkflowEnvironment, s stories.Story) {
	t.Helper()
	if !env.IsWorkflowCompleted() {
		t.Fatal("the workflow did not complete")
	}
	var r workflows.Result
	if err := env.GetWorkflowResult(&r); err != nil {
		t.Fatalf("the workflow failed: %v", err)
	}
	if r.Ending != s.Ending {
		t.Fatalf("ended as %s %s, want %s", r.Ending, r.Ending.Info().Name.EN, s.Ending)
	}
}

func TestStories(t *testing.T) {
	var stages []dispute.Stage
	var acts []dispute.Act
	var endings []dispute.Ending
	for _, s := range append(stories.Endings(), stories.Turns()...) {
		t.Run(s.Name, func(t *testing.T) {
			w := newWorld()
			endsAs(t, play(t, s, w), s)
			sameCase(t, w.last, dispute.Replay("case-1", w.ledger))
			toldTheCourt(t, w)
			for _, e := range w.ledger {
				acts = append(acts, e.Act)
			}
			stages, endings = append(stages, w.stages...), append(endings, s.Ending)
		})
	}
	for _, info := range dispute.Stages() {
		if !slices.Contains(stages, info.Stage) {
			t.Errorf("no story reaches stage %s %s", info.Code, info.Name.EN)
		}
	}
	for _, info := range dispute.Endings() {
		if !slices.Contains(endings, info.Ending) {
			t.Errorf("no story ends as %s", info.Ending)
		}
	}
	for _, info := range dispute.Acts() {
		if !slices.Contains(acts, info.Act) && info.Act != dispute.RecomputeDates {
			t.Errorf("no story has the act %s", info.Act)
		}
	}
}

// sameCase: folding the ledger gives the projection.
func sameCase(t *testing.T, projection, folded *dispute.Case) {
	t.Helper()
	a, _ := json.Marshal(projection)
	b, _ := json.Marshal(folded)
	if string(a) != string(b) {
		t.Errorf("the folded ledger differs from the projection:\n%s\n%s", a, b)
	}
}

// toldTheCourt: a failed case goes back with a report and never with offers; an agreement is reported.
func toldTheCourt(t *testing.T, w *world) {
	t.Helper()
	c := w.last
	kinds := make([]dispute.TransmissionKind, 0, len(w.told))
	for _, d := range w.told {
		kinds = append(kinds, d.Kind)
	}
	if c.Court != "" && c.Ending.Info().Returns != slices.Contains(kinds, dispute.ResultReturned) {
		t.Errorf("ending %s of %s: the court was told %v", c.Ending, c.Track, kinds)
	}
	if c.Court == "" && len(kinds) > 0 {
		t.Errorf("no court referred this case, yet one was told %v", kinds)
	}
	if len(w.notices) == 0 {
		t.Error("nobody was told anything")
	}
}

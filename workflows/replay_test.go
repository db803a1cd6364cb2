package workflows_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.temporal.io/sdk/log"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/workflows"
)

// TestGoldenHistoriesReplay: today's code follows every history of the past, step by
// step. A change that alters the order of commands must stand behind workflow.GetVersion
// (docs/decisions/0001).
func TestGoldenHistoriesReplay(t *testing.T) {
	for _, e := range dispute.Endings() {
		t.Run(string(e.Ending)+" "+e.Name.EN, func(t *testing.T) {
			file := filepath.Join("testdata", "histories", string(e.Ending)+".json")
			ends(t, file)
			if err := replayer().ReplayWorkflowHistoryFromJSONFile(quiet(), file); err != nil {
				t.Error(err)
			}
		})
	}
}

// ends: a golden history is a whole one. A replay says nothing of the task after the last.
func ends(t *testing.T, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("each ending has a golden history (make golden): %v", err)
	}
	if !strings.Contains(string(data), "EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED") {
		t.Error("the history does not end")
	}
}

// TestAReplayNoticesAnotherOrderOfCommands: the test above can fail.
func TestAReplayNoticesAnotherOrderOfCommands(t *testing.T) {
	r := sdk.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(func(ctx workflow.Context, in workflows.Start) (workflows.Result, error) {
		if err := workflow.Sleep(ctx, 1); err != nil {
			return workflows.Result{}, err
		}
		return workflows.Mediation(ctx, in)
	}, workflow.RegisterOptions{Name: workflows.Name})
	if r.ReplayWorkflowHistoryFromJSONFile(quiet(), filepath.Join("testdata", "histories", "T02.json")) == nil {
		t.Error("a workflow that begins with a timer replayed a history that does not")
	}
}

func replayer() sdk.WorkflowReplayer {
	r := sdk.NewWorkflowReplayer()
	r.RegisterWorkflowWithOptions(workflows.Mediation, workflow.RegisterOptions{Name: workflows.Name})
	return r
}

func quiet() log.Logger { return log.NewStructuredLogger(slog.New(slog.DiscardHandler)) }

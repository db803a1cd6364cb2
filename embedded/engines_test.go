//go:build engines

package embedded

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

// builtTemporal finds the server that `make temporal` has built. There is no
// skipping: a run with this tag is a run on the real engines.
func builtTemporal(t *testing.T) string {
	t.Helper()
	if os.Getenv(TemporalVariable) == "" {
		t.Setenv(TemporalVariable, filepath.Join("..", "bin", temporalProgram))
	}
	binary, err := FindTemporal()
	if err != nil {
		t.Fatalf("run make temporal first: %v", err)
	}
	return binary
}

func startBoth(t *testing.T, folder *Folder, log *journal) (*Postgres, *Temporal) {
	t.Helper()
	binary := builtTemporal(t)
	p, err := StartPostgres(t.Context(), PostgresOptions{Folder: folder, Log: log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Stop)
	begun := time.Now()
	temporal, err := StartTemporal(t.Context(), TemporalOptions{
		Folder: folder, Binary: binary, DatabaseURL: p.URL(""), Log: log,
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	t.Cleanup(temporal.Stop)
	t.Logf("Temporal served after %v", time.Since(begun).Round(time.Millisecond))
	return p, temporal
}

func dial(t *testing.T, address string) client.Client {
	t.Helper()
	c, err := client.Dial(client.Options{HostPort: address, Namespace: "sutiao", Logger: quiet{}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

// patient waits for a name by Update, and ends with it when told by a signal.
func patient(ctx workflow.Context) (string, error) {
	name := ""
	err := workflow.SetUpdateHandler(ctx, "name", func(_ workflow.Context, given string) (string, error) {
		name = given
		return "noted " + given, nil
	})
	if err != nil {
		return "", err
	}
	workflow.GetSignalChannel(ctx, "end").Receive(ctx, nil)
	return name, nil
}

func startWorker(t *testing.T, c client.Client) {
	t.Helper()
	w := worker.New(c, "test", worker.Options{WorkerStopTimeout: time.Second})
	w.RegisterWorkflow(patient)
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Stop)
}

func TestWorkflowSurvivesTheDeathOfBothEngines(t *testing.T) {
	log := &journal{}
	path := newPath(t)
	folder := open(t, path)
	p, temporal := startBoth(t, folder, log)
	c := dial(t, temporal.Address())

	space, err := c.WorkflowService().DescribeNamespace(t.Context(),
		&workflowservice.DescribeNamespaceRequest{Namespace: "sutiao"})
	if err != nil {
		t.Fatal(err)
	}
	if got := space.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration(); got != 30*24*time.Hour {
		t.Errorf("closed workflows are kept for %v", got)
	}

	startWorker(t, c)
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "one", TaskQueue: "test"}, patient)
	if err != nil {
		t.Fatal(err)
	}
	update, err := c.UpdateWorkflow(t.Context(), client.UpdateWorkflowOptions{
		WorkflowID: "one", UpdateName: "name", Args: []any{"诉调"},
		WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		t.Fatal(err)
	}
	var answer string
	if err := update.Get(t.Context(), &answer); err != nil || answer != "noted 诉调" {
		t.Fatalf("got %q, %v", answer, err)
	}

	address := temporal.Address()
	for _, victims := range [][]func() int{{temporal.PID}, {p.PID}, {temporal.PID, p.PID}} {
		begun, back := time.Now(), strings.Count(log.String(), " is back")
		for _, pid := range victims {
			if err := syscall.Kill(pid(), syscall.SIGKILL); err != nil {
				t.Fatal(err)
			}
		}
		eventually(t, "the engines are back", func() bool {
			return strings.Count(log.String(), " is back") >= back+len(victims)
		})
		eventually(t, "the server answers", func() bool { return describes(c, "one") })
		t.Logf("healed after the death of %d in %v", len(victims), time.Since(begun).Round(time.Millisecond))
	}
	if temporal.Address() != address {
		t.Errorf("the address was %s and is %s", address, temporal.Address())
	}
	eventually(t, "the signal is taken", func() bool {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		return c.SignalWorkflow(ctx, "one", "", "end", nil) == nil
	})
	var name string
	if err := run.Get(t.Context(), &name); err != nil || name != "诉调" {
		t.Fatalf("the workflow ended with %q, %v", name, err)
	}
}

func describes(c client.Client, id string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_, err := c.DescribeWorkflowExecution(ctx, id, "")
	return err == nil
}

func TestTemporalStartsAgainOnItsData(t *testing.T) {
	path := newPath(t)
	folder := open(t, path)
	p, temporal := startBoth(t, folder, &journal{})
	c := dial(t, temporal.Address())
	if _, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "kept", TaskQueue: "none"}, patient); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	temporal.Stop()
	t.Logf("Temporal stopped in %v", time.Since(begun).Round(time.Millisecond))
	p.Stop()
	_ = folder.Close()

	_, again := startBoth(t, open(t, path), &journal{})
	if again.Address() != temporal.Address() {
		t.Errorf("the address was %s and is %s", temporal.Address(), again.Address())
	}
	if !describes(dial(t, again.Address()), "kept") {
		t.Error("the workflow is gone")
	}
}

func TestTemporalOfAKilledProgramIsReplaced(t *testing.T) {
	builtTemporal(t)
	path := newPath(t)
	up, line := program(t, "both", path)
	address, pid := "", 0
	if _, err := fmt.Sscan(line, &address, &pid); err != nil {
		t.Fatal(err)
	}
	_ = up.Process.Kill()
	_ = up.Wait()
	_, again := startBoth(t, open(t, path), &journal{})
	if alive(pid) {
		t.Errorf("the old server %d is still there", pid)
	}
	if again.Address() != address {
		t.Errorf("the address was %s and is %s", address, again.Address())
	}
}

func TestTemporalWithoutDatabaseSaysWhy(t *testing.T) {
	_, err := StartTemporal(t.Context(), TemporalOptions{
		Folder: open(t, newPath(t)), Binary: builtTemporal(t),
		DatabaseURL: "postgres://a:b@127.0.0.1:1/", Log: &journal{},
	})
	wantProblem(t, err, "Temporal 未能启动", "Temporal did not come up", "connection refused")
}

type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

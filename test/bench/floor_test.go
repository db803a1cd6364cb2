//go:build engines

package bench

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/client"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

const floorQueue = "floor"

// bare does nothing but answer as many Updates as a life has, with one activity each.
func bare(ctx workflow.Context) error {
	answered := 0
	err := workflow.SetUpdateHandler(ctx, "act", func(ctx workflow.Context, said string) (string, error) {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
		var noted string
		err := workflow.ExecuteActivity(ctx, note, said).Get(ctx, &noted)
		answered++
		return noted, err
	})
	if err != nil {
		return err
	}
	return workflow.Await(ctx, func() bool { return answered > actsOfALife })
}

func note(_ context.Context, said string) (string, error) { return said, nil }

// floor starts the bare workflow's worker.
func (s *site) floor() error {
	w := sdk.New(s.plain, floorQueue, sdk.Options{WorkerStopTimeout: time.Second})
	w.RegisterWorkflow(bare)
	w.RegisterActivity(note)
	if err := w.Start(); err != nil {
		return err
	}
	s.later(w.Stop)
	return nil
}

// stand plays a bare workflow. Like a dispute after its agreement it stays open.
func stand(ctx context.Context) (id string, took []time.Duration, err error) {
	id = fmt.Sprintf("floor/%08d", serial.Add(1))
	_, err = theSite.plain.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id, TaskQueue: floorQueue, EnableEagerStart: true,
	}, bare)
	if err != nil {
		return id, nil, err
	}
	for range actsOfALife {
		begun := time.Now()
		handle, err := theSite.plain.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			WorkflowID: id, UpdateName: "act", Args: []any{"noted"}, WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		if err != nil {
			return id, took, err
		}
		var noted string
		if err := handle.Get(ctx, &noted); err != nil {
			return id, took, err
		}
		took = append(took, time.Since(begun))
	}
	return id, took, nil
}

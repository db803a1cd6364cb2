// Package worker registers the disputes' workflow and its activities and runs them.
package worker

import (
	"context"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	sdk "go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/workflows"
)

// New makes the worker of disputes. Steps that fail are told to the record.
func New(c client.Client, acts *activities.Activities, steps Steps) sdk.Worker {
	w := sdk.New(c, workflows.TaskQueue, sdk.Options{
		// A step under way gets time to finish when the worker is told to stop.
		WorkerStopTimeout: 10 * time.Second,
		Interceptors:      []interceptor.WorkerInterceptor{&stuckSteps{steps: steps}},
	})
	Register(w, acts)
	return w
}

// Registry is what a worker and a test environment have in common.
type Registry interface {
	RegisterWorkflowWithOptions(w any, options workflow.RegisterOptions)
	RegisterActivityWithOptions(a any, options activity.RegisterOptions)
}

// Register makes the workflow and the activities known.
func Register(r Registry, acts *activities.Activities) {
	r.RegisterWorkflowWithOptions(workflows.Mediation, workflow.RegisterOptions{Name: workflows.Name})
	r.RegisterWorkflowWithOptions(workflows.CaseFile, workflow.RegisterOptions{Name: workflows.CaseFileName})
	r.RegisterWorkflowWithOptions(workflows.Room, workflow.RegisterOptions{Name: workflows.RoomName})
	r.RegisterActivityWithOptions(acts, activity.RegisterOptions{})
}

// Steps keeps the record of steps that fail, which the engine's visibility cannot list.
type Steps interface {
	StepFailed(ctx context.Context, disputeID, step string, attempt int, reason string) error
	StepPassed(ctx context.Context, disputeID, step string) error
}

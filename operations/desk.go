package operations

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/workflows"
)

// Records is the operators' own record.
type Records interface {
	StuckSteps(ctx context.Context, viewer dispute.Actor) ([]records.StuckStep, error)
	AddRepair(ctx context.Context, viewer dispute.Actor, r records.Repair) error
}

// Desk is where an operator works.
type Desk struct {
	Client    client.Client
	Namespace string
	Records   Records
	// Operator is the account in whose name repairs are kept.
	Operator dispute.Actor
}

// Stuck is a dispute that does not get on by itself.
type Stuck struct {
	Dispute  string
	Step     string
	Attempts int
	Error    string
	Since    time.Time
}

// List finds what is stuck: steps that fail, from our own record, and workflow tasks that
// fail, which the engine reports.
func (d Desk) List(ctx context.Context) ([]Stuck, error) {
	steps, err := d.Records.StuckSteps(ctx, d.Operator)
	if err != nil {
		return nil, err
	}
	var stuck []Stuck
	for _, s := range steps {
		stuck = append(stuck, Stuck{Dispute: s.DisputeID, Step: s.Step, Attempts: s.Attempts, Error: s.LastError, Since: s.Since})
	}
	reported, err := d.reported(ctx)
	return append(stuck, reported...), err
}

func (d Desk) reported(ctx context.Context) ([]Stuck, error) {
	var stuck []Stuck
	var page []byte
	for {
		list, err := d.Client.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Query:         "WorkflowType = '" + workflows.Name + "' AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL",
			NextPageToken: page,
		})
		if err != nil {
			return nil, fmt.Errorf("ask the engine for problems: %w", err)
		}
		for _, w := range list.GetExecutions() {
			stuck = append(stuck, Stuck{
				Dispute: disputeOf(w.GetExecution().GetWorkflowId()), Step: "workflow", Error: "the workflow's own code fails on this history",
				Since: w.GetStartTime().AsTime(),
			})
		}
		if page = list.GetNextPageToken(); len(page) == 0 {
			return stuck, nil
		}
	}
}

func disputeOf(workflowID string) string {
	prefix := workflows.ID("")
	if len(workflowID) > len(prefix) && workflowID[:len(prefix)] == prefix {
		return workflowID[len(prefix):]
	}
	return workflowID
}

// State is how a dispute stands with the engine.
type State struct {
	Dispute string
	Status  enums.WorkflowExecutionStatus
	Events  int64
	Pending []PendingStep
	// TaskAttempt is above one where the workflow's own code fails.
	TaskAttempt int32
	// Waiting is since when something has happened that no worker has taken up yet.
	Waiting time.Time
}

// PendingStep is a step under way or waiting for its next try.
type PendingStep struct {
	ID, Name string
	Attempt  int32
	Error    string
	Next     time.Time // zero while it is under way
}

// State asks the engine how a dispute stands.
func (d Desk) State(ctx context.Context, id string) (State, error) {
	desc, err := d.Client.DescribeWorkflowExecution(ctx, workflows.ID(id), "")
	if err != nil {
		return State{}, fmt.Errorf("没有找到这个案件 · no such dispute %s: %w", id, err)
	}
	info := desc.GetWorkflowExecutionInfo()
	s := State{Dispute: id, Status: info.GetStatus(), Events: info.GetHistoryLength(), TaskAttempt: desc.GetPendingWorkflowTask().GetAttempt()}
	if task := desc.GetPendingWorkflowTask(); task.GetState() == enums.PENDING_WORKFLOW_TASK_STATE_SCHEDULED {
		s.Waiting = task.GetScheduledTime().AsTime()
	}
	for _, a := range desc.GetPendingActivities() {
		p := PendingStep{
			ID: a.GetActivityId(), Name: a.GetActivityType().GetName(), Attempt: a.GetAttempt(),
			Error: failureText(a.GetLastFailure()),
		}
		if next := a.GetNextAttemptScheduleTime(); next != nil {
			p.Next = next.AsTime()
		}
		s.Pending = append(s.Pending, p)
	}
	return s, nil
}

// Stuck tells that something in this state fails.
func (s State) Stuck() bool {
	if s.TaskAttempt > 1 {
		return true
	}
	for _, p := range s.Pending {
		if p.Attempt > 1 {
			return true
		}
	}
	return false
}

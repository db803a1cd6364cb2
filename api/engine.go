package api

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"

	"sutiao/dispute"
	"sutiao/workflows"
)

// TemporalEngine is the Engine on a Temporal server.
type TemporalEngine struct{ Client client.Client }

var _ Engine = TemporalEngine{}

// actTimeout bounds how long a person waits for an act; the act itself is kept by the
// engine and not lost when we give up waiting.
const actTimeout = 15 * time.Second

// Open starts a dispute. Opening it again under the same ID changes nothing.
func (t TemporalEngine) Open(ctx context.Context, in workflows.Start) (workflows.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, actTimeout)
	defer cancel()
	id := workflows.ID(in.ID)
	_, err := t.Client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id, TaskQueue: workflows.TaskQueue, EnableEagerStart: true,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.Name, in)
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	if err != nil && !errors.As(err, &started) {
		return workflows.Receipt{}, unavailable(err)
	}
	// The query waits for the first workflow task, and with it for the recording.
	value, err := t.Client.QueryWorkflow(ctx, id, "", workflows.Progress)
	if err != nil {
		return workflows.Receipt{}, unavailable(err)
	}
	var r workflows.Receipt
	return r, value.Get(&r)
}

// Act performs an act as an Update. The entry's ID makes a repetition the same act.
func (t TemporalEngine) Act(ctx context.Context, disputeID string, e dispute.Entry) (workflows.Receipt, error) {
	ctx, cancel := context.WithTimeout(ctx, actTimeout)
	defer cancel()
	handle, err := t.Client.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
		WorkflowID: workflows.ID(disputeID), UpdateID: e.ID, UpdateName: string(e.Act),
		Args: []any{e}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err != nil {
		return workflows.Receipt{}, unavailable(err)
	}
	var r workflows.Receipt
	if err := handle.Get(ctx, &r); err != nil {
		return workflows.Receipt{}, unavailable(err)
	}
	return r, nil
}

// roomTimeout is how long somebody waits for a room; the page asks again.
const roomTimeout = 2 * time.Second

// roomAnswers is how long the room has to say where it is.
const roomAnswers = 500 * time.Millisecond

// roomLook is how often we look whether the room is open while somebody waits.
const roomLook = 100 * time.Millisecond

// FindRoom tells where the room of a session is, and has it opened if it is nowhere.
func (t TemporalEngine) FindRoom(ctx context.Context, ref workflows.RoomRef, after int) (workflows.RoomPlace, error) {
	ctx, cancel := context.WithTimeout(ctx, roomTimeout)
	defer cancel()
	run, err := t.Client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.RoomID(ref), TaskQueue: workflows.TaskQueue, EnableEagerStart: true,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.RoomName, ref)
	if err != nil {
		return workflows.RoomPlace{}, roomMoving(err)
	}
	look := time.NewTicker(roomLook)
	defer look.Stop()
	for {
		place, err := t.whereIsRoom(ctx, run)
		if err == nil && place.Node != "" && place.Opening > after {
			return place, nil
		}
		select {
		case <-ctx.Done():
			return workflows.RoomPlace{}, roomMoving(ctx.Err())
		case <-look.C:
		}
	}
}

// whereIsRoom asks again rather than wait for long: a question can get stuck behind what a
// workflow is doing.
func (t TemporalEngine) whereIsRoom(ctx context.Context, run client.WorkflowRun) (place workflows.RoomPlace, err error) {
	ctx, cancel := context.WithTimeout(ctx, roomAnswers)
	defer cancel()
	value, err := t.Client.QueryWorkflow(ctx, run.GetID(), run.GetRunID(), workflows.WhereIsRoom)
	if err != nil {
		return place, err
	}
	return place, value.Get(&place)
}

// RoomLost tells the room that the node of one of its openings is gone.
func (t TemporalEngine) RoomLost(ctx context.Context, disputeID string, session, opening int) error {
	ctx, cancel := context.WithTimeout(ctx, roomTimeout)
	defer cancel()
	return t.Client.SignalWorkflow(ctx, workflows.RoomID(workflows.RoomRef{Dispute: disputeID, Session: session}), "", workflows.RoomLost, opening)
}

// roomMoving: that nobody has the room yet is nothing unusual, and no fault to log.
func roomMoving(err error) error {
	if err == nil {
		return nil
	}
	return &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
		ZH: "调解室正在开启，请稍候", EN: "the room is being opened; a moment, please"}}
}

// RoomLook tells the room that its case has changed.
func (t TemporalEngine) RoomLook(ctx context.Context, disputeID string, session int) error {
	ctx, cancel := context.WithTimeout(ctx, roomTimeout)
	defer cancel()
	err := t.Client.SignalWorkflow(ctx, workflows.RoomID(workflows.RoomRef{Dispute: disputeID, Session: session}), "", workflows.LookAtCase, nil)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil // there was none
	}
	return err
}

// bindTimeout bounds how long somebody waits for a case file; asked again, it is found.
const bindTimeout = 2 * time.Minute

// CaseFile has the case file bound as the case stood after an act.
func (t TemporalEngine) CaseFile(ctx context.Context, disputeID string, seq int) (dispute.File, error) {
	ctx, cancel := context.WithTimeout(ctx, bindTimeout)
	defer cancel()
	run, err := t.Client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: workflows.CaseFileID(disputeID, seq), TaskQueue: workflows.TaskQueue, EnableEagerStart: true,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, workflows.CaseFileName, map[string]any{"dispute": disputeID, "seq": seq})
	if err != nil {
		return dispute.File{}, unavailable(err)
	}
	var f dispute.File
	if err := run.Get(ctx, &f); err != nil {
		return f, unavailable(err)
	}
	return f, nil
}

// CalendarChanged tells every running dispute that a holiday notice was loaded.
func (t TemporalEngine) CalendarChanged(ctx context.Context) error {
	var page []byte
	for {
		list, err := t.Client.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Query: "WorkflowType = '" + workflows.Name + "' AND ExecutionStatus = 'Running'", NextPageToken: page,
		})
		if err != nil {
			return unavailable(err)
		}
		for _, w := range list.GetExecutions() {
			id := w.GetExecution().GetWorkflowId()
			err := t.Client.SignalWorkflow(ctx, id, "", workflows.CalendarChanged, nil)
			var gone *serviceerror.NotFound
			if err != nil && !errors.As(err, &gone) {
				return unavailable(err)
			}
		}
		if page = list.GetNextPageToken(); len(page) == 0 {
			return nil
		}
	}
}

// unavailable words the engine's own troubles; a refusal passes as it is.
func unavailable(err error) error {
	if workflows.AsRefusal(err) != nil {
		return err
	}
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return &dispute.Error{Code: dispute.CodeNotPermitted, Source: "在线调解规则 25", Message: dispute.Text{
			ZH: "案件已终结", EN: "the case has ended"}}
	}
	slog.Error("the engine did not answer", "error", err.Error()) // its text is nothing for a user
	return &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
		ZH: "系统暂时无法完成，请稍后再试；用同一请求重试不会重复办理", EN: "the system cannot do this now; trying the same request again is safe"}}
}

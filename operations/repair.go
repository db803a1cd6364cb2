package operations

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"

	"sutiao/dispute/records"
	"sutiao/workflows"
)

// Outcome says whether a repair helped.
type Outcome struct {
	Passed bool
	Text   string
}

// Retry tries every failing step of a dispute again at once, with its count of attempts
// begun afresh, and watches what comes of it.
func (d Desk) Retry(ctx context.Context, id, reason string) (Outcome, error) {
	before, err := d.State(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	if len(before.Pending) == 0 && before.TaskAttempt <= 1 {
		return Outcome{Passed: true, Text: "没有失败的步骤 · no step fails"}, nil
	}
	for _, p := range before.Pending {
		_, err := d.Client.WorkflowService().ResetActivity(ctx, &workflowservice.ResetActivityRequest{
			Namespace: d.Namespace, Execution: &commonpb.WorkflowExecution{WorkflowId: workflows.ID(id)},
			Activity: &workflowservice.ResetActivityRequest_Id{Id: p.ID},
		})
		if err != nil {
			return Outcome{}, fmt.Errorf("try %s again: %w", p.Name, err)
		}
	}
	out := d.watch(ctx, id)
	return out, d.keep(ctx, records.Repair{DisputeID: id, Kind: "retry", Reason: reason, Result: out.Text})
}

// Reset sets a dispute back to a checkpoint of its history. Acts that came after are
// applied again with the times they had, and what was recorded or sent before is neither
// recorded nor sent twice.
func (d Desk) Reset(ctx context.Context, id string, event int64, reason string) (Outcome, error) {
	if reason == "" {
		return Outcome{}, errors.New("--reason: 请写明理由 · say why")
	}
	desc, err := d.Client.DescribeWorkflowExecution(ctx, workflows.ID(id), "")
	if err != nil {
		return Outcome{}, fmt.Errorf("没有找到这个案件 · no such dispute %s: %w", id, err)
	}
	if desc.GetWorkflowExecutionInfo().GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED {
		return Outcome{}, errors.New("案件已走完，不能退回 · the dispute has run to its end and is not set back")
	}
	if err := d.checkPoint(ctx, id, event); err != nil {
		return Outcome{}, err
	}
	_, err = d.Client.ResetWorkflowExecution(ctx, &workflowservice.ResetWorkflowExecutionRequest{
		Namespace: d.Namespace, RequestId: uuid.NewString(), Reason: reason,
		WorkflowExecution:         desc.GetWorkflowExecutionInfo().GetExecution(),
		WorkflowTaskFinishEventId: event,
	})
	if err != nil {
		return Outcome{}, fmt.Errorf("set %s back to event %d: %w", id, event, err)
	}
	out := d.watch(ctx, id)
	return out, d.keep(ctx, records.Repair{
		DisputeID: id, Kind: "reset", Reason: reason, Point: fmt.Sprintf("event %d", event), Result: out.Text,
	})
}

func (d Desk) checkPoint(ctx context.Context, id string, event int64) error {
	moments, err := d.History(ctx, id)
	if err != nil {
		return err
	}
	for _, m := range moments {
		if m.Event == event && m.Point {
			return nil
		}
	}
	return fmt.Errorf("--to: 第%d号事件不是可恢复的检查点（期限届满之前的不再可用），请见 sutiao ops show · event %d is no checkpoint (those before a limit ran out no longer are); see sutiao ops show", event, event)
}

const (
	watchFor   = 20 * time.Second
	watchEvery = 250 * time.Millisecond
)

// watch looks at the dispute until it has passed the step, has failed again, or the time
// is up. That a step is being tried is no proof that it passes.
func (d Desk) watch(ctx context.Context, id string) Outcome {
	ctx, cancel := context.WithTimeout(ctx, watchFor)
	defer cancel()
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		state, err := d.State(ctx, id)
		switch {
		case err != nil && ctx.Err() == nil:
			return Outcome{Text: "无法查看 · cannot look: " + err.Error()}
		case err == nil && state.Status == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED:
			return Outcome{Passed: true, Text: "案件已走完 · the dispute has run to its end"}
		case err == nil && state.Stuck():
			return Outcome{Text: "仍然卡住 · still stuck" + stuckAt(state)}
		case err == nil && len(state.Pending) == 0 && state.TaskAttempt == 0:
			return Outcome{Passed: true, Text: "已通过该步骤 · it has passed the step"}
		}
		select {
		case <-ctx.Done():
			return Outcome{Text: "仍在进行，请稍后再看 · still under way; look again later"}
		case <-tick.C:
		}
	}
}

func stuckAt(s State) string {
	for _, p := range s.Pending {
		if p.Attempt > 1 {
			return fmt.Sprintf(": %s（第%d次 · attempt %d）", p.Name, p.Attempt, p.Attempt)
		}
	}
	return ""
}

func (d Desk) keep(ctx context.Context, r records.Repair) error {
	r.Operator = d.Operator.Account
	return d.Records.AddRepair(ctx, d.Operator, r)
}

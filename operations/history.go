package operations

import (
	"context"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/api/enums/v1"
	failurepb "go.temporal.io/api/failure/v1"
	"go.temporal.io/api/history/v1"

	"sutiao/dispute"
	"sutiao/workflows"
)

// Moment is an event of a dispute's history in plain words.
type Moment struct {
	Event int64
	At    time.Time
	What  string
	// Point tells that the dispute can be set back to just before what follows this event.
	Point bool
}

// History reads a dispute's history in the words of its acts.
func (d Desk) History(ctx context.Context, id string) ([]Moment, error) {
	events := d.Client.GetWorkflowHistory(ctx, workflows.ID(id), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	var moments []Moment
	rang := false
	for events.HasNext() {
		e, err := events.Next()
		if err != nil {
			return nil, fmt.Errorf("read the history of %s: %w", id, err)
		}
		switch e.GetEventType() {
		case enums.EVENT_TYPE_TIMER_FIRED:
			rang = true
		case enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
			if rang {
				moments, rang = withoutPoints(moments), false
			}
		}
		if what, point := inWords(e); what != "" {
			moments = append(moments, Moment{Event: e.GetEventId(), At: e.GetEventTime().AsTime().In(dispute.Beijing), What: what, Point: point})
		}
	}
	return moments, nil
}

// withoutPoints bars the way back to before an alarm that was heard. The limit would run
// out at another moment than it did, and an act that came after it would find the case as
// it was before and be refused.
func withoutPoints(moments []Moment) []Moment {
	return slices.DeleteFunc(moments, func(m Moment) bool { return m.Point })
}

func inWords(e *history.HistoryEvent) (what string, point bool) {
	switch e.GetEventType() {
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED:
		return "案件开始 · started", false
	case enums.EVENT_TYPE_WORKFLOW_TASK_COMPLETED:
		return "· checkpoint", true
	case enums.EVENT_TYPE_WORKFLOW_TASK_FAILED:
		if f := e.GetWorkflowTaskFailedEventAttributes(); f.GetCause() == enums.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW {
			return "由此重新进行 · set back to here: " + f.GetFailure().GetMessage(), false
		}
		return "流程代码出错 · the workflow's code failed: " + failureText(e.GetWorkflowTaskFailedEventAttributes().GetFailure()), false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
		act := dispute.Act(e.GetWorkflowExecutionUpdateAcceptedEventAttributes().GetAcceptedRequest().GetInput().GetName())
		if act == dispute.ActUnknown {
			return "", false // applied again; said when it was admitted
		}
		return act.Name().ZH + " · " + string(act), false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ADMITTED:
		act := dispute.Act(e.GetWorkflowExecutionUpdateAdmittedEventAttributes().GetRequest().GetInput().GetName())
		return "重新进入 · applied again: " + act.Name().ZH + " · " + string(act), false
	case enums.EVENT_TYPE_TIMER_FIRED:
		return "期限到时 · the timer rang", false
	case enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED:
		return "步骤 · step " + e.GetActivityTaskScheduledEventAttributes().GetActivityType().GetName(), false
	case enums.EVENT_TYPE_ACTIVITY_TASK_COMPLETED:
		return "步骤完成 · step done", false
	case enums.EVENT_TYPE_ACTIVITY_TASK_FAILED:
		return "步骤失败 · step failed: " + failureText(e.GetActivityTaskFailedEventAttributes().GetFailure()), false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED:
		return "通知 · signal " + e.GetWorkflowExecutionSignaledEventAttributes().GetSignalName(), false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED:
		return "案件结束 · completed", false
	case enums.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED:
		return "案件流程失败 · failed: " + failureText(e.GetWorkflowExecutionFailedEventAttributes().GetFailure()), false
	}
	return "", false
}

// failureText is what a failure says. Its text is sealed in the history; the record of
// stuck steps holds it in the clear, without personal data.
func failureText(f *failurepb.Failure) string {
	if f == nil {
		return ""
	}
	if f.GetEncodedAttributes() != nil {
		return "（已加密 · sealed）" + f.GetApplicationFailureInfo().GetType()
	}
	return f.GetMessage()
}

package worker

import (
	"context"
	"errors"
	"strings"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
)

// stuckSteps records every lasting step that fails, and clears it when it passes.
type stuckSteps struct {
	interceptor.WorkerInterceptorBase
	steps Steps
}

// InterceptActivity implements interceptor.WorkerInterceptor.
func (s *stuckSteps) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	in := &stuckStep{steps: s.steps}
	in.Next = next
	return in
}

type stuckStep struct {
	interceptor.ActivityInboundInterceptorBase
	steps Steps
}

// ExecuteActivity implements interceptor.ActivityInboundInterceptor.
func (s *stuckStep) ExecuteActivity(ctx context.Context, in *interceptor.ExecuteActivityInput) (any, error) {
	result, err := s.Next.ExecuteActivity(ctx, in)
	info := activity.GetInfo(ctx)
	if info.IsLocalActivity {
		return result, err
	}
	id := strings.TrimPrefix(info.WorkflowExecution.ID, "mediation/")
	var told error
	if err == nil {
		told = s.steps.StepPassed(ctx, id, info.ActivityType.Name)
	} else {
		told = s.steps.StepFailed(ctx, id, info.ActivityType.Name, int(info.Attempt), reason(err))
	}
	if told != nil {
		activity.GetLogger(ctx).Warn("the record of stuck steps could not be kept", "dispute", id, "reason", told.Error())
	}
	return result, err
}

// reason words an error for an operator. Our own errors hold no personal data; a cause's
// text is kept too, since without it nobody could repair the step.
func reason(err error) string {
	var app *temporal.ApplicationError
	if errors.As(err, &app) && errors.Unwrap(app) != nil {
		return app.Message() + ": " + errors.Unwrap(app).Error()
	}
	return err.Error()
}

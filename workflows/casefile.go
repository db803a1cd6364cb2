package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
)

// CaseFileName is the workflow type that binds a case file (卷宗).
const CaseFileName = "CaseFile"

// CaseFileID names the binding of a case as it stood after an act, so that asking twice
// binds once.
func CaseFileID(disputeID string, seq int) string {
	return fmt.Sprintf("case-file/%s/%d", disputeID, seq)
}

// CaseFile binds the case file where the keys are: with the worker, not with the site.
func CaseFile(ctx workflow.Context, o activities.CaseFileOrder) (dispute.File, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		StartToCloseTimeout: 5 * time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, MaximumAttempts: 3},
	})
	var acts *activities.Activities
	var f dispute.File
	err := workflow.ExecuteActivity(ctx, acts.BindCaseFile, o).Get(ctx, &f)
	return f, err
}

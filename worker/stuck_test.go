package worker

import (
	"context"
	"errors"
	"strings"
	"testing"

	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	sdk "go.temporal.io/sdk/worker"
)

// book is the record of steps that fail.
type book struct{ failed, passed []string }

func (b *book) StepFailed(_ context.Context, _, step string, _ int, why string) error {
	b.failed = append(b.failed, step+": "+why)
	return nil
}

func (b *book) StepPassed(_ context.Context, _, step string) error {
	b.passed = append(b.passed, step)
	return nil
}

func run(t *testing.T, b *book, step any) error {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	env.SetWorkerOptions(sdk.Options{Interceptors: []interceptor.WorkerInterceptor{&stuckSteps{steps: b}}})
	env.RegisterActivity(step)
	_, err := env.ExecuteActivity(step)
	return err
}

func TellNobody() error {
	cause := errors.New("connection refused")
	return temporal.NewApplicationErrorWithCause("the court could not be told", "CourtUnreachable", cause)
}

func TellEverybody() error { return nil }

func TestAFailingStepIsRecordedWithItsCause(t *testing.T) {
	b := &book{}
	if run(t, b, TellNobody) == nil {
		t.Fatal("the step did not fail")
	}
	if len(b.failed) != 1 || !strings.Contains(b.failed[0], "connection refused") || !strings.HasPrefix(b.failed[0], "TellNobody") {
		t.Errorf("recorded %q", b.failed)
	}
}

func TestAStepThatPassesIsClearedFromTheRecord(t *testing.T) {
	b := &book{}
	if err := run(t, b, TellEverybody); err != nil {
		t.Fatal(err)
	}
	if len(b.failed) != 0 || len(b.passed) != 1 || b.passed[0] != "TellEverybody" {
		t.Errorf("failed %q, passed %q", b.failed, b.passed)
	}
}

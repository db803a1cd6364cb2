package workflows

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"sutiao/dispute"
)

// refuse carries a refusal through the engine, never to be retried.
func refuse(e *dispute.Error) error {
	return temporal.NewApplicationErrorWithOptions(e.Error(), string(e.Code), temporal.ApplicationErrorOptions{
		NonRetryable: true,
		Details:      []any{*e},
	})
}

// AsRefusal finds the refusal that an error carries, or nil.
func AsRefusal(err error) *dispute.Error {
	var app *temporal.ApplicationError
	if !errors.As(err, &app) || !app.HasDetails() {
		return nil
	}
	refusal := new(dispute.Error)
	if app.Details(refusal) != nil || refusal.Code == dispute.CodeUnknown {
		return nil
	}
	return refusal
}

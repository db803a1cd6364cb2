package activities

import (
	"context"
	"errors"

	"sutiao/dispute"
)

// CaseFileOrder asks for the case file as the case stood after an act.
type CaseFileOrder struct {
	Dispute string `json:"dispute"`
	Seq     int    `json:"seq"`
}

// Binder binds a case file and keeps it.
type Binder interface {
	Bind(ctx context.Context, o CaseFileOrder) (dispute.File, error)
}

// BindCaseFile binds everything that the case has into one signed file.
func (a *Activities) BindCaseFile(ctx context.Context, o CaseFileOrder) (dispute.File, error) {
	if a.Binder == nil {
		return dispute.File{}, errors.New("no binder is configured")
	}
	return a.Binder.Bind(ctx, o)
}

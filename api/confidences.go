package api

import (
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// Confidences keep what is said to the mediator alone.
type Confidences interface {
	AddConfidence(ctx context.Context, viewer dispute.Actor, disputeID, toldTo string, c dispute.Confidence) error
	Confidences(ctx context.Context, viewer dispute.Actor, disputeID string) ([]dispute.Confidence, error)
}

func (s *server) confidenceRoutes() {
	const path = "/disputes/{id}/confidences"
	huma.Register(s.api, operation("confidences", http.MethodGet, path, "What was said in confidence, as far as the caller may know", "sessions"), s.confidences)
	huma.Register(s.api, operation("tell-in-confidence", http.MethodPost, path, "Tell the mediator something in confidence; a mediator notes it for himself", "sessions"), s.tellInConfidence)
}

type confidencesOutput struct {
	Body struct {
		Items []dispute.Confidence `json:"items"`
	}
}

func (s *server) confidences(ctx context.Context, in *byID) (*confidencesOutput, error) {
	a, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &confidencesOutput{}
	out.Body.Items, err = s.Confidences.Confidences(ctx, a.Viewer(), c.ID)
	return out, s.fail(err)
}

type confidenceInput struct {
	ID   string `path:"id" maxLength:"60"`
	Key  string `header:"Idempotency-Key"`
	Body struct {
		Text    string `json:"text" minLength:"1" maxLength:"4000"`
		Session int    `json:"session,omitempty" minimum:"0"`
	}
}

// confidenceOutput repeats nothing of what was said: answers are kept for a while.
type confidenceOutput struct {
	Body struct {
		ID string `json:"id"`
	}
}

func (s *server) tellInConfidence(ctx context.Context, in *confidenceInput) (*confidenceOutput, error) {
	a, err := only(ctx, dispute.Mediator, records.PartyViewer)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	if c.Mediator == "" {
		return nil, s.fail(&dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
			ZH: "尚未确定调解员", EN: "there is no mediator yet"}})
	}
	told := dispute.Confidence{
		ID: actID(a.ID, in.Key), Session: in.Body.Session, By: dispute.MediatorSigner, Text: in.Body.Text, Mine: true, At: s.now(),
	}
	if p := c.PartyOf(a.ID); p != nil {
		told.By = p.ID
	}
	out := &confidenceOutput{}
	out.Body.ID = told.ID
	return out, s.fail(s.Confidences.AddConfidence(ctx, a.Viewer(), c.ID, c.Mediator, told))
}

// prepareRelease makes sure that only the owner releases a confidence.
func (s *server) prepareRelease(ctx context.Context, c *dispute.Case, a *records.Account, d *dispute.ConfidenceRelease) error {
	list, err := s.Confidences.Confidences(ctx, a.Viewer(), c.ID)
	if err != nil {
		return err
	}
	owned := func(told dispute.Confidence) bool { return told.ID == d.Confidence && told.Mine }
	if !slices.ContainsFunc(list, owned) {
		return notFound
	}
	return nil
}

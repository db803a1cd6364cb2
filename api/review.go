package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/law"
)

func (s *server) reviewRoutes() {
	op := operation("review", http.MethodPost, "/disputes/{id}/review", "Review the terms of an agreement before anybody signs", "signing")
	huma.Register(s.api, op, s.review)
}

type reviewInput struct {
	ID   string `path:"id" maxLength:"60"`
	Body dispute.Terms
}

type reviewOutput struct {
	Body struct {
		Findings []law.Finding `json:"findings"`
		Blocked  bool          `json:"blocked" doc:"some finding must be mended before signing"`
		Total    dispute.Fen   `json:"total"`
		Capitals string        `json:"capitals" doc:"the total in legal capitals 大写"`
	}
}

// review looks at terms that may still be a draft on the mediator's desk.
func (s *server) review(ctx context.Context, in *reviewInput) (*reviewOutput, error) {
	a, err := only(ctx, dispute.Mediator, dispute.Manager)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &reviewOutput{}
	out.Body.Total = in.Body.Total()
	out.Body.Capitals = out.Body.Total.Capitals()
	out.Body.Findings = law.Review(c, &in.Body, s.now(), almanac)
	if out.Body.Findings == nil {
		out.Body.Findings = []law.Finding{}
	}
	for _, f := range out.Body.Findings {
		out.Body.Blocked = out.Body.Blocked || f.Blocks
	}
	return out, nil
}

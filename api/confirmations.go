package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/law"
)

func (s *server) confirmationRoutes() {
	huma.Register(s.api, operation("confirmations", http.MethodGet, "/confirmations", "Confirmation requests that wait for my court", "courts"), s.confirmations)
}

// request is an application for confirmation as a judge's list shows it: whose agreement,
// how much, and by when.
type request struct {
	CaseSummary
	Dates   []law.Deadline `json:"dates" doc:"the court's own limits, the nearest first"`
	Total   dispute.Fen    `json:"total" doc:"sum of the payments agreed, in fen"`
	Awaited []string       `json:"awaited,omitempty" doc:"what the court still waits for"`
	// WithdrawalAsked is why a party wants to withdraw.
	WithdrawalAsked string               `json:"withdrawalAsked,omitempty"`
	Taken           bool                 `json:"taken" doc:"the application is accepted"`
	Terms           []dispute.Obligation `json:"terms"`
	Other           []string             `json:"other,omitempty"`
}

type requestsOutput struct {
	Body struct {
		Items []request `json:"items"`
	}
}

func (s *server) confirmations(ctx context.Context, _ *struct{}) (*requestsOutput, error) {
	a, err := only(ctx, dispute.Clerk, dispute.Judge)
	if err != nil {
		return nil, s.fail(err)
	}
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	waiting, err := s.Cases.Confirmations(ctx, a.Viewer())
	if err != nil {
		return nil, s.fail(err)
	}
	out := &requestsOutput{}
	out.Body.Items = []request{}
	for _, w := range waiting {
		c, err := s.Cases.Dispute(ctx, a.Viewer(), w.ID)
		if err != nil {
			return nil, s.fail(err)
		}
		out.Body.Items = append(out.Body.Items, requestOf(summaryOf(w), c, almanac))
	}
	return out, nil
}

func requestOf(sum CaseSummary, c *dispute.Case, almanac law.Almanac) request {
	r := request{CaseSummary: sum, Dates: []law.Deadline{}, Terms: []dispute.Obligation{}}
	for _, d := range law.Deadlines(c, almanac) {
		if d.Limit == "D11" || d.Limit == "D12" || d.Limit == "D12X" {
			r.Dates = append(r.Dates, d)
		}
	}
	if c.Agreement != nil {
		r.Total, r.Terms, r.Other = c.Agreement.Total(), c.Agreement.Obligations, c.Agreement.Other
	}
	if f := c.Confirmation; f != nil {
		r.Awaited, r.WithdrawalAsked, r.Taken = f.Awaiting, f.WithdrawalAsked, !f.AcceptedAt.IsZero()
	}
	return r
}

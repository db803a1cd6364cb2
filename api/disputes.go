package api

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
	"sutiao/workflows"
)

func (s *server) disputeRoutes() {
	huma.Register(s.api, operation("disputes", http.MethodGet, "/disputes", "Cases that I may see", "disputes"), s.disputes)
	refer := operation("Refer", http.MethodPost, "/disputes", dispute.Refer.Name().ZH+" · refer a case or apply", "disputes")
	refer.DefaultStatus = http.StatusCreated
	huma.Register(s.api, refer, s.refer)
	huma.Register(s.api, operation("dispute", http.MethodGet, "/disputes/{id}", "The case view", "disputes"), s.dispute)
	huma.Register(s.api, operation("history", http.MethodGet, "/disputes/{id}/history", "The case's ledger", "disputes"), s.history)
}

type listInput struct {
	Stage  dispute.Stage  `query:"stage"`
	Ending dispute.Ending `query:"ending"`
	Search string         `query:"search" maxLength:"100" doc:"part of a case number or of a party's name"`
	Order  string         `query:"order" enum:"due,received" default:"due"`
	After  string         `query:"after" maxLength:"400" doc:"next of the page before"`
	Limit  int            `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

type listOutput struct {
	Body struct {
		Items []CaseSummary `json:"items"`
		Next  string        `json:"next,omitempty"`
	}
}

func (s *server) disputes(ctx context.Context, in *listInput) (*listOutput, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	page, err := s.Cases.Disputes(ctx, a.Viewer(), records.Query{
		Stage: in.Stage, Ending: in.Ending, Search: in.Search, Order: records.Order(in.Order), After: in.After, Limit: in.Limit,
	})
	if err != nil {
		return nil, s.fail(err)
	}
	out := &listOutput{}
	out.Body.Next, out.Body.Items = page.Next, []CaseSummary{}
	for _, item := range page.Items {
		out.Body.Items = append(out.Body.Items, summaryOf(item))
	}
	return out, nil
}

type referInput struct {
	Key  string `header:"Idempotency-Key"`
	Body dispute.Referral
}

type referOutput struct {
	Location string `header:"Location"`
	ETag     string `header:"ETag"`
	Body     struct {
		ID string `json:"id"`
		workflows.Receipt
	}
}

func (s *server) refer(ctx context.Context, in *referInput) (*referOutput, error) {
	a, err := only(ctx, dispute.Clerk, dispute.Judge, dispute.Manager, dispute.Regulator, records.PartyViewer)
	if err != nil {
		return nil, s.fail(err)
	}
	referral := &in.Body
	actor := a.Viewer()
	if a.Role == records.PartyViewer {
		actor.Role = dispute.Applicant
	}
	if err := s.prepareReferral(ctx, a, referral); err != nil {
		return nil, s.fail(err)
	}
	e := dispute.Entry{ID: actID(a.ID, in.Key), Act: dispute.Refer, By: actor, At: s.now(), Detail: referral}
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	if refusal := law.Permits(law.Situation{
		Case: &dispute.Case{}, Actor: actor, Detail: referral, Now: e.At, Almanac: almanac,
	}, dispute.Refer); refusal != nil {
		return nil, s.fail(refusal)
	}
	id := "d" + strings.ToLower(e.ID[4:24])
	receipt, err := s.Engine.Open(ctx, workflows.Start{ID: id, Clock: s.Clock, Almanac: almanac.Near(e.At.Year()), Opening: &e})
	if err != nil {
		return nil, s.fail(err)
	}
	if receipt.Seq == 0 {
		return nil, s.fail(notOpened)
	}
	out := &referOutput{Location: "/api/disputes/" + id, ETag: etag(receipt.Seq)}
	out.Body.ID, out.Body.Receipt = id, receipt
	return out, nil
}

var notOpened = &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
	ZH: "案件未能建立，请稍后再试", EN: "the case could not be opened; please try again"}}

// actID is the business key of an act: the same caller with the same key means the same act.
func actID(account, key string) string {
	sum := sha256.Sum256([]byte(account + "\x00" + key))
	return "act-" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:20]))
}

func etag(seq int) string { return `"` + strconv.Itoa(seq) + `"` }

type viewOutput struct {
	ETag string `header:"ETag"`
	Body caseView
}

func (s *server) dispute(ctx context.Context, in *byID) (*viewOutput, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	view, err := s.view(ctx, a, c)
	if err != nil {
		return nil, s.fail(err)
	}
	return &viewOutput{ETag: etag(c.Seq), Body: view}, nil
}

type historyInput struct {
	ID    string `path:"id" maxLength:"60"`
	After int    `query:"after" minimum:"0" doc:"number of the last row seen"`
	Limit int    `query:"limit" minimum:"1" maximum:"500" default:"200"`
}

type historyOutput struct {
	Body struct {
		Items []historyRow `json:"items"`
	}
}

func (s *server) history(ctx context.Context, in *historyInput) (*historyOutput, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	if _, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID); err != nil {
		return nil, s.fail(err)
	}
	rows, err := s.Cases.History(ctx, a.Viewer(), in.ID, in.After, in.Limit)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &historyOutput{}
	out.Body.Items = []historyRow{}
	for _, r := range rows {
		out.Body.Items = append(out.Body.Items, rowOf(a, r))
	}
	return out, nil
}

package api

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

func (s *server) footageRoutes() {
	const path = "/disputes/{id}/sessions/{no}/footage"
	huma.Register(s.api, operation("footage-list", http.MethodGet, path, "The consented recordings of a session that are still kept (the mediator, and the parties who were recorded)", "sessions"), s.footageList)
	huma.Register(s.api, fileOperation("footage", path+"/{sha256}", "A consented recording, as long as it is kept (the mediator, and the parties who were recorded)"), s.footage)
}

type footageView struct {
	Name      string    `json:"name" doc:"of the party or agent who was recorded; empty: the mediator"`
	From      time.Time `json:"from"`
	To        time.Time `json:"to"`
	KeptUntil time.Time `json:"keptUntil"`
	SHA256    string    `json:"sha256"`
	Size      int64     `json:"size"`
}

type footageListOutput struct {
	Body struct {
		Items []footageView `json:"items"`
	}
}

// watchable are the recordings that somebody may see: those of a session in which he was
// recorded himself. A caucus's are for nobody here.
func (s *server) watchable(g *inRoom) []dispute.Footage {
	recorded := func(r dispute.Footage) bool { return r.Party == g.party.ID }
	if g.party != nil && !slices.ContainsFunc(g.session.Recordings, recorded) {
		return nil
	}
	now := s.now()
	return slices.DeleteFunc(slices.Clone(g.session.Recordings), func(r dispute.Footage) bool {
		return !s.Clock.Shortened() && !now.Before(r.To.Add(s.FootageKept)) // removed by whole days in any case
	})
}

// recordedName is a party's or an agent's; the mediator's stands in the case's view.
func recordedName(c *dispute.Case, account string) string {
	if c.PartyOf(account) == nil {
		return ""
	}
	return nameIn(c, &records.Account{ID: account})
}

func (s *server) footageList(ctx context.Context, in *heldSession) (*footageListOutput, error) {
	g, err := s.roomGuest(ctx, in)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &footageListOutput{}
	out.Body.Items = []footageView{}
	for _, r := range s.watchable(g) {
		out.Body.Items = append(out.Body.Items, footageView{
			Name: recordedName(g.c, r.Account), From: r.From, To: r.To, KeptUntil: r.To.Add(s.FootageKept), SHA256: r.File.SHA256, Size: r.File.Size,
		})
	}
	return out, nil
}

type footageInput struct {
	ID     string `path:"id" maxLength:"60"`
	No     int    `path:"no" minimum:"1"`
	SHA256 string `path:"sha256" maxLength:"64"`
}

// footage plays in the page of the case, and can be kept from there.
func (s *server) footage(ctx context.Context, in *footageInput) (*huma.StreamResponse, error) {
	g, err := s.roomGuest(ctx, &heldSession{ID: in.ID, No: in.No})
	if err != nil {
		return nil, s.fail(err)
	}
	for _, r := range s.watchable(g) {
		if r.File.SHA256 == in.SHA256 {
			f := r.File
			f.Name = "recording-" + r.From.Format("20060102-150405") + ".webm"
			f.MediaType, f.Inline = "video/webm", true
			return s.sendFile(ctx, f.Keeper, f)
		}
	}
	return nil, s.fail(notFound)
}

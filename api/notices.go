package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
)

func (s *server) noticeRoutes() {
	huma.Register(s.api, operation("notices", http.MethodGet, "/notices", "Notices to me or my office, newest first", "notices"), s.notices)
	huma.Register(s.api, operation("read-notices", http.MethodPost, "/notices/read", "Mark notices as read", "notices"), s.readNotices)
}

type notice struct {
	ID      int64        `json:"id"`
	Dispute string       `json:"dispute"`
	Title   dispute.Text `json:"title"`
	Body    dispute.Text `json:"body"`
	At      time.Time    `json:"at"`
	Read    bool         `json:"read"`
}

type noticesInput struct {
	Before int64 `query:"before" minimum:"0" doc:"ID of the last notice seen"`
	Limit  int   `query:"limit" minimum:"1" maximum:"100" default:"30"`
}

type noticesOutput struct {
	Body struct {
		Items  []notice `json:"items"`
		Unread int64    `json:"unread"`
	}
}

func (s *server) notices(ctx context.Context, in *noticesInput) (*noticesOutput, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	list, err := s.Inbox.Notices(ctx, a.Viewer(), in.Before, in.Limit)
	if err != nil {
		return nil, s.fail(err)
	}
	unread, err := s.Inbox.UnreadNotices(ctx, a.Viewer())
	if err != nil {
		return nil, s.fail(err)
	}
	out := &noticesOutput{}
	out.Body.Unread = unread
	out.Body.Items = []notice{}
	for _, n := range list {
		title, body := s.Worded(n.Template, n.Values)
		out.Body.Items = append(out.Body.Items, notice{
			ID: n.ID, Dispute: n.DisputeID, Title: title, Body: body, At: n.At, Read: !n.ReadAt.IsZero(),
		})
	}
	return out, nil
}

type readInput struct {
	Body struct {
		IDs []int64 `json:"ids" maxItems:"200"`
	}
}

func (s *server) readNotices(ctx context.Context, in *readInput) (*struct{}, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	return nil, s.fail(s.Inbox.MarkRead(ctx, a.Viewer(), in.Body.IDs...))
}

package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
)

func (s *server) documentRoutes() {
	huma.Register(s.api, operation("documents", http.MethodGet, "/disputes/{id}/documents", "The documents of a case", "documents"), s.documents)
	huma.Register(s.api, fileOperation("document-file", "/disputes/{id}/documents/{code}/file", "A document as a PDF"), s.documentFile)
	huma.Register(s.api, fileOperation("evidence-file", "/disputes/{id}/evidence/{sha256}", "A file that was handed in"), s.evidenceFile)
	huma.Register(s.api, operation("check", http.MethodGet, "/check/{code}", "Whether a document is genuine (public)", "documents"), s.check)
}

func fileOperation(id, path, summary string) huma.Operation {
	op := operation(id, http.MethodGet, path, summary, "documents")
	op.Responses = map[string]*huma.Response{"200": {
		Description: "the file", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}},
	}}
	return op
}

type documentView struct {
	dispute.Document
	Name dispute.Text `json:"name"`
}

type documentsOutput struct {
	Body struct {
		Items []documentView `json:"items"`
	}
}

func (s *server) documents(ctx context.Context, in *byID) (*documentsOutput, error) {
	a, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	list, err := s.Documents.Documents(ctx, a.Viewer(), c.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &documentsOutput{}
	out.Body.Items = []documentView{}
	for _, d := range list {
		if !law.MaySeeDocument(c, a.Role, d) {
			continue
		}
		out.Body.Items = append(out.Body.Items, documentView{Document: d, Name: d.Kind.Name()})
	}
	return out, nil
}

// seenCase reads a case as far as the caller may see it.
func (s *server) seenCase(ctx context.Context, id string) (*records.Account, *dispute.Case, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), id)
	return a, c, err
}

type documentFileInput struct {
	ID   string `path:"id" maxLength:"60"`
	Code string `path:"code" maxLength:"40"`
	No   int    `query:"no" default:"-1" minimum:"-1" doc:"revision; the last by default, 0 for the text as it was frozen"`
}

func (s *server) documentFile(ctx context.Context, in *documentFileInput) (*huma.StreamResponse, error) {
	a, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	d, keeper, err := s.Documents.DocumentFile(ctx, a.Viewer(), c.ID, in.Code, in.No)
	if err != nil {
		return nil, s.fail(err)
	}
	if !law.MaySeeDocument(c, a.Role, d) {
		return nil, s.fail(notFound)
	}
	return s.sendFile(ctx, keeper, dispute.File{
		SHA256: d.SHA256, MediaType: "application/pdf", Inline: true,
		Name: d.Kind.Name().ZH + "-" + d.Code + ".pdf",
	})
}

type evidenceInput struct {
	ID     string `path:"id" maxLength:"60"`
	SHA256 string `path:"sha256" maxLength:"64"`
}

func (s *server) evidenceFile(ctx context.Context, in *evidenceInput) (*huma.StreamResponse, error) {
	_, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	for _, e := range c.Evidence {
		for _, f := range e.Files {
			if f.SHA256 == in.SHA256 {
				return s.sendFile(ctx, f.Keeper, f)
			}
		}
	}
	return nil, s.fail(notFound)
}

var notFound = &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{
	ZH: "没有找到，或者您无权查看", EN: "not found, or not yours to see"}}

// sendFile streams a file. What may not be shown in a page is sent to be saved only, and
// never as a type that a browser would run.
func (s *server) sendFile(ctx context.Context, keeper string, f dispute.File) (*huma.StreamResponse, error) {
	content, size, err := s.Files.Open(ctx, keeper, f.SHA256)
	if err != nil {
		return nil, s.fail(err)
	}
	again := func() (io.ReadCloser, error) {
		from, _, err := s.Files.Open(ctx, keeper, f.SHA256)
		return from, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		from := &seekable{open: again, size: size, from: content}
		defer func() { _ = from.Close() }()
		kind, disposition := "application/octet-stream", "attachment"
		if f.Inline {
			kind, disposition = f.MediaType, "inline"
		}
		hc.SetHeader("Content-Type", kind)
		hc.SetHeader("ETag", `"`+f.SHA256+`"`)
		hc.SetHeader("Content-Disposition", disposition+"; filename*=UTF-8''"+url.PathEscape(f.Name))
		hc.SetHeader("Content-Security-Policy", "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox")
		hc.SetHeader("X-Frame-Options", "SAMEORIGIN")
		hc.SetHeader("Cache-Control", "private, no-store")
		g := humagin.Unwrap(hc)
		http.ServeContent(g.Writer, g.Request, "", time.Time{}, from)
	}}, nil
}

type checkInput struct {
	Code   string `path:"code" maxLength:"40"`
	SHA256 string `query:"sha256" maxLength:"64" doc:"of the file that you hold; empty: the code alone"`
}

type checkOutput struct {
	Body struct {
		Result records.Genuineness `json:"result" enum:"genuine,not-genuine,superseded"`
	}
}

// check tells one word, so that the code on a document gives away nothing of its case.
func (s *server) check(ctx context.Context, in *checkInput) (*checkOutput, error) {
	out := &checkOutput{}
	var err error
	out.Body.Result, err = s.Documents.Genuine(ctx, strings.ToUpper(strings.TrimSpace(in.Code)), strings.ToLower(in.SHA256))
	return out, s.fail(err)
}

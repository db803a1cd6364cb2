package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
)

// Templates knows the wordings that come with the program and what may stand in one.
type Templates interface {
	BuiltinTemplate(kind dispute.DocumentKind) (text string, ok bool)
	// CheckTemplate refuses a wording that could not be written, with line and reason.
	CheckTemplate(kind dispute.DocumentKind, text string) error
}

func (s *server) templateRoutes() {
	huma.Register(s.api, operation("template", http.MethodGet, "/templates/{kind}", "The wording of a document in my organisation", "documents"), s.template)
	huma.Register(s.api, operation("put-template", http.MethodPost, "/templates/{kind}", "Give a document my organisation's own wording", "documents"), s.putTemplate)
}

type templateInput struct {
	Kind dispute.DocumentKind `path:"kind" maxLength:"40"`
}

type templateView struct {
	Kind    dispute.DocumentKind `json:"kind"`
	Name    dispute.Text         `json:"name"`
	Version int                  `json:"version" doc:"0: the wording that comes with the program"`
	Text    string               `json:"text"`
}

type templateOutput struct{ Body templateView }

func (s *server) template(ctx context.Context, in *templateInput) (*templateOutput, error) {
	a, err := only(ctx, dispute.Manager)
	if err != nil {
		return nil, s.fail(err)
	}
	text, ok := s.Templates.BuiltinTemplate(in.Kind)
	if !ok {
		return nil, s.fail(noSuchTemplate)
	}
	own, err := s.Documents.Template(ctx, a.Viewer(), a.Organisation, in.Kind)
	if err != nil {
		return nil, s.fail(err)
	}
	view := templateView{Kind: in.Kind, Name: in.Kind.Name(), Text: text}
	if own != nil {
		view.Version, view.Text = own.Version, own.Text
	}
	return &templateOutput{view}, nil
}

var noSuchTemplate = &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{
	ZH: "没有这种文书", EN: "there is no such document"}}

type newTemplateInput struct {
	Kind dispute.DocumentKind `path:"kind" maxLength:"40"`
	Body struct {
		Text string `json:"text" minLength:"1" maxLength:"60000"`
	}
}

func (s *server) putTemplate(ctx context.Context, in *newTemplateInput) (*templateOutput, error) {
	a, err := only(ctx, dispute.Manager)
	if err != nil {
		return nil, s.fail(err)
	}
	if _, ok := s.Templates.BuiltinTemplate(in.Kind); !ok {
		return nil, s.fail(noSuchTemplate)
	}
	if err := s.Templates.CheckTemplate(in.Kind, in.Body.Text); err != nil {
		return nil, s.fail(err)
	}
	version, err := s.Documents.AddTemplate(ctx, a.Viewer(), in.Kind, in.Body.Text)
	return &templateOutput{templateView{Kind: in.Kind, Name: in.Kind.Name(), Version: version, Text: in.Body.Text}}, s.fail(err)
}

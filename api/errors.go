package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/workflows"
)

// problem is the body of an error (RFC 9457), in both languages.
type problem struct {
	Type    string               `json:"type"`
	Title   string               `json:"title"`
	Status  int                  `json:"status"`
	Detail  string               `json:"detail"`
	Code    dispute.Code         `json:"code"`
	Message dispute.Text         `json:"message"`
	Source  string               `json:"source,omitempty" doc:"the article that a refusal rests on"`
	Errors  []dispute.FieldError `json:"errors,omitempty"`
}

func (p *problem) Error() string { return p.Detail }

const problemType = "application/problem+json"

// GetStatus implements huma.StatusError.
func (p *problem) GetStatus() int { return p.Status }

// ContentType implements huma.ContentTypeFilter.
func (p *problem) ContentType(string) string { return problemType }

// statusOf maps each code once.
func statusOf(code dispute.Code) int {
	switch code {
	case dispute.CodeInvalid:
		return http.StatusUnprocessableEntity
	case dispute.CodeNotPermitted:
		return http.StatusForbidden
	case dispute.CodeConflict:
		return http.StatusConflict
	case dispute.CodeNotFound:
		return http.StatusNotFound
	case dispute.CodeUnauthorised:
		return http.StatusUnauthorized
	case dispute.CodeTooLarge:
		return http.StatusRequestEntityTooLarge
	case dispute.CodeUnavailable:
		return http.StatusServiceUnavailable
	case dispute.CodeUnknown:
	}
	return http.StatusInternalServerError
}

func problemOf(e *dispute.Error) *problem {
	status := statusOf(e.Code)
	return &problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: e.Message.ZH,
		Code: e.Code, Message: e.Message, Source: e.Source, Errors: e.Fields,
	}
}

// fail turns any error into one that the user can read. What is not ours is logged and
// shown as a fault of ours, without its text.
func (s *server) fail(err error) error {
	if err == nil {
		return nil
	}
	var own *dispute.Error
	if errors.As(err, &own) {
		return problemOf(own)
	}
	if refusal := workflows.AsRefusal(err); refusal != nil {
		return problemOf(refusal)
	}
	var already *problem
	if errors.As(err, &already) {
		return already
	}
	level := slog.LevelError
	if errors.Is(err, context.Canceled) {
		level = slog.LevelDebug // whoever asked has gone away: no fault of ours
	}
	s.Log.Log(context.Background(), level, "request failed", "error", err.Error())
	return problemOf(&dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
		ZH: "系统暂时无法完成，请稍后再试，已填写的内容不会丢失", EN: "the system cannot do this now; please try again"}})
}

// newProblem words the errors that the framework finds: malformed JSON, wrong types, and
// fields against their schema.
func newProblem(status int, message string, found ...error) huma.StatusError {
	p := &problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: dispute.CodeInvalid, Message: dispute.Text{ZH: "提交的内容有误，请按提示修改", EN: message},
	}
	if status == http.StatusBadRequest {
		p.Message.ZH = "提交的内容无法识别"
	}
	if status == http.StatusRequestEntityTooLarge {
		p.Code, p.Message.ZH = dispute.CodeTooLarge, "提交的内容过大"
	}
	p.Detail = p.Message.ZH
	for _, err := range found {
		var detail *huma.ErrorDetail
		if errors.As(err, &detail) {
			p.Errors = append(p.Errors, fieldOf(detail))
		} else if err != nil {
			p.Errors = append(p.Errors, dispute.FieldError{Reason: dispute.Text{ZH: err.Error(), EN: err.Error()}})
		}
	}
	return p
}

var missingProperty = regexp.MustCompile(`^expected required property (\S+) to be present$`)

// fieldOf names the field itself where the framework names the object that lacks it.
func fieldOf(d *huma.ErrorDetail) dispute.FieldError {
	field, _ := strings.CutPrefix(d.Location, "body")
	if missing := missingProperty.FindStringSubmatch(d.Message); missing != nil {
		field += "." + missing[1]
		return dispute.FieldError{Field: strings.TrimPrefix(field, "."), Reason: dispute.Text{ZH: "必填", EN: "is required"}}
	}
	return dispute.FieldError{
		Field:  strings.TrimPrefix(field, "."),
		Reason: reasonOf(d.Message),
	}
}

// abort ends a request in a middleware.
func (s *server) abort(c *gin.Context, err error) {
	var p *problem
	if !errors.As(s.fail(err), &p) {
		return
	}
	c.Header("Content-Type", problemType)
	c.AbortWithStatusJSON(p.Status, p)
}

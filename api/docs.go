package api

import (
	"bytes"
	"html/template"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gin-gonic/gin"
)

// docs is the OpenAPI document as a page that needs nothing from elsewhere.
func (s *server) docs(c *gin.Context) {
	var page bytes.Buffer
	if err := docsPage.Execute(&page, s.documented()); err != nil {
		s.abort(c, err)
		return
	}
	c.Data(http.StatusOK, "text/html; charset=utf-8", page.Bytes())
}

type documentedRoute struct {
	Method, Path, Summary, Description, Body string
	Parameters                               []*huma.Param
}

type documentedTag struct {
	Name   string
	Routes []documentedRoute
}

func (s *server) documented() []documentedTag {
	var tags []documentedTag
	add := func(method, path string, op *huma.Operation) {
		if op == nil {
			return
		}
		r := documentedRoute{Method: method, Path: path, Summary: op.Summary, Description: op.Description, Parameters: op.Parameters}
		if op.RequestBody != nil {
			if media := op.RequestBody.Content["application/json"]; media != nil && media.Schema != nil {
				r.Body = media.Schema.Ref
			}
		}
		name := "other"
		if len(op.Tags) > 0 {
			name = op.Tags[0]
		}
		i := slices.IndexFunc(tags, func(t documentedTag) bool { return t.Name == name })
		if i < 0 {
			tags = append(tags, documentedTag{Name: name})
			i = len(tags) - 1
		}
		tags[i].Routes = append(tags[i].Routes, r)
	}
	paths := s.api.OpenAPI().Paths
	names := make([]string, 0, len(paths))
	for path := range paths {
		names = append(names, path)
	}
	slices.Sort(names)
	for _, path := range names {
		add(http.MethodGet, path, paths[path].Get)
		add(http.MethodPost, path, paths[path].Post)
		add(http.MethodDelete, path, paths[path].Delete)
	}
	return tags
}

var docsPage = template.Must(template.New("docs").Parse(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Sutiao API</title><style>
body{font:16px/1.6 system-ui,"PingFang SC","Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
code{font-family:ui-monospace,monospace}h2{border-bottom:1px solid #d6dde5;margin-top:2.5rem}
.m{display:inline-block;min-width:4.2em;font-weight:600;color:#0b6}p{margin:.2rem 0 .2rem}.d{color:#566}article{margin:1.1rem 0}
</style></head><body><h1>Sutiao 诉调 API</h1>
<p>OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a></p>
{{range .}}<h2>{{.Name}}</h2>{{range .Routes}}<article><code><span class="m">{{.Method}}</span>{{.Path}}</code>
<p>{{.Summary}}</p>{{if .Description}}<p class="d">{{.Description}}</p>{{end}}
{{range .Parameters}}<p class="d"><code>{{.Name}}</code> ({{.In}}{{if .Required}}, required{{end}}) {{.Description}}</p>{{end}}
{{if .Body}}<p class="d">body <code>{{.Body}}</code></p>{{end}}</article>{{end}}{{end}}</body></html>`))

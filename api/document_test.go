package api_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
)

// document is the OpenAPI document as a client reads it.
type document struct {
	OpenAPI    string                          `json:"openapi"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
}

type operation struct {
	ID          string `json:"operationId"`
	Description string `json:"description"`
	Parameters  []struct {
		Name, In string
		Required bool
	} `json:"parameters"`
	RequestBody *struct {
		Content map[string]struct {
			Schema schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
}

type schema struct {
	Ref        string            `json:"$ref"`
	Type       any               `json:"type"` // a name, or names with null
	Format     string            `json:"format"`
	Enum       []any             `json:"enum"`
	Required   []string          `json:"required"`
	Properties map[string]schema `json:"properties"`
	MinLength  int               `json:"minLength"`
	Minimum    float64           `json:"minimum"`
}

// route is a writing route with the smallest body that its schema takes.
type route struct {
	id, method, path string
	body             any
}

func (r route) at(id string) string {
	return strings.NewReplacer("{id}", id, "{no}", "1").Replace(r.path)
}

func (w *world) document() document {
	w.t.Helper()
	var d document
	w.answer(request(http.MethodGet, "/api/openapi.json", nil)).is(http.StatusOK).into(&d)
	return d
}

// writing lists the routes that change something, in order.
func (d document) writing() []route {
	var routes []route
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for method, op := range d.Paths[path] {
			if method == "get" {
				continue
			}
			r := route{id: op.ID, method: strings.ToUpper(method), path: path}
			if op.RequestBody != nil {
				r.body = d.smallest(op.RequestBody.Content["application/json"].Schema)
			}
			routes = append(routes, r)
		}
	}
	return routes
}

// acts lists the routes of the acts on a case.
func (d document) acts() []route {
	return slices.DeleteFunc(d.writing(), func(r route) bool { return !strings.Contains(r.path, "/acts/") })
}

func (d document) smallest(s schema) any {
	if s.Ref != "" {
		return d.smallest(d.Components.Schemas[strings.TrimPrefix(s.Ref, "#/components/schemas/")])
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	kind, _ := s.Type.(string)
	if several, ok := s.Type.([]any); ok {
		kind, _ = several[0].(string)
	}
	switch kind {
	case "object":
		fields := map[string]any{}
		for _, name := range s.Required {
			fields[name] = d.smallest(s.Properties[name])
		}
		return fields
	case "array":
		return []any{}
	case "integer", "number":
		return s.Minimum
	case "boolean":
		return true
	}
	switch s.Format {
	case "date":
		return "2026-03-09"
	case "date-time":
		return "2026-03-09T09:00:00+08:00"
	}
	return strings.Repeat("x", s.MinLength)
}

package api_test

import (
	"encoding/json"
	"html"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
)

func TestDocumentIsOpenAPI31(t *testing.T) {
	w := newWorld(t)
	d := w.document()
	require.True(t, strings.HasPrefix(d.OpenAPI, "3.1."), d.OpenAPI)
	ids := map[string]bool{}
	for path, methods := range d.Paths {
		require.True(t, strings.HasPrefix(path, "/api/"), path)
		for _, op := range methods {
			require.False(t, ids[op.ID], "%s stands twice", op.ID)
			ids[op.ID] = true
		}
	}
	made, err := api.OpenAPI()
	require.NoError(t, err)
	require.JSONEq(t, string(made), string(w.answer(request(http.MethodGet, "/api/openapi.json", nil)).body))
}

func TestEveryActOfAPersonHasARouteAndNoOther(t *testing.T) {
	d := newWorld(t).document()
	var wanted, found []string
	for _, info := range dispute.Acts() {
		i := slices.IndexFunc(law.Powers(), func(p law.Power) bool { return p.Act == info.Act })
		require.GreaterOrEqual(t, i, 0, "nobody may do %s", info.Act)
		if info.Act != dispute.Refer && !slices.Contains(law.Powers()[i].By, dispute.System) {
			wanted = append(wanted, "/api/disputes/{id}/acts/"+string(info.Act))
		}
	}
	for path := range d.Paths {
		if strings.Contains(path, "/acts/") {
			found = append(found, path)
		}
	}
	require.ElementsMatch(t, wanted, found)
	require.Equal(t, "Refer", d.Paths["/api/disputes"]["post"].ID)
}

func TestRouteOfAnActGivesItsArticlesAndItsForm(t *testing.T) {
	d := newWorld(t).document()
	for _, r := range d.acts() {
		op := d.Paths[r.path]["post"]
		act := dispute.Act(r.id)
		require.Equal(t, law.SourceOf(act), op.Description)
		body, err := json.Marshal(r.body)
		require.NoError(t, err)
		detail, err := dispute.DecodeDetail(act, body)
		require.NoError(t, err, "the form of %s is another act's", act)
		require.Equal(t, act, detail.Act())
	}
}

func TestDocumentNamesTheIdempotencyKeyWhereItIsNeeded(t *testing.T) {
	d := newWorld(t).document()
	for _, r := range d.writing() {
		named := 0
		for _, p := range d.Paths[r.path][strings.ToLower(r.method)].Parameters {
			if p.Name == "Idempotency-Key" && p.In == "header" && p.Required {
				named++
			}
		}
		wanted := 1
		if strings.HasPrefix(r.path, "/api/sign-in") {
			wanted = 0
		}
		require.Equal(t, wanted, named, "%s %s", r.method, r.path)
	}
}

func TestDocsShowEveryRoute(t *testing.T) {
	w := newWorld(t)
	page := w.answer(request(http.MethodGet, "/api/docs", nil)).is(http.StatusOK)
	require.Equal(t, "text/html; charset=utf-8", page.header.Get("Content-Type"))
	text := html.UnescapeString(string(page.body))
	for path := range w.document().Paths {
		require.Contains(t, text, "</span>"+path+"</code>")
	}
	for _, info := range dispute.Acts() {
		if _, routed := w.document().Paths[actPath("{id}", info.Act)]; routed {
			require.Contains(t, text, info.Name.ZH)
			require.Contains(t, text, law.SourceOf(info.Act))
		}
	}
	require.NotContains(t, text, "//cdn", "the page needs nothing from elsewhere")
}

func TestAnswersKeepABrowserFromWhatItNeedNotDo(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/api/docs", "/api/me", "/api/nowhere", "/"} {
		recorder := httptest.NewRecorder()
		w.router.ServeHTTP(recorder, request(http.MethodGet, path, nil))
		h := recorder.Header()
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), path)
		require.Equal(t, "DENY", h.Get("X-Frame-Options"), path)
		require.Contains(t, h.Get("Content-Security-Policy"), "default-src 'self'", path)
	}
}

package ui

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"sutiao/api"
)

func get(t *testing.T, h http.Handler, path, encoding string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	h.ServeHTTP(w, r)
	return w
}

func TestWithoutABuildThePageSaysSo(t *testing.T) {
	h := handlerOf(fstest.MapFS{".gitkeep": {Data: []byte("placeholder")}})
	for _, path := range []string{"/", "/disputes/d1", "/assets/index.js"} {
		w := get(t, h, path, "")
		require.Equal(t, http.StatusOK, w.Code)
		require.Contains(t, w.Body.String(), "页面尚未构建，请运行 make ui · the pages were not built; run make ui")
	}
}

func TestBuildIsServed(t *testing.T) {
	script := strings.Repeat("export const a = 1;\n", 100)
	h := handlerOf(fstest.MapFS{
		"index.html":         {Data: []byte(`<!doctype html><script type="module" src="/assets/i-1.js"></script>`)},
		"favicon.svg":        {Data: []byte("<svg/>")},
		"assets/i-1.js":      {Data: []byte(script)},
		"assets/.gitignored": {Data: []byte("x")},
		".vite/a.json":       {Data: []byte("secret")},
	})

	for _, path := range []string{"/", "/index.html", "/cases/d1", "/.vite/a.json", "/../etc/passwd"} {
		w := get(t, h, path, "")
		require.Equal(t, http.StatusOK, w.Code, path)
		require.Equal(t, "no-cache", w.Header().Get("Cache-Control"))
		require.Equal(t, "text/html; charset=utf-8", w.Header().Get("Content-Type"))
		require.Contains(t, w.Body.String(), "/assets/i-1.js")
	}

	w := get(t, h, "/assets/i-1.js", "gzip, br")
	require.Equal(t, "public, max-age=31536000, immutable", w.Header().Get("Cache-Control"))
	require.Equal(t, "gzip", w.Header().Get("Content-Encoding"))
	require.Equal(t, "text/javascript; charset=utf-8", w.Header().Get("Content-Type"))
	require.Less(t, w.Body.Len(), len(script))
	require.Equal(t, script, get(t, h, "/assets/i-1.js", "").Body.String())

	require.Equal(t, http.StatusNotFound, get(t, h, "/assets/old.js", "").Code)
	require.Equal(t, http.StatusNotFound, get(t, h, "/assets/.gitignored", "").Code)

	post := httptest.NewRecorder()
	h.ServeHTTP(post, httptest.NewRequest(http.MethodPost, "/", nil))
	require.Equal(t, http.StatusMethodNotAllowed, post.Code)
}

// The pages may hold no inline script: the Content-Security-Policy would stop it.
func TestBuiltPageHasNoInlineScript(t *testing.T) {
	index, err := fs.ReadFile(built, "dist/index.html")
	if err != nil {
		t.Skip("the pages were not built")
	}
	for _, tag := range regexp.MustCompile(`(?s)<script[^>]*>(.*?)</script>`).FindAllStringSubmatch(string(index), -1) {
		require.Empty(t, strings.TrimSpace(tag[1]))
	}
	require.NotRegexp(t, `\son\w+=`, string(index))
	require.Equal(t, http.StatusOK, get(t, Handler(), "/", "").Code)
}

// The forms are made from openapi.json at build time: it must be the API's own.
func TestOpenAPIDocumentIsCurrent(t *testing.T) {
	kept, err := os.ReadFile("openapi.json")
	require.NoError(t, err)
	current, err := api.OpenAPI()
	require.NoError(t, err)
	require.JSONEq(t, string(current), string(kept), "run: go run ./cmd/sutiao api openapi > ui/openapi.json, then npm run types")
}

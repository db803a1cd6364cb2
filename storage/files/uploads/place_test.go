package uploads_test

import (
	"encoding/base64"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/storage/files/uploads"
)

// place is an API with uploads mounted under a prefix, and a client that says who it is.
type place struct {
	*uploads.Uploads
	t      *testing.T
	server *httptest.Server
	folder string
	now    time.Time
}

func open(t *testing.T, o uploads.Options) *place {
	t.Helper()
	p := &place{t: t, folder: filepath.Join(t.TempDir(), "spool"), now: time.Now()}
	o.Folder, o.Prefix, o.Logger = p.folder, "/api/uploads", slog.New(slog.DiscardHandler)
	o.Now = func() time.Time { return p.now }
	o.Who = func(r *http.Request) (string, bool) {
		account := r.Header.Get("X-Test-Account")
		return account, account != ""
	}
	var err error
	if p.Uploads, err = uploads.New(o); err != nil {
		t.Fatal(err)
	}
	gin.SetMode(gin.TestMode)
	router := gin.New()
	for _, path := range []string{"/api/uploads", "/api/uploads/*path"} {
		for _, method := range []string{"GET", "POST", "HEAD", "PATCH", "DELETE", "OPTIONS"} {
			router.Handle(method, path, gin.WrapH(p.Uploads))
		}
	}
	p.server = httptest.NewServer(router)
	t.Cleanup(p.server.Close)
	return p
}

// send makes a request; headers come in pairs.
func (p *place) send(method, path, account string, body io.Reader, headers ...string) *http.Response {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.server.URL+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Tus-Resumable", "1.0.0")
	r.Header.Set("X-Test-Account", account)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

// begin returns the path of the new upload.
func (p *place) begin(account string, size int, headers ...string) string {
	p.t.Helper()
	resp := p.send("POST", "/api/uploads/", account, nil, append([]string{"Upload-Length", strconv.Itoa(size)}, headers...)...)
	p.want(resp, http.StatusCreated)
	location := resp.Header.Get("Location")
	if !strings.HasPrefix(location, "/api/uploads/") {
		p.t.Fatalf("Location: %q", location)
	}
	return location
}

func (p *place) patch(path, account string, offset int, body io.Reader) *http.Response {
	p.t.Helper()
	return p.send("PATCH", path, account, body,
		"Upload-Offset", strconv.Itoa(offset), "Content-Type", "application/offset+octet-stream")
}

func (p *place) want(resp *http.Response, status int) {
	p.t.Helper()
	if resp.StatusCode != status {
		text, _ := io.ReadAll(resp.Body)
		p.t.Fatalf("%s %s: %s, want %d: %s", resp.Request.Method, resp.Request.URL.Path, resp.Status, status, text)
	}
}

func (p *place) offset(path, account string) int {
	p.t.Helper()
	resp := p.send("HEAD", path, account, nil)
	p.want(resp, http.StatusOK)
	n, err := strconv.Atoi(resp.Header.Get("Upload-Offset"))
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

func id(path string) string { return path[strings.LastIndex(path, "/")+1:] }

func meta(pairs ...string) []string {
	var all []string
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, pairs[i]+" "+base64.StdEncoding.EncodeToString([]byte(pairs[i+1])))
	}
	return []string{"Upload-Metadata", strings.Join(all, ",")}
}

func code(err error) dispute.Code {
	var e *dispute.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return "not ours: " + dispute.Code(errString(err))
}

func errString(err error) string {
	if err == nil {
		return "nil"
	}
	return err.Error()
}

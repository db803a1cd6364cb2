package uploads_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/storage/files/uploads"
)

func TestAnUploadInPiecesIsHandedOver(t *testing.T) {
	p := open(t, uploads.Options{})
	path := p.begin("zhang", 10, meta("filename", "转账记录.pdf", "caseId", "case-7")...)
	resp := p.patch(path, "zhang", 0, strings.NewReader("01234"))
	p.want(resp, http.StatusNoContent)
	if resp.Header.Get("Upload-Expires") == "" || resp.Header.Get("Upload-Offset") != "5" {
		t.Error(resp.Header)
	}
	if _, err := p.Finish(t.Context(), id(path), "zhang"); code(err) != dispute.CodeConflict {
		t.Error("unfinished:", err)
	}
	p.want(p.patch(path, "zhang", 5, strings.NewReader("56789")), http.StatusNoContent)
	for range 2 { // a caller that crashed asks again
		done, err := p.Finish(t.Context(), id(path), "zhang")
		if err != nil {
			t.Fatal(err)
		}
		content, _ := io.ReadAll(done)
		_ = done.Close()
		if string(content) != "0123456789" || done.Filename != "转账记录.pdf" || done.CaseID != "case-7" || done.Size != 10 {
			t.Errorf("%q %+v", content, done)
		}
	}
	for range 2 {
		if err := p.Remove(t.Context(), id(path), "zhang"); err != nil {
			t.Error(err)
		}
	}
	if _, err := p.Finish(t.Context(), id(path), "zhang"); code(err) != dispute.CodeNotFound {
		t.Error("removed:", err)
	}
	if left, _ := os.ReadDir(p.folder); len(left) != 0 {
		t.Error("left:", left)
	}
}

// breaking is a body whose connection breaks in the middle.
type breaking struct{ r io.Reader }

func (b breaking) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if errors.Is(err, io.EOF) {
		err = errors.New("the network is gone")
	}
	return n, err
}

func TestAnInterruptedUploadGoesOn(t *testing.T) {
	p := open(t, uploads.Options{})
	content := bytes.Repeat([]byte("证据"), 1<<19)
	path := p.begin("zhang", len(content))
	r, _ := http.NewRequestWithContext(t.Context(), "PATCH", p.server.URL+path, breaking{bytes.NewReader(content[:1<<20])})
	r.ContentLength = int64(len(content))
	for k, v := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream", "X-Test-Account": "zhang"} {
		r.Header.Set(k, v)
	}
	if resp, err := http.DefaultClient.Do(r); err == nil {
		_ = resp.Body.Close()
		t.Fatal("the connection did not break")
	}
	had := p.offset(path, "zhang") // which waits until the broken request is done
	if had > 1<<20 {
		t.Fatalf("%d bytes were received, more than were sent", had)
	}
	p.want(p.patch(path, "zhang", had, bytes.NewReader(content[had:])), http.StatusNoContent)
	done, err := p.Finish(t.Context(), id(path), "zhang")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = done.Close() }()
	if got, _ := io.ReadAll(done); !bytes.Equal(got, content) {
		t.Error("other bytes came out")
	}
}

func TestUploadsOutliveTheProcess(t *testing.T) {
	p := open(t, uploads.Options{})
	path := p.begin("zhang", 4)
	p.want(p.patch(path, "zhang", 0, strings.NewReader("ab")), http.StatusNoContent)
	second, err := uploads.New(uploads.Options{Folder: p.folder, Prefix: "/api/uploads/", Who: p.Who})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), "PATCH", path, strings.NewReader("cd"))
	for k, v := range map[string]string{"Tus-Resumable": "1.0.0", "Upload-Offset": "2", "Content-Type": "application/offset+octet-stream", "X-Test-Account": "zhang"} {
		r.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	second.ServeHTTP(w, r)
	if w.Code != http.StatusNoContent {
		t.Fatal(w.Code, w.Body)
	}
	done, err := second.Finish(t.Context(), id(path), "zhang")
	if err != nil {
		t.Fatal(err)
	}
	_ = done.Close()
}

func TestAnUploadIsHiddenFromOthers(t *testing.T) {
	p := open(t, uploads.Options{})
	path := p.begin("zhang", 4)
	for _, account := range []string{"li", "zhang2"} {
		p.want(p.send("HEAD", path, account, nil), http.StatusNotFound)
		p.want(p.patch(path, account, 0, strings.NewReader("ab")), http.StatusNotFound)
		p.want(p.send("DELETE", path, account, nil), http.StatusNotFound)
		p.want(p.send("POST", path, account, nil, "X-HTTP-Method-Override", "DELETE"), http.StatusNotFound)
		if _, err := p.Finish(t.Context(), id(path), account); code(err) != dispute.CodeNotFound {
			t.Error(err)
		}
		if err := p.Remove(t.Context(), id(path), account); err != nil {
			t.Error(err)
		}
	}
	p.want(p.send("HEAD", path, "", nil), http.StatusUnauthorized)
	p.want(p.send("POST", "/api/uploads/", "", nil, "Upload-Length", "4"), http.StatusUnauthorized)
	if got := p.offset(path, "zhang"); got != 0 {
		t.Error("somebody else wrote", got)
	}
	p.want(p.send("DELETE", path, "zhang", nil), http.StatusNoContent)
	p.want(p.send("HEAD", path, "zhang", nil), http.StatusNotFound)
}

func TestTheContentIsNotServed(t *testing.T) {
	p := open(t, uploads.Options{})
	path := p.begin("zhang", 2)
	p.want(p.patch(path, "zhang", 0, strings.NewReader("ab")), http.StatusNoContent)
	p.want(p.send("GET", path, "zhang", nil), http.StatusMethodNotAllowed)
	p.want(p.send("GET", "/api/uploads/", "zhang", nil), http.StatusMethodNotAllowed)
}

func TestBadInputIsToldAndNeverOurFault(t *testing.T) {
	p := open(t, uploads.Options{MaxSize: 100})
	path := p.begin("zhang", 10)
	chunk := []string{"Content-Type", "application/offset+octet-stream"}
	for name, c := range map[string]struct {
		method, path string
		body         string
		headers      []string
		status       int
	}{
		"wrong offset":        {"PATCH", path, "x", append(chunk, "Upload-Offset", "3"), 409},
		"odd offset":          {"PATCH", path, "x", append(chunk, "Upload-Offset", "-1"), 400},
		"no offset":           {"PATCH", path, "x", chunk, 400},
		"other content":       {"PATCH", path, "x", []string{"Upload-Offset", "0", "Content-Type", "text/plain"}, 400},
		"more than said":      {"PATCH", path, "01234567890", append(chunk, "Upload-Offset", "0"), 413},
		"too large":           {"POST", "/api/uploads/", "", []string{"Upload-Length", "101"}, 413},
		"beyond numbers":      {"POST", "/api/uploads/", "", []string{"Upload-Length", "99999999999999999999"}, 400},
		"negative":            {"POST", "/api/uploads/", "", []string{"Upload-Length", "-1"}, 400},
		"no length":           {"POST", "/api/uploads/", "", nil, 400},
		"empty":               {"POST", "/api/uploads/", "", []string{"Upload-Length", "0"}, 400},
		"length later":        {"POST", "/api/uploads/", "", []string{"Upload-Defer-Length", "1"}, 400},
		"other version":       {"POST", "/api/uploads/", "", []string{"Upload-Length", "1", "Tus-Resumable", "0.2.2"}, 412},
		"odd case":            {"POST", "/api/uploads/", "", append(meta("caseId", "../7"), "Upload-Length", "1"), 400},
		"metadata too long":   {"POST", "/api/uploads/", "", []string{"Upload-Length", "1", "Upload-Metadata", strings.Repeat("a ", 4000)}, 400},
		"out of the folder":   {"HEAD", "/api/uploads/..%2f..%2fetc%2fpasswd", "", nil, 404},
		"info of an upload":   {"HEAD", path + ".info", "", nil, 404},
		"no such upload":      {"PATCH", "/api/uploads/" + strings.Repeat("0", 32) + "-" + strings.Repeat("0", 32), "x", append(chunk, "Upload-Offset", "0"), 404},
		"another method":      {"POST", path, "", []string{"X-HTTP-Method-Override", "BREW"}, 405},
		"method of the other": {"DELETE", "/api/uploads/", "", nil, 405},
	} {
		resp := p.send(c.method, c.path, "zhang", strings.NewReader(c.body), c.headers...)
		if resp.StatusCode != c.status {
			t.Errorf("%s: %s, want %d", name, resp.Status, c.status)
		}
		if c.method == "HEAD" {
			continue
		}
		var problem struct{ Message dispute.Text }
		if err := json.NewDecoder(resp.Body).Decode(&problem); err != nil || problem.Message.ZH == "" {
			t.Errorf("%s: the user reads %+v, %v", name, problem, err)
		}
	}
}

func TestMetadataIsCleaned(t *testing.T) {
	p := open(t, uploads.Options{})
	for said, want := range map[string]string{
		"../../etc/passwd":                "passwd",
		`C:\Users\张三\合同.docx`:             "合同.docx",
		"\u202egnp.exe":                   "gnp.exe",
		"a\x00b\nc.pdf":                   "abc.pdf",
		"  .pdf. ":                        "pdf",
		"\xff\xfe":                        "",
		strings.Repeat("长", 300) + ".pdf": strings.Repeat("长", 76) + ".pdf",
	} {
		path := p.begin("zhang", 1, meta("filename", said, "role", "judge")...)
		p.want(p.patch(path, "zhang", 0, strings.NewReader("x")), http.StatusNoContent)
		done, err := p.Finish(t.Context(), id(path), "zhang")
		if err != nil {
			t.Fatal(err)
		}
		_ = done.Close()
		if done.Filename != want {
			t.Errorf("%q became %q, want %q", said, done.Filename, want)
		}
		if text, _ := os.ReadFile(filepath.Join(p.folder, id(path)+".info")); bytes.Contains(text, []byte("judge")) || bytes.Contains(text, []byte("zhang")) {
			t.Errorf("kept: %s", text)
		}
	}
	for _, odd := range []string{"filename !!!", "filename", ",,, ,", "filename a b c", "\x80 \x80", "filename " + base64.StdEncoding.EncodeToString([]byte("x"))[:3]} {
		path := p.begin("zhang", 1, "Upload-Metadata", odd)
		p.want(p.send("DELETE", path, "zhang", nil), http.StatusNoContent)
	}
}

func TestAnAccountHasOnlySoManyOpenUploads(t *testing.T) {
	p := open(t, uploads.Options{MaxOpen: 2})
	first := p.begin("zhang", 1)
	p.begin("zhang", 1)
	resp := p.send("POST", "/api/uploads/", "zhang", nil, "Upload-Length", "1")
	p.want(resp, http.StatusTooManyRequests)
	p.begin("li", 1)
	if err := p.Remove(t.Context(), id(first), "zhang"); err != nil {
		t.Fatal(err)
	}
	p.begin("zhang", 1)
}

func TestTheLimitHoldsUnderHaste(t *testing.T) {
	p := open(t, uploads.Options{MaxOpen: 3})
	answers := make(chan int, 12)
	for range cap(answers) {
		go func() {
			r := httptest.NewRequestWithContext(t.Context(), "POST", "/api/uploads/", nil)
			r.Header.Set("Tus-Resumable", "1.0.0")
			r.Header.Set("Upload-Length", "1")
			r.Header.Set("X-Test-Account", "zhang")
			w := httptest.NewRecorder()
			p.ServeHTTP(w, r)
			answers <- w.Code
		}()
	}
	begun := 0
	for range cap(answers) {
		if <-answers == http.StatusCreated {
			begun++
		}
	}
	if begun != 3 {
		t.Errorf("%d uploads were begun, not 3", begun)
	}
}

func TestUnfinishedUploadsExpire(t *testing.T) {
	p := open(t, uploads.Options{MaxOpen: 1})
	path := p.begin("zhang", 4)
	p.want(p.patch(path, "zhang", 0, strings.NewReader("ab")), http.StatusNoContent)
	if n, err := p.Sweep(t.Context(), p.now); n != 0 || err != nil {
		t.Error("fresh:", n, err)
	}
	p.now = p.now.Add(73 * time.Hour)
	p.want(p.patch(path, "zhang", 2, strings.NewReader("cd")), http.StatusNotFound)
	if _, err := p.Finish(t.Context(), id(path), "zhang"); code(err) != dispute.CodeNotFound {
		t.Error(err)
	}
	if n, err := p.Sweep(t.Context(), p.now); n != 1 || err != nil {
		t.Error("expired:", n, err)
	}
	if left, _ := os.ReadDir(p.folder); len(left) != 0 {
		t.Error("left:", left)
	}
}

func TestWhatACrashLeftIsNoUploadAndIsSwept(t *testing.T) {
	p := open(t, uploads.Options{})
	whole, cut := p.begin("zhang", 4), p.begin("zhang", 4)
	if err := os.WriteFile(filepath.Join(p.folder, id(whole)+".info"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(p.folder, id(cut)+".info")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{whole, cut} {
		p.want(p.send("HEAD", path, "zhang", nil), http.StatusNotFound)
		p.want(p.patch(path, "zhang", 0, strings.NewReader("ab")), http.StatusNotFound)
	}
	if n, err := p.Sweep(t.Context(), p.now.Add(73*time.Hour)); n != 2 || err != nil {
		t.Error(n, err)
	}
}

func TestOnlyTheOwnerOfTheProcessReadsThePieces(t *testing.T) {
	p := open(t, uploads.Options{})
	path := p.begin("zhang", 4)
	p.want(p.patch(path, "zhang", 0, strings.NewReader("ab")), http.StatusNoContent)
	err := filepath.WalkDir(p.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := entry.Info()
		want := fs.FileMode(0o600)
		if entry.IsDir() {
			want = 0o700
		}
		if err == nil && info.Mode().Perm() != want {
			t.Errorf("%s: %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTheServerSaysWhatItSpeaks(t *testing.T) {
	p := open(t, uploads.Options{})
	resp := p.send("OPTIONS", "/api/uploads/", "zhang", nil)
	p.want(resp, http.StatusOK)
	for k, v := range map[string]string{"Tus-Version": "1.0.0", "Tus-Max-Size": "209715200", "Tus-Extension": "creation,expiration,termination"} {
		if got := resp.Header.Get(k); got != v {
			t.Errorf("%s: %q, want %q", k, got, v)
		}
	}
}

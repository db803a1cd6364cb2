package page_test

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sutiao/documents/casefile/casefiletest"
	"sutiao/documents/page"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
)

const library = "../../ui/node_modules/playwright-core"

// browser finds what the test needs, and skips it loudly where something is missing.
func browser(t *testing.T) (node, chromium, playwright string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("NOT TESTED: the page in a browser: node is missing")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if chromium, err = exec.LookPath(name); err == nil {
			break
		}
	}
	playwright, _ = filepath.Abs(library)
	if _, missing := os.Stat(playwright); err != nil || missing != nil {
		t.Skip("NOT TESTED: the page in a browser: chromium or playwright-core is missing")
	}
	return node, chromium, playwright
}

func anchors(a *signing.PrivateAuthority) []byte {
	var out []byte
	for _, c := range a.Anchors() {
		out = append(out, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return out
}

type answer struct {
	Results  []struct{ File, Verdict, ZH, EN string }
	Requests []string
	Errors   []string
}

// open gives the files to the page in a browser. PICTURES names a folder for screenshots.
func open(t *testing.T, html []byte, files map[string][]byte, order ...string) answer {
	t.Helper()
	node, chromium, playwright := browser(t)
	folder := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(folder, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	arguments := []string{"testdata/check.mjs", playwright, chromium, write("page.html", html), os.Getenv("PICTURES")}
	for _, name := range order {
		arguments = append(arguments, write(name, files[name]))
	}
	command := exec.Command(node, arguments...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestThePageChecksFilesOfflineAsTheCommandDoes(t *testing.T) {
	a := signingtest.Authority(t)
	signed := signingtest.Sign(t, a, signingtest.Frozen(t))
	altered := bytes.Clone(signed)
	altered[len(altered)-6000] ^= 1
	html, err := page.Make(anchors(a))
	if errors.Is(err, page.ErrNotBuilt) {
		t.Skip("NOT TESTED:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the page has %d bytes", len(html))
	names := []string{"agreement.pdf", "altered.pdf", "longer.pdf", "case.zip"}
	got := open(t, html, map[string][]byte{
		"agreement.pdf": signed, "altered.pdf": altered, "longer.pdf": append(bytes.Clone(signed), "% more\n"...),
		"case.zip": casefiletest.Write(t, a, "case-1"),
	}, names...)
	for i, want := range []struct{ verdict, zh, en string }{
		{"valid", "张三", "signers are trusted"}, {"wrong", "第 4 个签名", "signature 4"}, {"wrong", "追加", "added to after signing"}, {"valid", "诉调2026-0001", "Documents and evidence"},
	} {
		r := got.Results[i]
		if r.Verdict != want.verdict || !strings.Contains(r.ZH, want.zh) || !strings.Contains(r.EN, want.en) {
			t.Errorf("%s: %s\n%s\n%s", names[i], r.Verdict, r.ZH, r.EN)
		}
	}
	for _, request := range got.Requests {
		if !strings.HasPrefix(request, "file://") {
			t.Errorf("the page asks the network for %s", request)
		}
	}
	if len(got.Errors) > 0 {
		t.Errorf("errors in the page: %v", got.Errors)
	}
}

func TestThePageWithoutAnchorsTrustsNobody(t *testing.T) {
	a := signingtest.Authority(t)
	html, err := page.Make(nil)
	if errors.Is(err, page.ErrNotBuilt) {
		t.Skip("NOT TESTED:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	got := open(t, html, map[string][]byte{"unknown.pdf": signingtest.Sign(t, a, signingtest.Frozen(t))}, "unknown.pdf")
	if got.Results[0].Verdict != "unknown-signer" {
		t.Errorf("%+v", got.Results)
	}
}

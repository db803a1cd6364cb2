//go:build engines

package engines_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/documents/verification/tamper"
	"sutiao/test/stories"
)

// TestAnAgreementIsCheckedWithoutUs: what parties, mediator and organisation have signed
// holds for tools that are not ours and for our own verifier, the case file too, and no
// tampered copy passes.
func TestAnAgreementIsCheckedWithoutUs(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	all.people.connect(ctx, t, goodCourt, receives)
	folder := t.TempDir()
	pdf, bound := exported(ctx, t)
	otherPDF, otherBound := exported(ctx, t)

	signed := keep(t, folder, "signed.pdf", pdf)
	said := says(t, "pdfsig", signed)
	if n := strings.Count(said, "Signature is Valid."); n != 4 {
		t.Errorf("pdfsig finds %d valid signatures, want 4:\n%s", n, said)
	}
	if n := strings.Count(said, "Total document signed"); n != 1 {
		t.Errorf("pdfsig does not say that the last signature covers everything:\n%s", said)
	}
	says(t, "qpdf", "--check", signed)

	trust := []string{"verify", "--trust", all.folder.Path("trust.pem")}
	says(t, program, append(trust, signed, keep(t, folder, "case.zip", bound))...)
	stranger := []string{"verify", keep(t, folder, "signed-again.pdf", pdf)}
	if out, err := exec.Command(program, stranger...).CombinedOutput(); err == nil {
		t.Errorf("whose signatures count was never said, yet it is valid:\n%s", out)
	}
	copies := append(tamper.PDF(pdf, otherPDF), tamper.CaseFile(bound, otherBound)...)
	if len(copies) < 40 {
		t.Errorf("only %d tampered copies", len(copies))
	}
	allWrong(t, folder, trust, copies)
	if os.Getenv("SUTIAO_KEEP_AGREEMENT") != "" {
		keepExample(t, pdf)
	}
}

// allWrong has every altered copy checked in one call: each is wrong, and the spot is named.
func allWrong(t *testing.T, folder string, trust []string, copies []tamper.Copy) {
	t.Helper()
	args := append(trust, "--json")
	for i, c := range copies {
		args = append(args, keep(t, folder, fmt.Sprintf("altered-%d", i), c.Data))
	}
	out, err := exec.Command(program, args...).Output()
	if err == nil {
		t.Error("the command succeeds though files were altered")
	}
	var reports []struct {
		Verdict  string `json:"verdict"`
		Findings []struct {
			Place dispute.Text `json:"place"`
		} `json:"findings"`
	}
	if err := json.Unmarshal(out, &reports); err != nil || len(reports) != len(copies) {
		t.Fatalf("%d reports on %d copies: %v\n%s", len(reports), len(copies), err, out)
	}
	for i, r := range reports {
		if r.Verdict == "valid" {
			t.Errorf("%s passes", copies[i].Name)
		}
		if r.Verdict == "wrong" && (len(r.Findings) == 0 || r.Findings[0].Place.ZH == "") {
			t.Errorf("%s: nothing says where", copies[i].Name)
		}
	}
}

// exported is the signed agreement of a new dispute, and its case file.
func exported(ctx context.Context, t *testing.T) (pdf, bound []byte) {
	t.Helper()
	p, err := all.begin(ctx, lives()[6]) // the agreement is performed
	must(t, err)
	must(t, until(ctx, "the documents are made", func() error { return all.ledger.nothingOwed(ctx, p.id) }))
	pdf, err = all.people.papersOf(ctx, p.id)
	must(t, err)
	a := all.people.as(stories.Manager).ask(ctx, http.MethodGet, "/api/disputes/"+p.id+"/case-file", newKey(), nil)
	if !a.ok() {
		t.Fatal(a)
	}
	return pdf, a.body
}

// keepExample keeps the agreement as the example of the repository.
func keepExample(t *testing.T, pdf []byte) {
	t.Helper()
	trust, err := os.ReadFile(all.folder.Path("trust.pem"))
	must(t, err)
	folder := filepath.Join("..", "..", "testdata", "agreements")
	keep(t, folder, "signed-agreement.pdf", pdf)
	keep(t, folder, "signed-agreement.trust.pem", trust)
}

func keep(t *testing.T, folder, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	must(t, os.WriteFile(path, data, 0o644))
	return path
}

// says runs a tool that must succeed.
func says(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

package signing_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

func TestTheFrozenDocumentStaysAsItWas(t *testing.T) {
	frozen := signingtest.Frozen(t)
	signed := signingtest.Sign(t, signingtest.Authority(t), frozen)
	if !bytes.HasPrefix(signed, frozen) {
		t.Error("the bytes that the parties saw are not the first bytes of the signed file")
	}
}

// The last signature of each sequence must be refused.
func TestSigningOutOfOrderIsRefused(t *testing.T) {
	a := signingtest.Authority(t)
	requests := signingtest.Requests(t)
	overlapping := requests[1]
	overlapping.Place.X = requests[0].Place.X + 10
	beyond := requests[0]
	beyond.Place.Page = 3
	whole := requests[0]
	whole.Place.X, whole.Place.Y, whole.Place.Width, whole.Place.Height = 0, 0, 595, 842
	blank := requests[0]
	blank.Ink = nil
	last := requests[0]
	last.Last = true
	odd := requests[1]
	odd.Typed = "\U0010FFFD"
	for name, sequence := range map[string][]signing.SigningRequest{
		"a party after the mediator":             {requests[2], requests[0]},
		"a party after the seal":                 {requests[3], requests[0]},
		"a party after the last signature":       {last, requests[1]},
		"a second seal":                          {requests[3], requests[3]},
		"the same party twice":                   {requests[0], requests[0]},
		"a place that is taken":                  {requests[0], overlapping},
		"a page that is not there":               {beyond},
		"a signature over the whole page":        {whole},
		"neither drawn nor typed":                {blank},
		"a name with a character without a form": {odd},
	} {
		pdf := signingtest.Frozen(t)
		for i, r := range sequence {
			out, err := signing.Apply(context.Background(), pdf, r, a.Events(), a.Timestamps())
			if last := i == len(sequence)-1; last != (err != nil) {
				t.Errorf("%s: step %d: %v", name, i+1, err)
			}
			var refusal *dispute.Error
			if err != nil && (!errors.As(err, &refusal) || refusal.Message.ZH == "") {
				t.Errorf("%s: the refusal has no words for a user: %v", name, err)
			}
			pdf = out
		}
	}
}

func TestADocumentThatIsNotOursIsNotSigned(t *testing.T) {
	a := signingtest.Authority(t)
	frozen := signingtest.Frozen(t)
	for name, pdf := range map[string][]byte{
		"something after the end":   append(bytes.Clone(frozen), '\n'),
		"an encrypted one":          bytes.Replace(frozen, []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt 2 0 R"), 1),
		"one with a form of others": bytes.Replace(frozen, []byte("/Type /Catalog"), []byte("/AcroForm 3 0 R /Type /Catalog"), 1),
		"no PDF":                    []byte("hello"),
	} {
		if _, err := signing.Apply(context.Background(), pdf, signingtest.Requests(t)[0], a.Events(), a.Timestamps()); err == nil {
			t.Errorf("%s was signed", name)
		}
	}
}

func TestOtherReadersFindEverySignatureValid(t *testing.T) {
	path := filepath.Join(t.TempDir(), "signed.pdf")
	signed := signingtest.Sign(t, signingtest.Authority(t), signingtest.Frozen(t))
	if err := os.WriteFile(path, signed, 0o600); err != nil {
		t.Fatal(err)
	}
	checkWithOthers(t, path, 4)
}

// checkWithOthers asks poppler and qpdf, where they are installed.
func checkWithOthers(t *testing.T, path string, signatures int) {
	t.Helper()
	if tool, err := exec.LookPath("pdfsig"); err != nil {
		t.Log("NOT TESTED: pdfsig is missing")
	} else {
		out, err := exec.Command(tool, "-nocert", path).CombinedOutput()
		if err != nil || strings.Count(string(out), "Signature is Valid") != signatures || strings.Count(string(out), "  - Total document signed") != 1 {
			t.Errorf("pdfsig: %v\n%s", err, out)
		}
	}
	if tool, err := exec.LookPath("qpdf"); err != nil {
		t.Log("NOT TESTED: qpdf is missing")
	} else if out, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

func TestTheEvidenceIsSealedIn(t *testing.T) {
	a := signingtest.Authority(t)
	r := verification.PDF(signingtest.Sign(t, a, signingtest.Frozen(t)), verification.Trust{Certificates: a.Anchors()})
	for i, request := range signingtest.Requests(t) {
		// The text is named besides.
		if !bytes.HasPrefix(r.Signatures[i].Evidence, request.Evidence[:len(request.Evidence)-1]) {
			t.Errorf("signature %d: %s", i+1, r.Signatures[i].Evidence)
		}
	}
}

// BenchmarkAThreePartyAgreement signs for two parties, the mediator and the organisation.
func BenchmarkAThreePartyAgreement(b *testing.B) {
	a := signingtest.Authority(b)
	key, err := a.Seal("某市银行业保险业纠纷调解中心")
	if err != nil {
		b.Fatal(err)
	}
	frozen, requests := signingtest.Frozen(b), signingtest.Requests(b)
	b.ReportAllocs()
	for b.Loop() {
		f, err := signing.Open(frozen)
		if err != nil {
			b.Fatal(err)
		}
		for _, r := range requests {
			if err := f.Sign(context.Background(), r, signing.One(key), a.Timestamps()); err != nil {
				b.Fatal(err)
			}
		}
	}
}

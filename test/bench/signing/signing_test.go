package signing

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
	"github.com/signintech/gopdf"

	"sutiao/dispute"
	"sutiao/documents"
	"sutiao/documents/fonts"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
)

// rounds of ours and of the bare libraries take turns, so that both meet the same machine.
const (
	rounds    = 11
	perRound  = 12
	strokes   = 4
	seconds   = 1e9
	lineWidth = 460

	signer = "王小明" // signs for all four, and is whom the seal names
)

func agreement(b *testing.B) documents.Written {
	b.Helper()
	w, err := documents.Write(documents.Sample(dispute.AgreementText))
	if errors.Is(err, fonts.ErrMissing) {
		b.Skip("NOT MEASURED:", err)
	}
	if err != nil {
		b.Fatal(err)
	}
	return w
}

// ours writes the agreement and puts four signatures on it, each with an appearance, its
// evidence and a timestamp.
func ours(b *testing.B, a *signing.PrivateAuthority, key signing.Key, ink []byte, f *signing.Fonts) {
	w := agreement(b)
	file, err := signing.Open(w.PDF)
	if err != nil {
		b.Fatal(err)
	}
	places := ordered(w.Places)
	if len(places) != strokes {
		b.Fatalf("the agreement has %d places, want %d", len(places), strokes)
	}
	for _, place := range places {
		r := signing.SigningRequest{
			Name: signer, Place: place, Ink: ink, Reason: "签署调解协议书", At: signingtest.Start, Fonts: f,
			Verified: "短信验证码", Evidence: []byte(`{"account":"acc-1","identified":"one-time-code"}`),
		}
		if err := file.Sign(context.Background(), r, signing.One(key), a.Timestamps()); err != nil {
			b.Fatal(err)
		}
	}
}

// ordered are a place for each of two parties, the mediator and the organisation.
func ordered(places []dispute.SignaturePlace) []dispute.SignaturePlace {
	rank := func(p dispute.SignaturePlace) int {
		return slices.Index([]string{"p1", "p2", dispute.MediatorSigner, dispute.OrganisationSigner}, p.Signer)
	}
	kept := slices.DeleteFunc(slices.Clone(places), func(p dispute.SignaturePlace) bool { return rank(p) < 0 })
	slices.SortFunc(kept, func(p, q dispute.SignaturePlace) int { return rank(p) - rank(q) })
	return kept
}

// bare writes the same words with gopdf, line after line, and signs four times with
// pdfsign: a picture each, no evidence and no timestamp.
func bare(b *testing.B, text string, ttf []byte, key *ecdsa.PrivateKey, cert *x509.Certificate, ink []byte) {
	p := &gopdf.GoPdf{}
	p.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	must(b, p.AddTTFFontData("text", ttf))
	must(b, p.SetFont("text", "", 12))
	for page := range strings.SplitSeq(text, "\f") {
		p.AddPage()
		p.SetXY(60, 60)
		for line := range strings.Lines(page) {
			parts, err := p.SplitText(strings.TrimSpace(line)+" ", lineWidth)
			must(b, err)
			for _, part := range parts {
				must(b, p.Text(part))
				p.SetXY(60, p.GetY()+18)
			}
		}
	}
	file, err := p.GetBytesPdfReturnErr()
	must(b, err)
	for range strokes {
		file = stroke(b, file, key, cert, ink)
	}
}

func stroke(b *testing.B, file []byte, key *ecdsa.PrivateKey, cert *x509.Certificate, ink []byte) []byte {
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	must(b, err)
	var out bytes.Buffer
	must(b, sign.Sign(bytes.NewReader(file), &out, r, int64(len(file)), sign.SignData{
		Signature: sign.SignDataSignature{
			CertType: sign.ApprovalSignature, Info: sign.SignDataSignatureInfo{Name: signer, Reason: "签署调解协议书", Date: signingtest.Start},
		},
		Signer: key, Certificate: cert, DigestAlgorithm: crypto.SHA256,
		Appearance: sign.Appearance{Visible: true, Page: 1, LowerLeftX: 60, LowerLeftY: 60, UpperRightX: 220, UpperRightY: 110, Image: ink},
	}))
	return out.Bytes()
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func certificate(b *testing.B) (*ecdsa.PrivateKey, *x509.Certificate) {
	b.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(b, err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "bench"},
		NotBefore: signingtest.Start, NotAfter: signingtest.Start.AddDate(10, 0, 0),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(b, err)
	cert, err := x509.ParseCertificate(der)
	must(b, err)
	return key, cert
}

// BenchmarkAgreementsSigned reports agreements a second on one core, ours and bare, and
// their ratio: the median of the rounds.
func BenchmarkAgreementsSigned(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	w := agreement(b)
	text, err := fonts.Text()
	must(b, err)
	authority, drawn, ink := signingtest.Authority(b), signingtest.Fonts(b), signingtest.Ink(b)
	seal, err := authority.Seal(signer)
	must(b, err)
	key, cert := certificate(b)
	one := func() { ours(b, authority, seal, ink, drawn) }
	other := func() { bare(b, w.Text, text.Regular, key, cert, ink) }
	one()
	other()
	var mine, theirs, ratios []float64
	for round := range rounds {
		first, second := &one, &other
		if round%2 == 1 {
			first, second = &other, &one
		}
		a, c := rate(*first), rate(*second)
		if round%2 == 1 {
			a, c = c, a
		}
		mine, theirs, ratios = append(mine, a), append(theirs, c), append(ratios, a/c)
	}
	b.ReportMetric(0, "ns/op") // says nothing here
	b.ReportMetric(middle(mine), "agreements/s")
	b.ReportMetric(middle(theirs), "bare-agreements/s")
	b.ReportMetric(middle(ratios), "ratio")
	b.Logf("ratio: median %.2f, range %.2f to %.2f", middle(ratios), slices.Min(ratios), slices.Max(ratios))
}

func rate(work func()) float64 {
	begun := time.Now()
	for range perRound {
		work()
	}
	return perRound / (float64(time.Since(begun)) / seconds)
}

func middle(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

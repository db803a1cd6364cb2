// Package signingtest makes what tests of signing and checking need: a private authority
// with a fixed clock, a small frozen document, a drawn signature, a signed agreement.
package signingtest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"sync"
	"testing"
	"time"

	"github.com/signintech/gopdf"
	"golang.org/x/image/font/gofont/goregular"

	"sutiao/dispute"
	"sutiao/documents/fonts"
	"sutiao/documents/signing"
)

// Start is when the clocks of the tests begin: eleven in the morning, Beijing time.
var Start = time.Date(2026, 3, 2, 3, 0, 0, 0, time.UTC)

// Clock is a clock that goes on by a second each time it is read.
func Clock() func() time.Time {
	var mu sync.Mutex
	at := Start
	return func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}
}

// Authority makes a private authority with that clock.
func Authority(t testing.TB) *signing.PrivateAuthority {
	t.Helper()
	a, err := signing.NewPrivateAuthority(Clock())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

var readFonts = sync.OnceValues(func() (*signing.Fonts, error) {
	text, err := fonts.Text()
	if err != nil {
		return nil, err
	}
	return signing.NewFonts([][]byte{text.Regular}, nil)
})

// Fonts gives the fonts of the documents, and skips the test where they were not fetched.
func Fonts(t testing.TB) *signing.Fonts {
	t.Helper()
	f, err := readFonts()
	if errors.Is(err, fonts.ErrMissing) {
		t.Skip("NOT TESTED:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Places are where the frozen document leaves room: two parties, mediator, organisation.
func Places() []dispute.SignaturePlace {
	return []dispute.SignaturePlace{
		{Signer: "p1", Page: 2, X: 72, Y: 600, Width: 160, Height: 60},
		{Signer: "p2", Page: 2, X: 320, Y: 600, Width: 160, Height: 60},
		{Signer: dispute.MediatorSigner, Page: 2, X: 72, Y: 480, Width: 160, Height: 60},
		{Signer: dispute.OrganisationSigner, Page: 2, X: 320, Y: 420, Width: 120, Height: 120},
	}
}

// Frozen makes a document of two pages.
func Frozen(t testing.TB) []byte {
	t.Helper()
	pdf := &gopdf.GoPdf{}
	pdf.Start(gopdf.Config{PageSize: *gopdf.PageSizeA4})
	if err := pdf.AddTTFFontData("go", goregular.TTF); err != nil {
		t.Fatal(err)
	}
	for page := 1; page <= 2; page++ {
		pdf.AddPage()
		if err := pdf.SetFont("go", "", 14); err != nil {
			t.Fatal(err)
		}
		pdf.SetXY(72, 72)
		if err := pdf.Cell(nil, fmt.Sprintf("Mediation agreement, page %d: pay CNY 12,000.", page)); err != nil {
			t.Fatal(err)
		}
	}
	data, err := pdf.GetBytesPdfReturnErr()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Ink is a drawn signature: a PNG of a few strokes on nothing.
func Ink(t testing.TB) []byte {
	t.Helper()
	ink := image.NewNRGBA(image.Rect(0, 0, 300, 120))
	for x := 20; x < 280; x++ {
		y := 60 + (x*x/90)%40 - 20
		for w := -2; w <= 2; w++ {
			ink.SetNRGBA(x, y+w, color.NRGBA{10, 20, 60, 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, ink); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Requests are the acts of signing of the frozen document, in their order: drawn, typed,
// typed, sealed.
func Requests(t testing.TB) []signing.SigningRequest {
	t.Helper()
	f, ink := Fonts(t), Ink(t)
	names := []string{"张三", "某某银行股份有限公司", "李调解", "某市银行业保险业纠纷调解中心"}
	var all []signing.SigningRequest
	for i, place := range Places() {
		r := signing.SigningRequest{
			Name: names[i], Place: place, Typed: names[i], Verified: "短信验证码", Reason: "签署调解协议书",
			At: Start, Fonts: f,
			Evidence: json.RawMessage(fmt.Sprintf(`{"signer":%q,"method":"sms","phone":"138****000%d"}`, place.Signer, i)),
		}
		if i == 0 {
			r.Ink, r.Typed = ink, ""
		}
		all = append(all, r)
	}
	return all
}

// Sign puts all signatures on the frozen document.
func Sign(t testing.TB, a *signing.PrivateAuthority, frozen []byte) []byte {
	t.Helper()
	key, err := a.Seal("某市银行业保险业纠纷调解中心")
	if err != nil {
		t.Fatal(err)
	}
	out, text := frozen, sha256.Sum256(frozen)
	for _, r := range Requests(t) {
		r.Evidence = fmt.Appendf(r.Evidence[:len(r.Evidence)-1], `,"document":"%x"}`, text)
		signer := a.Events()
		if r.Place.Signer == dispute.OrganisationSigner {
			signer = signing.One(key)
		}
		if out, err = signing.Apply(context.Background(), out, r, signer, a.Timestamps()); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

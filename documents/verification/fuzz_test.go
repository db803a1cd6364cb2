package verification_test

import (
	"bytes"
	"testing"
	"time"

	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
	"sutiao/documents/verification/cms"
)

// backward is a clock that goes back a second each time it is read.
func backward() func() time.Time {
	at := signingtest.Start
	return func() time.Time {
		at = at.Add(-time.Second)
		return at
	}
}

// splice puts text in place of a part of the original: what a fuzzer can do with a signed
// file better than by making one of nothing.
func splice(original []byte, from, drop int, text []byte) []byte {
	from = min(max(from, 0), len(original))
	end := from + min(max(drop, 0), len(original)-from)
	return bytes.Join([][]byte{original[:from], text, original[end:]}, nil)
}

func FuzzNoAlteredAgreementIsValid(f *testing.F) {
	a := signingtest.Authority(f)
	trust := verification.Trust{Certificates: a.Anchors()}
	signed := signingtest.Sign(f, a, signingtest.Frozen(f))
	f.Add(0, 0, []byte(""))
	f.Add(len(signed), 0, []byte("\n"))
	f.Add(len(signed)-200, 10, []byte("0000000000"))
	f.Add(9, 40, []byte("1 0 obj\n<< /Type /Catalog >>\nendobj\n"))
	f.Add(0, len(signed), []byte("%PDF-1.7\nxref\n0 2\ntrailer\nstartxref\n9\n%%EOF\n"))
	f.Fuzz(func(t *testing.T, from, drop int, text []byte) {
		altered := splice(signed, from, drop, text)
		r := verification.PDF(altered, trust)
		if r.Verdict != verification.Wrong && !bytes.Equal(altered, signed) {
			t.Errorf("%s", r.Verdict)
		}
		verification.CaseFile(altered, trust)
	})
}

func FuzzNoReaderPanics(f *testing.F) {
	a := signingtest.Authority(f)
	stamp, err := a.Timestamps().Stamp(f.Context(), []byte("data"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(stamp)
	f.Add(signingtest.Frozen(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func([]byte) (*cms.Message, error){cms.Parse, cms.Adopt} {
			if m, err := read(data); err == nil {
				_, _ = m.Stamp()
			}
		}
		if r := verification.File(data, verification.Trust{Certificates: a.Anchors()}); r.Verdict == verification.Valid {
			t.Error("a file was made up")
		}
	})
}

package casefile_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"sutiao/documents/casefile"
	"sutiao/documents/casefile/casefiletest"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
	"sutiao/documents/verification/tamper"
)

func TestACaseFileIsValidAndAnyUnzipReadsIt(t *testing.T) {
	a := signingtest.Authority(t)
	data := casefiletest.Write(t, a, "case-1")
	r := verification.CaseFile(data, verification.Trust{Certificates: a.Anchors()})
	if r.Verdict != verification.Valid {
		t.Fatalf("%s %+v", r.Verdict, r.Findings)
	}
	if len(r.Case.Documents) != 1 || len(r.Case.Documents[0].Report.Signatures) != 4 {
		t.Errorf("the signed agreement is not reported: %+v", r.Case.Documents)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, in); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if r := verification.CaseFile(data, verification.Trust{}); r.Verdict != verification.UnknownSigner {
		t.Errorf("without anchors: %s", r.Verdict)
	}
}

func TestEveryAlteredCopyOfACaseFileIsRefusedAndThePlaceNamed(t *testing.T) {
	a := signingtest.Authority(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	copies := tamper.CaseFile(casefiletest.Write(t, a, "case-1"), casefiletest.Write(t, a, "case-2"))
	for _, c := range copies {
		r := verification.CaseFile(c.Data, trust)
		if r.Verdict != verification.Wrong || len(r.Findings) == 0 || r.Findings[0].Where.Text().EN == "" {
			t.Errorf("%s: %s %+v", c.Name, r.Verdict, r.Findings)
		}
	}
	t.Logf("%d altered copies", len(copies))
}

func TestNoByteOfACaseFileCanChangeUnnoticed(t *testing.T) {
	a := signingtest.Authority(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	data := casefiletest.Write(t, a, "case-1")
	signature := bytes.Index(data, []byte(verification.SignatureEntry))
	step := 31
	for at, altered := range tamper.Flips(data, 0, len(data), step) {
		if r := verification.CaseFile(altered, trust); r.Verdict != verification.Wrong {
			t.Fatalf("byte %d: %s", at, r.Verdict)
		}
	}
	for at, altered := range tamper.Flips(data, signature-30, signature+4200, 1) {
		if r := verification.CaseFile(altered, trust); r.Verdict != verification.Wrong {
			t.Fatalf("byte %d: %s", at, r.Verdict)
		}
	}
}

func TestACaseFileIsNotWrittenFromWhatWasChangedInStore(t *testing.T) {
	a := signingtest.Authority(t)
	key, err := a.Seal(casefiletest.Organisation)
	if err != nil {
		t.Fatal(err)
	}
	f := casefiletest.CaseFile(t, a, "case-1")
	f.Evidence[0].SHA256 = "00"
	var changed *casefile.ChangedError
	if err := casefile.Write(context.Background(), io.Discard, f, key, a.Timestamps()); !errors.As(err, &changed) {
		t.Errorf("another content than recorded: %v", err)
	}
	f = casefiletest.CaseFile(t, a, "case-1")
	f.Ledger[1].Act = "withdraw"
	if err := casefile.Write(context.Background(), io.Discard, f, key, a.Timestamps()); err == nil {
		t.Error("a ledger that does not hold was signed")
	}
}

func FuzzNoAlteredCaseFileIsValid(f *testing.F) {
	a := signingtest.Authority(f)
	trust := verification.Trust{Certificates: a.Anchors()}
	data := casefiletest.Write(f, a, "case-1")
	f.Add(0, 0, []byte(""))
	f.Add(len(data), 0, []byte("PK\x05\x06"))
	f.Add(26, 2, []byte{0xff, 0xff})
	f.Add(0, len(data), []byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, from, drop int, text []byte) {
		from = min(max(from, 0), len(data))
		end := from + min(max(drop, 0), len(data)-from)
		altered := bytes.Join([][]byte{data[:from], text, data[end:]}, nil)
		if r := verification.CaseFile(altered, trust); r.Verdict != verification.Wrong && !bytes.Equal(altered, data) {
			t.Errorf("%s", r.Verdict)
		}
	})
}

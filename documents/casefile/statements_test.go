package casefile_test

import (
	"bytes"
	"hash/crc32"
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/documents/casefile"
	"sutiao/documents/casefile/casefiletest"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
	"sutiao/documents/verification/archive"
)

// A case file that its organisation has put together wrongly holds in itself: every byte is
// signed. What it says of its documents must still be true.
func TestTheLedgersWordOnTheDocumentsMustBeTrue(t *testing.T) {
	a := signingtest.Authority(t)
	frozen := signingtest.Frozen(t)
	signed := signingtest.Sign(t, a, frozen)
	another := signingtest.Sign(t, a, bytes.Replace(frozen, []byte("%PDF-1.7"), []byte("%PDF-1.6"), 1))
	first, last := casefiletest.Document(casefiletest.Code, frozen), casefiletest.Document(casefiletest.Code, signed)
	for name, c := range map[string]struct {
		frozen, signed dispute.Document
		acts           int // how many of the acts there are; 0 for all
		file           []byte
		says, place    string
	}{
		"another text laid before the parties": {frozen: casefiletest.Document(casefiletest.Code, signed), signed: last, says: "whose hash the ledger has", place: "ledger row 2"},
		"another file sealed":                  {frozen: first, signed: first, says: "whose hash the ledger has", place: "ledger row 4"},
		"a document that is not there":         {frozen: casefiletest.Document("ZZ99-ZZ99", frozen), signed: last, says: "ZZ99-ZZ99 of the ledger is not in the case file", place: "ledger row 2"},
		"another version of the signed file":   {frozen: first, signed: last, file: another, says: "whose hash the ledger has", place: "002-调解协议书.pdf"},
		"no seal in the ledger":                {frozen: first, signed: last, acts: 3, says: "the ledger knows of no seal", place: "002-调解协议书.pdf"},
		"nothing in the ledger":                {frozen: first, signed: last, acts: 1, says: "the ledger knows nothing", place: "002-调解协议书.pdf"},
	} {
		f := casefiletest.CaseFile(t, a, "case-1")
		acts := casefiletest.Acts(t, c.frozen, c.signed)
		if c.acts > 0 {
			acts = acts[:c.acts]
		}
		f.Ledger = casefiletest.Ledger("case-1", acts...)
		f.Documents[1].Open = casefiletest.Text(signed)
		if c.file != nil {
			f.Documents[1].Open = casefiletest.Text(c.file)
		}
		wrong(t, name, check(t, a, f, casefiletest.Organisation), c.says, c.place)
	}
}

func TestASignatureInTheLedgerNamesATextOfTheFile(t *testing.T) {
	a := signingtest.Authority(t)
	f := casefiletest.CaseFile(t, a, "case-1")
	var acts [][2]string
	for _, r := range f.Ledger {
		detail := r.Detail
		if r.Act == string(dispute.SignAgreement) {
			detail = `{"version":2,"document":"` + strings.Repeat("ab", 32) + `"}`
		}
		acts = append(acts, [2]string{r.Act, detail})
	}
	f.Ledger = casefiletest.Ledger("case-1", acts...)
	wrong(t, "another text signed", check(t, a, f, casefiletest.Organisation), "the text that was signed by this row is not in the case file", "ledger row 3")
}

func TestTwoDocumentsDoNotHaveOneCode(t *testing.T) {
	a := signingtest.Authority(t)
	f := casefiletest.CaseFile(t, a, "case-1")
	f.Documents[0].Code = casefiletest.Code
	wrong(t, "the same code", check(t, a, f, casefiletest.Organisation), "the same code", "002-调解协议书.pdf")
}

func TestACaseFileOfOneOrganisationIsNotSealedByAnother(t *testing.T) {
	a := signingtest.Authority(t)
	f := casefiletest.CaseFile(t, a, "case-1")
	f.Case.Organisation = "某市银行业保险业纠纷调解中心分中心"
	wrong(t, "the agreement is another's", check(t, a, f, f.Case.Organisation), "another organisation than the one of the case file", "002-调解协议书.pdf")
	f = casefiletest.CaseFile(t, a, "case-1")
	key, err := a.Seal("某市银行业保险业纠纷调解中心分中心")
	if err != nil {
		t.Fatal(err)
	}
	if err := casefile.Write(t.Context(), &bytes.Buffer{}, f, key, a.Timestamps()); err == nil {
		t.Error("a case file was signed with the key of another organisation")
	}
}

func check(t *testing.T, a *signing.PrivateAuthority, f casefile.CaseFile, organisation string) verification.Report {
	t.Helper()
	return verification.CaseFile(casefiletest.Bind(t, a, f, organisation), verification.Trust{Certificates: a.Anchors()})
}

// wrong wants a report that is wrong for this reason at this place.
func wrong(t *testing.T, name string, r verification.Report, says, place string) {
	t.Helper()
	for _, f := range r.Findings {
		if r.Verdict == verification.Wrong && strings.Contains(f.What.EN, says) && strings.Contains(f.Place.EN, place) {
			return
		}
	}
	t.Errorf("%s: %s %+v", name, r.Verdict, r.Findings)
}

// What its own organisation would refuse to write, another could have written.
func TestAManifestSignedByAnotherTrustedOrganisationIsWrong(t *testing.T) {
	a := signingtest.Authority(t)
	files, problem := archive.Read(casefiletest.Write(t, a, "case-1"))
	if problem != nil {
		t.Fatal(problem)
	}
	key, err := a.Seal("某市银行业保险业纠纷调解中心分中心")
	if err != nil {
		t.Fatal(err)
	}
	if files[1].Data, err = signing.Detached(t.Context(), files[0].Data, key, a.Timestamps()); err != nil {
		t.Fatal(err)
	}
	if files[2].Data, err = verification.CertificatesOf(files[1].Data); err != nil {
		t.Fatal(err)
	}
	var data []byte
	entries := make([]archive.Entry, len(files))
	for i, f := range files {
		entries[i] = archive.Entry{Name: f.Name, Size: int64(len(f.Data)), CRC: crc32.ChecksumIEEE(f.Data), Offset: int64(len(data))}
		data = append(append(data, entries[i].Head()...), f.Data...)
	}
	r := verification.CaseFile(append(data, archive.Directory(entries)...), verification.Trust{Certificates: a.Anchors()})
	wrong(t, "signed by another", r, "not signed by a certificate of the organisation that the manifest names", "manifest.p7s")
}

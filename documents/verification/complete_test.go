package verification_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/documents"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

const centre, otherCentre = "北京金融纠纷调解中心", "北京金融纠纷调解中心海淀分中心"

// signer signs documents of the sample, as a whole or in part.
type signer struct {
	a        *signing.PrivateAuthority
	seal     string // the organisation whose certificate seals
	called   string // how the seal names it
	proxy    string // the organisation whose certificate signs for the parties; empty: their own
	evidence string // hash that the evidence names; empty: that of the text
}

func (s signer) key(t *testing.T, organisation string) signing.Signer {
	t.Helper()
	key, err := s.a.Seal(organisation)
	if err != nil {
		t.Fatal(err)
	}
	return signing.One(key)
}

// sign has the signers of the places sign, less those left out; the last of an application
// closes it.
func (s signer) sign(t *testing.T, w documents.Written, without ...string) []byte {
	t.Helper()
	text := fmt.Sprintf("%x", sha256.Sum256(w.PDF))
	places := slices.DeleteFunc(slices.Clone(w.Places), func(p dispute.SignaturePlace) bool { return slices.Contains(without, p.Signer) })
	out := w.PDF
	for i, place := range places {
		r := signing.SigningRequest{Name: "签" + place.Signer, Place: place, Typed: "签名", At: signingtest.Start, Fonts: signingtest.Fonts(t), Last: i+1 == len(places)}
		by := s.a.Events()
		if s.proxy != "" {
			by = s.key(t, s.proxy)
		}
		if place.Signer == dispute.OrganisationSigner {
			r.Name, by = s.called, s.key(t, s.seal)
		}
		names := text
		if s.evidence != "" {
			names = s.evidence
		}
		r.Evidence, _ = json.Marshal(dispute.SigningEvidence{Document: names})
		var err error
		if out, err = signing.Apply(context.Background(), out, r, by, s.a.Timestamps()); err != nil {
			t.Fatal(place.Signer, err)
		}
	}
	return out
}

func agreement(t *testing.T) documents.Written {
	t.Helper()
	signingtest.Fonts(t)
	w, err := documents.Write(documents.Sample(dispute.AgreementText))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// joint is the application as it is laid before the parties together with the agreement.
func joint(t *testing.T, of []byte) documents.Written {
	t.Helper()
	o := documents.Sample(dispute.AgreementText)
	o.Kind = dispute.ConfirmationForm
	o.Case.Agreement.Frozen = &dispute.Document{Code: "AB", SHA256: fmt.Sprintf("%x", sha256.Sum256(of))}
	w, err := documents.Write(o)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func ordinary(t *testing.T) (signer, verification.Trust) {
	t.Helper()
	a := signingtest.Authority(t)
	return signer{a: a, seal: centre, called: centre}, verification.Trust{Certificates: a.Anchors()}
}

// says tells that a report is wrong for this reason and names a place.
func says(t *testing.T, name string, r verification.Report, reason string) {
	t.Helper()
	for _, f := range r.Findings {
		if strings.Contains(f.What.EN, reason) && f.Place.ZH != "" && r.Verdict == verification.Wrong {
			return
		}
	}
	t.Errorf("%s: %s %+v", name, r.Verdict, r.Findings)
}

func TestAClosedDocumentWithoutOneOfItsPartiesIsNotComplete(t *testing.T) {
	s, trust := ordinary(t)
	w := agreement(t)
	r := verification.PDF(s.sign(t, w), trust)
	if r.Verdict != verification.Valid || len(r.Unsigned) != 0 {
		t.Fatalf("%s %v %+v", r.Verdict, r.Unsigned, r.Findings)
	}
	says(t, "one party left out", verification.PDF(s.sign(t, w, "p2"), trust), "party p2 has not signed")
	says(t, "no seal", verification.PDF(s.sign(t, w, dispute.OrganisationSigner), trust), "the organisation has not signed")
	application := joint(t, w.PDF)
	if r := verification.PDF(s.sign(t, application), trust); r.Verdict != verification.Valid {
		t.Errorf("%s %+v", r.Verdict, r.Findings)
	}
	says(t, "one applicant left out", verification.PDF(s.sign(t, application, "p3"), trust), "party p3 has not signed")
}

// What every party has signed comes into effect though the mediator was late.
func TestAnAgreementThatTheMediatorDidNotSignIsCompleteAndItIsSaid(t *testing.T) {
	s, trust := ordinary(t)
	r := verification.PDF(s.sign(t, agreement(t), dispute.MediatorSigner), trust)
	if r.Verdict != verification.Valid || !slices.Equal(r.Unsigned, []string{dispute.MediatorSigner}) {
		t.Errorf("%s %v %+v", r.Verdict, r.Unsigned, r.Findings)
	}
}

// What came about by the parties' silence is sealed and signed by nobody.
func TestAnAgreementByAMechanismNeedsTheSealOnly(t *testing.T) {
	s, trust := ordinary(t)
	o := documents.Sample(dispute.AgreementText)
	o.Case.Agreement.Adopted = dispute.NoObjection
	w, err := documents.Write(o)
	if err != nil {
		t.Fatal(err)
	}
	if r := verification.PDF(s.sign(t, w, dispute.MediatorSigner), trust); r.Verdict != verification.Valid || len(r.Unsigned) != 0 {
		t.Errorf("%s %v %+v", r.Verdict, r.Unsigned, r.Findings)
	}
}

func TestEvidenceThatNamesAnotherTextIsWrong(t *testing.T) {
	s, trust := ordinary(t)
	w := agreement(t)
	application := joint(t, w.PDF)
	together := s
	together.evidence = fmt.Sprintf("%x", sha256.Sum256(w.PDF))
	if r := verification.PDF(together.sign(t, application), trust); r.Verdict != verification.Valid {
		t.Errorf("signed in one sitting: %s %+v", r.Verdict, r.Findings)
	}
	s.evidence = strings.Repeat("ab", 32)
	says(t, "another agreement", verification.PDF(s.sign(t, w), trust), "names another text")
	says(t, "another application", verification.PDF(s.sign(t, application), trust), "names another text")
	s.evidence = fmt.Sprintf("%x", sha256.Sum256(application.PDF))
	says(t, "the application for the agreement", verification.PDF(s.sign(t, w), trust), "names another text")
}

func TestASealOfAnotherTrustedOrganisationIsWrong(t *testing.T) {
	s, trust := ordinary(t)
	w := agreement(t)
	s.seal, s.called = otherCentre, otherCentre
	says(t, "in its own name", verification.PDF(s.sign(t, w), trust), "of another organisation")
	s.seal, s.called = centre, centre
	s.proxy = centre
	if r := verification.PDF(s.sign(t, w), trust); r.Verdict != verification.Valid {
		t.Errorf("signed for the parties by the organisation: %s %+v", r.Verdict, r.Findings)
	}
	s.proxy = otherCentre
	says(t, "signed for the parties by another", verification.PDF(s.sign(t, w), trust), "neither the signer's nor that of the organisation")
}

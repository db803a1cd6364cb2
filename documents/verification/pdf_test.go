package verification_test

import (
	"testing"

	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

func TestASignedAgreementIsValidToThoseWhoTrustItsAuthorityAndUnknownToOthers(t *testing.T) {
	a := signingtest.Authority(t)
	signed := signingtest.Sign(t, a, signingtest.Frozen(t))
	r := verification.PDF(signed, verification.Trust{Certificates: a.Anchors()})
	if r.Verdict != verification.Valid || len(r.Signatures) != 4 {
		t.Fatalf("%+v", r)
	}
	r = verification.PDF(signed, verification.Trust{})
	if r.Verdict != verification.UnknownSigner || len(r.Findings) != 0 {
		t.Fatalf("%+v", r)
	}
	if r.Signatures[3].Certificate.Anchor != verification.Fingerprint(a.Anchors()[0]) {
		t.Error("the fingerprint to compare is not the root's")
	}
}

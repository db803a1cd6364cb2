package signing_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sutiao/dispute"
	"sutiao/documents"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

// inOrder puts the places in the order of signing.
func inOrder(places []dispute.SignaturePlace) []dispute.SignaturePlace {
	rank := func(p dispute.SignaturePlace) int {
		return 1 + slices.Index([]string{dispute.MediatorSigner, dispute.OrganisationSigner}, p.Signer)
	}
	places = slices.Clone(places)
	slices.SortStableFunc(places, func(a, b dispute.SignaturePlace) int { return rank(a) - rank(b) })
	return places
}

func TestEveryKindOfDocumentCanBeSignedAtEachOfItsPlaces(t *testing.T) {
	a := signingtest.Authority(t)
	fonts := signingtest.Fonts(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	for _, kind := range dispute.DocumentKinds() {
		sample := documents.Sample(kind.Value)
		written, err := documents.Write(sample)
		if err != nil {
			t.Fatal(err)
		}
		places := inOrder(written.Places)
		if len(places) == 0 {
			continue
		}
		file, err := signing.Open(written.PDF)
		if err != nil {
			t.Fatalf("%s: %v", kind.Value, err)
		}
		for i, place := range places {
			r := signing.SigningRequest{Last: i == len(places)-1, Name: "刘晓阳", Place: place, Typed: "刘晓阳", Verified: "短信验证码", At: signingtest.Start, Fonts: fonts, Evidence: json.RawMessage("{}")}
			if place.Signer == dispute.OrganisationSigner {
				r.Name = sample.Organisation.Name
			}
			if err := file.Sign(context.Background(), r, a.Events(), a.Timestamps()); err != nil {
				t.Errorf("%s: %s: %v", kind.Value, place.Signer, err)
			}
		}
		path := filepath.Join(t.TempDir(), string(kind.Value)+".pdf")
		if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		checkWithOthers(t, path, len(places))
		if r := verification.PDF(file.Bytes(), trust); r.Verdict != verification.Valid {
			t.Errorf("%s: %s %v", kind.Value, r.Verdict, r.Findings)
		}
	}
}

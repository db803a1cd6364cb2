package signing_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"testing"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"

	"sutiao/documents/signing/signingtest"
)

// BenchmarkPdfsignBare signs four times with the library alone and shows a picture each
// time: no evidence, no trusted time, no caption, no order. It is what ours is measured by.
func BenchmarkPdfsignBare(b *testing.B) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	certificate := selfSigned(b, key)
	frozen, ink := signingtest.Frozen(b), signingtest.Ink(b)
	b.ReportAllocs()
	for b.Loop() {
		file := frozen
		for i, place := range signingtest.Places() {
			reader, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				b.Fatal(err)
			}
			data := sign.SignData{
				Signature: sign.SignDataSignature{CertType: sign.ApprovalSignature, Info: sign.SignDataSignatureInfo{Name: place.Signer, Date: signingtest.Start}},
				Signer:    key, DigestAlgorithm: crypto.SHA256, Certificate: certificate,
				CertificateChains: [][]*x509.Certificate{{certificate}},
				Appearance: sign.Appearance{Visible: true, Page: 2, Image: ink,
					LowerLeftX: place.X, LowerLeftY: place.Y, UpperRightX: place.X + place.Width, UpperRightY: place.Y + place.Height},
			}
			var out bytes.Buffer
			if err := sign.Sign(bytes.NewReader(file), &out, reader, int64(len(file)), data); err != nil {
				b.Fatalf("signature %d: %v", i+1, err)
			}
			file = out.Bytes()
		}
	}
}

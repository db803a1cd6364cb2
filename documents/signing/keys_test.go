package signing_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

// selfSigned makes a certificate for a key, as a small organisation might have.
func selfSigned(t testing.TB, key crypto.Signer) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "某市银行业保险业纠纷调解中心"},
		NotBefore: signingtest.Start.Add(-time.Hour), NotAfter: signingtest.Start.Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

// sealedWith signs a document with a key and gives the verdict of those who trust it.
func sealedWith(t *testing.T, key signing.Key) verification.Report {
	t.Helper()
	a := signingtest.Authority(t)
	signed, err := signing.Apply(context.Background(), signingtest.Frozen(t), signingtest.Requests(t)[3], signing.One(key), a.Timestamps())
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sealed.pdf")
	if err := os.WriteFile(path, signed, 0o600); err != nil {
		t.Fatal(err)
	}
	checkWithOthers(t, path, 1)
	chain := key.Certificates()
	return verification.PDF(signed, verification.Trust{Certificates: append(a.Anchors(), chain[len(chain)-1])})
}

func TestAnRSAKeyFromAPKCS12FileSigns(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	file, err := pkcs12.Modern.Encode(private, selfSigned(t, private), nil, "secret")
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.FromPKCS12(file, "secret")
	if err != nil {
		t.Fatal(err)
	}
	if r := sealedWith(t, key); r.Verdict != verification.Valid {
		t.Errorf("%+v", r)
	}
	if _, err := signing.FromPKCS12(file, "wrong"); err == nil {
		t.Error("a wrong password opened the file")
	}
}

func TestAKeyOfAnotherCertificateIsRefused(t *testing.T) {
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := signing.NewKey(other, []*x509.Certificate{selfSigned(t, private)}); err == nil {
		t.Error("a key was taken with the certificate of another")
	}
}

func TestAPrivateAuthorityIsTheSameWhenOpenedAgainAndItsFilesArePrivate(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "authority")
	first, err := signing.OpenPrivateAuthority(folder, signingtest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	key, err := first.OrganisationKey(folder, "org/1", "某中心")
	if err != nil {
		t.Fatal(err)
	}
	second, err := signing.OpenPrivateAuthority(folder, signingtest.Clock())
	if err != nil {
		t.Fatal(err)
	}
	again, err := second.OrganisationKey(folder, "org/1", "某中心")
	if err != nil {
		t.Fatal(err)
	}
	if !second.Anchors()[0].Equal(first.Anchors()[0]) || !again.Certificates()[0].Equal(key.Certificates()[0]) {
		t.Error("the keys changed")
	}
	if subject := key.Certificates()[0].Subject.String(); !strings.Contains(subject, signing.PrivateMark) {
		t.Errorf("the subject does not say that the authority is private: %s", subject)
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f.Name(), info.Mode(), err)
		}
	}
}

// issue makes a certificate for a key, by an authority.
func issue(t *testing.T, authority *x509.Certificate, by *rsa.PrivateKey, public any) *x509.Certificate {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(8), Subject: pkix.Name{CommonName: "051@某市银行业保险业纠纷调解中心@1"},
		NotBefore: signingtest.Start.Add(-time.Hour), NotAfter: signingtest.Start.Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, authority, public, by)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return certificate
}

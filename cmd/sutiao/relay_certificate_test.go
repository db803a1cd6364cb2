package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// writeCertificate writes a certificate with a serial number, and its key.
func writeCertificate(t *testing.T, certificate, key string, serial int64, changed time.Time) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(serial), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"relay.example"}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for path, block := range map[string]*pem.Block{certificate: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: pkcs8}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheRelaysCertificateIsReadAgainWhenItIsRenewed(t *testing.T) {
	folder := t.TempDir()
	s := settings{MediaRelayTLS: "127.0.0.1:0", MediaRelayCert: filepath.Join(folder, "c.pem"), MediaRelayKey: filepath.Join(folder, "k.pem")}
	if _, err := relayCertificate(s); err == nil || !strings.Contains(err.Error(), "SUTIAO_MEDIA_RELAY_CERTIFICATE") {
		t.Fatal("no certificate was no error:", err)
	}
	changed := time.Now().Add(-time.Hour)
	writeCertificate(t, s.MediaRelayCert, s.MediaRelayKey, 1, changed)
	c, err := relayCertificate(s)
	if err != nil {
		t.Fatal(err)
	}
	serial := func() int64 {
		shown, err := c.GetCertificate(nil)
		if err != nil {
			t.Fatal(err)
		}
		return shown.Leaf.SerialNumber.Int64()
	}
	if serial() != 1 {
		t.Fatal("another certificate than the file's")
	}
	writeCertificate(t, s.MediaRelayCert, s.MediaRelayKey, 2, changed.Add(time.Minute))
	if serial() != 2 {
		t.Error("the renewed certificate is not shown")
	}
	half, err := os.ReadFile(s.MediaRelayCert)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.MediaRelayCert, bytes.TrimSuffix(half, half[len(half)/2:]), 0o600); err != nil {
		t.Fatal(err)
	}
	if serial() != 2 {
		t.Error("a half-written file took the certificate away")
	}
}

func TestARelayOverTLSNeedsACertificate(t *testing.T) {
	if _, err := relayCertificate(settings{MediaRelayTLS: "127.0.0.1:0"}); err == nil {
		t.Error("no error")
	}
	if c, err := relayCertificate(settings{}); c != nil || err != nil {
		t.Error(c, err)
	}
}

package verification

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"time"
)

// Trust is whom the reader trusts: the organisations whose seals, and the timestamp
// authorities whose times, count. Nobody is trusted by default.
type Trust struct {
	// Certificates and Fingerprints (SHA-256 of a certificate, hexadecimal in lower case)
	// are anchors: a chain that reaches one of them is trusted.
	Certificates []*x509.Certificate
	Fingerprints []string
}

// ReadTrust adds the certificates of a PEM file to whom is trusted.
func (t *Trust) ReadTrust(file []byte) error {
	found := false
	for block, rest := pem.Decode(file); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return err
		}
		t.Certificates, found = append(t.Certificates, c), true
	}
	if !found {
		return errors.New("no certificate in PEM")
	}
	return nil
}

// Fingerprint is the SHA-256 of a certificate in hexadecimal.
func Fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

func (t *Trust) holds(c *x509.Certificate) bool {
	for _, anchor := range t.Certificates {
		if anchor.Equal(c) {
			return true
		}
	}
	fingerprint := Fingerprint(c)
	for _, f := range t.Fingerprints {
		if f == fingerprint {
			return true
		}
	}
	return false
}

// Chain is a checked chain of certificates.
type Chain struct {
	Trusted bool
	Anchor  *x509.Certificate // that made it trusted, or the last of the chain
	// Complete tells that the last certificate's own signature was checked too, or that it
	// is an anchor: no byte of the chain can then differ from what its authority made.
	Complete bool
}

// Chain checks a chain, the signer's certificate first, at a time: that each certificate
// was issued by the next, which was allowed to, and was within its validity. It does not
// know whether one was revoked: that stands in no file.
func (t *Trust) Chain(chain []*x509.Certificate, at time.Time) (Chain, error) {
	for i, c := range chain {
		if at.Before(c.NotBefore) || at.After(c.NotAfter) {
			return Chain{}, errors.New("a certificate was not valid at that time")
		}
		if len(c.UnhandledCriticalExtensions) > 0 {
			return Chain{}, errors.New("a certificate has a critical extension that is not understood")
		}
		if i == 0 {
			continue
		}
		if err := issued(c, chain[i-1], i-1); err != nil {
			return Chain{}, err
		}
	}
	last := chain[len(chain)-1]
	result := Chain{Anchor: last, Complete: t.holds(last)}
	if !result.Complete && bytes.Equal(last.RawSubject, last.RawIssuer) {
		if last.CheckSignatureFrom(last) != nil {
			return Chain{}, errors.New("a root certificate was not issued by itself")
		}
		result.Complete = true
	}
	for _, anchor := range t.Certificates {
		if issued(anchor, last, len(chain)-1) == nil && !at.Before(anchor.NotBefore) && !at.After(anchor.NotAfter) {
			result = Chain{Trusted: true, Anchor: anchor, Complete: true}
		}
	}
	for _, c := range chain {
		if t.holds(c) {
			result.Trusted, result.Anchor = true, c
			break
		}
	}
	return result, nil
}

// issued tells whether the parent issued the certificate and was allowed to, with this
// many authorities between the parent and the signer.
func issued(parent, c *x509.Certificate, between int) error {
	if !bytes.Equal(parent.RawSubject, c.RawIssuer) || c.CheckSignatureFrom(parent) != nil {
		return errors.New("a certificate was not issued by the next one")
	}
	if !parent.BasicConstraintsValid || !parent.IsCA || parent.MaxPathLen >= 0 && (parent.MaxPathLen > 0 || parent.MaxPathLenZero) && between > parent.MaxPathLen {
		return errors.New("a certificate was issued by one that may not issue it")
	}
	return nil
}

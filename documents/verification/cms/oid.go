package cms

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"crypto/x509"
	"encoding/asn1"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Object identifiers of RFC 5652, RFC 5035, RFC 3161 and RFC 5754.
var (
	OIDData                 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	OIDTimestampInfo        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 1, 4}
	oidSignedData           = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 2}
	oidContentType          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 3}
	oidMessageDigest        = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 4}
	oidSigningCertificate   = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 12}
	oidSigningCertificateV2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimestampToken       = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
	oidSHA256               = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}
	oidSHA384               = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
	oidSHA512               = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 3}
	oidRSA                  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 1}
	oidSHA256RSA            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 11}
	oidSHA384RSA            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 12}
	oidSHA512RSA            = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 13}
	oidECDSASHA256          = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 2}
	oidECDSASHA384          = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 3}
	oidECDSASHA512          = asn1.ObjectIdentifier{1, 2, 840, 10045, 4, 3, 4}
)

// digests are the hash functions that are understood. SM3 with SM2 would be a row here.
var digests = []struct {
	hash       crypto.Hash
	oid        asn1.ObjectIdentifier
	withRSA    asn1.ObjectIdentifier
	withECDSA  asn1.ObjectIdentifier
	rsa, ecdsa x509.SignatureAlgorithm
}{
	{crypto.SHA256, oidSHA256, oidSHA256RSA, oidECDSASHA256, x509.SHA256WithRSA, x509.ECDSAWithSHA256},
	{crypto.SHA384, oidSHA384, oidSHA384RSA, oidECDSASHA384, x509.SHA384WithRSA, x509.ECDSAWithSHA384},
	{crypto.SHA512, oidSHA512, oidSHA512RSA, oidECDSASHA512, x509.SHA512WithRSA, x509.ECDSAWithSHA512},
}

func hashOf(oid asn1.ObjectIdentifier) (crypto.Hash, bool) {
	for _, d := range digests {
		if d.oid.Equal(oid) {
			return d.hash, true
		}
	}
	return 0, false
}

func digestOID(hash crypto.Hash) asn1.ObjectIdentifier {
	for _, d := range digests {
		if d.hash == hash {
			return d.oid
		}
	}
	return nil
}

// algorithm is how a key of this kind signs with this hash: as CMS writes it, whether
// NULL parameters follow, and as crypto/x509 calls it.
func algorithm(key any, hash crypto.Hash) (asn1.ObjectIdentifier, bool, x509.SignatureAlgorithm) {
	for _, d := range digests {
		if d.hash != hash {
			continue
		}
		switch key.(type) {
		case *rsa.PublicKey:
			return oidRSA, true, d.rsa
		case *ecdsa.PublicKey:
			return d.withECDSA, false, d.ecdsa
		}
	}
	return nil, false, x509.UnknownSignatureAlgorithm
}

// signs tells whether an authority may have written this identifier for such a signature.
func signs(key any, hash crypto.Hash, oid asn1.ObjectIdentifier) bool {
	for _, d := range digests {
		if d.hash != hash {
			continue
		}
		switch key.(type) {
		case *rsa.PublicKey:
			return oid.Equal(oidRSA) || oid.Equal(d.withRSA)
		case *ecdsa.PublicKey:
			return oid.Equal(d.withECDSA)
		}
	}
	return false
}

func addAlgorithm(b *cryptobyte.Builder, oid asn1.ObjectIdentifier, null bool) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		if null {
			b.AddASN1NULL()
		}
	})
}

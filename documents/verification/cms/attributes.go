package cms

import (
	"bytes"
	"crypto"
	"crypto/sha1" //nolint:gosec // ESSCertID of RFC 2634 is SHA-1; authorities still write it
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Attributes makes the signed attributes of a signature of ours: the type of the content,
// its digest, and signing-certificate-v2 (RFC 5035) over the whole chain, so that no
// certificate of the container can be exchanged. It is the message that the key signs.
func Attributes(contentType asn1.ObjectIdentifier, digest []byte, chain []*x509.Certificate) ([]byte, error) {
	all := [][]byte{
		attribute(oidContentType, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(contentType) }),
		attribute(oidMessageDigest, func(b *cryptobyte.Builder) { b.AddASN1OctetString(digest) }),
		attribute(oidSigningCertificateV2, func(b *cryptobyte.Builder) { addCertificateIDs(b, chain) }),
	}
	slices.SortFunc(all, bytes.Compare)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
		for _, a := range all {
			b.AddBytes(a)
		}
	})
	return b.Bytes()
}

func attribute(oid asn1.ObjectIdentifier, value func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oid)
		b.AddASN1(cbasn1.SET, value)
	})
	return b.BytesOrPanic()
}

// addCertificateIDs leaves the algorithm out: SHA-256 is its default, and DER omits it.
func addCertificateIDs(b *cryptobyte.Builder, chain []*x509.Certificate) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			for _, c := range chain {
				sum := sha256.Sum256(c.Raw)
				b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1OctetString(sum[:]) })
			}
		})
	})
}

// CheckOurs tells whether the attributes are exactly those that Attributes makes.
func (m *Message) CheckOurs(digest []byte) error {
	want, err := Attributes(m.ContentType, digest, m.Certificates)
	if err != nil {
		return err
	}
	if !bytes.Equal(want, m.Attributes) {
		return errors.New("the signed attributes are not those of this content and these certificates")
	}
	return nil
}

// CheckTheirs tells whether the attributes of another writer name the content that the
// container carries and the signer's certificate.
func (m *Message) CheckTheirs() error {
	attributes := map[string][]byte{}
	set := cryptobyte.String(m.Attributes)
	var all cryptobyte.String
	if !set.ReadASN1(&all, cbasn1.SET) || !set.Empty() {
		return errShape
	}
	for !all.Empty() {
		var one, values cryptobyte.String
		var kind asn1.ObjectIdentifier
		if !all.ReadASN1(&one, cbasn1.SEQUENCE) || !one.ReadASN1ObjectIdentifier(&kind) ||
			!one.ReadASN1(&values, cbasn1.SET) || !one.Empty() {
			return errShape
		}
		if _, twice := attributes[kind.String()]; twice {
			return errors.New("a signed attribute twice")
		}
		attributes[kind.String()] = values
	}
	h := m.Hash.New()
	h.Write(m.Content)
	if !bytes.Equal(attributes[oidContentType.String()], element(func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(m.ContentType) })) {
		return errors.New("the signed attributes name another kind of content")
	}
	if !bytes.Equal(attributes[oidMessageDigest.String()], element(func(b *cryptobyte.Builder) { b.AddASN1OctetString(h.Sum(nil)) })) {
		return errors.New("the signed digest is not that of the content")
	}
	return m.checkCertificateID(attributes[oidSigningCertificate.String()], attributes[oidSigningCertificateV2.String()])
}

func element(value func(*cryptobyte.Builder)) []byte {
	var b cryptobyte.Builder
	value(&b)
	return b.BytesOrPanic()
}

// checkCertificateID wants the signer's certificate named first, RFC 5816 section 2.2.1,
// and where version 2 names more, the chain as it is named there.
func (m *Message) checkCertificateID(v1, v2 cryptobyte.String) error {
	if v2 == nil && v1 == nil {
		return errors.New("the signed attributes name no certificate")
	}
	if v1 != nil {
		var ids, id, sum cryptobyte.String
		want := sha1.Sum(m.Certificates[0].Raw) //nolint:gosec // RFC 2634
		if !readIDs(v1, &ids) || !ids.ReadASN1(&id, cbasn1.SEQUENCE) ||
			!id.ReadASN1(&sum, cbasn1.OCTET_STRING) || !bytes.Equal(want[:], sum) {
			return errCertificateID
		}
	}
	if v2 == nil {
		return nil
	}
	var ids cryptobyte.String
	if !readIDs(v2, &ids) || ids.Empty() {
		return errCertificateID
	}
	for i := 0; i < len(m.Certificates) && !ids.Empty(); i++ {
		if !readID(&ids, m.Certificates[i].Raw) {
			return errCertificateID
		}
	}
	return nil
}

var errCertificateID = errors.New("the signed attributes name another certificate")

func readIDs(values cryptobyte.String, ids *cryptobyte.String) bool {
	var list cryptobyte.String
	return values.ReadASN1(&list, cbasn1.SEQUENCE) && list.ReadASN1(ids, cbasn1.SEQUENCE)
}

// readID reads ESSCertIDv2, RFC 5035 section 4, and tells whether it names the certificate.
func readID(ids *cryptobyte.String, certificate []byte) bool {
	var id, algorithm, sum cryptobyte.String
	if !ids.ReadASN1(&id, cbasn1.SEQUENCE) {
		return false
	}
	hash := crypto.SHA256
	if id.PeekASN1Tag(cbasn1.SEQUENCE) {
		var oid asn1.ObjectIdentifier
		if !id.ReadASN1(&algorithm, cbasn1.SEQUENCE) || !algorithm.ReadASN1ObjectIdentifier(&oid) {
			return false
		}
		var known bool
		if hash, known = hashOf(oid); !known {
			return false
		}
	}
	h := hash.New()
	h.Write(certificate)
	return id.ReadASN1(&sum, cbasn1.OCTET_STRING) && bytes.Equal(h.Sum(nil), sum)
}

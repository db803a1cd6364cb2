package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Message is a signature container. What it does not hold follows from the rest.
type Message struct {
	ContentType asn1.ObjectIdentifier
	Content     []byte // what is signed, where the container carries it; else nil
	// Certificates is the chain, the signer's first. Parse puts the rest in the order in
	// which each issues the one before.
	Certificates []*x509.Certificate
	Hash         crypto.Hash
	Attributes   []byte // the signed attributes, DER of the SET OF with its universal tag
	Signature    []byte
	Timestamp    []byte // the timestamp token over Signature, DER, or nil
}

var (
	tagContext0 = cbasn1.Tag(0).ContextSpecific().Constructed()
	tagContext1 = cbasn1.Tag(1).ContextSpecific().Constructed()
)

// Encode gives the one DER form of the container.
func (m *Message) Encode() ([]byte, error) {
	if len(m.Certificates) == 0 {
		return nil, errors.New("a container without the signer's certificate")
	}
	digest := digestOID(m.Hash)
	signing, null, known := algorithm(m.Certificates[0].PublicKey, m.Hash)
	if digest == nil || known == x509.UnknownSignatureAlgorithm {
		return nil, errors.New("an algorithm that is not among RSA and ECDSA with SHA-2")
	}
	version := int64(1)
	if !m.ContentType.Equal(OIDData) {
		version = 3 // RFC 5652 section 5.1
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(oidSignedData)
		b.AddASN1(tagContext0, func(b *cryptobyte.Builder) {
			b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1Int64(version)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { addAlgorithm(b, digest, false) })
				m.addContent(b)
				b.AddASN1(tagContext0, m.addCertificates)
				b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) {
					b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
						m.addSigner(b, digest, signing, null)
					})
				})
			})
		})
	})
	return b.Bytes()
}

func (m *Message) addContent(b *cryptobyte.Builder) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1ObjectIdentifier(m.ContentType)
		if m.Content != nil {
			b.AddASN1(tagContext0, func(b *cryptobyte.Builder) { b.AddASN1OctetString(m.Content) })
		}
	})
}

func (m *Message) addCertificates(b *cryptobyte.Builder) {
	raw := make([][]byte, len(m.Certificates))
	for i, c := range m.Certificates {
		raw[i] = c.Raw
	}
	slices.SortFunc(raw, bytes.Compare) // X.690 section 11.6
	for _, der := range raw {
		b.AddBytes(der)
	}
}

func (m *Message) addSigner(b *cryptobyte.Builder, digest, signing asn1.ObjectIdentifier, null bool) {
	leaf := m.Certificates[0]
	b.AddASN1Int64(1)
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddBytes(leaf.RawIssuer)
		b.AddASN1BigInt(leaf.SerialNumber)
	})
	addAlgorithm(b, digest, false)
	b.AddBytes(retag(m.Attributes, byte(tagContext0)))
	addAlgorithm(b, signing, null)
	b.AddASN1OctetString(m.Signature)
	if m.Timestamp == nil {
		return
	}
	b.AddASN1(tagContext1, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
			b.AddASN1ObjectIdentifier(oidTimestampToken)
			b.AddASN1(cbasn1.SET, func(b *cryptobyte.Builder) { b.AddBytes(m.Timestamp) })
		})
	})
}

// retag gives the same element under another tag of one byte.
func retag(der []byte, tag byte) []byte {
	if len(der) == 0 {
		return nil
	}
	out := slices.Clone(der)
	out[0] = tag
	return out
}

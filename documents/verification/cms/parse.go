package cms

import (
	"bytes"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// maxCertificates bounds a chain: signer, two or three authorities, root.
const maxCertificates = 8

// SpellingError tells that a container is readable but not written in the one form.
type SpellingError struct {
	At int // offset of the first byte that differs
}

func (e *SpellingError) Error() string {
	return fmt.Sprintf("byte %d is not as it must be", e.At)
}

var errShape = errors.New("not a signature container of the expected shape")

// Parse reads a container and refuses each that is not exactly as Encode writes it.
func Parse(der []byte) (*Message, error) {
	m, err := read(der, true)
	if err != nil {
		return nil, err
	}
	again, err := m.Encode()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, der) {
		at := 0
		for at < len(again) && at < len(der) && again[at] == der[at] {
			at++
		}
		return nil, &SpellingError{At: at}
	}
	return m, nil
}

// Adopt reads the container of another writer in any DER spelling, drops what nobody signed
// and no check needs (further certificates, revocation lists, unsigned attributes) and
// gives the rest; Encode then writes it in the one form.
func Adopt(der []byte) (*Message, error) {
	m, err := read(der, false)
	if err != nil {
		return nil, err
	}
	m.Timestamp = nil
	return m, nil
}

func read(der []byte, exact bool) (*Message, error) {
	outer := cryptobyte.String(der)
	var info, explicit, signed, digests, content, certificates, signers, signer cryptobyte.String
	var kind asn1.ObjectIdentifier
	var version int64
	m := &Message{}
	ok := outer.ReadASN1(&info, cbasn1.SEQUENCE) && outer.Empty() &&
		info.ReadASN1ObjectIdentifier(&kind) && kind.Equal(oidSignedData) &&
		info.ReadASN1(&explicit, tagContext0) && info.Empty() &&
		explicit.ReadASN1(&signed, cbasn1.SEQUENCE) && explicit.Empty() &&
		signed.ReadASN1Integer(&version) && signed.ReadASN1(&digests, cbasn1.SET) &&
		signed.ReadASN1(&content, cbasn1.SEQUENCE) && content.ReadASN1ObjectIdentifier(&m.ContentType)
	if !ok {
		return nil, errShape
	}
	if !content.Empty() {
		var octets, value cryptobyte.String
		if !content.ReadASN1(&octets, tagContext0) || !content.Empty() ||
			!octets.ReadASN1(&value, cbasn1.OCTET_STRING) || !octets.Empty() {
			return nil, errShape
		}
		m.Content = append([]byte{}, value...)
	}
	if !signed.ReadASN1(&certificates, tagContext0) ||
		!exact && !signed.SkipOptionalASN1(tagContext1) ||
		!signed.ReadASN1(&signers, cbasn1.SET) || !signed.Empty() ||
		!signers.ReadASN1(&signer, cbasn1.SEQUENCE) || !signers.Empty() {
		return nil, errShape
	}
	all, err := readCertificates(certificates)
	if err != nil {
		return nil, err
	}
	return m, m.readSigner(signer, all, exact)
}

func readCertificates(in cryptobyte.String) ([]*x509.Certificate, error) {
	var all []*x509.Certificate
	for !in.Empty() {
		var der cryptobyte.String
		if !in.ReadASN1Element(&der, cbasn1.SEQUENCE) || len(all) == maxCertificates {
			return nil, errShape
		}
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return nil, fmt.Errorf("a certificate of the container: %w", err)
		}
		all = append(all, certificate)
	}
	return all, nil
}

func (m *Message) readSigner(in cryptobyte.String, all []*x509.Certificate, exact bool) error {
	var version int64
	var digest, signing asn1.ObjectIdentifier
	var attributes, signature cryptobyte.String
	if !in.ReadASN1Integer(&version) {
		return errShape
	}
	leaf, err := readSignerID(&in, all)
	if err != nil {
		return err
	}
	ok := readAlgorithm(&in, &digest) && in.ReadASN1Element(&attributes, tagContext0) &&
		readAlgorithm(&in, &signing) && in.ReadASN1(&signature, cbasn1.OCTET_STRING)
	if !ok {
		return errShape
	}
	hash, known := hashOf(digest)
	if !known || !signs(leaf.PublicKey, hash, signing) {
		return errors.New("an algorithm that is not among RSA and ECDSA with SHA-2")
	}
	m.Hash, m.Signature = hash, append([]byte{}, signature...)
	m.Attributes = retag(attributes, byte(cbasn1.SET))
	m.Certificates = orderChain(leaf, all)
	if exact && len(m.Certificates) != len(all) {
		return errors.New("a certificate that belongs to no signer")
	}
	if exact && !in.Empty() {
		return m.readTimestamp(in)
	}
	return nil
}

func (m *Message) readTimestamp(in cryptobyte.String) error {
	var set, attribute, values, token cryptobyte.String
	var kind asn1.ObjectIdentifier
	if !in.ReadASN1(&set, tagContext1) || !in.Empty() ||
		!set.ReadASN1(&attribute, cbasn1.SEQUENCE) || !set.Empty() ||
		!attribute.ReadASN1ObjectIdentifier(&kind) || !kind.Equal(oidTimestampToken) ||
		!attribute.ReadASN1(&values, cbasn1.SET) || !attribute.Empty() ||
		!values.ReadASN1Element(&token, cbasn1.SEQUENCE) || !values.Empty() {
		return errors.New("an unsigned attribute that is no timestamp")
	}
	m.Timestamp = append([]byte{}, token...)
	return nil
}

// readSignerID finds the signer's certificate, named by issuer and serial number or, by
// other writers, by its key identifier.
func readSignerID(in *cryptobyte.String, all []*x509.Certificate) (*x509.Certificate, error) {
	var keyID, name, issuer cryptobyte.String
	var isKeyID bool
	serial := new(big.Int)
	if !in.ReadOptionalASN1(&keyID, &isKeyID, cbasn1.Tag(0).ContextSpecific()) {
		return nil, errShape
	}
	if !isKeyID && (!in.ReadASN1(&name, cbasn1.SEQUENCE) ||
		!name.ReadASN1Element(&issuer, cbasn1.SEQUENCE) || !name.ReadASN1Integer(serial)) {
		return nil, errShape
	}
	for _, c := range all {
		if isKeyID && bytes.Equal(c.SubjectKeyId, keyID) ||
			!isKeyID && bytes.Equal(c.RawIssuer, issuer) && c.SerialNumber.Cmp(serial) == 0 {
			return c, nil
		}
	}
	return nil, errors.New("the signer's certificate is not in the container")
}

func readAlgorithm(in *cryptobyte.String, oid *asn1.ObjectIdentifier) bool {
	var sequence, rest cryptobyte.String
	var tag cbasn1.Tag
	if !in.ReadASN1(&sequence, cbasn1.SEQUENCE) || !sequence.ReadASN1ObjectIdentifier(oid) {
		return false
	}
	return sequence.Empty() ||
		sequence.ReadAnyASN1(&rest, &tag) && tag == cbasn1.NULL && rest.Empty() && sequence.Empty()
}

// orderChain puts each certificate after the one that it issued; those that issued none
// are left out.
func orderChain(leaf *x509.Certificate, all []*x509.Certificate) []*x509.Certificate {
	chain := []*x509.Certificate{leaf}
	for len(chain) <= len(all) {
		last := chain[len(chain)-1]
		parent := issuerOf(last, all)
		if parent == nil || parent.Equal(last) {
			break
		}
		chain = append(chain, parent)
	}
	return chain
}

// issuerOf finds the issuer by its name, and by its key only where several have that name:
// whether it really issued the certificate is checked with the chain.
func issuerOf(c *x509.Certificate, all []*x509.Certificate) *x509.Certificate {
	var found *x509.Certificate
	for _, parent := range all {
		if !bytes.Equal(parent.RawSubject, c.RawIssuer) {
			continue
		}
		if found == nil || c.CheckSignatureFrom(parent) == nil {
			found = parent
		}
	}
	return found
}

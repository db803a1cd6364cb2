package cms

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// Stamp is what a timestamp says (TSTInfo, RFC 3161 section 2.4.2).
type Stamp struct {
	Message *Message
	At      time.Time
	Policy  asn1.ObjectIdentifier
	Serial  *big.Int
	Nonce   *big.Int // nil where there is none
	Hash    crypto.Hash
	Digest  []byte
}

// ReadStamp reads a token in the one form and checks what it says of itself: its
// signature, its attributes and the purpose of its certificate. Whom to trust is not
// decided here.
func ReadStamp(token []byte) (*Stamp, error) {
	m, err := Parse(token)
	if err != nil {
		return nil, err
	}
	return m.Stamp()
}

// Stamp reads the content of a timestamp and checks the container.
func (m *Message) Stamp() (*Stamp, error) {
	if !m.ContentType.Equal(OIDTimestampInfo) {
		return nil, errors.New("not a timestamp")
	}
	if err := m.CheckTheirs(); err != nil {
		return nil, err
	}
	if err := m.CheckSignature(); err != nil {
		return nil, err
	}
	if err := checkPurpose(m.Certificates[0]); err != nil {
		return nil, err
	}
	s := &Stamp{Message: m}
	return s, s.read(m.Content)
}

func (s *Stamp) read(content []byte) error {
	in := cryptobyte.String(content)
	var info, imprint, accuracy cryptobyte.String
	var version int64
	var digest asn1.ObjectIdentifier
	s.Serial = new(big.Int)
	ok := in.ReadASN1(&info, cbasn1.SEQUENCE) && in.Empty() && info.ReadASN1Integer(&version) &&
		version == 1 && info.ReadASN1ObjectIdentifier(&s.Policy) &&
		info.ReadASN1(&imprint, cbasn1.SEQUENCE) && readAlgorithm(&imprint, &digest) &&
		imprint.ReadASN1Bytes(&s.Digest, cbasn1.OCTET_STRING) && imprint.Empty() &&
		info.ReadASN1Integer(s.Serial)
	if !ok {
		return errShape
	}
	var known bool
	if s.Hash, known = hashOf(digest); !known || len(s.Digest) != s.Hash.Size() {
		return errors.New("the timestamp is over a digest of an unknown kind")
	}
	if s.At, ok = readTime(&info); !ok {
		return errors.New("the timestamp has no readable time")
	}
	if info.PeekASN1Tag(cbasn1.SEQUENCE) && !info.ReadASN1(&accuracy, cbasn1.SEQUENCE) {
		return errShape
	}
	var ordering bool
	if info.PeekASN1Tag(cbasn1.BOOLEAN) && !info.ReadASN1Boolean(&ordering) {
		return errShape
	}
	if info.PeekASN1Tag(cbasn1.INTEGER) {
		s.Nonce = new(big.Int)
		if !info.ReadASN1Integer(s.Nonce) {
			return errShape
		}
	}
	return nil
}

// readTime reads a GeneralizedTime in UTC, with or without a fraction of the second,
// which crypto's readers refuse and RFC 3161 allows.
func readTime(in *cryptobyte.String) (time.Time, bool) {
	var text cryptobyte.String
	if !in.ReadASN1(&text, cbasn1.GeneralizedTime) {
		return time.Time{}, false
	}
	at, err := time.Parse("20060102150405Z", string(text))
	return at, err == nil
}

// checkPurpose wants timestamping as the only purpose, marked critical: RFC 3161
// section 2.3.
func checkPurpose(c *x509.Certificate) error {
	only := len(c.ExtKeyUsage) == 1 && c.ExtKeyUsage[0] == x509.ExtKeyUsageTimeStamping && len(c.UnknownExtKeyUsage) == 0
	for _, e := range c.Extensions {
		if e.Id.Equal(asn1.ObjectIdentifier{2, 5, 29, 37}) {
			only = only && e.Critical
		}
	}
	if !only {
		return errors.New("the certificate is not one for timestamps only")
	}
	return nil
}

// Over tells whether the timestamp is over the data.
func (s *Stamp) Over(data []byte) bool {
	h := s.Hash.New()
	h.Write(data)
	return bytes.Equal(h.Sum(nil), s.Digest)
}

package signing

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"

	"sutiao/documents/verification/cms"
)

// Occasion is one act of signing, as a certificate authority needs to know it.
type Occasion struct {
	Signer   string   // party ID, "mediator" or "organisation"
	Name     string   // of the person or organisation
	Document [32]byte // SHA-256 of the frozen document
	Evidence [32]byte // SHA-256 of the signing evidence
}

// Signer gives the key for each act of signing. An adapter to a licensed authority asks it
// here for a certificate that is made for this one event and bound to the evidence.
type Signer interface {
	Key(ctx context.Context, o Occasion) (Key, error)
}

// Key signs. It may be far away: an adapter to a remote service sends it the digest of the
// message, and one for SM2 the digest by SM3 with the key's Z value, which is why Sign is
// given the message itself.
type Key interface {
	// Certificates is the chain, the key's own first, as far towards the root as is known.
	Certificates() []*x509.Certificate
	// Sign gives the signature over the message: PKCS #1 v1.5 for RSA, ASN.1 for ECDSA,
	// with SHA-256.
	Sign(ctx context.Context, message []byte) ([]byte, error)
}

// One is a Signer whose one key signs for everybody, such as the organisation's.
func One(key Key) Signer { return one{key} }

type one struct{ key Key }

func (o one) Key(context.Context, Occasion) (Key, error) { return o.key, nil }

// localKey is a key that this process can use directly: in memory or in a token.
type localKey struct {
	chain []*x509.Certificate
	key   crypto.Signer
}

// NewKey makes a Key of a private key and its certificates, the key's own first.
func NewKey(key crypto.Signer, chain []*x509.Certificate) (Key, error) {
	if len(chain) == 0 {
		return nil, errors.New("a key without a certificate")
	}
	switch public := chain[0].PublicKey.(type) {
	case *rsa.PublicKey:
		if public.Size() < 2048/8 || !public.Equal(key.Public()) {
			return nil, errors.New("the RSA key is too short or not that of the certificate")
		}
	case *ecdsa.PublicKey:
		if !public.Equal(key.Public()) {
			return nil, errors.New("the key is not that of the certificate")
		}
	default:
		return nil, fmt.Errorf("a key of kind %T: RSA and ECDSA are supported", public)
	}
	return &localKey{chain: chain, key: key}, nil
}

func (k *localKey) Certificates() []*x509.Certificate { return k.chain }

func (k *localKey) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return k.key.Sign(rand.Reader, sum[:], crypto.SHA256)
}

// container signs the digest of a content and gives the container without a timestamp.
func container(ctx context.Context, key Key, digest []byte) (*cms.Message, error) {
	m := &cms.Message{ContentType: cms.OIDData, Certificates: key.Certificates(), Hash: crypto.SHA256}
	return m, sign(ctx, key, m, digest)
}

func sign(ctx context.Context, key Key, m *cms.Message, digest []byte) (err error) {
	if m.Attributes, err = cms.Attributes(m.ContentType, digest, m.Certificates); err != nil {
		return err
	}
	signature, err := key.Sign(ctx, m.Attributes)
	if err != nil {
		return err
	}
	if m.Signature, err = cms.LowSignature(m.Certificates[0].PublicKey, signature); err != nil {
		return err
	}
	return m.CheckSignature()
}

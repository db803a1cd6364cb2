package cms

import (
	"crypto/ecdsa"
	"errors"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"
)

// CheckSignature tells whether the signer's key made the signature over the attributes.
func (m *Message) CheckSignature() error {
	leaf := m.Certificates[0]
	_, _, algorithm := algorithm(leaf.PublicKey, m.Hash)
	if err := leaf.CheckSignature(algorithm, m.Attributes, m.Signature); err != nil {
		return errors.New("the signature does not fit the certificate's key")
	}
	return nil
}

// CheckLow refuses the greater of the two values that ECDSA allows for one signature: with
// both allowed, anybody could change the bytes of a signature and it would still hold.
func (m *Message) CheckLow() error {
	low, err := LowSignature(m.Certificates[0].PublicKey, m.Signature)
	if err != nil {
		return err
	}
	if string(low) != string(m.Signature) {
		return errors.New("the signature is the greater of the two that ECDSA allows")
	}
	return nil
}

// LowSignature gives the smaller of the two values for a signature by ECDSA, and others
// as they are.
func LowSignature(key any, signature []byte) ([]byte, error) {
	public, isECDSA := key.(*ecdsa.PublicKey)
	if !isECDSA {
		return signature, nil
	}
	r, s := new(big.Int), new(big.Int)
	in := cryptobyte.String(signature)
	var pair cryptobyte.String
	if !in.ReadASN1(&pair, cbasn1.SEQUENCE) || !in.Empty() ||
		!pair.ReadASN1Integer(r) || !pair.ReadASN1Integer(s) || !pair.Empty() {
		return nil, errors.New("not a signature by ECDSA")
	}
	order := public.Curve.Params().N
	if other := new(big.Int).Sub(order, s); other.Cmp(s) < 0 {
		s = other
	}
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1BigInt(r)
		b.AddASN1BigInt(s)
	})
	return b.Bytes()
}

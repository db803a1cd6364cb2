package signing

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"encoding/asn1"
	"math/big"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"sutiao/documents/verification/cms"
)

// Timestamper gives trusted times (RFC 3161).
type Timestamper interface {
	// Stamp gives a token over the data, in the form of package cms.
	Stamp(ctx context.Context, data []byte) ([]byte, error)
	// Room is the most bytes that a token takes: so much is kept free in the document.
	Room() int
}

// privatePolicy is in the arc that ITU-T X.667 leaves to UUIDs: it names nothing else.
var privatePolicy = asn1.ObjectIdentifier{2, 25, 1193046, 1}

// Timestamps is the authority's own clock as a Timestamper. Its subject says that it is
// private.
func (a *PrivateAuthority) Timestamps() Timestamper { return &privateStamps{a} }

type privateStamps struct{ authority *PrivateAuthority }

// Room is what the two certificates, the attributes and the signature take.
func (p *privateStamps) Room() int {
	room := 640
	for _, c := range p.authority.stamp.chain {
		room += len(c.Raw)
	}
	return room
}

func (p *privateStamps) Stamp(ctx context.Context, data []byte) ([]byte, error) {
	key := p.authority.stamp
	imprint := sha256.Sum256(data)
	content := stampInfo(imprint[:], p.authority.now().UTC().Format("20060102150405Z"))
	sum := sha256.Sum256(content)
	m := &cms.Message{
		ContentType: cms.OIDTimestampInfo, Content: content,
		Certificates: key.chain, Hash: crypto.SHA256,
	}
	if err := sign(ctx, key, m, sum[:]); err != nil {
		return nil, err
	}
	return m.Encode()
}

// stampInfo writes TSTInfo, RFC 3161 section 2.4.2, with an accuracy of one second.
func stampInfo(imprint []byte, at string) []byte {
	serial := make([]byte, 16)
	_, _ = rand.Read(serial) // never fails
	serial[0] &= 0x7f
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		b.AddASN1ObjectIdentifier(privatePolicy)
		addImprint(b, imprint)
		b.AddASN1BigInt(new(big.Int).SetBytes(serial))
		b.AddASN1(cbasn1.GeneralizedTime, func(b *cryptobyte.Builder) { b.AddBytes([]byte(at)) })
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1Int64(1) })
	})
	return b.BytesOrPanic()
}

// oidSHA256 is id-sha256 of RFC 5754.
var oidSHA256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 1}

func addImprint(b *cryptobyte.Builder, imprint []byte) {
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(oidSHA256) })
		b.AddASN1OctetString(imprint)
	})
}

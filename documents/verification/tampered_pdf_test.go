package verification_test

import (
	"bytes"
	"context"
	"crypto/elliptic"
	"encoding/asn1"
	"encoding/hex"
	"math/big"
	"testing"

	"sutiao/dispute"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
	"sutiao/documents/verification/cms"
	"sutiao/documents/verification/revision"
	"sutiao/documents/verification/tamper"
)

// refused fails unless the check refuses the file and says where it is wrong.
func refused(t *testing.T, name string, r verification.Report) {
	t.Helper()
	if r.Verdict != verification.Wrong || len(r.Findings) == 0 {
		t.Errorf("%s: %s %+v", name, r.Verdict, r.Findings)
	}
	for _, f := range r.Findings {
		if f.What.ZH == "" || f.What.EN == "" {
			t.Errorf("%s: a finding without words: %+v", name, f)
		}
	}
	for _, f := range r.Findings {
		if f.Where.Text().ZH != "" {
			return
		}
	}
	if r.Size > 0 {
		t.Errorf("%s: it is not said where: %+v", name, r.Findings)
	}
}

func TestEveryAlteredCopyOfAnAgreementIsRefusedAndThePlaceNamed(t *testing.T) {
	a := signingtest.Authority(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	signed := signingtest.Sign(t, a, signingtest.Frozen(t))
	other := signingtest.Sign(t, a, signingtest.Frozen(t))
	copies := tamper.PDF(signed, other)
	for _, c := range copies {
		refused(t, c.Name, verification.PDF(c.Data, trust))
	}
	t.Logf("%d altered copies", len(copies))
}

// sealed is a document with the organisation's seal only: the smallest that is valid.
func sealed(t *testing.T) ([]byte, verification.Trust) {
	t.Helper()
	a := signingtest.Authority(t)
	out, err := signing.Apply(context.Background(), signingtest.Frozen(t), signingtest.Requests(t)[3], a.Events(), a.Timestamps())
	if err != nil {
		t.Fatal(err)
	}
	trust := verification.Trust{Certificates: a.Anchors()}
	if r := verification.PDF(out, trust); r.Verdict != verification.Valid {
		t.Fatalf("%+v", r)
	}
	return out, trust
}

func TestNoByteOfTheLastSignatureCanChangeUnnoticed(t *testing.T) {
	t.Parallel()
	signed, trust := sealed(t)
	d, _ := revision.Read(signed)
	gap := d.Signed[0].Gap
	for at, altered := range tamper.Flips(signed, gap[0], gap[1], 1) {
		r := verification.PDF(altered, trust)
		if r.Verdict != verification.Wrong {
			t.Fatalf("byte %d of the container changed: %s", at-gap[0], r.Verdict)
		}
		refused(t, "a byte of the container", r)
	}
	t.Logf("%d bytes of the container", gap[1]-gap[0])
}

// Bits that leave the hexadecimal digits digits are the ones that reach the container.
func TestNoBitOfTheLastContainerCanChangeUnnoticed(t *testing.T) {
	t.Parallel()
	signed, trust := sealed(t)
	d, _ := revision.Read(signed)
	from, to := d.Signed[0].Gap[0]+1, d.Signed[0].Gap[1]-1
	raw, err := hex.DecodeString(string(signed[from:to]))
	if err != nil {
		t.Fatal(err)
	}
	used := len(bytes.TrimRight(raw, "\x00"))
	altered := bytes.Clone(signed)
	for i := range used {
		for bit := range 8 {
			if testing.Short() && bit != i%8 {
				continue
			}
			raw[i] ^= 1 << bit
			hex.Encode(altered[from:to], raw)
			raw[i] ^= 1 << bit
			if r := verification.PDF(altered, trust); r.Verdict != verification.Wrong {
				t.Fatalf("bit %d of byte %d of the container: %s", bit, i, r.Verdict)
			}
		}
	}
	t.Logf("%d bytes of the container, eight bits each", used)
}

func TestNoByteElsewhereCanChangeUnnoticed(t *testing.T) {
	t.Parallel()
	a := signingtest.Authority(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	signed := signingtest.Sign(t, a, signingtest.Frozen(t))
	d, _ := revision.Read(signed)
	n := 0
	for at, altered := range tamper.Flips(signed, 0, len(signed), 97) {
		if r := verification.PDF(altered, trust); r.Verdict != verification.Wrong {
			t.Fatalf("byte %d: %s", at, r.Verdict)
		}
		n++
	}
	for i, s := range d.Signed { // all that is structure: heads, dictionaries, tables
		for at, altered := range tamper.Flips(signed, s.Gap[1], s.To, 1) {
			if r := verification.PDF(altered, trust); r.Verdict != verification.Wrong {
				t.Fatalf("byte %d after the container of signature %d: %s", at-s.Gap[1], i+1, r.Verdict)
			}
			n++
		}
		for at, altered := range tamper.Flips(signed, s.From, s.From+400, 1) {
			if r := verification.PDF(altered, trust); r.Verdict != verification.Wrong {
				t.Fatalf("byte %d of update %d: %s", at-s.From, i+1, r.Verdict)
			}
			n++
		}
	}
	t.Logf("%d bytes", n)
}

func TestADocumentSignedAgainWithOtherKeysIsNotTheTrustedOne(t *testing.T) {
	a, stranger := signingtest.Authority(t), signingtest.Authority(t)
	trust := verification.Trust{Certificates: a.Anchors()}
	frozen := signingtest.Frozen(t)
	r := verification.PDF(signingtest.Sign(t, stranger, frozen), trust)
	if r.Verdict != verification.UnknownSigner {
		t.Errorf("all signatures by a stranger: %s", r.Verdict)
	}
	signed := signingtest.Sign(t, a, frozen)
	d, _ := revision.Read(signed)
	opened := signed[:d.Signed[3].From]
	key, err := stranger.Seal("某市银行业保险业纠纷调解中心")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := signing.Apply(context.Background(), opened, signingtest.Requests(t)[3], signing.One(key), a.Timestamps())
	if err != nil {
		t.Fatal(err)
	}
	if r := verification.PDF(sealed, trust); r.Verdict != verification.UnknownSigner || r.Signatures[3].Trusted || !r.Signatures[2].Trusted {
		t.Errorf("the seal by a stranger: %s", r.Verdict)
	}
	stamped, err := signing.Apply(context.Background(), opened, signingtest.Requests(t)[3], a.Events(), stranger.Timestamps())
	if err != nil {
		t.Fatal(err)
	}
	if r := verification.PDF(stamped, trust); r.Verdict != verification.UnknownSigner {
		t.Errorf("the time by a stranger: %s", r.Verdict)
	}
}

func TestTrustedTimesDoNotGoBackward(t *testing.T) {
	a, err := signing.NewPrivateAuthority(backward())
	if err != nil {
		t.Fatal(err)
	}
	r := verification.PDF(signingtest.Sign(t, a, signingtest.Frozen(t)), verification.Trust{Certificates: a.Anchors()})
	refused(t, "times that go backward", r)
}

func TestAnOpenDocumentIsNotTakenForAClosedOne(t *testing.T) {
	a := signingtest.Authority(t)
	signed := signingtest.Sign(t, a, signingtest.Frozen(t))
	d, _ := revision.Read(signed)
	r := verification.PDF(signed[:d.Signed[3].From], verification.Trust{Certificates: a.Anchors()})
	refused(t, "without the seal", r)
	if len(r.Signatures) != 3 || r.Signatures[2].Signer != dispute.MediatorSigner {
		t.Errorf("the signatures there are not reported: %+v", r.Signatures)
	}
}

// For each signature by ECDSA there is a second value that holds as well.
func TestTheSecondValueOfASignatureIsRefused(t *testing.T) {
	signed, trust := sealed(t)
	d, _ := revision.Read(signed)
	from, to := d.Signed[0].Gap[0]+1, d.Signed[0].Gap[1]-1
	raw, err := hex.DecodeString(string(signed[from:to]))
	if err != nil {
		t.Fatal(err)
	}
	length := int(raw[2])<<8 | int(raw[3]) + 4
	m, err := cms.Parse(raw[:length])
	if err != nil {
		t.Fatal(err)
	}
	var value struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(m.Signature, &value); err != nil {
		t.Fatal(err)
	}
	value.S.Sub(elliptic.P256().Params().N, value.S)
	if m.Signature, err = asn1.Marshal(value); err != nil {
		t.Fatal(err)
	}
	if err := m.CheckSignature(); err != nil {
		t.Fatal("the second value does not hold; the test is wrong:", err)
	}
	other, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	altered := bytes.Clone(signed)
	copy(altered[from:to], bytes.Repeat([]byte("0"), to-from))
	hex.Encode(altered[from:], other)
	refused(t, "the second value", verification.PDF(altered, trust))
}

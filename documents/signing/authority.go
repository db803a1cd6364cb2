package signing

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"math/big"
	"net/url"
	"time"
)

// The names of the private authority say in each certificate what it is: it serves trials
// and demonstrations, and no law attaches to its certificates.
const (
	privateOrganisation = "诉调私有签章机构"
	privateRootName     = "诉调私有签章机构 根证书（演示用，非持牌）"
	privateStampName    = "诉调私有签章机构 时间戳（演示用，非国家授时）"
	// PrivateMark stands in the subject of everything that the private authority issues.
	PrivateMark = privateOrganisation
)

// PrivateAuthority is a certificate and timestamp authority of the installation's own. It
// takes the place of licensed ones until there is a contract with one.
type PrivateAuthority struct {
	root  *localKey
	stamp *localKey
	now   func() time.Time
}

// NewPrivateAuthority makes an authority with fresh keys, in memory.
func NewPrivateAuthority(now func() time.Time) (*PrivateAuthority, error) {
	a := &PrivateAuthority{now: now}
	template := a.template(privateRootName, "", 20*365*24*time.Hour)
	template.IsCA, template.BasicConstraintsValid, template.MaxPathLenZero = true, true, true
	template.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	var err error
	if a.root, err = a.issue(template); err != nil {
		return nil, err
	}
	template = a.template(privateStampName, "", 10*365*24*time.Hour)
	template.KeyUsage = x509.KeyUsageDigitalSignature
	template.ExtraExtensions = []pkix.Extension{timestampsOnly}
	a.stamp, err = a.issue(template)
	return a, err
}

// timestampsOnly is the extended key usage timeStamping, critical: RFC 3161 section 2.3.
var timestampsOnly = pkix.Extension{
	Id: []int{2, 5, 29, 37}, Critical: true,
	Value: []byte{0x30, 0x0a, 0x06, 0x08, 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x08},
}

// Anchors is what a verifier must trust to accept this authority's certificates.
func (a *PrivateAuthority) Anchors() []*x509.Certificate { return a.root.chain }

// Events gives each signer a key and a certificate for one event. The key is forgotten
// once it has signed, and the certificate names the evidence of that event.
func (a *PrivateAuthority) Events() Signer { return events{a} }

type events struct{ authority *PrivateAuthority }

func (e events) Key(_ context.Context, o Occasion) (Key, error) {
	template := e.authority.template(o.Name, "事件证书", 24*time.Hour)
	template.URIs = []*url.URL{{Scheme: "urn", Opaque: "sutiao:evidence:sha256:" + hex.EncodeToString(o.Evidence[:])}}
	return e.authority.issue(template)
}

// Seal makes a key with a certificate for an organisation's seal, for three years.
func (a *PrivateAuthority) Seal(organisation string) (Key, error) {
	return a.seal(organisation)
}

func (a *PrivateAuthority) seal(organisation string) (*localKey, error) {
	return a.issue(a.template(organisation, "电子签章证书", 3*365*24*time.Hour))
}

func (a *PrivateAuthority) template(name, unit string, valid time.Duration) *x509.Certificate {
	serial := make([]byte, 16)
	_, _ = rand.Read(serial) // never fails
	serial[0] &= 0x7f
	subject := pkix.Name{Country: []string{"CN"}, Organization: []string{privateOrganisation}, CommonName: name}
	if unit != "" {
		subject.OrganizationalUnit = []string{unit}
	}
	return &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(serial), Subject: subject,
		// Clocks differ: what was issued a moment ago must hold for a server that is behind.
		NotBefore: a.now().Add(-time.Hour), NotAfter: a.now().Add(valid),
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
	}
}

// issue makes a key and a certificate by the template, signed by the root or, for the root
// itself, by its own key.
func (a *PrivateAuthority) issue(template *x509.Certificate) (*localKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	parent, by := template, key
	var above []*x509.Certificate
	if a.root != nil {
		parent, by, above = a.root.chain[0], a.root.key.(*ecdsa.PrivateKey), a.root.chain
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), by)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, err
	}
	return &localKey{chain: append([]*x509.Certificate{certificate}, above...), key: key}, nil
}

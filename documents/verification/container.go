package verification

import (
	"crypto"
	"crypto/x509"
	"errors"
	"strings"
	"time"

	"sutiao/dispute"
	"sutiao/documents/verification/cms"
)

// privateMark stands in the subjects of an installation's own authority.
const privateMark = "诉调私有签章机构"

// clockTolerance is how much a system's clock may be before the timestamp authority's.
const clockTolerance = 5 * time.Minute

// container checks a signature container over a digest and fills in what it says. It
// gives nil or what is wrong, with the offset in the container where one can be named.
func (t *Trust) container(der, digest []byte, s *Signature) *Finding {
	m, err := cms.Parse(der)
	if err != nil {
		where := Where{}
		if spelling := (*cms.SpellingError)(nil); errors.As(err, &spelling) {
			where.Offset = at(spelling.At)
		}
		return wrong(where, "签名数据的写法与规定不符："+err.Error(), "the signature container is not written as it must be: "+err.Error())
	}
	s.Certificate = name(m.Certificates[0])
	s.holder = m.Certificates[0]
	s.Named = named(s)
	switch {
	case m.Content != nil || !m.ContentType.Equal(cms.OIDData) || m.Hash != crypto.SHA256:
		return wrong(Where{}, "签名数据的种类有误", "the signature container is of another kind")
	case m.CheckSignature() != nil:
		return wrong(Where{}, "签名值与证书公钥不符", "the signature does not fit the certificate's key")
	case m.CheckLow() != nil:
		return wrong(Where{}, "签名值不是规定的写法", "the signature value is not written as it must be")
	case m.CheckOurs(digest) != nil:
		return wrong(Where{}, "签名之后，被签名的内容或证书被改动", "the signed content or a certificate was changed after signing")
	case m.Timestamp == nil:
		return wrong(Where{}, "签名没有可信时间", "the signature has no trusted time")
	}
	return t.times(m, s)
}

// named tells that the certificate names the signer. Authorities add numbers to the names of
// persons; an organisation is named exactly.
func named(s *Signature) bool {
	if s.Signer == dispute.OrganisationSigner {
		return Names(s.holder, s.Name)
	}
	holder := s.holder.Subject
	return s.Name != "" && strings.Contains(strings.Join(append(holder.Organization, holder.CommonName), "\n"), s.Name)
}

// times checks the timestamp, and the certificates at its time.
func (t *Trust) times(m *cms.Message, s *Signature) *Finding {
	stamp, err := cms.ReadStamp(m.Timestamp)
	if err != nil {
		return wrong(Where{}, "时间戳有误："+err.Error(), "the timestamp is wrong: "+err.Error())
	}
	s.Timestamp = &Timestamp{At: stamp.At, Certificate: name(stamp.Message.Certificates[0])}
	if !stamp.Over(m.Signature) {
		return wrong(Where{}, "时间戳不属于这个签名", "the timestamp is over another signature")
	}
	signer := m.Certificates[0]
	if signer.KeyUsage&(x509.KeyUsageDigitalSignature|x509.KeyUsageContentCommitment) == 0 || onlyForTimes(signer) {
		return wrong(Where{}, "该证书不得用于签名", "the certificate is not one for signatures")
	}
	chain, err := t.Chain(m.Certificates, stamp.At)
	if err != nil {
		return wrong(Where{}, "签名证书有误："+err.Error(), "the signer's certificate is wrong: "+err.Error())
	}
	s.Certificate.decide(chain.Trusted, chain.Anchor)
	chain, err = t.Chain(stamp.Message.Certificates, stamp.At)
	if err != nil {
		return wrong(Where{}, "时间戳证书有误："+err.Error(), "the timestamp's certificate is wrong: "+err.Error())
	}
	s.Timestamp.Certificate.decide(chain.Trusted && chain.Complete, chain.Anchor)
	s.Trusted = s.Certificate.Trusted && s.Timestamp.Certificate.Trusted
	return nil
}

func onlyForTimes(c *x509.Certificate) bool {
	return len(c.ExtKeyUsage) == 1 && c.ExtKeyUsage[0] == x509.ExtKeyUsageTimeStamping
}

func name(c *x509.Certificate) Certificate {
	subject := c.Subject.String()
	return Certificate{
		Subject: subject, Fingerprint: Fingerprint(c),
		Private: strings.Contains(subject, privateMark) || strings.Contains(c.Issuer.String(), privateMark),
	}
}

func (c *Certificate) decide(trusted bool, anchor *x509.Certificate) {
	c.Trusted, c.Anchor = trusted, Fingerprint(anchor)
}

func wrong(where Where, zh, en string) *Finding {
	return &Finding{What: dispute.Text{ZH: zh, EN: en}, Where: where}
}

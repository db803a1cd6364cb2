package signing_test

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/digitorus/timestamp"

	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

// stampServer is a timestamp authority written by others, which the tests can make go wrong.
type stampServer struct {
	authority, certificate *x509.Certificate
	key                    *rsa.PrivateKey
	refuse                 int // how many times it does not answer first
	change                 func(*timestamp.Timestamp)
	body                   []byte // instead of an answer
}

func newStampServer(t *testing.T) *stampServer {
	t.Helper()
	root, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	s := &stampServer{authority: selfSigned(t, root)}
	if s.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	usage, err := asn1.Marshal([]asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 8}})
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(9), Subject: pkix.Name{CommonName: "Time"},
		NotBefore: signingtest.Start.Add(-time.Hour), NotAfter: signingtest.Start.Add(time.Hour),
		KeyUsage:        x509.KeyUsageDigitalSignature,
		ExtraExtensions: []pkix.Extension{{Id: asn1.ObjectIdentifier{2, 5, 29, 37}, Critical: true, Value: usage}},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, s.authority, s.key.Public(), root)
	if err != nil {
		t.Fatal(err)
	}
	if s.certificate, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *stampServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	question, err := io.ReadAll(r.Body)
	if err != nil || s.refuse > 0 {
		s.refuse--
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	asked, err := timestamp.ParseRequest(question)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer := &timestamp.Timestamp{
		HashAlgorithm: asked.HashAlgorithm, HashedMessage: asked.HashedMessage, Nonce: asked.Nonce,
		Time: signingtest.Start, SerialNumber: big.NewInt(1), Policy: asn1.ObjectIdentifier{1, 2, 3},
		Certificates: []*x509.Certificate{s.authority}, AddTSACertificate: asked.Certificates,
	}
	if s.change != nil {
		s.change(answer)
	}
	out, err := answer.CreateResponseWithOpts(s.certificate, s.key, crypto.SHA256)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if s.body != nil {
		out = s.body
	}
	_, _ = w.Write(out)
}

// client asks the server, whose clock is that of the tests.
func (s *stampServer) client(t *testing.T) *signing.StampServer {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return &signing.StampServer{URL: server.URL, Anchors: []*x509.Certificate{s.authority}, Pause: 1, Now: func() time.Time { return signingtest.Start }}
}

func TestAnAgreementWithTimesOfAnotherAuthorityIsValid(t *testing.T) {
	s, a := newStampServer(t), signingtest.Authority(t)
	s.refuse = 2
	sealed, err := signing.Apply(context.Background(), signingtest.Frozen(t), signingtest.Requests(t)[3], a.Events(), s.client(t))
	if err != nil {
		t.Fatal(err)
	}
	trust := verification.Trust{Certificates: append(a.Anchors(), s.authority)}
	r := verification.PDF(sealed, trust)
	if r.Verdict != verification.Valid || r.Signatures[0].Timestamp.Certificate.Private {
		t.Errorf("%+v", r)
	}
	if r := verification.PDF(sealed, verification.Trust{Certificates: a.Anchors()}); r.Verdict != verification.UnknownSigner {
		t.Errorf("without trust in the authority of the time: %s", r.Verdict)
	}
}

func TestAnAnswerThatIsNotToOurQuestionIsRefused(t *testing.T) {
	for name, change := range map[string]func(*timestamp.Timestamp){
		"over another digest":     func(a *timestamp.Timestamp) { a.HashedMessage = make([]byte, 32) },
		"with another nonce":      func(a *timestamp.Timestamp) { a.Nonce = big.NewInt(1) },
		"without a nonce":         func(a *timestamp.Timestamp) { a.Nonce = nil },
		"of another day":          func(a *timestamp.Timestamp) { a.Time = a.Time.Add(24 * time.Hour) },
		"without its certificate": func(a *timestamp.Timestamp) { a.AddTSACertificate = false },
	} {
		s := newStampServer(t)
		s.change = change
		if _, err := s.client(t).Stamp(context.Background(), []byte("data")); err == nil {
			t.Errorf("a timestamp %s was taken", name)
		}
	}
	s := newStampServer(t)
	policy := s.client(t)
	policy.Policy = asn1.ObjectIdentifier{1, 2, 4}
	if _, err := policy.Stamp(context.Background(), []byte("data")); err == nil {
		t.Error("a timestamp of another policy was taken")
	}
	stranger := s.client(t)
	stranger.Anchors = signingtest.Authority(t).Anchors()
	if _, err := stranger.Stamp(context.Background(), []byte("data")); err == nil {
		t.Error("a timestamp by a stranger was taken")
	}
	for name, body := range map[string][]byte{
		"none": []byte("hello"), "too long": make([]byte, 1<<17), "a refusal": {0x30, 5, 0x30, 3, 2, 1, 2},
	} {
		s.body = body
		if _, err := s.client(t).Stamp(context.Background(), []byte("data")); err == nil {
			t.Errorf("an answer that is %s was taken", name)
		}
	}
}

func TestAnAuthorityThatDoesNotAnswerIsAskedThreeTimes(t *testing.T) {
	s := newStampServer(t)
	s.refuse = 3
	if _, err := s.client(t).Stamp(context.Background(), []byte("data")); err == nil {
		t.Error("no answer was taken for one")
	}
	if s.refuse != 0 {
		t.Errorf("asked %d times", 3-s.refuse)
	}
}

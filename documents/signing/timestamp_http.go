package signing

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"time"

	"golang.org/x/crypto/cryptobyte"
	cbasn1 "golang.org/x/crypto/cryptobyte/asn1"

	"sutiao/documents/verification"
	"sutiao/documents/verification/cms"
)

// StampServer is a timestamp authority reached by HTTP (RFC 3161 section 3.4).
type StampServer struct {
	URL     string
	Policy  asn1.ObjectIdentifier // wanted of the authority; nil leaves it the choice
	Anchors []*x509.Certificate   // if any, the answer's chain must end in one of them
	Client  *http.Client          // nil: http.DefaultClient
	Timeout time.Duration         // for one attempt; zero: 10 seconds
	Tries   int                   // zero: 3
	Pause   time.Duration         // before the second attempt, doubled before each further one; zero: half a second
	Now     func() time.Time      // nil: time.Now
}

const (
	maxStampAnswer = 64 << 10
	stampRoom      = 12 << 10 // four certificates of 2 KiB and the rest
	// maxClockDifference is how far the authority's clock may be from ours. Beyond it one of
	// the two is wrong, and nobody should sign.
	maxClockDifference = 5 * time.Minute
)

// Room is the most bytes that a token takes.
func (s *StampServer) Room() int { return stampRoom }

// Stamp asks the authority, again where it does not answer, and checks the answer.
func (s *StampServer) Stamp(ctx context.Context, data []byte) ([]byte, error) {
	tries, pause := s.Tries, s.Pause
	if tries == 0 {
		tries = 3
	}
	if pause == 0 {
		pause = time.Second / 2
	}
	for {
		token, err := s.once(ctx, data)
		tries--
		if err == nil || tries == 0 || !errors.Is(err, errNoAnswer) {
			return token, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(err, ctx.Err())
		case <-time.After(pause):
			pause *= 2
		}
	}
}

var errNoAnswer = errors.New("the timestamp authority does not answer")

func (s *StampServer) once(ctx context.Context, data []byte) ([]byte, error) {
	nonceBytes := make([]byte, 16)
	_, _ = rand.Read(nonceBytes) // never fails
	nonce := new(big.Int).SetBytes(nonceBytes)
	answer, err := s.post(ctx, s.question(data, nonce))
	if err != nil {
		return nil, err
	}
	token, err := tokenOf(answer)
	if err != nil {
		return nil, err
	}
	return s.check(token, data, nonce)
}

// question writes TimeStampReq, RFC 3161 section 2.4.1, and asks for the certificates.
func (s *StampServer) question(data []byte, nonce *big.Int) []byte {
	imprint := sha256.Sum256(data)
	var b cryptobyte.Builder
	b.AddASN1(cbasn1.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1Int64(1)
		addImprint(b, imprint[:])
		if s.Policy != nil {
			b.AddASN1ObjectIdentifier(s.Policy)
		}
		b.AddASN1BigInt(nonce)
		b.AddASN1Boolean(true)
	})
	return b.BytesOrPanic()
}

func (s *StampServer) post(ctx context.Context, question []byte) ([]byte, error) {
	timeout := s.Timeout
	if timeout == 0 {
		timeout = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL, bytes.NewReader(question))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/timestamp-query")
	client := s.Client
	if client == nil {
		client = http.DefaultClient
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoAnswer, err)
	}
	defer response.Body.Close() //nolint:errcheck // only read
	if response.StatusCode >= 500 {
		return nil, fmt.Errorf("%w: HTTP %d", errNoAnswer, response.StatusCode)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the timestamp authority refuses: HTTP %d", response.StatusCode)
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxStampAnswer+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoAnswer, err)
	}
	if len(answer) > maxStampAnswer {
		return nil, errors.New("the timestamp authority's answer is too long")
	}
	return answer, nil
}

// tokenOf reads TimeStampResp, RFC 3161 section 2.4.2.
func tokenOf(answer []byte) ([]byte, error) {
	in := cryptobyte.String(answer)
	var response, status, token cryptobyte.String
	var code int64
	if !in.ReadASN1(&response, cbasn1.SEQUENCE) || !in.Empty() ||
		!response.ReadASN1(&status, cbasn1.SEQUENCE) || !status.ReadASN1Integer(&code) {
		return nil, errors.New("the timestamp authority's answer is not one of RFC 3161")
	}
	if code > 1 { // 0 granted, 1 granted with modifications
		return nil, fmt.Errorf("the timestamp authority refuses: status %d", code)
	}
	if !response.ReadASN1Element(&token, cbasn1.SEQUENCE) || !response.Empty() {
		return nil, errors.New("the timestamp authority's answer holds no token")
	}
	return token, nil
}

// check brings the token into our form and wants it to be the answer to our question.
func (s *StampServer) check(token, data []byte, nonce *big.Int) ([]byte, error) {
	m, err := cms.Adopt(token)
	if err != nil {
		return nil, fmt.Errorf("the timestamp authority's answer: %w", err)
	}
	ours, err := m.Encode()
	if err != nil {
		return nil, err
	}
	stamp, err := cms.ReadStamp(ours)
	if err != nil {
		return nil, fmt.Errorf("the timestamp authority's answer: %w", err)
	}
	now := time.Now
	if s.Now != nil {
		now = s.Now
	}
	difference := stamp.At.Sub(now()).Abs()
	switch {
	case !stamp.Over(data):
		return nil, errors.New("the timestamp is over something else")
	case stamp.Nonce == nil || stamp.Nonce.Cmp(nonce) != 0:
		return nil, errors.New("the timestamp answers another question")
	case s.Policy != nil && !stamp.Policy.Equal(s.Policy):
		return nil, errors.New("the timestamp follows another policy")
	case difference > maxClockDifference:
		return nil, fmt.Errorf("the timestamp authority's clock and ours differ by %s", difference.Round(time.Second))
	case len(ours) > stampRoom:
		return nil, errors.New("the timestamp is too large")
	}
	trust := verification.Trust{Certificates: s.Anchors}
	chain, err := trust.Chain(m.Certificates, stamp.At)
	if err != nil {
		return nil, fmt.Errorf("the timestamp authority's certificate: %w", err)
	}
	if len(s.Anchors) > 0 && !chain.Trusted {
		return nil, errors.New("the timestamp authority is not the one that is trusted")
	}
	return ours, nil
}

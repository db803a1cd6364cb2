package main

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/documents/signing"
	"sutiao/storage"
)

// notary signs with the organisations' keys.
type notary struct {
	db    *storage.DB
	fonts *signing.Fonts
	// private makes a certificate for each act of signing; nil in production, where the
	// organisation's own key signs and the evidence says for whom.
	private *signing.PrivateAuthority
	stamps  signing.Timestamper
	seals   string // folder
	token   string // PKCS #11 library, or empty

	mu   sync.Mutex
	keys map[string]signing.Key
}

var _ activities.Notary = (*notary)(nil)

// newNotary opens the keys and the timestamp authority that are configured.
func newNotary(s settings, db *storage.DB, now func() time.Time) (*notary, error) {
	drawing, err := drawingFonts()
	if err != nil {
		return nil, err
	}
	if s.Production && (s.Seals == "" || s.TSAURL == "") {
		return nil, errors.New("SUTIAO_SEALS、SUTIAO_TSA_URL: 生产模式下必须设置，私有签章仅供演示 · must be set in production: the private authority is for demonstration")
	}
	n := &notary{db: db, fonts: drawing, seals: s.Seals, token: s.PKCS11, keys: map[string]signing.Key{}}
	if s.Seals == "" || s.TSAURL == "" {
		if n.seals == "" {
			n.seals = filepath.Join(s.Data, "secrets", "seals")
		}
		authority, err := signing.OpenPrivateAuthority(filepath.Join(s.Data, "secrets", "seals"), now)
		if err != nil {
			return nil, fmt.Errorf("open the private authority: %w", err)
		}
		if err := publish(s, authority.Anchors()); err != nil {
			return nil, err
		}
		n.stamps = authority.Timestamps()
		if s.Seals == "" {
			n.private = authority
		}
	}
	if s.TSAURL != "" {
		n.stamps = &signing.StampServer{URL: s.TSAURL}
	}
	return n, nil
}

// publish writes the certificates to which the private authority's signatures lead, for
// whoever checks them.
func publish(s settings, anchors []*x509.Certificate) error {
	var text []byte
	for _, c := range anchors {
		text = append(text, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return os.WriteFile(s.trustFile(), text, 0o644) //nolint:gosec // public by purpose
}

// trustFile holds the certificates to which the installation's signatures lead.
func (s settings) trustFile() string {
	if s.Trust != "" {
		return s.Trust
	}
	if s.Seals != "" {
		return filepath.Join(s.Seals, "anchors.pem")
	}
	return filepath.Join(s.Data, "trust.pem")
}

// withOwnTrust has a check trust this installation's own certificates where the caller
// names none.
func withOwnTrust(args []string) []string {
	s, err := loadSettings(os.LookupEnv)
	if err != nil || slices.Contains(args, "--trust") || slices.Contains(args, "-trust") {
		return args
	}
	if _, err := os.Stat(s.trustFile()); err != nil {
		return args
	}
	return append([]string{"--trust", s.trustFile()}, args...)
}

// timestampName is how documents name who dates the signatures.
func timestampName(s settings) string {
	if s.TSAURL == "" {
		return "诉调私有时间戳（演示用，非第三方可信时间）"
	}
	return s.TSAURL
}

// Sign implements activities.Notary.
func (n *notary) Sign(ctx context.Context, pdf []byte, s activities.Stroke) ([]byte, error) {
	request := signing.SigningRequest{
		Name: s.Name, Place: s.Place, Ink: s.Ink, Typed: s.Typed, Reason: s.Reason, At: s.At, Last: s.Last, Fonts: n.fonts,
	}
	if s.Evidence != nil {
		request.Verified = verifiedBy[s.Evidence.Identified]
		evidence, err := json.Marshal(s.Evidence)
		if err != nil {
			return nil, err
		}
		request.Evidence = evidence
	}
	signer, err := n.signer(ctx, s, &request)
	if err != nil {
		return nil, err
	}
	return signing.Apply(ctx, pdf, request, signer, n.stamps)
}

// verifiedBy words how a signer was made sure of.
var verifiedBy = map[string]string{"one-time-code": "短信验证码", "password": "账号密码"} //nolint:gosec // names, no secrets

func (n *notary) signer(ctx context.Context, s activities.Stroke, r *signing.SigningRequest) (signing.Signer, error) {
	if s.Signer != dispute.OrganisationSigner && n.private != nil {
		return n.private.Events(), nil
	}
	organisation, err := n.db.Organisation(ctx, s.Organisation)
	if err != nil {
		return nil, err
	}
	if s.Signer == dispute.OrganisationSigner {
		r.Name = organisation.Name
		// The organisation's own seal, where there is a picture of it.
		if picture, err := os.ReadFile(filepath.Join(n.seals, s.Organisation+".png")); err == nil {
			r.Ink = picture
		}
	}
	key, err := n.key(organisation.ID, organisation.Name)
	if err != nil {
		return nil, fmt.Errorf("the seal of %s: %w", organisation.ID, err)
	}
	return signing.One(key), nil
}

// key opens an organisation's key once.
func (n *notary) key(id, name string) (signing.Key, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if key := n.keys[id]; key != nil {
		return key, nil
	}
	key, err := n.open(id, name)
	if err == nil {
		n.keys[id] = key
	}
	return key, err
}

func (n *notary) open(id, name string) (signing.Key, error) {
	if n.private != nil {
		return n.private.OrganisationKey(n.seals, id, name)
	}
	password, err := os.ReadFile(filepath.Join(n.seals, "password.txt"))
	if err != nil {
		return nil, err
	}
	secret := strings.TrimSpace(string(password))
	if n.token != "" {
		return signing.OpenToken(signing.TokenSettings{Library: n.token, Token: id, Key: id, PIN: secret})
	}
	file, err := os.ReadFile(filepath.Join(n.seals, id+".p12")) //nolint:gosec // the operator's own folder
	if err != nil {
		return nil, err
	}
	return signing.FromPKCS12(file, secret)
}

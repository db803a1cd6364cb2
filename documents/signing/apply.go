package signing

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"sutiao/dispute"
	"sutiao/documents/verification"
	"sutiao/documents/verification/revision"
)

// SigningRequest is one signature to be put on a document.
type SigningRequest struct { //nolint:revive // "request" alone would say too little where it is used
	Name     string // of the person or organisation
	Place    dispute.SignaturePlace
	Ink      []byte          // the drawn signature or the organisation's own seal, PNG
	Typed    string          // the name as typed, where nothing was drawn
	Verified string          // how it was made sure who signs, such as 短信验证码
	Reason   string          // what the signature is for
	Evidence json.RawMessage // how the signer was identified and consented; sealed in. Empty: {}
	At       time.Time       // when the signer signed, by the system's clock
	Last     bool            // it closes the document; the organisation's seal always does
	Fonts    *Fonts
}

// File is a document that is being signed.
type File struct{ document *revision.Document }

// Open reads a document, frozen or signed so far, and refuses one that is not exactly as
// we write it.
func Open(pdf []byte) (*File, error) {
	d, p := revision.Read(pdf)
	if p != nil {
		return nil, refusal(p)
	}
	return &File{d}, nil
}

// Bytes is the document as it is now.
func (f *File) Bytes() []byte { return f.document.Bytes() }

// Apply puts one signature on a document and gives the longer document. The parties sign
// in any order, then the mediator, then the organisation; each once.
func Apply(ctx context.Context, pdf []byte, r SigningRequest, signer Signer, stamps Timestamper) ([]byte, error) {
	f, err := Open(pdf)
	if err != nil {
		return nil, err
	}
	if err := f.Sign(ctx, r, signer, stamps); err != nil {
		return nil, err
	}
	return f.Bytes(), nil
}

// Sign puts one signature on the document.
func (f *File) Sign(ctx context.Context, r SigningRequest, signer Signer, stamps Timestamper) error {
	signature, err := r.signature()
	if err != nil {
		return err
	}
	d := f.document
	key, err := signer.Key(ctx, Occasion{
		Signer: r.Place.Signer, Name: r.Name,
		Document: sha256.Sum256(d.Bytes()[:d.Frozen()]), Evidence: sha256.Sum256(r.Evidence),
	})
	if err != nil {
		return fmt.Errorf("the key of %s: %w", r.Place.Signer, err)
	}
	// Such a seal would be refused by whoever checks the document.
	if r.Place.Signer == dispute.OrganisationSigner && !verification.Names(key.Certificates()[0], r.Name) {
		return NotNamed(r.Name)
	}
	signature.Room = roomFor(key, stamps)
	update, p := d.Render(signature)
	if p != nil {
		return refusal(p)
	}
	sealed, err := seal(ctx, key, stamps, digest(d.Bytes(), update))
	if err != nil {
		return fmt.Errorf("the signature of %s: %w", r.Place.Signer, err)
	}
	if p := d.Append(*signature, update, sealed); p != nil {
		return refusal(p)
	}
	return nil
}

// NotNamed refuses to seal with a certificate that does not name the organisation.
func NotNamed(organisation string) error {
	return &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
		ZH: "签章证书上的名称与机构名称“" + organisation + "”不一致，请更换证书或者更正机构名称",
		EN: "the certificate of the seal does not name the organisation, " + organisation}}
}

// signature checks the request and draws it.
func (r *SigningRequest) signature() (*revision.Signature, error) {
	seal := r.Place.Signer == dispute.OrganisationSigner
	var wrong dispute.Problems
	wrong.Require("name", r.Name)
	if len(r.Evidence) == 0 {
		r.Evidence = json.RawMessage("{}") // a seal needs none
	}
	if !json.Valid(r.Evidence) {
		wrong.Add("evidence", "签名证据不是 JSON", "is not JSON")
	}
	if !seal && len(r.Ink) == 0 {
		wrong.Require("typed", r.Typed)
	}
	if r.At.IsZero() || r.Fonts == nil {
		wrong.Add("at", "缺少签名时间或字体", "the time or the fonts are missing")
	}
	if e := dispute.Invalid(wrong); e != nil {
		return nil, e
	}
	look, err := r.appearance(seal)
	if err != nil {
		return nil, err
	}
	return &revision.Signature{
		Signer: r.Place.Signer, Name: r.Name, Reason: r.Reason,
		At: r.At.Truncate(time.Second), Last: r.Last, Page: r.Place.Page, Box: box(r.Place),
		Evidence: r.Evidence, Drawing: look.drawing, Picture: look.picture,
	}, nil
}

// box rounds a place to hundredths of a point.
func box(p dispute.SignaturePlace) revision.Box {
	round := func(v float64) int { return int(math.Round(v * 100)) }
	return revision.Box{
		Left: round(p.X), Bottom: round(p.Y), Right: round(p.X + p.Width), Top: round(p.Y + p.Height),
	}
}

// roomFor is what a container may take: the certificates and a digest of each, a signature
// by a key of up to 4096 bits, the rest, and the timestamp.
func roomFor(key Key, stamps Timestamper) int {
	room := 512 + 512 + stamps.Room()
	for _, c := range key.Certificates() {
		room += len(c.Raw) + 64
	}
	return room
}

// digest is over the file and the update, less the container.
func digest(file []byte, u *revision.Update) []byte {
	h := sha256.New()
	h.Write(file)
	h.Write(u.Bytes[:u.Gap[0]-len(file)])
	h.Write(u.Bytes[u.Gap[1]-len(file):])
	return h.Sum(nil)
}

// seal signs a digest and adds the trusted time over the signature.
func seal(ctx context.Context, key Key, stamps Timestamper, digest []byte) ([]byte, error) {
	m, err := container(ctx, key, digest)
	if err != nil {
		return nil, err
	}
	if m.Timestamp, err = stamps.Stamp(ctx, m.Signature); err != nil {
		return nil, err
	}
	return m.Encode()
}

// Detached signs a content that is kept elsewhere, such as the manifest of a case file,
// and gives the container with its timestamp.
func Detached(ctx context.Context, content []byte, key Key, stamps Timestamper) ([]byte, error) {
	sum := sha256.Sum256(content)
	return seal(ctx, key, stamps, sum[:])
}

// refusal tells a user why a document cannot be signed.
func refusal(p *revision.Problem) error {
	return &dispute.Error{Code: dispute.CodeNotPermitted, Message: p.Text}
}

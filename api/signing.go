package api

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	"image/png"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// signingCodeLasts is longer than a sign-in's: the text is read in between.
const signingCodeLasts = 10 * time.Minute

func (s *server) signingRoutes() {
	huma.Register(s.api, operation("ask-signing-code", http.MethodPost, "/disputes/{id}/signing-code",
		"Ask for the one-time code that goes with a signature", "signing"), s.askSigningCode)
}

type signingCodeInput struct {
	ID   string `path:"id" maxLength:"60"`
	Body struct {
		Document string `json:"document" doc:"SHA-256 of the frozen agreement" maxLength:"64"`
	}
}

// askSigningCode sends a code that signs this text and no other.
func (s *server) askSigningCode(ctx context.Context, in *signingCodeInput) (*struct{}, error) {
	a, err := only(ctx, records.PartyViewer)
	if err != nil {
		return nil, s.fail(err)
	}
	c, err := s.Cases.Dispute(ctx, a.Viewer(), in.ID)
	if err != nil {
		return nil, s.fail(err)
	}
	if c.Agreement == nil || c.Agreement.Frozen == nil || c.Agreement.Frozen.SHA256 != in.Body.Document {
		return nil, s.fail(dispute.Invalid([]dispute.FieldError{{Field: "document", Reason: dispute.Text{
			ZH: "不是正在签署的文本，请重新打开", EN: "is not the text that is being signed; open it again"}}}))
	}
	if a.Phone == nil {
		return nil, s.fail(noPhone)
	}
	slot := signingSlot(c.ID, *a.Phone)
	if err := s.signIns.allowed(slot); err != nil {
		return nil, s.fail(err)
	}
	s.signIns.failed(slot) // asking too often is slowed down
	code := newCode()
	if err := s.Logins.PutCode(ctx, slot, signingCodeHash(slot, c.Agreement, code), signingCodeLasts); err != nil {
		return nil, s.fail(err)
	}
	return nil, s.fail(s.Codes.SendSigningCode(ctx, *a.Phone, code, c.Agreement.Frozen.Code))
}

var noPhone = &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
	ZH: "账号没有登记手机号码，无法接收验证码", EN: "the account has no telephone to send a code to"}}

// signingSlot keeps a signing code apart from the sign-in's.
func signingSlot(disputeID, phone string) string { return "sign/" + disputeID + "/" + phone }

// signingCodeHash ties the code to the texts of this sitting: it signs no others.
func signingCodeHash(slot string, a *dispute.Agreement, code string) []byte {
	texts := a.Frozen.SHA256
	if a.FrozenApplication != nil {
		texts += "\x00" + a.FrozenApplication.SHA256
	}
	return HashSecret(slot + "\x00" + texts + "\x00" + code)
}

// prepareSignature makes sure of the signer, keeps the drawn signature as a file and sets
// the evidence. What the caller claimed as evidence is thrown away.
func (s *server) prepareSignature(ctx context.Context, c *dispute.Case, a *records.Account, actID string, d *dispute.Signature) error {
	evidence := &dispute.SigningEvidence{Account: a.ID, Name: nameIn(c, a), Capacity: capacityOf(c, a), Document: d.Document, At: s.now()}
	evidence.IP, evidence.Device = originOf(ctx)
	ink, err := inkOf(d.Ink)
	if err != nil {
		return err
	}
	if d.Typed = strings.TrimSpace(d.Typed); d.Typed != "" && d.Typed != evidence.Name && !represents(c.PartyOf(a.ID), d.Typed) {
		return dispute.Invalid([]dispute.FieldError{{Field: "typed", Reason: dispute.Text{
			ZH: "请输入您在本案中登记的姓名：" + evidence.Name, EN: "must be your name as the case has it: " + evidence.Name}}})
	}
	if err := s.Drawing.Drawable(evidence.Name, d.Typed, ink); err != nil {
		return err
	}
	if err := s.confirmSigner(ctx, c, a, actID, d, evidence); err != nil {
		return err
	}
	d.Code, d.Evidence = "", evidence
	if ink == nil {
		return nil
	}
	kept, err := s.Files.Put(ctx, c.Keeper(), bytes.NewReader(ink))
	if err != nil {
		return err
	}
	d.Ink = kept.SHA256
	return nil
}

// nameIn is the signer's name as the case has it: accounts are named by their owners.
func nameIn(c *dispute.Case, a *records.Account) string {
	p := c.PartyOf(a.ID)
	if p == nil {
		return a.Name
	}
	if agent := p.Agent(a.ID); agent != nil && p.Account != a.ID {
		return agent.Name
	}
	return p.Name
}

// represents: for an entity its representative (法定代表人) signs with his own name.
func represents(p *dispute.Party, name string) bool {
	return p != nil && p.Kind != dispute.NaturalPerson && name == p.Representative
}

func capacityOf(c *dispute.Case, a *records.Account) string {
	p := c.PartyOf(a.ID)
	switch {
	case p == nil:
		return string(a.Role)
	case p.Agent(a.ID) != nil:
		return "agent"
	}
	return "party"
}

// confirmSigner takes the one-time code of a party, or the password of a mediator. The
// code is taken for this act, which may be sent again.
func (s *server) confirmSigner(ctx context.Context, c *dispute.Case, a *records.Account, actID string, d *dispute.Signature, e *dispute.SigningEvidence) error {
	wrong := dispute.Invalid([]dispute.FieldError{{Field: "code", Reason: dispute.Text{
		ZH: "验证码不正确或已过期，请重新获取", EN: "the code is wrong or has expired; ask for a new one"}}})
	if a.Role == dispute.Mediator {
		guard := "sign " + a.ID
		if err := s.signIns.allowed(guard); err != nil {
			return err
		}
		if a.PasswordHash == nil || !passwordMatches(*a.PasswordHash, d.Code) {
			s.signIns.failed(guard)
			return dispute.Invalid([]dispute.FieldError{{Field: "code", Reason: dispute.Text{
				ZH: "密码不正确", EN: "the password is wrong"}}})
		}
		s.signIns.succeeded(guard)
		e.Identified = "password"
		return nil
	}
	if a.Phone == nil {
		return noPhone
	}
	slot := signingSlot(c.ID, *a.Phone)
	hash := signingCodeHash(slot, c.Agreement, strings.TrimSpace(d.Code))
	if err := s.Logins.TakeCode(ctx, slot, hash, actID); err != nil {
		return orWrong(err, wrong)
	}
	s.signIns.succeeded(slot)
	e.Identified, e.Phone = "one-time-code", dispute.MaskPhone(*a.Phone)
	return nil
}

// The size of a drawn signature, in pixels; a phone's drawing area is smaller.
const (
	maxInkSide = 4000
	maxInkArea = 4_000_000
)

// inkOf decodes a drawn signature and draws it anew, so that nothing but the drawing is
// kept. An empty one is nil: the name was typed.
func inkOf(encoded string) ([]byte, error) {
	if encoded == "" {
		return nil, nil
	}
	bad := func(zh, en string) error {
		return dispute.Invalid([]dispute.FieldError{{Field: "ink", Reason: dispute.Text{ZH: zh, EN: en}}})
	}
	_, after, isURL := strings.Cut(encoded, "base64,")
	if !isURL {
		after = encoded
	}
	data, err := base64.StdEncoding.DecodeString(after)
	if err != nil {
		return nil, bad("签名图片无法读取", "cannot be read")
	}
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil || config.Width > maxInkSide || config.Height > maxInkSide || config.Width*config.Height == 0 || config.Width*config.Height > maxInkArea {
		return nil, bad("签名应为每边不超过4000像素、总计不超过400万像素的PNG图片", "must be a PNG of at most 4000 pixels a side and four million in all")
	}
	drawn, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, bad("签名图片无法读取", "cannot be read")
	}
	if blank(drawn) {
		return nil, bad("没有写下任何笔画，请手写签名", "holds no stroke; please draw your signature")
	}
	var anew bytes.Buffer
	err = png.Encode(&anew, drawn)
	return anew.Bytes(), err
}

// blank tells that a picture shows one colour only.
func blank(drawn image.Image) bool {
	b := drawn.Bounds()
	first := drawn.At(b.Min.X, b.Min.Y)
	r0, g0, b0, a0 := first.RGBA()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, bl, a := drawn.At(x, y).RGBA(); r != r0 || g != g0 || bl != b0 || a != a0 {
				return false
			}
		}
	}
	return true
}

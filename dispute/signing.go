package dispute

import (
	"slices"
	"time"
)

// SignedByAll tells that every party has signed the text that lies for signature. It is in
// force between them from then on (在线调解规则 19), whatever the mediator still owes.
func (c *Case) SignedByAll() bool {
	return c.Stage == Signing && c.Every(func(p *Party) bool { return !p.SignedAt.IsZero() })
}

// AgreementStands tells that the agreement as it is worded now is in effect.
func (c *Case) AgreementStands() bool {
	for _, o := range slices.Backward(c.Facts) {
		switch o.Fact {
		case AgreementInEffect:
			return true
		case Drafted:
			return false
		}
	}
	return false
}

// endUnlessSigned is the end of a period: it ends the case, but a text that every party
// has signed comes into effect though the mediator was late.
func (c *Case) endUnlessSigned(ending Ending, reason string, e Entry) {
	if c.SignedByAll() {
		c.takeEffect(e)
		return
	}
	c.end(ending, reason, e.At)
}

// takeEffect brings the agreement into force. Effect may be counted from the last
// party's signature (在线调解规则 19) or from the mediator's too (人民调解法 29); the
// limits run from the earlier, so that nobody is late.
func (c *Case) takeEffect(e Entry) {
	earliest := e.At
	if c.Agreement.Adopted == ProposalUnknown {
		earliest = c.lastPartySignature()
	}
	c.Confirmation = nil // a varied agreement is confirmed anew
	for _, p := range c.Parties {
		if !p.JoinedAt.IsZero() {
			c.joinApplication(p.ID, c.Agreement.ConfirmationCourt, p.JoinedAt)
		}
	}
	c.note(AgreementInEffect, earliest)
	if last := c.lastDue(); !last.IsZero() {
		c.note(PerformanceEnds, last)
	}
	c.Extension = nil
	c.setStage(InEffect)
	if c.Every(func(p *Party) bool { return p.TakesElectronically() }) {
		c.serve(e)
	}
	c.fileApplication(e.At)
}

func (c *Case) lastPartySignature() time.Time {
	var last time.Time
	for _, p := range c.Parties {
		if p.SignedAt.After(last) {
			last = p.SignedAt
		}
	}
	return last
}

func (c *Case) lastDue() time.Time {
	var last time.Time
	for _, o := range c.Agreement.Obligations {
		if !o.Due.IsZero() && o.Due.Start().After(last) {
			last = o.Due.Start()
		}
	}
	return last
}

func (c *Case) serve(e Entry) {
	c.Agreement.ServedAt = e.At
	c.note(AgreementServed, e.At)
	c.setStage(Performing)
	c.settlePerformance(e)
}

// SigningRefusal is a party that will not sign (在线调解规则 25(7)).
type SigningRefusal struct {
	Reason string `json:"reason,omitempty" maxLength:"2000"`
}

// Act implements Detail.
func (*SigningRefusal) Act() Act { return RefuseToSign }

// Check implements Detail.
func (*SigningRefusal) Check() Problems { return nil }

func (*SigningRefusal) apply(c *Case, e Entry) {
	c.end(SigningRefused, "当事人拒绝签署调解协议", e.At)
}

// AgreementService is the service (送达) of the agreement on the parties on paper; where
// all agreed to electronic service it happens with the last signature.
type AgreementService struct {
	How string `json:"how" maxLength:"1000"`
}

// Act implements Detail.
func (*AgreementService) Act() Act { return ServeAgreement }

// Check implements Detail.
func (d *AgreementService) Check() Problems {
	var p Problems
	p.Require("how", d.How)
	return p
}

func (*AgreementService) apply(c *Case, e Entry) { c.serve(e) }

package dispute

import "time"

// Draft is the mediator's wording of the terms; a later draft replaces an earlier one.
type Draft struct {
	Terms
	// ForSignature freezes the draft and opens the signing in the same act.
	ForSignature bool      `json:"forSignature,omitempty"`
	StandBy      []StandBy `json:"standBy,omitempty" doc:"findings of the review that the mediator answers with a reason" maxItems:"60"`
}

// StandBy is the mediator's answer to a finding of the review that was read from words: the
// clause is right, for this reason. It stands in the ledger.
type StandBy struct {
	Rule   string `json:"rule" maxLength:"8"`
	Clause string `json:"clause" maxLength:"60"`
	Reason string `json:"reason" maxLength:"500"`
}

// Act implements Detail.
func (*Draft) Act() Act { return DraftAgreement }

// Check implements Detail.
func (d *Draft) Check() Problems {
	var p Problems
	d.Terms.check(&p)
	return p
}

func (d *Draft) apply(c *Case, e Entry) {
	version := 1
	if c.Agreement != nil {
		version = c.Agreement.Version + 1
	}
	c.Agreement = &Agreement{Version: version, Terms: d.numbered()}
	c.note(Drafted, e.At)
	c.setStage(Drafting)
	if d.ForSignature {
		c.openSigning()
	}
}

// SigningOpening freezes the draft for signature.
type SigningOpening struct {
	Version int       `json:"version" minimum:"1"`
	StandBy []StandBy `json:"standBy,omitempty" doc:"findings of the review that the mediator answers with a reason" maxItems:"60"`
}

// Act implements Detail.
func (*SigningOpening) Act() Act { return OpenSigning }

// Check implements Detail.
func (*SigningOpening) Check() Problems { return nil }

func (*SigningOpening) apply(c *Case, _ Entry) { c.openSigning() }

func (c *Case) openSigning() {
	c.Agreement.Openings++
	c.setStage(Signing)
}

// DraftWithdrawal takes the draft back and the talks up again. Signatures given fall away.
type DraftWithdrawal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*DraftWithdrawal) Act() Act { return WithdrawDraft }

// Check implements Detail.
func (d *DraftWithdrawal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (*DraftWithdrawal) apply(c *Case, _ Entry) { c.takeBackDraft() }

func (c *Case) takeBackDraft() {
	for i := range c.Parties {
		c.Parties[i].SignedAt, c.Parties[i].JoinedAt = time.Time{}, time.Time{}
	}
	c.Agreement.MediatorSignedAt = time.Time{}
	c.Agreement.Papers = Papers{}
	c.setStage(Drafting)
}

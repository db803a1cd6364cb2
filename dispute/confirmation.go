package dispute

import "time"

// Confirmation is 司法确认: the court lends its force to the agreement.
type Confirmation struct {
	Court      string    `json:"court"`
	Number     string    `json:"number,omitempty"` // 诉前调确 number
	Joined     []string  `json:"joined"`           // party IDs; it is filed when all have
	FiledAt    time.Time `json:"filedAt,omitzero"`
	AcceptedAt time.Time `json:"acceptedAt,omitzero"`
	Longer     bool      `json:"longer,omitempty"` // president's ten more days
	Awaiting   []string  `json:"awaiting,omitempty"`
	// WithdrawalAsked is why a party wants to withdraw; the court has still to allow it.
	WithdrawalAsked string        `json:"withdrawalAsked,omitempty"`
	Ruling          *RulingRecord `json:"ruling,omitempty"`
}

// RulingRecord is the court's ruling (民事裁定书) on the application.
type RulingRecord struct {
	Number  string    `json:"number"`
	Granted bool      `json:"granted"`
	Reason  string    `json:"reason,omitempty"`
	At      time.Time `json:"at"`
}

// ConfirmationApplication is one party joining the joint application (民事诉讼法 205).
type ConfirmationApplication struct {
	Court string `json:"court" doc:"court asked, 法院代字" maxLength:"10"`
	// Declared states voluntariness, no collusion, no harm to others, consequences accepted.
	Declared bool `json:"declared" doc:"the statements of the application are made"`
}

// Act implements Detail.
func (*ConfirmationApplication) Act() Act { return ApplyForConfirmation }

// Check implements Detail.
func (d *ConfirmationApplication) Check() Problems {
	var p Problems
	p.Require("court", d.Court)
	if !d.Declared {
		p.Add("declared", "请先作出申请书所列承诺", "the application's statements must be made")
	}
	return p
}

func (d *ConfirmationApplication) apply(c *Case, e Entry) {
	if c.Confirmation == nil || c.Confirmation.Court != d.Court {
		c.dropApplication() // made to a wrong court, by nobody else yet
		c.Confirmation = &Confirmation{Court: d.Court}
	}
	c.joinApplication(e.By.Party, d.Court, e.At)
	c.fileApplication(e.At)
}

// joinApplication has a party join the joint application.
func (c *Case) joinApplication(party, court string, at time.Time) {
	if c.Confirmation == nil {
		c.Confirmation = &Confirmation{Court: court}
	}
	c.Confirmation.Joined = append(c.Confirmation.Joined, party)
	c.Party(party).JoinedAt = at
}

// fileApplication files the joint application once everybody has joined and the agreement
// is in effect. Who signed it together with the agreement has joined by that.
func (c *Case) fileApplication(at time.Time) {
	f := c.Confirmation
	if f == nil || !f.FiledAt.IsZero() || c.Over() || !c.Every(func(p *Party) bool { return !p.JoinedAt.IsZero() }) {
		return
	}
	switch c.Stage {
	case InEffect, Performing, Breached:
		f.FiledAt = at
		c.note(ConfirmationFiled, at)
		c.setStage(Confirming)
	default:
	}
}

// dropApplication forgets an application that not all have joined.
func (c *Case) dropApplication() {
	c.Confirmation = nil
	for i := range c.Parties {
		c.Parties[i].JoinedAt = time.Time{}
	}
}

// ConfirmationAcceptance is the court taking the application up.
type ConfirmationAcceptance struct {
	Number string `json:"number" doc:"case number, (年)代字诉前调确N号" maxLength:"60"`
}

// Act implements Detail.
func (*ConfirmationAcceptance) Act() Act { return AcceptConfirmation }

// Check implements Detail.
func (d *ConfirmationAcceptance) Check() Problems {
	var p Problems
	if _, err := ParseCaseNumber(d.Number); err != nil {
		p.Add("number", "案号格式不正确", err.Error())
	}
	return p
}

func (d *ConfirmationAcceptance) apply(c *Case, e Entry) {
	c.Confirmation.Number, c.Confirmation.AcceptedAt = d.Number, e.At
	c.note(ConfirmationAnswered, e.At)
	c.note(ConfirmationAccepted, e.At)
}

// ConfirmationRefusal is 不予受理 of the application (民事诉讼法解释 355).
type ConfirmationRefusal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*ConfirmationRefusal) Act() Act { return DeclineConfirmation }

// Check implements Detail.
func (d *ConfirmationRefusal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *ConfirmationRefusal) apply(c *Case, e Entry) {
	c.note(ConfirmationAnswered, e.At)
	c.note(ConfirmationSettled, e.At)
	c.end(ConfirmationDeclined, d.Reason, e.At)
}

// ConfirmationItems lists what the court still needs (补充材料通知).
type ConfirmationItems struct {
	Items []string `json:"items" maxItems:"30"`
}

// Act implements Detail.
func (*ConfirmationItems) Act() Act { return RequireConfirmationItems }

// Check implements Detail.
func (d *ConfirmationItems) Check() Problems {
	var p Problems
	if len(d.Items) == 0 {
		p.Add("items", "请列明需要补充的材料", "list what is needed")
	}
	return p
}

func (d *ConfirmationItems) apply(c *Case, e Entry) {
	c.Confirmation.Awaiting = d.Items
	c.note(ConfirmationSupplement, e.At)
}

// ConfirmationSupply supplies them.
type ConfirmationSupply struct {
	Note string `json:"note" maxLength:"4000"`
}

// Act implements Detail.
func (*ConfirmationSupply) Act() Act { return SupplyConfirmationItems }

// Check implements Detail.
func (d *ConfirmationSupply) Check() Problems {
	var p Problems
	p.Require("note", d.Note)
	return p
}

func (*ConfirmationSupply) apply(c *Case, e Entry) {
	c.Confirmation.Awaiting = nil
	c.note(ConfirmationCompleted, e.At)
}

// ConfirmationExtension is the president's ten more days (司法确认规定 5).
type ConfirmationExtension struct {
	Reason string `json:"reason" maxLength:"1000"`
}

// Act implements Detail.
func (*ConfirmationExtension) Act() Act { return ExtendConfirmation }

// Check implements Detail.
func (d *ConfirmationExtension) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (*ConfirmationExtension) apply(c *Case, e Entry) {
	c.Confirmation.Longer = true
	c.note(ConfirmationLonger, e.At)
}

// ConfirmationWithdrawal is a party's request to take the application back before the
// ruling, or the court's leave; the court may also take it as withdrawn where the parties
// do not supplement or appear (民事诉讼法解释 357).
type ConfirmationWithdrawal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*ConfirmationWithdrawal) Act() Act { return WithdrawConfirmation }

// Check implements Detail.
func (d *ConfirmationWithdrawal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *ConfirmationWithdrawal) apply(c *Case, e Entry) {
	if e.By.Role.IsParty() {
		c.Confirmation.WithdrawalAsked = d.Reason
		return
	}
	c.note(ConfirmationSettled, e.At)
	c.end(ConfirmationWithdrawn, d.Reason, e.At)
}

// Ruling is the judge's decision on the application.
type Ruling struct {
	Granted bool   `json:"granted"`
	Number  string `json:"number" maxLength:"60"`
	Reason  string `json:"reason,omitempty" doc:"required where refused" maxLength:"4000"`
}

// Act implements Detail.
func (*Ruling) Act() Act { return RuleOnConfirmation }

// Check implements Detail.
func (d *Ruling) Check() Problems {
	var p Problems
	if _, err := ParseCaseNumber(d.Number); err != nil {
		p.Add("number", "案号格式不正确", err.Error())
	}
	if !d.Granted {
		p.Require("reason", d.Reason)
	}
	return p
}

func (d *Ruling) apply(c *Case, e Entry) {
	c.Confirmation.Ruling = &RulingRecord{Number: d.Number, Granted: d.Granted, Reason: d.Reason, At: e.At}
	c.note(ConfirmationSettled, e.At)
	if !d.Granted {
		c.reopenDraft()
		return
	}
	c.serveRuling(e.At, (*Party).TakesElectronically)
	c.Ending = Confirmed
	c.note(Ended, e.At)
	if c.lastDue().IsZero() {
		c.note(PerformanceEnds, e.At) // no day is set: from the ruling (民事诉讼法 250)
	}
	c.setStage(Performing)
	c.settlePerformance(e)
	if c.Breach != nil && c.Stage == Performing {
		c.aside(Breached) // it stood beside the application
	}
}

// reopenDraft lets the parties vary a refused agreement (民事诉讼法 206); if they do not,
// the mediator closes the case as refused.
func (c *Case) reopenDraft() {
	for i := range c.Parties {
		c.Parties[i].SignedAt, c.Parties[i].JoinedAt = time.Time{}, time.Time{}
	}
	c.Breach = nil // of a text that is varied now
	c.setStage(Drafting)
}

// ConfirmationClosing closes a case whose confirmation was refused and that nobody varies.
type ConfirmationClosing struct{}

// Act implements Detail.
func (*ConfirmationClosing) Act() Act { return CloseRefused }

// Check implements Detail.
func (*ConfirmationClosing) Check() Problems { return nil }

func (*ConfirmationClosing) apply(c *Case, e Entry) {
	c.end(ConfirmationRefused, c.Confirmation.Ruling.Reason, e.At)
}

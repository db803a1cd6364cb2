package dispute

import "time"

// Acceptance is the organisation's confirmation on the platform (确认接受).
type Acceptance struct {
	// Mediator may be assigned in the same act where the parties left the choice.
	Mediator string `json:"mediator,omitempty" maxLength:"60"`
	// MaterialsSigned is when the court's materials were signed for on paper; the later
	// rule counts from the platform, the earlier from the signature, so both are kept.
	MaterialsSigned time.Time `json:"materialsSigned,omitzero"`
}

// Act implements Detail.
func (*Acceptance) Act() Act { return AcceptReferral }

// Check implements Detail.
func (*Acceptance) Check() Problems { return nil }

func (d *Acceptance) apply(c *Case, e Entry) {
	c.once(AcceptedOnPlatform, e.At)
	if !d.MaterialsSigned.IsZero() {
		c.once(MaterialsSigned, d.MaterialsSigned)
	}
	if d.Mediator != "" {
		c.assign(d.Mediator, true, e)
	}
	c.setStage(SeekingConsent)
	c.settleConsent()
}

// settleConsent moves on once every party has consented, one too that was joined after
// the others had.
func (c *Case) settleConsent() {
	if c.Stage != SeekingConsent || !c.Every(func(p *Party) bool { return p.Consent != nil }) {
		return
	}
	c.setStage(Accepted)
	if c.Mediator != "" {
		c.setStage(Disclosing)
	}
}

// ReferralRefusal is an organisation's no.
type ReferralRefusal struct {
	Reason     string `json:"reason" maxLength:"2000"`
	OutOfScope bool   `json:"outOfScope,omitempty" doc:"the dispute is unsuited to mediation by anyone"`
}

// Act implements Detail.
func (*ReferralRefusal) Act() Act { return DeclineReferral }

// Check implements Detail.
func (d *ReferralRefusal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *ReferralRefusal) apply(c *Case, e Entry) {
	c.note(OrganisationAnswered, e.At)
	if d.OutOfScope {
		c.end(NotAccepted, d.Reason, e.At)
		return
	}
	c.askNext(e)
}

// ConsentGiven is a party's yes to mediation.
type ConsentGiven struct {
	Consent
}

// Act implements Detail.
func (*ConsentGiven) Act() Act { return ConsentToMediation }

// Check implements Detail.
func (*ConsentGiven) Check() Problems { return nil }

func (d *ConsentGiven) apply(c *Case, e Entry) {
	p := c.Party(e.By.Party)
	consent := d.Consent
	p.Consent, p.ConsentedAt = &consent, e.At
	c.noteConsent(e)
	c.settleConsent()
}

func (c *Case) noteConsent(e Entry) {
	if !c.Every(func(p *Party) bool { return p.Consent != nil }) {
		return
	}
	c.once(ConsentOfAll, e.At)
	if c.Every(func(p *Party) bool { return p.Consent.Online }) {
		c.once(OnlineConsentOfAll, e.At)
	}
}

// MediationRefusal is a party's no, at the start or later (不愿意继续调解). An institution
// owes a reason: it may not refuse without one (银行保险机构消费者权益保护管理办法 16).
type MediationRefusal struct {
	Reason string `json:"reason,omitempty" maxLength:"2000"`
}

// Act implements Detail.
func (*MediationRefusal) Act() Act { return RefuseMediation }

// Check implements Detail.
func (*MediationRefusal) Check() Problems { return nil }

func (d *MediationRefusal) apply(c *Case, e Entry) { c.end(Refused, d.Reason, e.At) }

// UnreachableReport says how the other side was sought in vain.
type UnreachableReport struct {
	Attempts []string `json:"attempts" doc:"channel and time of each attempt" maxItems:"20"`
}

// Act implements Detail.
func (*UnreachableReport) Act() Act { return ReportUnreachable }

// Check implements Detail.
func (d *UnreachableReport) Check() Problems {
	var p Problems
	if len(d.Attempts) == 0 {
		p.Add("attempts", "请列明联系的方式和时间", "list the attempts made")
	}
	return p
}

func (d *UnreachableReport) apply(c *Case, e Entry) {
	c.end(Unreachable, "多次联系未果", e.At)
}

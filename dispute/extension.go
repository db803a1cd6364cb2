package dispute

import "slices"

// Extension is a longer period that is being asked for (延长调解期限): it takes effect
// when every party consents before the period ends (特邀调解规定 27).
type Extension struct {
	NewDue    Date     `json:"newDue"`
	Reason    string   `json:"reason"`
	Consented []string `json:"consented,omitempty"` // party IDs
}

// ExtensionRequest asks for a new last day.
type ExtensionRequest struct {
	NewDue Date   `json:"newDue" format:"date" doc:"new last day"`
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*ExtensionRequest) Act() Act { return RequestExtension }

// Check implements Detail.
func (d *ExtensionRequest) Check() Problems {
	var p Problems
	if d.NewDue.IsZero() {
		p.Add("newDue", "请填写新的届满日期", "is required")
	}
	p.Require("reason", d.Reason)
	return p
}

func (d *ExtensionRequest) apply(c *Case, e Entry) {
	c.Extension = &Extension{NewDue: d.NewDue, Reason: d.Reason}
	c.note(ExtensionAsked, e.At)
	if e.By.Role.IsParty() {
		c.consentToExtension(e)
	}
}

func (c *Case) consentToExtension(e Entry) {
	c.Extension.Consented = append(c.Extension.Consented, e.By.Party)
	c.settleExtension(e)
}

func (c *Case) settleExtension(e Entry) {
	x := c.Extension
	if x == nil || !c.Every(func(p *Party) bool { return slices.Contains(x.Consented, p.ID) }) {
		return
	}
	c.ExtendedTo, c.Extension = x.NewDue, nil
	c.note(ExtensionAnswered, e.At)
	c.note(ExtensionAgreed, e.At)
}

// ExtensionConsent is one party's yes.
type ExtensionConsent struct{}

// Act implements Detail.
func (*ExtensionConsent) Act() Act { return ConsentToExtension }

// Check implements Detail.
func (*ExtensionConsent) Check() Problems { return nil }

func (*ExtensionConsent) apply(c *Case, e Entry) { c.consentToExtension(e) }

// ExtensionRefusal is one party's no: the old date stands.
type ExtensionRefusal struct {
	Reason string `json:"reason,omitempty" maxLength:"2000"`
}

// Act implements Detail.
func (*ExtensionRefusal) Act() Act { return RefuseExtension }

// Check implements Detail.
func (*ExtensionRefusal) Check() Problems { return nil }

func (*ExtensionRefusal) apply(c *Case, e Entry) {
	c.Extension = nil
	c.note(ExtensionAnswered, e.At)
}

package dispute

import "time"

// RulingService is the service (送达) of the confirming ruling on a party on paper; whoever
// agreed to electronic service has it with the ruling. A party's time to object runs from
// its own receipt.
type RulingService struct {
	Party string `json:"party" doc:"party ID" maxLength:"8"`
	On    Date   `json:"on" format:"date" doc:"day of receipt"`
}

// Act implements Detail.
func (*RulingService) Act() Act { return ServeRuling }

// Check implements Detail.
func (d *RulingService) Check() Problems {
	var p Problems
	p.Require("party", d.Party)
	if d.On.IsZero() {
		p.Add("on", "请填写收到之日", "is required")
	}
	return p
}

func (d *RulingService) apply(c *Case, _ Entry) {
	c.serveRuling(d.On.Start(), func(p *Party) bool { return p.ID == d.Party })
}

// serveRuling notes who has the ruling from when; the last receipt counts for the case.
func (c *Case) serveRuling(at time.Time, has func(*Party) bool) {
	last := at
	for i := range c.Parties {
		p := &c.Parties[i]
		if p.RulingServedAt.IsZero() && has(p) {
			p.RulingServedAt = at
		}
		if p.RulingServedAt.After(last) {
			last = p.RulingServedAt
		}
	}
	if c.Every(func(p *Party) bool { return !p.RulingServedAt.IsZero() }) {
		c.note(RulingServed, last)
	}
}

// Objection is 异议 to a confirming ruling (民事诉讼法解释 372).
type Objection struct {
	ThirdParty bool   `json:"thirdParty"`
	Grounds    string `json:"grounds"`
}

// RulingObjection objects to the ruling: a party itself, a third party through the clerk.
type RulingObjection struct {
	Grounds string `json:"grounds" maxLength:"4000"`
	KnewOn  Date   `json:"knewOn,omitzero" format:"date" doc:"third party: day on which it knew or should have known"`
}

// Act implements Detail.
func (*RulingObjection) Act() Act { return ObjectToRuling }

// Check implements Detail.
func (d *RulingObjection) Check() Problems {
	var p Problems
	p.Require("grounds", d.Grounds)
	return p
}

func (d *RulingObjection) apply(c *Case, e Entry) {
	third := !e.By.Role.IsParty()
	if third {
		c.note(ThirdPartyKnew, d.KnewOn.Start())
	}
	c.note(ObjectionMade, e.At)
	if o := c.Objection; o != nil {
		// Its time runs though another is being examined: they are decided together.
		o.ThirdParty, o.Grounds = o.ThirdParty || third, o.Grounds+"\n"+d.Grounds
		return
	}
	c.Objection = &Objection{ThirdParty: third, Grounds: d.Grounds}
	c.aside(Objected)
}

// ObjectionRuling decides the objection: upheld, the confirming ruling is revoked.
type ObjectionRuling struct {
	Upheld bool   `json:"upheld"`
	Reason string `json:"reason" maxLength:"4000"`
}

// Act implements Detail.
func (*ObjectionRuling) Act() Act { return DecideObjection }

// Check implements Detail.
func (d *ObjectionRuling) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *ObjectionRuling) apply(c *Case, e Entry) {
	c.note(ObjectionDecided, e.At)
	c.Objection = nil
	if d.Upheld {
		c.end(ConfirmationRefused, "确认裁定被撤销："+d.Reason, e.At)
		return
	}
	c.comeBack()
	if c.Stage == Breached {
		c.ReturnTo = Performing // one way back is kept, and the objection had it
	}
}

package dispute

// Performance tells that an obligation was performed. A payee's, a mediator's or a
// manager's word settles it; a payer's word waits for one of theirs.
type Performance struct {
	Obligation int    `json:"obligation" doc:"number in the agreement" minimum:"1"`
	Proof      string `json:"proof,omitempty" doc:"receipt or transfer" maxLength:"1000"`
}

// Act implements Detail.
func (*Performance) Act() Act { return ReportPerformance }

// Check implements Detail.
func (d *Performance) Check() Problems {
	var p Problems
	if d.Obligation < 1 {
		p.Add("obligation", "请选择协议中的义务", "name the obligation")
	}
	return p
}

func (d *Performance) apply(c *Case, e Entry) {
	o := c.Agreement.Obligation(d.Obligation)
	if e.By.Role.IsParty() && e.By.Party != o.Payee {
		o.Reported = true
		return
	}
	o.Reported, o.Done = true, true
	if c.Breach != nil && c.Breach.Obligation == o.No {
		c.Breach = nil
		c.note(BreachChecked, e.At)
		if c.Stage == Breached {
			c.comeBack()
		}
	}
	c.settlePerformance(e)
}

// settlePerformance closes the case when nothing is left to perform or to confirm. Terms
// that oblige nobody leave nothing to perform: the parties keep their time to have them
// confirmed, or a pending suit waits for its court.
func (c *Case) settlePerformance(e Entry) {
	if c.Agreement == nil || !c.Agreement.AllDone() || c.Stage != Performing {
		return
	}
	if c.Ending == Confirmed {
		c.setStage(Closed)
		return
	}
	if c.Track == PostFiling || c.Track == Invited {
		return // the suit is pending: its court ends it, by statement or by letting it go
	}
	if len(c.Agreement.Obligations) == 0 && !c.Has(ConfirmationWindowShut) {
		return
	}
	if c.Confirmation == nil {
		c.end(Performed, "", e.At)
	}
}

// Breach is an obligation not performed when due (违约).
type Breach struct {
	Obligation int    `json:"obligation"`
	Facts      string `json:"facts"`
	Checked    bool   `json:"checked"`
}

// BreachReport is the payee's report.
type BreachReport struct {
	Obligation int    `json:"obligation" minimum:"1"`
	Facts      string `json:"facts" maxLength:"2000"`
}

// Act implements Detail.
func (*BreachReport) Act() Act { return ReportBreach }

// Check implements Detail.
func (d *BreachReport) Check() Problems {
	var p Problems
	if d.Obligation < 1 {
		p.Add("obligation", "请选择协议中的义务", "name the obligation")
	}
	p.Require("facts", d.Facts)
	return p
}

func (d *BreachReport) apply(c *Case, e Entry) {
	c.Breach = &Breach{Obligation: d.Obligation, Facts: d.Facts}
	c.note(BreachReported, e.At)
	if c.Stage != Confirming { // the court goes on; the breach stands beside
		c.aside(Breached)
	}
}

// BreachCheck is the organisation's finding on a reported breach.
type BreachCheck struct {
	Found bool   `json:"found"`
	Note  string `json:"note" maxLength:"2000"`
}

// Act implements Detail.
func (*BreachCheck) Act() Act { return CheckBreach }

// Check implements Detail.
func (d *BreachCheck) Check() Problems {
	var p Problems
	p.Require("note", d.Note)
	return p
}

func (d *BreachCheck) apply(c *Case, e Entry) {
	c.note(BreachChecked, e.At)
	if d.Found {
		c.Breach.Checked = true
		return
	}
	c.Breach = nil
	c.comeBack()
}

// Remedy is what the creditor does about a breach.
type Remedy struct {
	Kind string `json:"kind" enum:"enforcement,payment-order,suit" doc:"强制执行、支付令 or 起诉"`
}

// The remedies.
const (
	Enforcement  = "enforcement"   // 申请强制执行: needs a confirming ruling
	PaymentOrder = "payment-order" // 支付令 (民事诉讼法 225)
	Suit         = "suit"          // 就调解协议起诉
)

// Act implements Detail.
func (*Remedy) Act() Act { return SeekRemedy }

// Check implements Detail.
func (d *Remedy) Check() Problems {
	var p Problems
	if d.Kind != Enforcement && d.Kind != PaymentOrder && d.Kind != Suit {
		p.Add("kind", "请选择救济途径", "unknown remedy")
	}
	return p
}

func (d *Remedy) apply(c *Case, e Entry) {
	c.RemediesTaken = append(c.RemediesTaken, d.Kind)
	if c.Ending == Confirmed {
		c.setStage(Closed)
		return
	}
	c.end(OtherEnding, "违约后转其他救济："+d.Kind, e.At)
}

package dispute

import (
	"errors"
	"fmt"
)

// Referral is what a court, a platform or an applicant sends to begin with.
type Referral struct {
	Track       Track       `json:"track" enum:"pre-filing,post-filing,invited,direct,traffic"`
	Procedure   Procedure   `json:"procedure,omitempty" enum:"ordinary,summary,small-claims,appeal" doc:"only where a suit is pending"`
	Court       string      `json:"court,omitempty" doc:"court code 法院代字, such as 京0102" maxLength:"10"`
	CourtNumber string      `json:"courtNumber,omitempty" doc:"the court's case number 案号" maxLength:"60"`
	Number      string      `json:"number,omitempty" doc:"the organisation's own number" maxLength:"60"`
	Type        string      `json:"type" doc:"dispute type of the catalogue" maxLength:"40"`
	Cause       CauseRef    `json:"cause" doc:"cause of action 案由"`
	Amount      Fen         `json:"amount" doc:"amount in dispute, in fen 分" minimum:"0"`
	Claims      []string    `json:"claims" maxItems:"50"`
	Narrative   string      `json:"narrative" maxLength:"20000"`
	Parties     []PartyInfo `json:"parties" maxItems:"60"`
	// Organisations are asked one after another; empty leaves the choice to the parties.
	Organisations []string `json:"organisations,omitempty" maxItems:"10"`
	ResumedFrom   string   `json:"resumedFrom,omitempty" doc:"ID of an earlier mediation that failed" maxLength:"60"`
	Conflicts     []string `json:"conflicts,omitempty" doc:"mediators who may not serve"`
}

// Act implements Detail.
func (*Referral) Act() Act { return Refer }

// Check implements Detail.
func (r *Referral) Check() Problems {
	var p Problems
	if !Known(Tracks(), r.Track) {
		p.Add("track", "未知的案件来源", "unknown track")
	}
	if r.Track != Direct {
		p.Require("court", r.Court)
		p.Require("courtNumber", r.CourtNumber)
	}
	if (r.Track == PostFiling || r.Track == Invited) && !Known(Procedures(), r.Procedure) {
		p.Add("procedure", "诉讼中的案件须注明审理程序", "a pending suit needs its procedure")
	}
	if r.CourtNumber != "" {
		if _, err := ParseCaseNumber(r.CourtNumber); err != nil {
			p.Add("courtNumber", "案号格式不正确", err.Error())
		}
	}
	p.Require("type", r.Type)
	checkCause(r.Cause, &p)
	if r.Amount < 0 {
		p.Add("amount", "金额不能为负", "must not be negative")
	}
	if len(r.Claims) == 0 {
		p.Add("claims", "至少一项请求", "needs at least one claim")
	}
	p.Require("narrative", r.Narrative)
	checkParties(r.Parties, &p)
	return p
}

func checkCause(ref CauseRef, p *Problems) {
	_, err := ref.Resolve()
	var wrong *Error
	if errors.As(err, &wrong) {
		for _, f := range wrong.Fields {
			p.Add(f.Field, f.Reason.ZH, f.Reason.EN)
		}
	}
}

func (r *Referral) apply(c *Case, e Entry) {
	c.Track, c.Procedure, c.Court, c.CourtNumber = r.Track, r.Procedure, r.Court, r.CourtNumber
	c.Number, c.Type, c.Cause, c.Amount = r.Number, r.Type, r.Cause, r.Amount
	c.Claims, c.Narrative, c.ResumedFrom, c.Conflicts = r.Claims, r.Narrative, r.ResumedFrom, r.Conflicts
	for i, info := range r.Parties {
		info.ID = fmt.Sprintf("p%d", i+1)
		party := Party{PartyInfo: info}
		if info.Consent != nil {
			party.ConsentedAt = e.At
		}
		c.Parties = append(c.Parties, party)
	}
	c.Candidates = r.Organisations
	c.note(Received, e.At)
	c.noteConsent(e)
	c.setStage(Submitted)
	c.askNext(e)
}

// askNext sends the case to the next candidate organisation, if there is one.
func (c *Case) askNext(e Entry) bool {
	c.Organisation = ""
	if len(c.Candidates) == 0 {
		c.setStage(Submitted)
		return false
	}
	c.Organisation, c.Candidates = c.Candidates[0], c.Candidates[1:]
	c.Asked = append(c.Asked, c.Organisation)
	c.note(OrganisationAsked, e.At)
	c.setStage(AwaitingOrganisation)
	return true
}

// SupplementRequest lists, once, all that is missing (一次性告知补正).
type SupplementRequest struct {
	Items []string `json:"items" maxItems:"30"`
}

// Act implements Detail.
func (*SupplementRequest) Act() Act { return RequestSupplement }

// Check implements Detail.
func (d *SupplementRequest) Check() Problems {
	var p Problems
	if len(d.Items) == 0 {
		p.Add("items", "请一次列明需要补正的材料", "list all that is missing")
	}
	return p
}

func (d *SupplementRequest) apply(c *Case, e Entry) {
	c.Supplements = d.Items
	c.note(SupplementAsked, e.At)
	c.aside(Supplementing)
}

// SupplementAnswer says what was supplied.
type SupplementAnswer struct {
	Note string `json:"note" maxLength:"4000"`
}

// Act implements Detail.
func (*SupplementAnswer) Act() Act { return GiveSupplement }

// Check implements Detail.
func (d *SupplementAnswer) Check() Problems {
	var p Problems
	p.Require("note", d.Note)
	return p
}

func (d *SupplementAnswer) apply(c *Case, e Entry) {
	c.note(SupplementGiven, e.At)
	c.comeBack()
	if c.Stage == AwaitingOrganisation {
		c.note(OrganisationAsked, e.At) // the organisation's three days run afresh
	}
}

// Designation names the organisation that is to be asked (指定调解组织).
type Designation struct {
	Organisation string `json:"organisation" maxLength:"60"`
}

// Act implements Detail.
func (*Designation) Act() Act { return DesignateOrganisation }

// Check implements Detail.
func (d *Designation) Check() Problems {
	var p Problems
	p.Require("organisation", d.Organisation)
	return p
}

func (d *Designation) apply(c *Case, e Entry) {
	c.Candidates = append([]string{d.Organisation}, c.Candidates...)
	c.askNext(e)
}

// OrganisationChoice is a party's choice; it counts when all have chosen the same. A direct
// application goes where an applicant takes it.
type OrganisationChoice struct {
	Organisation string `json:"organisation" maxLength:"60"`
}

// Act implements Detail.
func (*OrganisationChoice) Act() Act { return ChooseOrganisation }

// Check implements Detail.
func (d *OrganisationChoice) Check() Problems {
	var p Problems
	p.Require("organisation", d.Organisation)
	return p
}

func (d *OrganisationChoice) apply(c *Case, e Entry) {
	c.Party(e.By.Party).Organisation = d.Organisation
	agreed := c.Every(func(p *Party) bool { return p.Organisation == d.Organisation })
	if agreed || (c.Track == Direct && e.By.Role == Applicant) {
		c.Candidates = append([]string{d.Organisation}, c.Candidates...)
		c.askNext(e)
	}
}

// IntakeRefusal is 不予受理 with its reason.
type IntakeRefusal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*IntakeRefusal) Act() Act { return RefuseIntake }

// Check implements Detail.
func (d *IntakeRefusal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *IntakeRefusal) apply(c *Case, e Entry) { c.end(NotAccepted, d.Reason, e.At) }

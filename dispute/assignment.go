package dispute

import "slices"

func (c *Case) assign(mediator string, designated bool, e Entry) {
	c.Mediator, c.Designated, c.ChoiceLapsed = mediator, designated, false
	c.MediatorTurn++
	c.Disclosure = nil
	for i := range c.Parties {
		c.Parties[i].MediatorChoice, c.Parties[i].WaivedChallenge = "", false
	}
	c.note(ChoiceEnded, e.At)
	c.note(MediatorAssigned, e.At)
	c.setStage(Disclosing)
}

// dropMediator bars the mediator from this case and has the organisation designate another.
func (c *Case) dropMediator(e Entry) {
	c.breakOff(e.At)
	if c.Mediator != "" && !slices.Contains(c.Conflicts, c.Mediator) {
		c.Conflicts = append(c.Conflicts, c.Mediator)
	}
	c.Mediator, c.ChoiceLapsed, c.Challenge = "", true, nil
	c.MediatorTurn++
	c.setStage(SelectingMediator)
}

// ChoiceInvitation opens the parties' choice of a mediator.
type ChoiceInvitation struct{}

// Act implements Detail.
func (*ChoiceInvitation) Act() Act { return InviteChoice }

// Check implements Detail.
func (*ChoiceInvitation) Check() Problems { return nil }

func (*ChoiceInvitation) apply(c *Case, e Entry) {
	c.note(ChoiceInvited, e.At)
	c.setStage(SelectingMediator)
}

// MediatorChoice is a party's choice; it counts when all choose the same.
type MediatorChoice struct {
	Mediator string `json:"mediator" maxLength:"60"`
}

// Act implements Detail.
func (*MediatorChoice) Act() Act { return ChooseMediator }

// Check implements Detail.
func (d *MediatorChoice) Check() Problems {
	var p Problems
	p.Require("mediator", d.Mediator)
	return p
}

func (d *MediatorChoice) apply(c *Case, e Entry) {
	c.Party(e.By.Party).MediatorChoice = d.Mediator
	if c.Every(func(p *Party) bool { return p.MediatorChoice == d.Mediator }) {
		c.assign(d.Mediator, false, e)
	}
}

// Assignment names the mediator (指定调解员).
type Assignment struct {
	Mediator string `json:"mediator" maxLength:"60"`
}

// Act implements Detail.
func (*Assignment) Act() Act { return AssignMediator }

// Check implements Detail.
func (d *Assignment) Check() Problems {
	var p Problems
	p.Require("mediator", d.Mediator)
	return p
}

func (d *Assignment) apply(c *Case, e Entry) { c.assign(d.Mediator, true, e) }

// Replacement puts another mediator in place of one who cannot go on. The clock goes on;
// a pause lasts until somebody ends it, and the new mediator discloses then.
type Replacement struct {
	Mediator string `json:"mediator" maxLength:"60"`
	Reason   string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*Replacement) Act() Act { return ReplaceMediator }

// Check implements Detail.
func (d *Replacement) Check() Problems {
	var p Problems
	p.Require("mediator", d.Mediator)
	p.Require("reason", d.Reason)
	return p
}

func (d *Replacement) apply(c *Case, e Entry) {
	paused := c.Stage == Suspended
	c.breakOff(e.At)
	c.assign(d.Mediator, true, e)
	if paused {
		c.aside(Suspended)
	}
}

// AssignmentRefusal is a mediator who cannot take the case.
type AssignmentRefusal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*AssignmentRefusal) Act() Act { return DeclineAssignment }

// Check implements Detail.
func (d *AssignmentRefusal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (*AssignmentRefusal) apply(c *Case, e Entry) { c.dropMediator(e) }

// DesignationRefusal is a party that does not accept the designated mediator: it counts
// as not agreeing to mediation (特邀调解规定 12).
type DesignationRefusal struct {
	Reason string `json:"reason,omitempty" maxLength:"2000"`
}

// Act implements Detail.
func (*DesignationRefusal) Act() Act { return RefuseDesignation }

// Check implements Detail.
func (*DesignationRefusal) Check() Problems { return nil }

func (d *DesignationRefusal) apply(c *Case, e Entry) {
	c.end(Refused, "不同意指定的调解员："+d.Reason, e.At)
}

// Disclosure is what the mediator must tell the parties (披露, 在线调解规则 13);
// an empty list declares that there is nothing. What was said can be added to, not
// taken back.
type Disclosure struct {
	Matters []string `json:"matters" doc:"empty: nothing to disclose" maxItems:"20"`
}

// Act implements Detail.
func (*Disclosure) Act() Act { return Disclose }

// Check implements Detail.
func (*Disclosure) Check() Problems { return nil }

func (d *Disclosure) apply(c *Case, e Entry) {
	c.Disclosure = append(c.Disclosure, d.Matters...)
	c.note(MediatorDisclosed, e.At)
	if len(d.Matters) > 0 {
		for i := range c.Parties {
			c.Parties[i].WaivedChallenge = false // given without knowing of this
		}
	}
	if len(c.Disclosure) == 0 {
		c.setStage(Scheduling)
	}
}

// ChallengeWaiver is a party content with the mediator in spite of the disclosure.
type ChallengeWaiver struct{}

// Act implements Detail.
func (*ChallengeWaiver) Act() Act { return WaiveChallenge }

// Check implements Detail.
func (*ChallengeWaiver) Check() Problems { return nil }

func (*ChallengeWaiver) apply(c *Case, e Entry) {
	c.Party(e.By.Party).WaivedChallenge = true
	c.settleWaivers()
}

func (c *Case) settleWaivers() {
	if c.Every(func(p *Party) bool { return p.WaivedChallenge }) {
		c.setStage(Scheduling)
	}
}

// Challenge is 回避申请: a party asks that the mediator step aside (特邀调解规定 15).
type Challenge struct {
	Party  string `json:"party,omitempty"`
	Ground string `json:"ground" enum:"relative,interest,other" doc:"ground (1)–(3)"`
	Facts  string `json:"facts" maxLength:"4000"`
}

// Act implements Detail.
func (*Challenge) Act() Act { return ChallengeMediator }

// Check implements Detail.
func (d *Challenge) Check() Problems {
	var p Problems
	p.Require("ground", d.Ground)
	p.Require("facts", d.Facts)
	return p
}

func (d *Challenge) apply(c *Case, e Entry) {
	challenge := *d
	challenge.Party = e.By.Party
	c.Challenge = &challenge
	c.note(ChallengeRaised, e.At)
	c.aside(ChallengePending)
}

// ChallengeDecision upholds or dismisses a challenge.
type ChallengeDecision struct {
	Upheld bool   `json:"upheld"`
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*ChallengeDecision) Act() Act { return DecideChallenge }

// Check implements Detail.
func (d *ChallengeDecision) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *ChallengeDecision) apply(c *Case, e Entry) {
	c.note(ChallengeDecided, e.At)
	if d.Upheld {
		c.dropMediator(e)
		return
	}
	c.Challenge = nil
	c.comeBack()
}

// Recusal is 自行回避: the mediator steps aside.
type Recusal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*Recusal) Act() Act { return Recuse }

// Check implements Detail.
func (d *Recusal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (*Recusal) apply(c *Case, e Entry) { c.dropMediator(e) }

// MediatorNamed is the mediator whom an act would put in charge; empty where it names none.
func MediatorNamed(d Detail) string {
	switch d := d.(type) {
	case *Acceptance:
		return d.Mediator
	case *Assignment:
		return d.Mediator
	case *Replacement:
		return d.Mediator
	case *MediatorChoice:
		return d.Mediator
	}
	return ""
}

package dispute

// EndReport is what the court is told when mediation fails (在线调解规则 21): basic facts,
// why it failed, and conduct that raised the others' costs. Offers and concessions stay
// out (在线调解规则 18); undisputed facts go in.
type EndReport struct {
	Cause      string   `json:"cause"`
	Conduct    string   `json:"conduct,omitempty"`
	Flags      []string `json:"flags,omitempty"`
	Undisputed []string `json:"undisputed,omitempty"`
	// TrialDaysExcluded is how many days the court may leave out of its trial limit:
	// only the extension is outside it (特邀调解规定 27).
	TrialDaysExcluded int `json:"trialDaysExcluded"`
}

// Termination ends a mediation without agreement (终结调解).
type Termination struct {
	Ending  Ending   `json:"ending" enum:"T02,T03,T04,T08,T09" doc:"ground 终结事由"`
	Cause   string   `json:"cause" maxLength:"4000"`
	Conduct string   `json:"conduct,omitempty" doc:"conduct that raised the others' costs" maxLength:"4000"`
	Flags   []string `json:"flags,omitempty" doc:"matters to point out to the court" maxItems:"20"`
	// UndisputedByAll may only be set where all parties agreed to have it recorded.
	UndisputedByAll []string `json:"undisputedByAll,omitempty" maxItems:"100"`
}

// Act implements Detail.
func (*Termination) Act() Act { return Terminate }

// Check implements Detail.
func (d *Termination) Check() Problems {
	var p Problems
	switch d.Ending {
	case Refused, Unreachable, DifferencesTooLarge, Withdrawn, OtherEnding:
	default:
		p.Add("ending", "请选择终结事由", "unknown ground")
	}
	p.Require("cause", d.Cause)
	return p
}

func (d *Termination) apply(c *Case, e Entry) {
	c.Undisputed = append(c.Undisputed, d.UndisputedByAll...)
	c.EndReport = &EndReport{Cause: d.Cause, Conduct: d.Conduct, Flags: d.Flags, Undisputed: c.Undisputed}
	c.end(d.Ending, d.Cause, e.At)
}

// Withdrawal is an applicant's, or follows a private settlement (自行和解). Where several
// apply, the case ends when the last of them has withdrawn.
type Withdrawal struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// Act implements Detail.
func (*Withdrawal) Act() Act { return WithdrawApplication }

// Check implements Detail.
func (d *Withdrawal) Check() Problems {
	var p Problems
	p.Require("reason", d.Reason)
	return p
}

func (d *Withdrawal) apply(c *Case, e Entry) {
	c.Party(e.By.Party).WithdrewAt = e.At
	if c.Every(func(p *Party) bool { return p.Role != Applicant }) {
		c.end(Withdrawn, d.Reason, e.At)
		return
	}
	c.goOnWithout(e)
}

// goOnWithout lets the others go on when one of several applicants has withdrawn: what
// waited for it alone waits no more, and a text that names it is worded anew.
func (c *Case) goOnWithout(e Entry) {
	c.noteConsent(e)
	c.settleExtension(e)
	switch c.Stage {
	case SeekingConsent:
		c.settleConsent()
	case Disclosing:
		c.settleWaivers()
	case ProposalServed:
		c.note(ProposalAnswered, e.At)
		c.Proposal = nil
		c.comeBack()
	case Signing:
		c.takeBackDraft()
	default:
	}
}

// Statement is the court's own mediation statement (民事调解书) on the agreement.
type Statement struct {
	Number string `json:"number" maxLength:"60"`
}

// Act implements Detail.
func (*Statement) Act() Act { return IssueStatement }

// Check implements Detail.
func (d *Statement) Check() Problems {
	var p Problems
	if _, err := ParseCaseNumber(d.Number); err != nil {
		p.Add("number", "案号格式不正确", err.Error())
	}
	return p
}

func (d *Statement) apply(c *Case, e Entry) { c.end(StatementIssued, d.Number, e.At) }

// SuitWithdrawal is the court's permission to withdraw the suit (撤诉裁定).
type SuitWithdrawal struct {
	Number string `json:"number" maxLength:"60"`
}

// Act implements Detail.
func (*SuitWithdrawal) Act() Act { return PermitWithdrawal }

// Check implements Detail.
func (d *SuitWithdrawal) Check() Problems {
	var p Problems
	if _, err := ParseCaseNumber(d.Number); err != nil {
		p.Add("number", "案号格式不正确", err.Error())
	}
	return p
}

func (d *SuitWithdrawal) apply(c *Case, e Entry) { c.end(SuitWithdrawn, d.Number, e.At) }

// TransmissionKind is what was sent to a court.
type TransmissionKind string

// The kinds.
const (
	AgreementReported     TransmissionKind = "agreement-reported"     // 报法院备案, or for its statement
	ConfirmationSubmitted TransmissionKind = "confirmation-submitted" // the joint application
	ResultReturned        TransmissionKind = "result-returned"        // the end report
)

// Transmission records that something reached a court, with its receipt.
type Transmission struct {
	Kind    TransmissionKind `json:"kind"`
	Key     string           `json:"key"`
	Court   string           `json:"court"`
	Receipt string           `json:"receipt"`
	// TrialDaysExcluded goes with a result.
	TrialDaysExcluded int `json:"trialDaysExcluded,omitempty"`
}

// Act implements Detail.
func (*Transmission) Act() Act { return RecordTransmission }

// Check implements Detail.
func (*Transmission) Check() Problems { return nil }

func (d *Transmission) apply(c *Case, e Entry) {
	c.Transmitted = append(c.Transmitted, d.Key)
	if d.Kind != ResultReturned {
		return
	}
	if c.EndReport == nil {
		c.EndReport = &EndReport{Cause: c.EndReason, Undisputed: c.Undisputed}
	}
	c.EndReport.TrialDaysExcluded = d.TrialDaysExcluded
	c.once(ReturnedToCourt, e.At)
}

package law

import (
	"slices"

	"sutiao/dispute"
)

func obligationNo(d dispute.Detail) int {
	switch d := d.(type) {
	case *dispute.Performance:
		return d.Obligation
	case *dispute.BreachReport:
		return d.Obligation
	}
	return 0
}

// someObligation asks whether a condition holds of the obligation that the act names,
// or, before one is named, of any.
func someObligation(s Situation, holds func(dispute.Obligation) bool) bool {
	if s.Case.Agreement == nil {
		return false
	}
	if no := obligationNo(s.Detail); no != 0 {
		o := s.Case.Agreement.Obligation(no)
		return o != nil && holds(*o)
	}
	return slices.ContainsFunc(s.Case.Agreement.Obligations, holds)
}

var obligationOpen = Condition{
	ID:     "obligation-open",
	Reason: dispute.Text{ZH: "该项义务不存在或已履行", EN: "no such obligation, or it is performed"},
	Holds: func(s Situation) bool {
		return someObligation(s, func(o dispute.Obligation) bool { return !o.Done })
	},
}

var ownObligation = Condition{
	ID:     "own-obligation",
	Reason: dispute.Text{ZH: "您不是该项义务的当事人", EN: "the obligation is not yours"},
	Holds: func(s Situation) bool {
		return !s.Actor.Role.IsParty() || someObligation(s, func(o dispute.Obligation) bool {
			return o.Payer == s.Actor.Party || o.Payee == s.Actor.Party
		})
	},
}

var payeeOnly = Condition{
	ID:     "payee-only",
	Reason: dispute.Text{ZH: "由权利人报告", EN: "the creditor reports it"},
	Holds: func(s Situation) bool {
		return someObligation(s, func(o dispute.Obligation) bool { return o.Payee == s.Actor.Party })
	},
}

var obligationOverdue = Condition{
	ID:     "obligation-overdue",
	Reason: dispute.Text{ZH: "履行期限尚未届满", EN: "it is not due yet"},
	Holds: func(s Situation) bool {
		return someObligation(s, func(o dispute.Obligation) bool {
			last := ObligationLast(s.Case, o, s.Almanac)
			if last.IsZero() { // at once
				last = dispute.DateOf(s.Case.When(dispute.AgreementInEffect))
			}
			return !o.Done && last.Before(dispute.DateOf(s.Now))
		})
	},
}

var noBreachReported = Condition{
	ID:     "no-breach-reported",
	Reason: dispute.Text{ZH: "已报告一项违约，请先处理", EN: "a breach is reported already"},
	Holds:  func(s Situation) bool { return s.Case.Breach == nil },
}

var breachUnchecked = Condition{
	ID:     "breach-unchecked",
	Reason: dispute.Text{ZH: "已核实", EN: "it is checked already"},
	Holds:  func(s Situation) bool { return s.Case.Breach != nil && !s.Case.Breach.Checked },
}

var breachFound = Condition{
	ID:     "breach-found",
	Reason: dispute.Text{ZH: "违约尚待核实", EN: "the breach is not checked yet"},
	Holds:  func(s Situation) bool { return s.Case.Breach != nil && s.Case.Breach.Checked },
}

var payeeOfBreach = Condition{
	ID:     "payee-of-breach",
	Reason: dispute.Text{ZH: "由权利人选择", EN: "the creditor chooses"},
	Holds: func(s Situation) bool {
		if s.Case.Breach == nil {
			return false
		}
		o := s.Case.Agreement.Obligation(s.Case.Breach.Obligation)
		return o != nil && o.Payee == s.Actor.Party
	},
}

// enforceable: only a confirmed agreement can be enforced; a payment order is for money.
var enforceable = Condition{
	ID:     "enforceable",
	Reason: dispute.Text{ZH: "强制执行须有确认裁定；经确认的协议应直接申请执行；支付令仅适用于金钱给付", EN: "enforcement needs a confirming ruling, and with one nothing else is needed; a payment order is for money only"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Remedy](s)
		if !ok {
			return true
		}
		confirmed := s.Case.Ending == dispute.Confirmed
		if confirmed || d.Kind == dispute.Enforcement {
			return confirmed && d.Kind == dispute.Enforcement
		}
		o := s.Case.Agreement.Obligation(s.Case.Breach.Obligation)
		return d.Kind != dispute.PaymentOrder || (o != nil && o.Amount > 0)
	},
}

package law

import (
	"slices"

	"sutiao/dispute"
)

var mechanismNew = Condition{
	ID:     "mechanism-new",
	Reason: dispute.Text{ZH: "您已同意适用该机制", EN: "you have agreed to it already"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.MechanismConsent](s)
		return !ok || ofParty(s, func(p *dispute.Party) bool { return !slices.Contains(p.Mechanisms, d.Kind) })
	},
}

// mechanismAgreed: silence counts only where every party agreed to this very mechanism;
// a small-claims opinion needs the institution's word alone.
var mechanismAgreed = Condition{
	ID:     "mechanism-agreed",
	Reason: dispute.Text{ZH: "须先征得各方同意适用该机制（小额纠纷须机构事先同意）", EN: "every party must have agreed to the mechanism first (small claims: the institution)"},
	Holds: func(s Situation) bool {
		kinds := []dispute.ProposalKind{dispute.NoObjection, dispute.SmallOpinion}
		if d, ok := detailOf[*dispute.ProposalService](s); ok {
			kinds = []dispute.ProposalKind{d.Kind}
		}
		return slices.ContainsFunc(kinds, func(k dispute.ProposalKind) bool { return agreedTo(s.Case, k) })
	},
}

func agreedTo(c *dispute.Case, kind dispute.ProposalKind) bool {
	consumer := false
	all := c.Every(func(p *dispute.Party) bool {
		consumer = consumer || p.IsConsumer()
		if kind == dispute.SmallOpinion && p.IsConsumer() {
			return true
		}
		return slices.Contains(p.Mechanisms, kind)
	})
	return all && (kind != dispute.SmallOpinion || consumer)
}

// smallEnough: the ceiling is set region by region in consultation (会商), so it is
// configuration.
var smallEnough = Condition{
	ID:     "small-enough",
	Reason: dispute.Text{ZH: "争议金额超过小额纠纷快速解决机制的限额", EN: "the amount exceeds the ceiling for small claims"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.ProposalService](s)
		return !ok || d.Kind != dispute.SmallOpinion || s.Case.Amount <= s.Almanac.SmallClaimCeiling()
	},
}

var notYetAccepted = Condition{
	ID:     "not-yet-accepted",
	Reason: dispute.Text{ZH: "您已接受方案", EN: "you have accepted already"},
	Holds: func(s Situation) bool {
		return s.Case.Proposal == nil || !slices.Contains(s.Case.Proposal.Accepted, s.Actor.Party)
	},
}

// institutionBound: an institution that agreed to the small-claims mechanism is bound by
// the opinion if the consumer accepts, and cannot object; nor leave while it is open.
var institutionBound = Condition{
	ID:     "institution-bound",
	Reason: dispute.Text{ZH: "机构已同意适用小额纠纷快速解决机制，不能对意见提出异议或者退出", EN: "the institution agreed to the mechanism and cannot object or leave"},
	Holds: func(s Situation) bool {
		p := s.Case.Proposal
		if p == nil || p.Kind != dispute.SmallOpinion {
			return true
		}
		return ofParty(s, func(q *dispute.Party) bool { return q.IsConsumer() })
	},
}

func termsOf(d dispute.Detail) *dispute.Terms {
	switch d := d.(type) {
	case *dispute.Draft:
		return &d.Terms
	case *dispute.ProposalService:
		return &d.Terms
	}
	return nil
}

var obligationsNameParties = Condition{
	ID:     "obligations-name-parties",
	Reason: dispute.Text{ZH: "付款人和收款人应为本案当事人", EN: "payer and payee must be parties to the case"},
	Holds: func(s Situation) bool {
		terms := termsOf(s.Detail)
		if s.Detail != nil && s.Detail.Act() == dispute.OpenSigning && s.Case.Agreement != nil {
			terms = &s.Case.Agreement.Terms // an applicant may have withdrawn since
		}
		if terms == nil {
			return true
		}
		return !slices.ContainsFunc(terms.Obligations, func(o dispute.Obligation) bool {
			return !takesPart(s.Case, o.Payer) || !takesPart(s.Case, o.Payee)
		})
	},
}

func takesPart(c *dispute.Case, party string) bool {
	p := c.Party(party)
	return p != nil && p.WithdrewAt.IsZero()
}

// objectionWithinPeriod: silence answers only after the time to object, which the end of
// the period must not cut off.
var objectionWithinPeriod = Condition{
	ID:     "objection-within-period",
	Reason: dispute.Text{ZH: "异议期限将超出调解期限，请先申请延期", EN: "the time to object would outlast the period; ask for an extension first"},
	Holds: func(s Situation) bool {
		limit, _ := LimitByID("D18")
		main, running := MainDeadline(s.Case, s.Almanac)
		return !running || Count(dispute.DateOf(s.Now), s.Almanac.length(limit), nil, s.Almanac.Calendar).Due.Before(main.Due)
	},
}

var datesAhead = Condition{
	ID:     "dates-ahead",
	Reason: dispute.Text{ZH: "履行期限不能早于今天", EN: "days of performance must not lie in the past"},
	Holds: func(s Situation) bool {
		terms := termsOf(s.Detail)
		if terms == nil {
			return true
		}
		today := dispute.DateOf(s.Now)
		return !slices.ContainsFunc(terms.Obligations, func(o dispute.Obligation) bool {
			return !o.Due.IsZero() && o.Due.Before(today)
		})
	},
}

// obligationsReadyToSign: a payment without a day can't be enforced, except an insurer's,
// for which the law gives ten days (保险法 23).
var obligationsReadyToSign = Condition{
	ID:     "obligations-dated",
	Reason: dispute.Text{ZH: "付款义务须写明履行期限", EN: "a payment needs its last day"},
	Holds: func(s Situation) bool {
		terms := termsOf(s.Detail)
		if terms == nil {
			return true
		}
		return !slices.ContainsFunc(terms.Obligations, func(o dispute.Obligation) bool {
			payer := s.Case.Party(o.Payer)
			return o.Amount > 0 && o.Due.IsZero() && !(payer != nil && payer.Institution)
		})
	},
}

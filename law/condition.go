package law

import "sutiao/dispute"

// Condition is a requirement of an act beyond who and when. Its wording is shown to the
// person who is refused.
type Condition struct {
	ID     string
	Reason dispute.Text // why the act is refused where the condition does not hold
	Holds  func(Situation) bool
	// Fields names the fields that are in the way, where it is they; it may be nil.
	Fields func(Situation) []dispute.FieldError
}

// detailOf gives the detail in its type; ok is false where none was given yet.
func detailOf[T any](s Situation) (detail T, ok bool) {
	detail, ok = s.Detail.(T)
	return detail, ok
}

// ofParty makes a condition on the party that acts; others pass.
func ofParty(s Situation, holds func(*dispute.Party) bool) bool {
	if !s.Actor.Role.IsParty() {
		return true
	}
	p := s.party()
	return p != nil && holds(p)
}

// maySettle: an agent settles only with special authority (特别授权).
var maySettle = Condition{
	ID: "may-settle",
	Reason: dispute.Text{
		ZH: "代理人未获特别授权，不能代为承认、放弃、变更请求或者进行和解（民事诉讼法第六十二条；仅写“全权代理”不够）",
		EN: "the agent has no special authority to settle (Civil Procedure Law art. 62)"},
	Holds: func(s Situation) bool {
		return ofParty(s, func(p *dispute.Party) bool {
			agent := p.Agent(s.Actor.Account)
			return agent == nil || agent.SpecialAuthority
		})
	},
}

// institutionGivesReason: an institution may not refuse without a stated reason.
var institutionGivesReason = Condition{
	ID: "institution-gives-reason",
	Reason: dispute.Text{
		ZH: "银行保险机构无正当理由不得拒绝参加调解，请写明理由",
		EN: "an institution may not refuse without a stated reason"},
	Holds: func(s Situation) bool {
		if s.Detail == nil {
			return true
		}
		return ofParty(s, func(p *dispute.Party) bool { return !p.Institution || refusalReason(s.Detail) != "" })
	},
}

func refusalReason(d dispute.Detail) string {
	switch d := d.(type) {
	case *dispute.MediationRefusal:
		return d.Reason
	case *dispute.DesignationRefusal:
		return d.Reason
	case *dispute.SigningRefusal:
		return d.Reason
	}
	return ""
}

func refusedByCourt(c *dispute.Case) bool {
	f := c.Confirmation
	return f != nil && f.Ruling != nil && !f.Ruling.Granted
}

// notAfterRefusedRuling: once an agreement stood, the mediation can't fail any more.
var notAfterRefusedRuling = Condition{
	ID: "not-after-refused-ruling",
	Reason: dispute.Text{
		ZH: "调解协议已经达成，驳回确认后可变更协议或者结案，不再按调解不成处理",
		EN: "an agreement was reached; after the refusal it may be varied or the case closed"},
	Holds: func(s Situation) bool { return !refusedByCourt(s.Case) },
}

var refusedRuling = Condition{
	ID:     "refused-ruling",
	Reason: dispute.Text{ZH: "仅适用于确认申请被驳回的案件", EN: "only where the court refused to confirm"},
	Holds:  func(s Situation) bool { return refusedByCourt(s.Case) },
}

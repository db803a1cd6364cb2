package law

import "sutiao/dispute"

// notSignedByAll: what every party has signed stands, and nobody undoes it alone
// (在线调解规则 19).
var notSignedByAll = Condition{
	ID:     "not-signed-by-all",
	Reason: dispute.Text{ZH: "各方当事人均已签署，协议已经成立", EN: "all parties have signed; the agreement stands"},
	Holds:  func(s Situation) bool { return !s.Case.SignedByAll() },
}

var draftExists = Condition{
	ID:     "draft-exists",
	Reason: dispute.Text{ZH: "尚未起草协议", EN: "there is no draft yet"},
	Holds:  func(s Situation) bool { return s.Case.Agreement != nil },
}

// draftIsNew: an agreement that the court refused can't be signed again as it was.
var draftIsNew = Condition{
	ID:     "draft-is-new",
	Reason: dispute.Text{ZH: "法院已驳回对该协议的确认申请，请先变更协议内容", EN: "the court refused this text; vary it first"},
	Holds: func(s Situation) bool {
		return !refusedByCourt(s.Case) || s.Case.When(dispute.Drafted).After(s.Case.When(dispute.ConfirmationSettled))
	},
}

var versionInForce = Condition{
	ID:     "version-in-force",
	Reason: dispute.Text{ZH: "协议文本已更新，请阅读最新版本", EN: "the text has changed meanwhile; read the present version"},
	Holds: func(s Situation) bool {
		if s.Case.Agreement == nil {
			return false
		}
		switch d := s.Detail.(type) {
		case *dispute.Signature:
			return d.Version == s.Case.Agreement.Version
		case *dispute.SigningOpening:
			return d.Version == s.Case.Agreement.Version
		}
		return true
	},
}

var notYetSigned = Condition{
	ID:     "not-yet-signed",
	Reason: dispute.Text{ZH: "您已签署", EN: "you have signed already"},
	Holds: func(s Situation) bool {
		if s.Actor.Role == dispute.Mediator {
			return s.Case.Agreement != nil && s.Case.Agreement.MediatorSignedAt.IsZero()
		}
		return ofParty(s, func(p *dispute.Party) bool { return p.SignedAt.IsZero() })
	},
}

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

// textFrozen: nobody signs what can still change; the files are made right after the
// signing was opened.
var textFrozen = Condition{
	ID:     "text-frozen",
	Reason: dispute.Text{ZH: "协议文本正在定稿，请稍候", EN: "the text is being frozen; a moment, please"},
	Holds:  func(s Situation) bool { return s.Case.Agreement != nil && s.Case.Agreement.Frozen != nil },
}

// readThisText: a signature is tied to the file by its hash (电子签名法 13(4)).
var readThisText = Condition{
	ID:     "read-this-text",
	Reason: dispute.Text{ZH: "您阅读的文本与现行定稿不一致，请重新打开后签署", EN: "you have read another text than the frozen one; open it again"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Signature](s)
		if !ok {
			return true
		}
		a := s.Case.Agreement
		if d.Document != a.Frozen.SHA256 {
			return false
		}
		return d.Application == "" || (a.FrozenApplication != nil && d.Application == a.FrozenApplication.SHA256)
	},
}

// ofAge: a minor signs through a guardian, who is recorded as the agent (民法典 17–23).
var ofAge = Condition{
	ID:     "of-age",
	Reason: dispute.Text{ZH: "未满十八周岁的当事人由法定代理人签署", EN: "a minor's guardian signs"},
	Holds: func(s Situation) bool {
		p := s.Case.Party(s.Actor.Party)
		return p == nil || p.Agent(s.Actor.Account) != nil || !minor(p, dispute.DateOf(s.Now))
	},
}

// partiesSignFirst: the mediator attests what the parties have signed.
var partiesSignFirst = Condition{
	ID:     "parties-sign-first",
	Reason: dispute.Text{ZH: "请待各方当事人签署后再由调解员签名", EN: "the mediator signs after all parties"},
	Holds:  func(s Situation) bool { return s.Actor.Role != dispute.Mediator || s.Case.SignedByAll() },
}

// readyToSign: what the review of the terms holds against them is mended before anybody
// signs.
var readyToSign = Condition{
	ID:     "ready-to-sign",
	Reason: dispute.Text{ZH: "协议内容存在须先修改的问题，不能发起签署", EN: "the terms have faults that must be mended before signing"},
	Holds:  func(s Situation) bool { return len(faultsOf(s)) == 0 },
	Fields: faultsOf,
}

func faultsOf(s Situation) []dispute.FieldError {
	var terms *dispute.Terms
	var stoodBy []dispute.StandBy
	switch d := s.Detail.(type) {
	case *dispute.Draft:
		if !d.ForSignature {
			return nil
		}
		terms, stoodBy = &d.Terms, d.StandBy
	case *dispute.SigningOpening:
		if s.Case.Agreement == nil {
			return nil
		}
		terms, stoodBy = &s.Case.Agreement.Terms, d.StandBy
	default:
		return nil
	}
	var faults []dispute.FieldError
	for _, f := range Review(s.Case, terms, s.Now, s.Almanac) {
		if f.Blocks && !(f.Wording && standsBy(stoodBy, f)) {
			faults = append(faults, dispute.FieldError{Field: f.Clause, Reason: f.Message})
		}
	}
	return faults
}

// standsBy tells that the mediator has read the finding and stands by the clause.
func standsBy(stoodBy []dispute.StandBy, f Finding) bool {
	for _, s := range stoodBy {
		if s.Rule == f.Rule && s.Clause == f.Clause && s.Reason != "" {
			return true
		}
	}
	return false
}

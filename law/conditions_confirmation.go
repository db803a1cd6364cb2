package law

import (
	"slices"
	"time"

	"sutiao/dispute"
)

func confirmationPending(c *dispute.Case) bool {
	f := c.Confirmation
	return f != nil && !f.FiledAt.IsZero() && f.Ruling == nil && !c.Over()
}

var noConfirmationPending = Condition{
	ID:     "no-confirmation-pending",
	Reason: dispute.Text{ZH: "司法确认正在审查中", EN: "confirmation is pending"},
	Holds:  func(s Situation) bool { return !confirmationPending(s.Case) },
}

var notConfirmedAlready = Condition{
	ID:     "not-confirmed-already",
	Reason: dispute.Text{ZH: "协议已经司法确认", EN: "the agreement is confirmed already"},
	Holds:  func(s Situation) bool { return !s.Case.Over() },
}

var notYetJoined = Condition{
	ID:     "not-yet-joined",
	Reason: dispute.Text{ZH: "您已申请司法确认，等待其他当事人共同申请", EN: "you have applied; the others have still to join"},
	Holds: func(s Situation) bool {
		f := s.Case.Confirmation
		return f == nil || !slices.Contains(f.Joined, s.Actor.Party) || correctsCourt(s)
	},
}

// correctsCourt: who has named a wrong court, and nobody has followed yet, may name another.
func correctsCourt(s Situation) bool {
	f := s.Case.Confirmation
	if f == nil || s.Case.Court != "" || len(f.Joined) != 1 || f.Joined[0] != s.Actor.Party {
		return false
	}
	d, ok := detailOf[*dispute.ConfirmationApplication](s)
	return !ok || d.Court != f.Court
}

var windowOpen = Condition{
	ID:     "window-open",
	Reason: dispute.Text{ZH: "自调解协议生效之日起三十日的申请期限已过", EN: "the thirty days from effect are over"},
	Holds: func(s Situation) bool {
		window, running := DeadlineOf(s.Case, "D10", s.Almanac)
		return running && s.Now.Before(window.Due)
	},
}

// sameCourt: the application is joint and goes to one court. Where a court invited the
// mediation it is that court (民事诉讼法 205(1)).
var sameCourt = Condition{
	ID:     "same-court",
	Reason: dispute.Text{ZH: "应向作出邀请的法院、且由各方向同一法院提出", EN: "all apply to one court: the one that invited the mediation"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.ConfirmationApplication](s)
		if !ok {
			return true
		}
		if f := s.Case.Confirmation; f != nil && f.Court != d.Court && !correctsCourt(s) {
			return false
		}
		return s.Case.Court == "" || s.Case.Court == d.Court
	},
}

// confirmable: after filing, the court issues its own statement or lets the suit be
// withdrawn; confirmation is for mediation outside a suit (特邀调解规定 19、20).
var confirmable = Condition{
	ID:     "confirmable",
	Reason: dispute.Text{ZH: "立案后达成的协议由法院出具调解书或者准许撤诉，不适用司法确认", EN: "in a pending suit the court issues its statement instead"},
	Holds: func(s Situation) bool {
		return s.Case.Track != dispute.PostFiling && s.Case.Track != dispute.Invited
	},
}

var courtOfConfirmation = Condition{
	ID:     "court-of-confirmation",
	Reason: dispute.Text{ZH: "由受理司法确认申请的法院办理", EN: "the court that was applied to acts"},
	Holds: func(s Situation) bool {
		if s.Actor.Role != dispute.Clerk && s.Actor.Role != dispute.Judge {
			return true
		}
		return s.Case.Confirmation != nil && s.Case.Confirmation.Court == s.Actor.Court
	},
}

var applicationUnanswered = Condition{
	ID:     "application-unanswered",
	Reason: dispute.Text{ZH: "已决定受理", EN: "it is accepted already"},
	Holds:  func(s Situation) bool { return s.Case.Confirmation != nil && s.Case.Confirmation.AcceptedAt.IsZero() },
}

var applicationAccepted = Condition{
	ID:     "application-accepted",
	Reason: dispute.Text{ZH: "申请尚未受理", EN: "it is not accepted yet"},
	Holds:  func(s Situation) bool { return s.Case.Confirmation != nil && !s.Case.Confirmation.AcceptedAt.IsZero() },
}

var itemsAwaited = Condition{
	ID:     "items-awaited",
	Reason: dispute.Text{ZH: "法院未要求补充材料", EN: "the court awaits nothing"},
	Holds:  func(s Situation) bool { return s.Case.Confirmation != nil && len(s.Case.Confirmation.Awaiting) > 0 },
}

var notExtendedYet = Condition{
	ID:     "not-extended-yet",
	Reason: dispute.Text{ZH: "已延长过一次", EN: "it was extended once already"},
	Holds:  func(s Situation) bool { return s.Case.Confirmation != nil && !s.Case.Confirmation.Longer },
}

// deemedOnlyIfAwaited: the court may let an application go where a party asks for it, or
// take it as withdrawn where the parties owe it something.
var deemedOnlyIfAwaited = Condition{
	ID:     "deemed-only-if-awaited",
	Reason: dispute.Text{ZH: "仅在当事人申请撤回，或者逾期不补充材料时，可按撤回处理", EN: "only where a party asks for it or material is overdue"},
	Holds: func(s Situation) bool {
		f := s.Case.Confirmation
		return s.Actor.Role.IsParty() || (f != nil && (len(f.Awaiting) > 0 || f.WithdrawalAsked != ""))
	},
}

var confirmedEnding = Condition{
	ID:     "confirmed",
	Reason: dispute.Text{ZH: "没有可以异议的确认裁定", EN: "there is no confirming ruling to object to"},
	Holds:  func(s Situation) bool { return s.Case.Ending == dispute.Confirmed },
}

// objectionOpen: a party has fifteen days from receipt, a third party six months from
// when it knew or should have known: not before there was a ruling.
var objectionOpen = Condition{
	ID:     "objection-open",
	Reason: dispute.Text{ZH: "异议期限已过（当事人十五日，利害关系人六个月）", EN: "the time to object is over (parties 15 days, third parties six months)"},
	Holds: func(s Situation) bool {
		if s.Actor.Role.IsParty() {
			return ofParty(s, func(p *dispute.Party) bool { return stillInTime(s, "D13", p.RulingServedAt) })
		}
		d, ok := detailOf[*dispute.RulingObjection](s)
		if !ok {
			return true
		}
		if d.KnewOn.IsZero() || d.KnewOn.After(dispute.DateOf(s.Now)) {
			return false
		}
		from := s.Case.When(dispute.ConfirmationSettled)
		if from.Before(d.KnewOn.Start()) {
			from = d.KnewOn.Start()
		}
		return stillInTime(s, "D14", from)
	},
}

// stillInTime counts a limit from a moment of its own; one that has not come leaves the
// time open.
func stillInTime(s Situation, limit string, from time.Time) bool {
	l, _ := LimitByID(limit)
	return from.IsZero() || s.Now.Before(Count(dispute.DateOf(from), s.Almanac.length(l), nil, s.Almanac.Calendar).Due)
}

var rulingUnserved = Condition{
	ID:     "ruling-unserved",
	Reason: dispute.Text{ZH: "该当事人已收到裁定，或者送达日期不在裁定之日至今日之间", EN: "the party has the ruling already, or the day lies not between the ruling and today"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.RulingService](s)
		if !ok {
			return !s.Case.Every(func(p *dispute.Party) bool { return !p.RulingServedAt.IsZero() })
		}
		p := s.Case.Party(d.Party)
		ruled := dispute.DateOf(s.Case.When(dispute.ConfirmationSettled))
		return p != nil && p.RulingServedAt.IsZero() && !d.On.Before(ruled) && !d.On.After(dispute.DateOf(s.Now))
	},
}

var withdrawalNotAsked = Condition{
	ID:     "withdrawal-not-asked",
	Reason: dispute.Text{ZH: "已申请撤回，等待法院决定", EN: "withdrawal is asked for; the court decides"},
	Holds: func(s Situation) bool {
		return !s.Actor.Role.IsParty() || s.Case.Confirmation == nil || s.Case.Confirmation.WithdrawalAsked == ""
	},
}

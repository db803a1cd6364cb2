package law

import (
	"slices"

	"sutiao/dispute"
)

var courtOpensItsOwn = Condition{
	ID:     "court-opens-its-own",
	Reason: dispute.Text{ZH: "法院只能移送本院的案件", EN: "a court refers only cases of its own"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Referral](s)
		if !ok || (s.Actor.Role != dispute.Clerk && s.Actor.Role != dispute.Judge) {
			return true
		}
		return d.Court == s.Actor.Court && d.Track != dispute.Direct
	},
}

var applicantsApplyDirectly = Condition{
	ID:     "applicants-apply-directly",
	Reason: dispute.Text{ZH: "法院移送的案件由法院提交", EN: "court referrals come from the court"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Referral](s)
		if !ok || s.Actor.Role == dispute.Clerk || s.Actor.Role == dispute.Judge {
			return true
		}
		return d.Track == dispute.Direct
	},
}

var supplementAskedOnce = Condition{
	ID:     "supplement-asked-once",
	Reason: dispute.Text{ZH: "需要补正的材料应当一次性告知", EN: "all that is missing is asked for once"},
	Holds:  func(s Situation) bool { return !s.Case.Has(dispute.SupplementAsked) },
}

var notAskedBefore = Condition{
	ID:     "organisation-not-asked-before",
	Reason: dispute.Text{ZH: "该调解组织此前已不接受或未按期答复", EN: "this organisation declined or stayed silent already"},
	Holds: func(s Situation) bool {
		switch d := s.Detail.(type) {
		case *dispute.OrganisationChoice:
			return !slices.Contains(s.Case.Asked, d.Organisation)
		case *dispute.Designation:
			return !slices.Contains(s.Case.Asked, d.Organisation)
		}
		return true
	},
}

// partiesHadTheirChoice: the court designates once the parties' two days are over, or
// at once where they have not both agreed to go online.
var partiesHadTheirChoice = Condition{
	ID:     "parties-had-their-choice",
	Reason: dispute.Text{ZH: "当事人仍可在两个工作日内共同选择调解组织", EN: "the parties may still choose jointly within two working days"},
	Holds: func(s Situation) bool {
		if len(s.Case.Asked) > 0 {
			return true
		}
		d, running := DeadlineOf(s.Case, "D01", s.Almanac)
		return !running || !s.Now.Before(d.Due)
	},
}

var choiceLeftIfAssigned = Condition{
	ID:     "choice-left-if-assigned",
	Reason: dispute.Text{ZH: "当事人有权先共同选择调解员；全体当事人声明由组织指定的，方可同时指定", EN: "the parties may choose first, unless all left the choice to the organisation"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Acceptance](s)
		return !ok || d.Mediator == "" || choiceLeft(s.Case)
	},
}

func choiceLeft(c *dispute.Case) bool {
	return c.Every(func(p *dispute.Party) bool { return p.Consent != nil && p.Consent.LeavesChoice })
}

var notYetConsented = Condition{
	ID:     "not-yet-consented",
	Reason: dispute.Text{ZH: "您已同意调解", EN: "you have consented already"},
	Holds: func(s Situation) bool {
		return ofParty(s, func(p *dispute.Party) bool { return p.Consent == nil })
	},
}

var ownPartyOnly = Condition{
	ID:     "own-party-only",
	Reason: dispute.Text{ZH: "只能为本方委托代理人；代理人不能转委托", EN: "a party appoints its own agents, and an agent none"},
	Holds: func(s Situation) bool {
		d, given := detailOf[*dispute.AgentAppointment](s)
		if given && s.Case.Party(d.Party) == nil {
			return false
		}
		return ofParty(s, func(p *dispute.Party) bool {
			return p.Agent(s.Actor.Account) == nil && (!given || d.Party == p.ID)
		})
	},
}

// specialAuthorityIsTheirs: whoever may settle for a party has that from the party itself
// (民事诉讼法 62).
var specialAuthorityIsTheirs = Condition{
	ID:     "special-authority-from-the-party",
	Reason: dispute.Text{ZH: "特别授权须由当事人本人办理", EN: "only the party itself gives special authority"},
	Holds: func(s Situation) bool {
		d, given := detailOf[*dispute.AgentAppointment](s)
		return !given || !d.SpecialAuthority || s.Actor.Party == d.Party
	},
}

// agentOfOneSide: nobody acts for two parties of a case whose interests differ.
var agentOfOneSide = Condition{
	ID:     "agent-of-one-side",
	Reason: dispute.Text{ZH: "该手机号码属于本案其他当事人或者其代理人", EN: "the telephone is another party's of this case, or its agent's"},
	Holds: func(s Situation) bool {
		d, given := detailOf[*dispute.AgentAppointment](s)
		if !given || d.Account == "" {
			return true
		}
		holder := s.Case.PartyOf(d.Account)
		return holder == nil || holder.ID == d.Party && holder.Account != d.Account
	},
}

var atMostTwoAgents = Condition{
	ID:     "at-most-two-agents",
	Reason: dispute.Text{ZH: "每方至多委托两名代理人", EN: "at most two agents a party"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.AgentAppointment](s)
		if !ok {
			return true
		}
		p := s.Case.Party(d.Party)
		replaces := p != nil && slices.ContainsFunc(p.Agents, func(a dispute.Agent) bool { return a.Name == d.Name })
		return p != nil && (replaces || len(p.Agents) < 2)
	},
}

var notYetWithdrawn = Condition{
	ID:     "not-yet-withdrawn",
	Reason: dispute.Text{ZH: "您已撤回申请，等待其他申请人", EN: "you have withdrawn; the other applicants have not"},
	Holds: func(s Situation) bool {
		return ofParty(s, func(p *dispute.Party) bool { return p.WithdrewAt.IsZero() })
	},
}

package law

import (
	"slices"

	"sutiao/dispute"
)

// mediatorMayServe: nobody barred from the case may be chosen or assigned.
var mediatorMayServe = Condition{
	ID:     "mediator-may-serve",
	Reason: dispute.Text{ZH: "该调解员应当回避或已退出本案", EN: "this mediator is barred from the case or has left it"},
	Holds: func(s Situation) bool {
		name := dispute.MediatorNamed(s.Detail)
		return name == "" || !slices.Contains(s.Case.Conflicts, name)
	},
}

var anotherMediator = Condition{
	ID:     "another-mediator",
	Reason: dispute.Text{ZH: "请选择另一名调解员", EN: "name another mediator"},
	Holds: func(s Situation) bool {
		name := dispute.MediatorNamed(s.Detail)
		return s.Case.Mediator != "" && name != s.Case.Mediator
	},
}

// designationOpen: the organisation designates once the parties' joint choice is over,
// or where all left it the choice.
var designationOpen = Condition{
	ID:     "designation-open",
	Reason: dispute.Text{ZH: "当事人有权先共同选择调解员；逾期未选定的，方可指定", EN: "the parties choose first; the organisation designates when their time is over"},
	Holds: func(s Situation) bool {
		return s.Case.ChoiceLapsed || choiceLeft(s.Case)
	},
}

var mediatorDesignated = Condition{
	ID:     "mediator-designated",
	Reason: dispute.Text{ZH: "调解员系当事人共同选定", EN: "the parties chose this mediator themselves"},
	Holds:  func(s Situation) bool { return s.Case.Designated },
}

var somethingDisclosed = Condition{
	ID:     "something-disclosed",
	Reason: dispute.Text{ZH: "调解员尚未披露", EN: "nothing has been disclosed yet"},
	Holds:  func(s Situation) bool { return len(s.Case.Disclosure) > 0 },
}

var notYetWaived = Condition{
	ID:     "not-yet-waived",
	Reason: dispute.Text{ZH: "您已表示无异议", EN: "you have said so already"},
	Holds: func(s Situation) bool {
		return ofParty(s, func(p *dispute.Party) bool { return !p.WaivedChallenge })
	},
}

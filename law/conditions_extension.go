package law

import (
	"slices"

	"sutiao/dispute"
)

var noExtensionPending = Condition{
	ID:     "no-extension-pending",
	Reason: dispute.Text{ZH: "已有延期申请正在征询", EN: "an extension is being asked for already"},
	Holds:  func(s Situation) bool { return s.Case.Extension == nil },
}

var extensionPending = Condition{
	ID:     "extension-pending",
	Reason: dispute.Text{ZH: "没有待答复的延期申请", EN: "no extension is being asked for"},
	Holds:  func(s Situation) bool { return s.Case.Extension != nil },
}

var notYetConsentedToExtension = Condition{
	ID:     "not-yet-consented-to-extension",
	Reason: dispute.Text{ZH: "您已同意延期", EN: "you have consented already"},
	Holds: func(s Situation) bool {
		x := s.Case.Extension
		return x == nil || !slices.Contains(x.Consented, s.Actor.Party)
	},
}

var newDueIsLater = Condition{
	ID:     "new-due-is-later",
	Reason: dispute.Text{ZH: "新的届满日期应晚于现在的届满日期", EN: "the new last day must be later than the present one"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.ExtensionRequest](s)
		main, running := MainDeadline(s.Case, s.Almanac)
		return running && (!ok || main.Last.Before(d.NewDue))
	},
}

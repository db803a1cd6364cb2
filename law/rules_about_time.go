package law

import "sutiao/dispute"

// TimeRule is a rule about periods that is no period of a case of its own. It is listed
// so that the printed rules are complete.
type TimeRule struct {
	ID     string
	Name   dispute.Text
	Rule   dispute.Text
	Source string
}

// TimeRules lists them.
func TimeRules() []TimeRule {
	return []TimeRule{
		{"D08", dispute.Text{ZH: "延长", EN: "extension"},
			dispute.Text{ZH: "各方当事人在届满前一致同意的，按其约定日期；无法定上限；仅延长部分不计入审理期限",
				EN: "to the day on which all parties agree before the end; no cap; only the extension is outside the trial limit"},
			invitedRules + " 27"},
		{"D09", dispute.Text{ZH: "鉴定评估", EN: "appraisal"},
			dispute.Text{ZH: "诉前委托鉴定评估期间不计入调解期限", EN: "an appraisal stops the clock"}, onlineRules + " 26"},
		{"D17", dispute.Text{ZH: "支付令", EN: "payment order"},
			dispute.Text{ZH: "法院五日内通知是否受理、受理后十五日内发出；债务人收到后十五日内清偿或者提出异议",
				EN: "the court answers in 5 days and issues in 15; the debtor pays or objects in 15"}, civilLaw + " 226–228"},
		{"D19", dispute.Text{ZH: "中立评估", EN: "neutral evaluation"},
			dispute.Text{ZH: "未启用；评估期限未见全国性规定", EN: "switched off; no national period was found"}, diverseOrder + " 22"},
		{"D21", dispute.Text{ZH: "保险人赔付", EN: "payment by an insurer"},
			dispute.Text{ZH: "协议未写明期限的，达成协议后十日内", EN: "ten days from the agreement where it names no day"}, "保险法 23"},
	}
}

// insurerPays is D21: an institution's payment without a day is due in ten days.
var insurerPays = Length{10, Day}

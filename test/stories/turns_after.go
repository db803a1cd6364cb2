package stories

import (
	"time"

	"sutiao/dispute"
)

func evidence() *dispute.EvidenceFiling {
	return &dispute.EvidenceFiling{Proof: "已还款五期", Files: []dispute.File{{SHA256: hashOf([]byte("流水")), Name: "流水.pdf"}}}
}

func turnsAfterAgreement() []Story {
	return []Story{
		begin("a manager ends a duplicate before a mediator is named", dispute.PreFilingReferral).
			does(Manager, &dispute.Acceptance{}).becomes(dispute.Accepted).
			does(Manager, &dispute.Termination{Ending: dispute.OtherEnding, Cause: "与另案重复"}).becomes(dispute.Closed).
			ends(dispute.OtherEnding),

		begin("an agent without special authority cannot settle", dispute.PreFilingReferral).
			does(Manager, &dispute.AgentAppointment{Party: "p2", Agent: dispute.Agent{Account: "bank-agent", Name: "乙", Authority: "全权代理"}}).
			then(accept).then(meet(dispute.Agreed)).then(draft(1)).
			does(BankAgent, Signs(1)).butIsRefused("no special authority").
			does(Bank, settlingAgent()).butIsRefused("not while the case is signing").
			does(Mediator, &dispute.DraftWithdrawal{Reason: "更换代理权限"}).
			does(Manager, settlingAgent()).butIsRefused("only the party itself").
			does(Bank, settlingAgent()).
			does(Mediator, &dispute.SigningOpening{Version: 1}).
			does(BankAgent, Signs(1)).
			does(Consumer, Signs(1)).
			does(Mediator, Signs(1)).becomes(dispute.Performing).
			does(BankAgent, &dispute.Performance{Obligation: 1}).
			ends(dispute.Performed),

		tell("a partial agreement is redrafted, signed and served on paper", Clerk, paperOnly(dispute.PreFilingReferral)).
			then(accept).then(meet(dispute.Agreed)).
			doesThen(Mediator, partial).becomes(dispute.Drafting).
			does(Mediator, &dispute.SigningOpening{Version: 1}).becomes(dispute.Signing).
			does(Consumer, Signs(1)).
			does(Mediator, &dispute.DraftWithdrawal{Reason: "金额笔误"}).becomes(dispute.Drafting).
			doesThen(Mediator, partial).
			does(Mediator, &dispute.SigningOpening{Version: 2}).
			does(Consumer, Signs(1)).butIsRefused("text has changed").
			does(Consumer, Signs(2)).
			does(Bank, Signs(2)).
			does(Mediator, Signs(2)).becomes(dispute.InEffect).
			does(Manager, &dispute.AgreementService{How: "邮寄送达"}).becomes(dispute.Performing).
			does(Bank, &dispute.Performance{Obligation: 1}).
			ends(dispute.Performed),

		begin("all sign the joint application with the agreement, and it files itself", dispute.PreFilingReferral).
			does(Consumer, evidence()).
			then(accept).then(meet(dispute.Agreed)).
			doesThen(Mediator, func(now time.Time) dispute.Detail {
				d := &dispute.Draft{Terms: terms(2)(now), ForSignature: true}
				d.ConfirmationCourt = "京0102"
				return d
			}).
			does(Mediator, Signs(1)).butIsRefused("after all parties").
			does(Consumer, SignsBoth(1)).
			does(Bank, &dispute.Signature{Version: 1, Document: "0", Typed: "乙"}).butIsRefused("another text").
			does(Bank, SignsBoth(1)).
			does(Mediator, Signs(1)).becomes(dispute.Confirming).
			then(takeUp).does(Judge, ruling(true)).
			does(Bank, &dispute.Performance{Obligation: 1}).
			does(Bank, &dispute.Performance{Obligation: 2}).becomes(dispute.Closed).
			ends(dispute.Confirmed),

		begin("people come to the video room, and terms with faults cannot be signed", dispute.PreFilingReferral).
			then(accept).then(plan).
			does(Consumer, comes()).butIsRefused("30 minutes before").
			wait(Day).does(Consumer, comes()).does(Bank, comes()).
			does(TheRoom, inTheRoom(dispute.RoomCame)).
			does(Mediator, opening()).becomes(dispute.InSession).
			does(TheRoom, inTheRoom(dispute.RoomWent)).
			does(Consumer, &dispute.ConfidenceRelease{Confidence: "c1"}).
			does(Mediator, &dispute.SessionClosing{Result: dispute.Agreed}).
			does(Bank, comes()).
			doesThen(Mediator, func(now time.Time) dispute.Detail {
				d := &dispute.Draft{Terms: terms(2)(now), ForSignature: true}
				d.Other = []string{"甲方不得再向监管部门投诉"}
				return d
			}).butIsRefused("faults").
			then(draft(1)).does(Consumer, Signs(1)).does(Bank, Signs(1)).does(Mediator, Signs(1)).
			does(Bank, &dispute.Performance{Obligation: 1}).
			ends(dispute.Performed),

		begin("who does not want to meet by video is met on site, and who wants paper is served on paper", dispute.PreFilingReferral).
			then(accept).then(plan).
			does(Consumer, &dispute.OnlineAnswer{Step: dispute.MeetOnline, Reason: "听力不好"}).
			doesThen(Mediator, moved("", "")).butIsRefused("does not agree to meet by video").
			doesThen(Mediator, moved(dispute.OnSite, "和平路1号")).
			wait(2*Day).does(Mediator, opening()).becomes(dispute.InSession).
			does(Mediator, &dispute.SessionClosing{Result: dispute.Agreed}).
			then(draft(1)).does(Consumer, &dispute.OnlineAnswer{Step: dispute.ServeOnline}).
			does(Consumer, Signs(1)).does(Bank, Signs(1)).does(Mediator, Signs(1)).
			does(Manager, &dispute.AgreementService{How: "邮寄送达"}).becomes(dispute.Performing).
			does(Bank, &dispute.Performance{Obligation: 1}).
			ends(dispute.Performed),

		begin("a breach of an unconfirmed agreement leads to a payment order", dispute.Direct).then(agree(2)).
			does(Bank, &dispute.BreachReport{Obligation: 1, Facts: "未付"}).butIsRefused("not due yet").
			wait(40*Day).does(Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期未付"}).becomes(dispute.Breached).
			does(Mediator, &dispute.BreachCheck{Found: false, Note: "已付，银行入账延迟"}).becomes(dispute.Performing).
			does(Bank, &dispute.BreachReport{Obligation: 1, Facts: "仍未到账"}).
			does(Mediator, &dispute.BreachCheck{Found: true, Note: "确未支付"}).
			does(Bank, &dispute.Remedy{Kind: dispute.Enforcement}).butIsRefused("confirming ruling").
			does(Bank, &dispute.Remedy{Kind: dispute.PaymentOrder}).
			ends(dispute.OtherEnding),

		begin("a breach is cured, the window for confirmation shuts unused", dispute.PreFilingReferral).then(agree(1)).
			wait(40*Day).does(Consumer, application()).butIsRefused("thirty days").
			does(Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期未付"}).
			does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Closed).
			ends(dispute.Performed),

		aftermath(begin("a refused agreement is varied and then confirmed; a party objects in vain", dispute.PreFilingReferral).
			then(agree(1)).then(apply).then(takeUp).
			does(Judge, ruling(false)).becomes(dispute.Drafting).
			then(draft(2)).
			does(Consumer, Signs(2)).
			does(Bank, Signs(2)).
			does(Mediator, Signs(2)).becomes(dispute.Performing).
			then(apply).then(takeUp).
			does(Judge, &dispute.ConfirmationExtension{Reason: "案情复杂"}).
			wait(20*Day).does(Judge, ruling(true)).becomes(dispute.Performing).
			does(Consumer, &dispute.RulingObjection{Grounds: "签字非本人"}).becomes(dispute.Objected).
			does(Judge, &dispute.ObjectionRuling{Upheld: false, Reason: "经查系本人签署"}).becomes(dispute.Performing).
			wait(40*Day).does(Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期"}).
			does(Manager, &dispute.BreachCheck{Found: true, Note: "确未支付"}).
			does(Consumer, &dispute.RulingObjection{Grounds: "再次异议"}).butIsRefused("time to object").
			does(Bank, &dispute.Remedy{Kind: dispute.Suit}).butIsRefused("with one nothing else").
			does(Bank, &dispute.Remedy{Kind: dispute.Enforcement}).becomes(dispute.Closed).
			ends(dispute.Confirmed)),

		begin("a third party has the confirming ruling revoked", dispute.PreFilingReferral).then(agree(1)).then(apply).then(takeUp).
			does(Judge, ruling(true)).
			wait(30*Day).doesThen(Clerk, thirdPartyObjection).becomes(dispute.Objected).
			does(Judge, &dispute.ObjectionRuling{Upheld: true, Reason: "损害他人合法权益"}).becomes(dispute.Closed).
			ends(dispute.ConfirmationRefused),

		aftermath(tell("a party that is served on paper has its own fifteen days", Clerk, paperOnly(dispute.PreFilingReferral)).
			then(accept).then(meet(dispute.Agreed)).then(draft(1)).then(sign).
			does(Manager, &dispute.AgreementService{How: "当面送达"}).then(apply).then(takeUp).
			does(Judge, ruling(true)).becomes(dispute.Performing).
			wait(16*Day).does(Bank, &dispute.RulingObjection{Grounds: "金额有误"}).butIsRefused("time to object").
			doesThen(Clerk, served(1)).butIsRefused("not between").
			doesThen(Clerk, served(-1)).
			does(Consumer, &dispute.RulingObjection{Grounds: "未收到传票"}).becomes(dispute.Objected).
			does(Judge, &dispute.ObjectionRuling{Upheld: false, Reason: "理由不成立"}).
			does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Closed).
			ends(dispute.Confirmed)),

		begin("the court takes the application as withdrawn", dispute.PreFilingReferral).then(agree(1)).then(apply).then(takeUp).
			does(Clerk, &dispute.ConfirmationWithdrawal{Reason: "未到庭"}).butIsRefused("material is overdue").
			does(Clerk, &dispute.ConfirmationItems{Items: []string{"委托书"}}).
			wait(10*Day).does(Clerk, &dispute.ConfirmationWithdrawal{Reason: "逾期未补充"}).
			ends(dispute.ConfirmationWithdrawn),

		begin("a judge presides over an invited mediation and ends the suit after all is paid", dispute.Invited).then(agree(1)).
			does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Performing).
			does(Judge, &dispute.Statement{Number: "（2026）京0102民初88号"}).
			ends(dispute.StatementIssued),

		begin("a refused ruling lapses when nobody varies the agreement", dispute.PreFilingReferral).then(agree(1)).then(apply).then(takeUp).
			does(Judge, ruling(false)).
			wait(20 * Day).ends(dispute.ConfirmationRefused),
	}
}

func partial(now time.Time) dispute.Detail {
	d := &dispute.Draft{Terms: terms(1)(now)}
	d.Partial, d.Residual = true, []string{"违约金请求"}
	return d
}

// served: the consumer received the ruling so many days from now.
func served(days int) func(time.Time) dispute.Detail {
	return func(now time.Time) dispute.Detail {
		return &dispute.RulingService{Party: "p1", On: onDay(days)(now)}
	}
}

func thirdPartyObjection(now time.Time) dispute.Detail {
	return &dispute.RulingObjection{Grounds: "协议处分了他人财产", KnewOn: onDay(-3)(now)}
}

// settlingAgent is the bank's agent with a power of attorney to settle.
func settlingAgent() *dispute.AgentAppointment {
	return &dispute.AgentAppointment{Party: "p2", Agent: dispute.Agent{
		Account: "bank-agent", Name: "乙", SpecialAuthority: true, Authority: "代为和解、签署调解协议",
	}}
}

// TheRoom is the video room that reports what happens in it.
var TheRoom = dispute.TheSystem()

func comes() *dispute.Arrival {
	return &dispute.Arrival{Session: 1, RightsRead: true, ConsentsOnline: true, Identified: "code-and-number"}
}

func inTheRoom(event dispute.RoomEvent) *dispute.RoomNote {
	return &dispute.RoomNote{Session: 1, Event: event, Account: Consumer.Account, Party: "p1", Capacity: "party"}
}

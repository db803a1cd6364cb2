package stories

import (
	"time"

	"sutiao/dispute"
)

// Endings gives one story for each way in which a mediation ends, T01–T16.
func Endings() []Story {
	return []Story{
		tell("T01 the court finds the matter outside its scope", Clerk, unaddressed()).
			does(Clerk, &dispute.IntakeRefusal{Reason: "不属于受案范围"}).becomes(dispute.Closed).
			ends(dispute.NotAccepted),

		begin("T02 a party does not want to go on", dispute.PreFilingReferral).then(accept).
			does(Bank, &dispute.MediationRefusal{}).butIsRefused("without a stated reason").
			does(Bank, &dispute.MediationRefusal{Reason: "涉嫌刑事犯罪，已报案"}).becomes(dispute.Closed).
			ends(dispute.Refused),

		tell("T03 the other side stays silent for three working days", Clerk, oneSided(dispute.PreFilingReferral)).
			does(Manager, &dispute.Acceptance{}).becomes(dispute.SeekingConsent).
			wait(5 * Day).ends(dispute.Unreachable),

		begin("T04 the differences are too large", dispute.PreFilingReferral).then(accept).then(meet(dispute.NotAgreed)).
			does(Mediator, &dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: "对罚息标准分歧较大", UndisputedByAll: []string{"透支本金三万元"}}).
			ends(dispute.DifferencesTooLarge),

		begin("T05 thirty days pass", dispute.PreFilingReferral).then(accept).then(meet(dispute.Adjourned)).
			wait(32 * Day).ends(dispute.Expired),

		begin("T06 a party refuses to sign", dispute.PreFilingReferral).then(accept).then(meet(dispute.Agreed)).then(draft(1)).
			does(Consumer, Signs(1)).
			does(Bank, &dispute.SigningRefusal{Reason: "总行未批准"}).becomes(dispute.Closed).
			ends(dispute.SigningRefused),

		begin("T07 the mediation was false", dispute.PreFilingReferral).then(accept).then(plan).wait(Day).
			does(Mediator, opening()).
			does(Mediator, &dispute.FalseMediationFinding{Facts: "双方恶意串通"}).butIsRefused("in session").
			does(Mediator, &dispute.SuspensionOrder{Ground: dispute.SuspectedFalse, Reason: "双方无实质争议"}).becomes(dispute.Suspended).
			does(Mediator, &dispute.FalseMediationFinding{Facts: "双方恶意串通"}).becomes(dispute.Closed).
			ends(dispute.FalseMediation),

		begin("T08 the applicant withdraws", dispute.Direct).then(accept).
			does(Consumer, &dispute.Withdrawal{Reason: "双方已自行和解"}).becomes(dispute.Closed).
			ends(dispute.Withdrawn),

		begin("T09 the case is a duplicate", dispute.PreFilingReferral).then(accept).
			does(Mediator, &dispute.Termination{Ending: dispute.OtherEnding, Cause: "与另案重复"}).
			ends(dispute.OtherEnding),

		begin("T10 the debt is paid in three instalments", dispute.Direct).then(agree(3)).
			wait(25*Day).does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Performing).
			wait(30*Day).does(Consumer, &dispute.Performance{Obligation: 2, Proof: "转账凭证"}).
			does(Bank, &dispute.Performance{Obligation: 2}).
			wait(30*Day).does(Bank, &dispute.Performance{Obligation: 3}).becomes(dispute.Closed).
			ends(dispute.Performed),

		aftermath(begin("T11 the court confirms", dispute.PreFilingReferral).then(agree(1)).then(apply).then(takeUp).
			does(Clerk, &dispute.ConfirmationItems{Items: []string{"授权委托书原件"}}).
			does(Manager, &dispute.ConfirmationSupply{Note: "已补充"}).
			wait(5*Day).does(Judge, ruling(true)).becomes(dispute.Performing).
			wait(10*Day).does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Closed).
			ends(dispute.Confirmed)),

		begin("T12 the court refuses to confirm and nobody varies the agreement", dispute.PreFilingReferral).
			then(agree(1)).then(apply).then(takeUp).
			does(Judge, ruling(false)).becomes(dispute.Drafting).
			does(Mediator, &dispute.SigningOpening{Version: 1}).butIsRefused("vary it first").
			does(Manager, &dispute.ConfirmationClosing{}).becomes(dispute.Closed).
			ends(dispute.ConfirmationRefused),

		begin("T13 the application is withdrawn", dispute.PreFilingReferral).then(agree(1)).then(apply).then(takeUp).
			does(Clerk, &dispute.ConfirmationWithdrawal{Reason: "准许撤回"}).butIsRefused("only where a party asks").
			does(Consumer, &dispute.ConfirmationWithdrawal{Reason: "已当场履行"}).becomes(dispute.Confirming).
			does(Clerk, &dispute.ConfirmationWithdrawal{Reason: "准许撤回"}).becomes(dispute.Closed).
			ends(dispute.ConfirmationWithdrawn),

		begin("T14 the court does not take the application up", dispute.PreFilingReferral).then(agree(1)).then(apply).
			wait(Day).does(Clerk, &dispute.ConfirmationRefusal{Reason: "不属于本院管辖"}).becomes(dispute.Closed).
			ends(dispute.ConfirmationDeclined),

		begin("T15 the court issues its mediation statement", dispute.PostFiling).then(agree(11)).
			does(Consumer, application()).butIsRefused("issues its statement").
			wait(2*Day).does(Judge, &dispute.Statement{Number: "（2026）京0102民初88号"}).becomes(dispute.Closed).
			ends(dispute.StatementIssued),

		begin("T16 the suit is withdrawn", dispute.PostFiling).then(agree(1)).
			does(OtherJudge, &dispute.SuitWithdrawal{Number: "（2026）京0102民初88号"}).butIsRefused("may not do this").
			does(Judge, &dispute.SuitWithdrawal{Number: "（2026）京0102民初88号"}).becomes(dispute.Closed).
			ends(dispute.SuitWithdrawn),
	}
}

func aftermath(s Story) Story {
	s.Aftermath = true
	return s
}

// unaddressed names no organisation.
func unaddressed() *dispute.Referral {
	r := Referral(dispute.PreFilingReferral)
	r.Organisations = nil
	return r
}

func onDay(days int) func(time.Time) dispute.Date {
	return func(now time.Time) dispute.Date { return dispute.DateOf(now).AddDays(days) }
}

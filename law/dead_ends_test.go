package law_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func TestABreachDoesNotStopTheCourtFromRuling(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.appliesAndIsTakenUp()
	l.pass(5 * day)
	l.does(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期"})
	l.does(stories.Mediator, &dispute.BreachCheck{Found: true, Note: "确未支付"})
	l.mayNot(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "再次"}, "reported already")
	l.does(stories.Judge, rules(true))
	l.is(dispute.Breached)
	l.does(stories.Bank, &dispute.Remedy{Kind: dispute.Enforcement})
	l.ends(dispute.Confirmed)
}

func TestABreachFoundUntrueLeavesTheApplicationWhereItWas(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.appliesAndIsTakenUp()
	l.pass(5 * day)
	l.does(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期"})
	l.does(stories.Mediator, &dispute.BreachCheck{Note: "已付"})
	l.is(dispute.Confirming)
	l.does(stories.Judge, rules(false))
	l.is(dispute.Drafting)
}

func TestABreachLeavesTheWindowForConfirmationOpen(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.pass(5 * day)
	l.does(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期"})
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(true))
	l.is(dispute.Breached)
	l.does(stories.Bank, &dispute.Performance{Obligation: 1})
	l.ends(dispute.Confirmed)
}

func TestAfterAnObjectionInVainABreachCanStillBeCuredOrFoundUntrue(t *testing.T) {
	for name, cure := range map[string]func(l *life){
		"cured": func(l *life) { l.does(stories.Bank, &dispute.Performance{Obligation: 1}) },
		"untrue": func(l *life) {
			l.does(stories.Mediator, &dispute.BreachCheck{Note: "已付"})
			l.is(dispute.Performing)
			l.does(stories.Bank, &dispute.Performance{Obligation: 1})
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := accepted(t, stories.Referral(dispute.PreFilingReferral))
			l.agrees(l.pays(2))
			l.appliesAndIsTakenUp()
			l.does(stories.Judge, rules(true))
			l.pass(4 * day)
			l.does(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "逾期"})
			l.does(stories.Consumer, &dispute.RulingObjection{Grounds: "签字非本人"})
			l.does(stories.Judge, &dispute.ObjectionRuling{Reason: "经查系本人签署"})
			l.is(dispute.Breached)
			cure(l)
			l.ends(dispute.Confirmed)
		})
	}
}

func TestWhileOneObjectionIsExaminedAnotherIsHeard(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(2))
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(true))
	l.does(stories.Consumer, &dispute.RulingObjection{Grounds: "签字非本人"})
	l.does(stories.Bank, &dispute.RulingObjection{Grounds: "内容不明确"})
	l.does(stories.Clerk, &dispute.RulingObjection{Grounds: "处分他人财产", KnewOn: dispute.DateOf(l.now)})
	if o := l.c.Objection; o.Grounds != "签字非本人\n内容不明确\n处分他人财产" || !o.ThirdParty {
		t.Errorf("an objection was lost: %+v", o)
	}
	l.does(stories.Judge, &dispute.ObjectionRuling{Reason: "均不成立"})
	l.is(dispute.Performing)
}

func TestTermsThatObligeNobodyEndWhenTheyCanNoLongerBeConfirmed(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.Direct))
	l.agrees(dispute.Terms{Other: []string{"双方互不追究"}})
	l.is(dispute.Performing)
	l.pass(40 * day)
	l.ends(dispute.Performed)
}

func TestTermsThatObligeNobodyAreClosedByTheirConfirmation(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(dispute.Terms{Other: []string{"双方互不追究"}})
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(true))
	l.ends(dispute.Confirmed)
}

func TestAnApplicationThatOnlyOneMadeDoesNotKeepAPerformedCaseOpen(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.Direct))
	l.agrees(l.pays(3))
	l.does(stories.Consumer, confirms())
	l.does(stories.Bank, &dispute.Performance{Obligation: 1})
	l.is(dispute.Performing)
	l.pass(40 * day)
	l.ends(dispute.Performed)
}

func TestAMistakenCourtCanBeCorrectedWhileNobodyElseHasApplied(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.Direct))
	l.agrees(l.pays(3))
	l.does(stories.Consumer, &dispute.ConfirmationApplication{Court: "粤0604", Declared: true})
	l.mayNot(stories.Bank, confirms(), "all apply to one court")
	l.mayNot(stories.Consumer, &dispute.ConfirmationApplication{Court: "粤0604", Declared: true}, "have still to join")
	l.does(stories.Consumer, confirms())
	l.does(stories.Bank, confirms())
	l.is(dispute.Confirming)
}

func TestAnUndatedDutyCanBeBreached(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.Direct))
	l.agrees(dispute.Terms{Obligations: []dispute.Obligation{{Payer: "p1", Payee: "p2", Duty: "返还保单"}}})
	l.mayNot(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "未返还"}, "not due yet")
	l.pass(day)
	l.does(stories.Bank, &dispute.BreachReport{Obligation: 1, Facts: "未返还"})
}

func TestTheTalksCanBeTakenUpAgainWhileTheAgreementIsDrafted(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(false))
	l.meets(dispute.Adjourned)
	l.meets(dispute.Agreed)
	l.signs(l.pays(4))
	l.is(dispute.Performing)
}

func TestARefusedAgreementCanBeClosedWhileTalksGoOn(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(false))
	l.meets(dispute.NotAgreed)
	l.does(stories.Manager, &dispute.ConfirmationClosing{})
	l.ends(dispute.ConfirmationRefused)
}

func TestAnAgentIsAppointedForTheConfirmationToo(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(30))
	l.does(stories.Bank, &dispute.AgentAppointment{Party: "p2", Agent: dispute.Agent{
		Account: "bank-agent", Name: "乙", SpecialAuthority: true, Authority: "代为申请司法确认"}})
	l.does(stories.BankAgent, confirms())
}

func TestASessionThatItsMediatorLeavesIsOver(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.does(stories.Mediator, &dispute.SessionPlan{Start: l.now.Add(day), Mode: dispute.Video})
	l.pass(day)
	l.does(stories.Mediator, &dispute.SessionOpening{
		RightsExplained: true, Attendance: []dispute.Attendance{{Party: "p1", Identified: "id-comparison"}}})
	l.does(stories.Mediator, &dispute.Recusal{Reason: "与当事人熟识"})
	if s := l.c.Sessions[0]; s.State == dispute.SessionOpen || s.ClosedAt.IsZero() {
		t.Errorf("the session is still %s", s.State)
	}
}

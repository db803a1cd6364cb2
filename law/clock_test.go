package law_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
)

func (l *life) lastDay() string {
	d, _ := law.MainDeadline(l.c, l.almanac)
	return d.Last.String()
}

func (l *life) extendsTo(d dispute.Date) {
	l.t.Helper()
	l.does(stories.Consumer, &dispute.ExtensionRequest{NewDue: d, Reason: "等待材料"})
	l.does(stories.Bank, &dispute.ExtensionConsent{})
}

func march(d int) dispute.Date { return dispute.Date{Year: 2026, Month: 3, Day: 1}.AddDays(d - 1) }

func TestAMediatorReplacedDuringAnAppraisalDoesNotStopTheClockForGood(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral)) // thirty days end on 1 April
	l.does(stories.Mediator, &dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "鉴定"})
	l.does(stories.Manager, &dispute.Replacement{Mediator: "mediator-2", Reason: "生病"})
	l.is(dispute.Suspended)
	l.pass(10 * day)
	l.does(stories.OtherMediator, &dispute.Resumption{})
	l.is(dispute.Disclosing)
	if l.lastDay() != "2026-04-10" { // nine days later: the first day was not counted anyway
		t.Errorf("the period ends on %s", l.lastDay())
	}
	l.pass(40 * day)
	l.ends(dispute.Expired)
}

func TestAnAppraisalStopsTheExtendedPeriodToo(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral)) // thirty days end on 1 April
	l.extendsTo(march(41))
	l.pass(35 * day) // 6 April, within the extension
	l.does(stories.Mediator, &dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "鉴定"})
	l.pass(20 * day)
	l.does(stories.Mediator, &dispute.Resumption{})
	if l.lastDay() != march(61).String() {
		t.Errorf("the extended period ends on %s, want twenty days after 10 April", l.lastDay())
	}
	l.pass(day)
	l.is(dispute.Scheduling)
}

func TestAnAppraisalBeforeAnExtensionIsCountedInItAlready(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.does(stories.Mediator, &dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "鉴定"})
	l.pass(10 * day)
	l.does(stories.Mediator, &dispute.Resumption{})
	l.extendsTo(march(61))
	if l.lastDay() != march(61).String() {
		t.Errorf("the parties agreed on %s, the period ends on %s", march(61), l.lastDay())
	}
}

func TestTheCourtLearnsTheDaysOfAnExtensionThatLedToAnAgreement(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PostFiling)) // fifteen days end on 17 March
	l.extendsTo(march(31))
	l.pass(18 * day) // 20 March
	l.agrees(l.pays(3))
	if n := law.TrialDaysExcluded(l.c, l.almanac); n != 4 {
		t.Errorf("%d days are left out of the trial limit, want the four from 17 to 21 March", n)
	}
}

func TestAnAgreementThatAllPartiesSignedOutlivesThePeriod(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.meets(dispute.Agreed)
	l.does(stories.Mediator, &dispute.Draft{Terms: l.pays(50), ForSignature: true})
	l.does(stories.Consumer, stories.Signs(1))
	l.does(stories.Bank, stories.Signs(1))
	signed := l.now
	const stands = "all parties have signed"
	l.mayNot(stories.Bank, &dispute.MediationRefusal{Reason: "反悔"}, stands)
	l.mayNot(stories.Consumer, &dispute.Withdrawal{Reason: "反悔"}, stands)
	l.mayNot(stories.Mediator, &dispute.DraftWithdrawal{Reason: "笔误"}, stands)
	l.mayNot(stories.Mediator, &dispute.Termination{Ending: dispute.OtherEnding, Cause: "其他"}, stands)
	l.pass(31 * day)
	l.is(dispute.Performing)
	if !l.c.When(dispute.AgreementInEffect).Equal(signed) {
		t.Errorf("in effect since %s, want the last party's signature", l.c.When(dispute.AgreementInEffect))
	}
}

func TestAVariedAgreementThatAllPartiesSignedOutlivesTheTimeToVary(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(3))
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(false))
	l.does(stories.Mediator, &dispute.Draft{Terms: l.pays(50), ForSignature: true})
	l.does(stories.Consumer, stories.Signs(2))
	l.does(stories.Bank, stories.Signs(2))
	l.pass(17 * day)
	l.is(dispute.Performing)
}

func TestTheTimeForEnforcementRunsFromTheRulingWhereNoDayIsSet(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(dispute.Terms{Obligations: []dispute.Obligation{{Payer: "p2", Payee: "p1", Amount: 100, Account: stories.Account}}})
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(true))
	d, running := law.DeadlineOf(l.c, "D15", l.almanac)
	if !running || d.From != dispute.DateOf(l.now) {
		t.Errorf("runs: %v, from %s", running, d.From)
	}
}

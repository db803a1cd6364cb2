package law_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func TestAnApplicantWhoWithdrewIsNeitherNeededNorHeard(t *testing.T) {
	l := accepted(t, twoConsumers(dispute.PreFilingReferral))
	l.does(stories.Consumer, &dispute.Withdrawal{Reason: "已和解"})
	l.mayNot(stories.Consumer, &dispute.MediationRefusal{Reason: "不愿继续"}, "have withdrawn")
	l.does(stories.SecondConsumer, &dispute.ExtensionRequest{NewDue: march(60), Reason: "出差"})
	l.does(stories.Bank, &dispute.ExtensionConsent{})
	if l.lastDay() != march(60).String() {
		t.Errorf("the period ends on %s: the withdrawn one's consent was waited for", l.lastDay())
	}
	l.meets(dispute.Agreed)
	l.mayNot(stories.Mediator, &dispute.Draft{Terms: l.pays(3)}, "parties to the case")
	l.does(stories.Mediator, &dispute.Draft{ForSignature: true, Terms: dispute.Terms{Obligations: []dispute.Obligation{
		{Payer: "p3", Payee: "p2", Amount: 100, Account: stories.Account, Due: march(30)}}}})
	for _, who := range []dispute.Actor{stories.SecondConsumer, stories.Bank, stories.Mediator} {
		l.does(who, stories.Signs(1))
	}
	l.is(dispute.Performing)
	l.does(stories.SecondConsumer, confirms())
	l.does(stories.Bank, confirms())
	l.is(dispute.Confirming)
}

func TestAnApplicantWhoWithdrawsWhileOthersSignSendsTheTextBack(t *testing.T) {
	l := accepted(t, twoConsumers(dispute.PreFilingReferral))
	l.meets(dispute.Agreed)
	l.does(stories.Mediator, &dispute.Draft{Terms: l.pays(30), ForSignature: true})
	l.does(stories.SecondConsumer, stories.Signs(1))
	l.does(stories.Bank, stories.Signs(1))
	l.does(stories.Consumer, &dispute.Withdrawal{Reason: "已和解"})
	l.is(dispute.Drafting)
	l.mayNot(stories.Mediator, &dispute.SigningOpening{Version: 1}, "parties to the case")
}

func TestTheCaseGoesOnWhenTheOneWhomAllWaitedForWithdraws(t *testing.T) {
	r := twoConsumers(dispute.PreFilingReferral)
	r.Parties[0].Consent = nil
	l := live(t, r)
	l.does(stories.Manager, &dispute.Acceptance{})
	l.is(dispute.SeekingConsent)
	l.does(stories.Consumer, &dispute.Withdrawal{Reason: "已和解"})
	l.is(dispute.Accepted)
}

func TestOneConsumerDoesNotAcceptAnOpinionForAnother(t *testing.T) {
	l := accepted(t, twoConsumers(dispute.Direct))
	l.meets(dispute.NotAgreed)
	l.does(stories.Bank, &dispute.MechanismConsent{Kind: dispute.SmallOpinion})
	l.does(stories.Mediator, opinion(l.pays(30)))
	l.does(stories.Consumer, &dispute.ProposalAcceptance{})
	l.is(dispute.ProposalServed)
	l.does(stories.SecondConsumer, &dispute.ProposalAcceptance{})
	l.is(dispute.Performing)
}

func opinion(t dispute.Terms) *dispute.ProposalService {
	return &dispute.ProposalService{Kind: dispute.SmallOpinion, ProofOfService: "短信送达", Terms: t}
}

func TestAnInstitutionDoesNotEscapeAnOpinionByLeaving(t *testing.T) {
	r := stories.Referral(dispute.Direct)
	r.Amount = 300_000
	l := accepted(t, r)
	l.meets(dispute.NotAgreed)
	l.does(stories.Bank, &dispute.MechanismConsent{Kind: dispute.SmallOpinion})
	l.does(stories.Mediator, opinion(l.pays(30)))
	l.mayNot(stories.Bank, &dispute.MediationRefusal{Reason: "不同意"}, "cannot object")
	l.does(stories.Consumer, &dispute.ProposalAcceptance{})
	l.is(dispute.Performing)
}

func TestAProposalLeavesTimeToObjectWithinThePeriod(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral)) // until 1 April
	l.meets(dispute.NotAgreed)
	for _, who := range []dispute.Actor{stories.Consumer, stories.Bank} {
		l.does(who, &dispute.MechanismConsent{Kind: dispute.NoObjection})
	}
	l.pass(24 * day) // 27 March
	p := &dispute.ProposalService{Kind: dispute.NoObjection, NoMajorFactDispute: true, ProofOfService: "短信送达", Terms: l.pays(30)}
	l.mayNot(stories.Mediator, p, "ask for an extension first")
	l.extendsTo(march(45))
	undated := *p
	undated.Terms = dispute.Terms{Obligations: []dispute.Obligation{{Payer: "p1", Payee: "p2", Amount: 100, Account: stories.Account}}}
	l.mayNot(stories.Mediator, &undated, "needs its last day")
	l.does(stories.Mediator, p)
	l.pass(10 * day)
	l.is(dispute.Performing)
}

func TestNobodyIsAbsentBeforeTheSessionBegins(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.does(stories.Mediator, &dispute.SessionPlan{Start: l.now.Add(day), Mode: dispute.Video})
	l.mayNot(stories.Mediator, &dispute.NoShow{Party: "p2"}, "has not begun")
	l.pass(day)
	l.does(stories.Mediator, &dispute.NoShow{Party: "p2"})
}

func TestADisclosureIsNotTakenBackAndALaterOneIsAskedAboutAnew(t *testing.T) {
	l := live(t, stories.Referral(dispute.PreFilingReferral))
	l.does(stories.Manager, &dispute.Acceptance{Mediator: stories.Mediator.Account})
	l.does(stories.Mediator, &dispute.Disclosure{Matters: []string{"持有该行股票"}})
	l.does(stories.Consumer, &dispute.ChallengeWaiver{})
	l.does(stories.Mediator, &dispute.Disclosure{})
	l.is(dispute.Disclosing)
	l.does(stories.Mediator, &dispute.Disclosure{Matters: []string{"曾任该行顾问"}})
	l.does(stories.Bank, &dispute.ChallengeWaiver{})
	l.is(dispute.Disclosing)
	l.does(stories.Consumer, &dispute.ChallengeWaiver{})
	l.is(dispute.Scheduling)
	if len(l.c.Disclosure) != 2 {
		t.Errorf("disclosed: %v", l.c.Disclosure)
	}
}

func TestAPartyJoinedBeforeAcceptanceIsAskedForItsConsent(t *testing.T) {
	l := live(t, stories.Referral(dispute.PreFilingReferral))
	l.does(stories.Clerk, &dispute.NewParty{PartyInfo: dispute.PartyInfo{
		Role: dispute.ThirdParty, Kind: dispute.LegalPerson, Name: "某保险公司", Account: "insurer"}})
	l.does(stories.Manager, &dispute.Acceptance{})
	l.is(dispute.SeekingConsent)
	l.does(stories.Insurer, &dispute.ConsentGiven{})
	l.is(dispute.Accepted)
}

func TestOnADirectApplicationTheRespondentDoesNotChooseAlone(t *testing.T) {
	r := stories.Referral(dispute.Direct)
	r.Organisations = nil
	l := live(t, r)
	l.does(stories.Bank, &dispute.OrganisationChoice{Organisation: "org-2"})
	l.is(dispute.Submitted)
	l.does(stories.Consumer, &dispute.OrganisationChoice{Organisation: "org-1"})
	l.is(dispute.AwaitingOrganisation)
}

func TestAThirdPartyKnowsOfARulingNeitherBeforeItNorTomorrow(t *testing.T) {
	l := accepted(t, stories.Referral(dispute.PreFilingReferral))
	l.agrees(l.pays(60))
	l.appliesAndIsTakenUp()
	l.does(stories.Judge, rules(true))
	today := dispute.DateOf(l.now)
	l.mayNot(stories.Clerk, &dispute.RulingObjection{Grounds: "损害权益", KnewOn: today.AddDays(1)}, "time to object")
	// It knew of the agreement long ago; of the ruling it can't have known before today.
	l.does(stories.Clerk, &dispute.RulingObjection{Grounds: "损害权益", KnewOn: today.AddMonths(-7)})
}

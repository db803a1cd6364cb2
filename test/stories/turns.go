package stories

import (
	"time"

	"sutiao/dispute"
)

// Turns gives a story for each turn of the procedure that no ending shows.
func Turns() []Story {
	return append(turnsBeforeAgreement(), turnsAfterAgreement()...)
}

func turnsBeforeAgreement() []Story {
	return []Story{
		begin("materials are supplied and the first organisation stays silent, so the next is asked", dispute.PreFilingReferral).
			does(Manager, &dispute.SupplementRequest{Items: []string{"保单复印件"}}).becomes(dispute.Supplementing).
			does(Consumer, &dispute.SupplementAnswer{Note: "已上传"}).becomes(dispute.AwaitingOrganisation).
			does(Manager, &dispute.SupplementRequest{Items: []string{"身份证"}}).butIsRefused("asked for once").
			wait(6*Day).does(Manager, &dispute.Acceptance{}).butIsRefused("may not do this").
			does(OtherManager, &dispute.ReferralRefusal{Reason: "超出专业范围", OutOfScope: true}).becomes(dispute.Closed).
			ends(dispute.NotAccepted),

		begin("material that never comes closes the case", dispute.PreFilingReferral).
			does(Manager, &dispute.SupplementRequest{Items: []string{"保单复印件"}}).
			wait(10 * Day).ends(dispute.NotAccepted),

		tell("the parties choose the organisation and the mediator together", Clerk, chooses()).
			does(Clerk, &dispute.Designation{Organisation: "org-1"}).butIsRefused("within two working days").
			does(Consumer, &dispute.OrganisationChoice{Organisation: "org-1"}).becomes(dispute.Submitted).
			does(Bank, &dispute.OrganisationChoice{Organisation: "org-1"}).becomes(dispute.AwaitingOrganisation).
			does(Manager, &dispute.Acceptance{Mediator: "mediator-1"}).butIsRefused("may choose first").
			does(Manager, &dispute.Acceptance{}).becomes(dispute.Accepted).
			does(Manager, &dispute.ChoiceInvitation{}).becomes(dispute.SelectingMediator).
			does(Consumer, &dispute.MediatorChoice{Mediator: "mediator-2"}).
			does(Manager, &dispute.Assignment{Mediator: "mediator-1"}).butIsRefused("choose first").
			does(Bank, &dispute.MediatorChoice{Mediator: "mediator-2"}).becomes(dispute.Disclosing).
			does(Consumer, &dispute.DesignationRefusal{}).butIsRefused("chose this mediator").
			does(OtherMediator, &dispute.Disclosure{Matters: []string{"曾任该行法律顾问"}}).becomes(dispute.Disclosing).
			does(Bank, &dispute.ChallengeWaiver{}).
			does(Consumer, &dispute.Challenge{Ground: "interest", Facts: "曾任对方顾问"}).becomes(dispute.ChallengePending).
			does(Manager, &dispute.ChallengeDecision{Upheld: true, Reason: "存在利害关系"}).becomes(dispute.SelectingMediator).
			does(Manager, &dispute.Assignment{Mediator: "mediator-2"}).butIsRefused("barred").
			does(Manager, &dispute.Assignment{Mediator: "mediator-1"}).becomes(dispute.Disclosing).
			does(Consumer, &dispute.DesignationRefusal{Reason: "不信任"}).becomes(dispute.Closed).
			ends(dispute.Refused),

		tell("the choices lapse, so court and organisation designate", Clerk, chooses()).
			wait(4*Day).does(Clerk, &dispute.Designation{Organisation: "org-1"}).becomes(dispute.AwaitingOrganisation).
			does(Manager, &dispute.Acceptance{}).does(Manager, &dispute.ChoiceInvitation{}).
			wait(5*Day).does(Manager, &dispute.Assignment{Mediator: "mediator-2"}).
			does(OtherMediator, &dispute.AssignmentRefusal{Reason: "档期冲突"}).becomes(dispute.SelectingMediator).
			does(Manager, &dispute.Assignment{Mediator: "mediator-1"}).
			does(Mediator, &dispute.Disclosure{Matters: []string{"持有该行股票"}}).
			does(Bank, &dispute.ChallengeWaiver{}).does(Consumer, &dispute.ChallengeWaiver{}).becomes(dispute.Scheduling).
			does(Consumer, &dispute.Challenge{Ground: "other", Facts: "态度偏向"}).
			does(Manager, &dispute.ChallengeDecision{Upheld: false, Reason: "理由不成立"}).becomes(dispute.Scheduling).
			does(Mediator, &dispute.Recusal{Reason: "与当事人熟识"}).becomes(dispute.SelectingMediator).
			does(Consumer, &dispute.MediationRefusal{}).ends(dispute.Refused),

		tell("the respondent consents late and sessions are moved, missed and adjourned", Clerk, oneSided(dispute.Traffic)).
			does(Manager, &dispute.Acceptance{}).
			does(Bank, &dispute.ConsentGiven{Consent: *consented(true)}).becomes(dispute.Accepted).
			does(Clerk, &dispute.NewParty{PartyInfo: insurer()}).
			does(Insurer, &dispute.ConsentGiven{Consent: *consented(true)}).
			does(Manager, &dispute.Assignment{Mediator: "mediator-2"}).
			does(Manager, &dispute.Replacement{Mediator: "mediator-1", Reason: "生病"}).becomes(dispute.Disclosing).
			does(Mediator, &dispute.Disclosure{}).then(plan).
			doesThen(Mediator, func(now time.Time) dispute.Detail {
				return &dispute.SessionMove{Start: now.Add(2 * Day), Reason: "被申请人出差"}
			}).
			wait(2*Day).does(Mediator, &dispute.NoShow{Party: "p2"}).
			does(Mediator, &dispute.Termination{Ending: dispute.Refused, Cause: "缺席"}).butIsRefused("two absences").
			then(plan).wait(Day).does(Mediator, &dispute.NoShow{Party: "p2"}).
			does(Mediator, &dispute.Termination{Ending: dispute.Refused, Cause: "两次无故缺席"}).
			ends(dispute.Refused),

		tell("the other side cannot be reached", Clerk, oneSided(dispute.PreFilingReferral)).
			does(Manager, &dispute.Acceptance{}).
			does(Manager, &dispute.UnreachableReport{Attempts: []string{"三次电话无人接听", "短信未回复"}}).becomes(dispute.Closed).
			ends(dispute.Unreachable),

		tell("two applicants, of whom both must withdraw", Clerk, twoApplicants()).then(accept).
			does(Consumer, &dispute.Withdrawal{Reason: "已和解"}).becomes(dispute.Scheduling).
			does(Consumer, &dispute.Withdrawal{Reason: "已和解"}).butIsRefused("the other applicants have not").
			does(SecondConsumer, &dispute.Withdrawal{Reason: "已和解"}).becomes(dispute.Closed).
			ends(dispute.Withdrawn),

		begin("an appraisal stops the clock, and an extension needs everybody", dispute.PreFilingReferral).then(accept).
			does(Mediator, &dispute.SuspensionOrder{Ground: dispute.Appraisal, Reason: "伤残鉴定"}).becomes(dispute.Suspended).
			wait(60*Day).does(Mediator, &dispute.Resumption{}).becomes(dispute.Scheduling).
			doesThen(Mediator, extension(40)).
			does(Consumer, &dispute.ExtensionConsent{}).
			does(Bank, &dispute.ExtensionRefusal{Reason: "应尽快了结"}).
			wait(10*Day).doesThen(Consumer, extension(60)).
			does(Bank, &dispute.ExtensionConsent{}).
			wait(45 * Day).then(meet(dispute.NotAgreed)).
			wait(30 * Day).ends(dispute.Expired),

		begin("silence for seven days agrees to a no-objection proposal", dispute.Direct).then(accept).then(meet(dispute.NotAgreed)).
			doesThen(Mediator, proposal(dispute.NoObjection)).butIsRefused("agreed to the mechanism").
			does(Consumer, &dispute.MechanismConsent{Kind: dispute.NoObjection}).
			does(Bank, &dispute.MechanismConsent{Kind: dispute.NoObjection}).
			doesThen(Mediator, proposal(dispute.NoObjection)).becomes(dispute.ProposalServed).
			wait(9*Day).does(Bank, &dispute.Performance{Obligation: 1}).becomes(dispute.Closed).
			ends(dispute.Performed),

		begin("an objection to a proposal ends the mediation", dispute.PreFilingReferral).then(accept).then(meet(dispute.NotAgreed)).
			does(Consumer, &dispute.MechanismConsent{Kind: dispute.NoObjection}).
			does(Bank, &dispute.MechanismConsent{Kind: dispute.NoObjection}).
			doesThen(Mediator, proposal(dispute.NoObjection)).
			does(Consumer, &dispute.ProposalAcceptance{}).
			does(Bank, &dispute.ProposalObjection{Reason: "金额过高"}).
			ends(dispute.DifferencesTooLarge),

		tell("a small-claims opinion binds the institution when the consumer accepts", Manager, smallClaim()).then(accept).then(meet(dispute.NotAgreed)).
			does(Bank, &dispute.MechanismConsent{Kind: dispute.SmallOpinion}).
			doesThen(Mediator, proposal(dispute.SmallOpinion)).
			does(Bank, &dispute.ProposalObjection{Reason: "不同意"}).butIsRefused("cannot object").
			does(Consumer, &dispute.ProposalAcceptance{}).becomes(dispute.Performing).
			does(Bank, &dispute.Performance{Obligation: 1}).
			ends(dispute.Performed),
	}
}

func chooses() *dispute.Referral {
	r := unaddressed()
	for i := range r.Parties {
		r.Parties[i].Consent = consented(false)
	}
	return r
}

func twoApplicants() *dispute.Referral {
	r := Referral(dispute.PreFilingReferral)
	r.Parties = append(r.Parties, dispute.PartyInfo{
		Role: dispute.Applicant, Kind: dispute.NaturalPerson, Name: "丙", Account: "consumer-2", Consent: consented(true),
	})
	return r
}

func smallClaim() *dispute.Referral {
	r := Referral(dispute.Direct)
	r.Amount = 300_000
	return r
}

func insurer() dispute.PartyInfo {
	return dispute.PartyInfo{
		Role: dispute.ThirdParty, Kind: dispute.LegalPerson, Institution: true, Name: "某保险公司",
		Account: "insurer",
	}
}

func extension(days int) func(time.Time) dispute.Detail {
	return func(now time.Time) dispute.Detail {
		return &dispute.ExtensionRequest{NewDue: onDay(days)(now), Reason: "等待鉴定结论"}
	}
}

func proposal(kind dispute.ProposalKind) func(time.Time) dispute.Detail {
	return func(now time.Time) dispute.Detail {
		return &dispute.ProposalService{
			Kind: kind, NoMajorFactDispute: true, ProofOfService: "短信送达", Terms: terms(1)(now),
		}
	}
}

//go:build engines

package engines_test

import (
	"time"

	"sutiao/dispute"
	"sutiao/test/stories"
)

// life is a dispute that has come to a phase, with the act that is under way when a
// process dies, and with what follows to its ending.
type life struct {
	name     string
	referral func(*people) *dispute.Referral
	before   []move
	phase    dispute.Stage
	act      move
	after    []move
	ending   dispute.Ending
}

// move is an act of somebody.
type move struct {
	by  dispute.Actor
	say func(now time.Time) dispute.Detail
}

func does(by dispute.Actor, d dispute.Detail) move {
	return move{by, func(time.Time) dispute.Detail { return d }}
}

func referred(track dispute.Track) func(*people) *dispute.Referral {
	return func(p *people) *dispute.Referral { return p.referral(track, nil) }
}

// oneSided is a referral to which the bank has not consented.
func oneSided(p *people) *dispute.Referral {
	return p.referral(dispute.PreFilingReferral, func(r *dispute.Referral) { r.Parties[1].Consent = nil })
}

// toStubborn is a referral by the court that does not answer.
func toStubborn(p *people) *dispute.Referral {
	return p.referral(dispute.PreFilingReferral, func(r *dispute.Referral) {
		r.Court, r.CourtNumber = stubbornCourt, "（2026）粤0604诉前调1716号"
	})
}

// The moves of the lives, each in the words of the procedure.
var (
	accepts   = does(stories.Manager, &dispute.Acceptance{Mediator: stories.Mediator.Account})
	consents  = does(stories.Bank, &dispute.ConsentGiven{Consent: dispute.Consent{Online: true, ElectronicService: true, LeavesChoice: true}})
	discloses = does(stories.Mediator, &dispute.Disclosure{})
	plans     = move{stories.Mediator, func(now time.Time) dispute.Detail {
		return &dispute.SessionPlan{Start: now.Add(12 * time.Hour), Mode: dispute.Video}
	}}
	opens = does(stories.Mediator, &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
		{Party: "p1", Identified: "id-comparison"}, {Party: "p2", Identified: "document-shown"},
	}})
	agrees    = does(stories.Mediator, &dispute.SessionClosing{Result: dispute.Agreed})
	disagrees = does(stories.Mediator, &dispute.SessionClosing{Result: dispute.NotAgreed})
	drafts    = move{stories.Mediator, func(now time.Time) dispute.Detail {
		d := &dispute.Draft{ForSignature: true}
		for month := range 2 {
			d.Obligations = append(d.Obligations, dispute.Obligation{
				Payer: "p1", Payee: "p2", Amount: 1_500_000, Due: dispute.DateOf(now).AddMonths(month + 1), Account: stories.Account,
			})
		}
		return d
	}}
	consumerSigns = does(stories.Consumer, stories.Signs(1))
	bankSigns     = does(stories.Bank, stories.Signs(1))
	mediatorSigns = does(stories.Mediator, stories.Signs(1))
	firstPaid     = does(stories.Bank, &dispute.Performance{Obligation: 1})
	secondPaid    = does(stories.Bank, &dispute.Performance{Obligation: 2})
	application   = &dispute.ConfirmationApplication{Court: goodCourt, Declared: true}
	takenUp       = does(stories.Clerk, &dispute.ConfirmationAcceptance{Number: "（2026）京0102诉前调确5号"})
	ruled         = does(stories.Judge, &dispute.Ruling{Granted: true, Number: "（2026）京0102诉前调确5号"})
	duplicate     = does(stories.Mediator, &dispute.Termination{Ending: dispute.OtherEnding, Cause: "与另案重复"})
	tooFarApart   = does(stories.Mediator, &dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: "分歧较大"})
	withdraws     = does(stories.Consumer, &dispute.Withdrawal{Reason: "双方已自行和解"})
	refuses       = does(stories.Consumer, &dispute.MediationRefusal{})
)

func moves(parts ...[]move) []move {
	var all []move
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

var (
	upToTalks     = []move{accepts, discloses, plans, opens}
	upToDrafting  = moves(upToTalks, []move{agrees})
	upToAgreement = moves(upToDrafting, []move{drafts, consumerSigns, bankSigns, mediatorSigns})
	signed        = []move{mediatorSigns, firstPaid, secondPaid}
	applied       = []move{does(stories.Consumer, application), does(stories.Bank, application), takenUp}
)

// lives has one for each phase.
func lives() []life {
	direct, court := referred(dispute.Direct), referred(dispute.PreFilingReferral)
	return []life{
		{"the organisation is awaited", court, nil, dispute.AwaitingOrganisation,
			accepts, []move{discloses, duplicate}, dispute.OtherEnding},
		{"consent is sought", oneSided, []move{does(stories.Manager, &dispute.Acceptance{})}, dispute.SeekingConsent,
			consents, []move{refuses}, dispute.Refused},
		{"a mediator is assigned", direct, []move{accepts}, dispute.Disclosing,
			discloses, []move{withdraws}, dispute.Withdrawn},
		{"a session is planned", court, []move{accepts, discloses, plans}, dispute.Scheduling,
			opens, []move{disagrees, tooFarApart}, dispute.DifferencesTooLarge},
		{"the agreement is drafted", direct, upToDrafting, dispute.Drafting,
			drafts, moves([]move{consumerSigns, bankSigns}, signed), dispute.Performed},
		{"one signature is given", court, moves(upToDrafting, []move{drafts, consumerSigns}), dispute.Signing,
			bankSigns, signed, dispute.Performed},
		{"the agreement is performed", direct, upToAgreement, dispute.Performing,
			firstPaid, []move{secondPaid}, dispute.Performed},
		{"confirmation is pending", court, moves(upToAgreement, applied), dispute.Confirming,
			ruled, []move{firstPaid, secondPaid}, dispute.Confirmed},
		{"the last act", direct, []move{accepts, discloses}, dispute.Scheduling,
			withdraws, nil, dispute.Withdrawn},
	}
}

// returning is a life whose result the court is just being told.
var returning = life{"the result is returned", toStubborn, []move{accepts, discloses, duplicate}, dispute.Closed,
	move{}, nil, dispute.OtherEnding}

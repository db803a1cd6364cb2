package stories

import (
	"time"

	"sutiao/dispute"
)

// The people of the stories. They are invented.
var (
	Manager       = dispute.Actor{Account: "manager-1", Role: dispute.Manager, Organisation: "org-1"}
	OtherManager  = dispute.Actor{Account: "manager-2", Role: dispute.Manager, Organisation: "org-2"}
	Mediator      = dispute.Actor{Account: "mediator-1", Role: dispute.Mediator, Organisation: "org-1"}
	OtherMediator = dispute.Actor{Account: "mediator-2", Role: dispute.Mediator, Organisation: "org-1"}
	Consumer      = dispute.Actor{Account: "consumer", Role: dispute.Applicant, Party: "p1"}
	Bank          = dispute.Actor{Account: "bank", Role: dispute.Respondent, Party: "p2"}
	BankAgent     = dispute.Actor{Account: "bank-agent", Role: dispute.Respondent, Party: "p2"}
	// SecondConsumer applies beside the first.
	SecondConsumer = dispute.Actor{Account: "consumer-2", Role: dispute.Applicant, Party: "p3"}
	Insurer        = dispute.Actor{Account: "insurer", Role: dispute.ThirdParty, Party: "p3"}
	Clerk          = dispute.Actor{Account: "clerk", Role: dispute.Clerk, Court: "京0102"}
	Judge          = dispute.Actor{Account: "judge", Role: dispute.Judge, Court: "京0102"}
	OtherJudge     = dispute.Actor{Account: "judge-2", Role: dispute.Judge, Court: "粤0604"}
)

func consented(leaves bool) *dispute.Consent {
	return &dispute.Consent{Online: true, ElectronicService: true, LeavesChoice: leaves}
}

// Referral is a bank card dispute of 36,000 yuan on the given track. Both sides have
// consented already and leave the choice of mediator to the organisation.
func Referral(track dispute.Track) *dispute.Referral {
	r := &dispute.Referral{
		Track: track, Court: "京0102", CourtNumber: "（2026）京0102诉前调1716号",
		Type: "bank_card", Cause: dispute.CauseRef{Version: "2025", Number: "115(2)"},
		Amount: 3_600_000, Claims: []string{"返还透支本金及利息"}, Narrative: "信用卡透支后协商还款未果。",
		Organisations: []string{"org-1", "org-2"},
		Parties: []dispute.PartyInfo{
			{Role: dispute.Applicant, Kind: dispute.NaturalPerson, Name: "甲", Account: "consumer", Consent: consented(true)},
			{Role: dispute.Respondent, Kind: dispute.LegalPerson, Institution: true, Name: "某银行", Representative: "丙", Account: "bank", Consent: consented(true)},
		},
	}
	switch track {
	case dispute.PostFiling, dispute.Invited:
		r.Procedure, r.CourtNumber = dispute.Ordinary, "（2026）京0102民初88号"
	case dispute.Direct:
		r.Court, r.CourtNumber = "", ""
	}
	return r
}

// oneSided is a referral to which only the applicant has consented.
func oneSided(track dispute.Track) *dispute.Referral {
	r := Referral(track)
	r.Parties[1].Consent = nil
	return r
}

// paperOnly is a referral whose parties want service on paper.
func paperOnly(track dispute.Track) *dispute.Referral {
	r := Referral(track)
	r.Parties[0].Consent.ElectronicService = false
	return r
}

func opener(track dispute.Track) dispute.Actor {
	if track == dispute.Direct {
		return Manager
	}
	return Clerk
}

// begin tells a story from a plain referral.
func begin(name string, track dispute.Track) *telling {
	return tell(name, opener(track), Referral(track))
}

// accept: the organisation accepts and names the mediator, who has nothing to disclose.
func accept(t *telling) {
	t.does(Manager, &dispute.Acceptance{Mediator: Mediator.Account}).becomes(dispute.Disclosing).
		does(Mediator, &dispute.Disclosure{}).becomes(dispute.Scheduling)
}

// plan a session for the next day.
func plan(t *telling) {
	t.doesThen(Mediator, func(now time.Time) dispute.Detail {
		return &dispute.SessionPlan{Start: now.Add(Day), Mode: dispute.Video}
	})
}

// meet holds a planned session that ends as said.
func meet(result dispute.SessionResult) func(*telling) {
	return func(t *telling) {
		t.then(plan).wait(Day).does(Mediator, opening()).becomes(dispute.InSession).
			does(Mediator, &dispute.SessionClosing{Result: result})
	}
}

func opening() *dispute.SessionOpening {
	return &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
		{Party: "p1", Identified: "id-comparison"}, {Party: "p2", Identified: "document-shown"},
	}}
}

// Account is where payments of the stories go.
const Account = "某银行 · 62220000000000001"

// terms: the consumer pays back in instalments, a month apart.
func terms(instalments int) func(now time.Time) dispute.Terms {
	return func(now time.Time) dispute.Terms {
		var t dispute.Terms
		for i := range instalments {
			t.Obligations = append(t.Obligations, dispute.Obligation{
				Payer: "p1", Payee: "p2", Amount: dispute.Fen(3_000_000 / instalments),
				Due: dispute.DateOf(now).AddMonths(i + 1), Account: Account,
			})
		}
		return t
	}
}

// draft words the agreement and opens the signing.
func draft(instalments int) func(*telling) {
	return func(t *telling) {
		t.doesThen(Mediator, func(now time.Time) dispute.Detail {
			return &dispute.Draft{Terms: terms(instalments)(now), ForSignature: true}
		}).becomes(dispute.Signing)
	}
}

// sign: all sign the first version.
func sign(t *telling) {
	t.does(Consumer, Signs(1)).
		does(Bank, Signs(1)).
		does(Mediator, Signs(1))
}

// agree goes from acceptance to a signed agreement.
func agree(instalments int) func(*telling) {
	return func(t *telling) {
		t.then(accept).then(meet(dispute.Agreed)).then(draft(instalments)).then(sign).becomes(dispute.Performing)
	}
}

// apply: both sides ask the court to confirm.
func apply(t *telling) {
	t.does(Consumer, application()).does(Bank, application()).becomes(dispute.Confirming)
}

func application() *dispute.ConfirmationApplication {
	return &dispute.ConfirmationApplication{Court: "京0102", Declared: true}
}

// takeUp: the court accepts the application.
func takeUp(t *telling) {
	t.wait(Day).does(Clerk, &dispute.ConfirmationAcceptance{Number: "（2026）京0102诉前调确5号"})
}

func ruling(granted bool) *dispute.Ruling {
	r := &dispute.Ruling{Granted: granted, Number: "（2026）京0102诉前调确5号"}
	if !granted {
		r.Reason = "协议内容不明确"
	}
	return r
}

// moved puts the planned session to another day, and to another mode or place where one is given.
func moved(mode dispute.Mode, place string) func(time.Time) dispute.Detail {
	return func(now time.Time) dispute.Detail {
		return &dispute.SessionMove{Start: now.Add(2 * Day), Mode: mode, Place: place, Reason: "当事人要求"}
	}
}

package api_test

import (
	"net/http"
	"time"

	"sutiao/dispute"
)

// drafted brings a case to where all sign.
func (f office) drafted() string {
	f.clerk.w.t.Helper()
	id := f.refer()
	for _, step := range []struct {
		by *person
		d  dispute.Detail
	}{
		{f.manager, &dispute.Acceptance{Mediator: f.mediator.account.ID}},
		{f.mediator, &dispute.Disclosure{}},
		{f.mediator, f.plan()},
		{f.mediator, opening()},
		{f.mediator, &dispute.SessionClosing{Result: dispute.Agreed}},
		{f.mediator, &dispute.Draft{Terms: f.terms(), ForSignature: true}},
	} {
		step.by.does(id, step.d).is(http.StatusOK)
	}
	return id
}

func (f office) plan() *dispute.SessionPlan {
	return &dispute.SessionPlan{Start: f.clerk.w.clock.now().Add(time.Hour), Mode: dispute.Video}
}

func (f office) terms() dispute.Terms {
	due := dispute.DateOf(f.clerk.w.clock.now()).AddMonths(1)
	return dispute.Terms{Obligations: []dispute.Obligation{{Payer: "p1", Payee: "p2", Amount: 3_000_000, Due: due, Account: "某银行 · 6222"}}}
}

func opening() *dispute.SessionOpening {
	return &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
		{Party: "p1", Identified: "id-comparison"}, {Party: "p2", Identified: "document-shown"},
	}}
}

package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/law"
)

// step is an act of a life and the stage that it leads to.
type step struct {
	by      *person
	d       dispute.Detail
	becomes dispute.Stage
	wait    time.Duration // before it
}

const confirmationNumber = "（2026）京0102诉前调确5号"

// life goes from the referral to the confirmed agreement through every office.
func (f office) life() []step {
	const day = 24 * time.Hour
	consent := &dispute.ConsentGiven{Consent: dispute.Consent{Online: true, ElectronicService: true}}
	apply := &dispute.ConfirmationApplication{Court: f.court, Declared: true}
	chosen := &dispute.MediatorChoice{Mediator: f.mediator.account.ID}
	signs := &dispute.Signature{Version: 1}
	return []step{
		{by: f.manager, d: &dispute.Acceptance{}, becomes: dispute.SeekingConsent},
		{by: f.respondent, d: consent, becomes: dispute.Accepted},
		{by: f.manager, d: &dispute.ChoiceInvitation{}, becomes: dispute.SelectingMediator},
		{by: f.applicant, d: chosen, becomes: dispute.SelectingMediator},
		{by: f.respondent, d: chosen, becomes: dispute.Disclosing},
		{by: f.mediator, d: &dispute.Disclosure{Matters: []string{"曾在该行任职"}}, becomes: dispute.Disclosing},
		{by: f.applicant, d: &dispute.ChallengeWaiver{}, becomes: dispute.Disclosing},
		{by: f.respondent, d: &dispute.ChallengeWaiver{}, becomes: dispute.Scheduling},
		{by: f.mediator, d: f.plan(), becomes: dispute.Scheduling},
		{by: f.mediator, d: opening(), becomes: dispute.InSession, wait: time.Hour},
		{by: f.mediator, d: &dispute.SessionClosing{Result: dispute.Agreed, Undisputed: []string{"欠款属实"}}, becomes: dispute.Drafting},
		{by: f.mediator, d: &dispute.Draft{Terms: f.terms()}, becomes: dispute.Drafting},
		{by: f.mediator, d: &dispute.SigningOpening{Version: 1}, becomes: dispute.Signing},
		{by: f.respondent, d: signs, becomes: dispute.Signing},
		{by: f.applicant, d: signs, becomes: dispute.Signing},
		{by: f.mediator, d: signs, becomes: dispute.Performing},
		{by: f.applicant, d: apply, becomes: dispute.Performing, wait: day},
		{by: f.respondent, d: apply, becomes: dispute.Confirming},
		{by: f.clerk, d: &dispute.ConfirmationAcceptance{Number: confirmationNumber}, becomes: dispute.Confirming, wait: day},
		{by: f.judge, d: &dispute.Ruling{Granted: true, Number: confirmationNumber}, becomes: dispute.Performing, wait: day},
	}
}

func TestLifeFromReferralToConfirmedAgreement(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer(func(r *dispute.Referral) {
		r.Parties[0].Consent.LeavesChoice = false
		r.Parties[1].Consent = nil
	})
	f.checkViews(id)
	steps := f.life()
	for _, s := range steps {
		w.clock.move(s.wait)
		before := s.by.get("/api/disputes/" + id)
		if before.status == http.StatusNotFound {
			require.Equal(t, f.mediator, s.by) // who sees it from the assignment on
		}
		seq := w.engine.cases[id].Seq
		a := s.by.does(id, s.d, "If-Match", fmt.Sprintf(`"%d"`, seq)).is(http.StatusOK)
		var receipt struct {
			Seq   int
			Stage dispute.Stage
		}
		a.into(&receipt)
		require.Equal(t, seq+1, receipt.Seq)
		require.Equal(t, s.becomes, receipt.Stage, "after %s", s.d.Act())
		require.Equal(t, fmt.Sprintf(`"%d"`, seq+1), a.header.Get("ETag"))
		f.checkViews(id)
		f.checkQueue(id, s.becomes == dispute.Confirming)
	}
	f.checkHistory(id, steps)
	var view caseView
	f.clerk.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
	require.Equal(t, dispute.Confirmed, view.Case.Ending)
	require.NoError(t, w.worker.VerifyChain(t.Context(), id))
}

// checkViews compares what each caller is offered with the law.
func (f office) checkViews(id string) {
	w := f.clerk.w
	w.t.Helper()
	c := w.engine.cases[id]
	almanac, err := w.almanacs.Almanac(w.t.Context())
	require.NoError(w.t, err)
	for who, actor := range f.actors() {
		a := who.get("/api/disputes/" + id)
		if who == f.mediator && c.Mediator == "" {
			a.is(http.StatusNotFound)
			continue
		}
		var view caseView
		a.is(http.StatusOK).into(&view)
		require.Equal(w.t, fmt.Sprintf(`"%d"`, c.Seq), a.header.Get("ETag"))
		allowed := law.Allowed(law.Situation{Case: c, Actor: actor, Now: w.clock.now(), Almanac: almanac})
		require.ElementsMatch(w.t, allowed, view.acts(), "%s at %s", actor.Role, c.Stage)
		for _, offered := range view.Allowed {
			require.Equal(w.t, law.SourceOf(offered.Act), offered.Source)
			require.NotEmpty(w.t, offered.Name.ZH)
		}
		require.Equal(w.t, actor.Role, view.Role)
		require.Equal(w.t, actor.Party, view.Party)
		require.Equal(w.t, c.Stage.Name(), view.StageName)
		f.checkDates(view, law.Deadlines(c, almanac))
	}
}

func (f office) actors() map[*person]dispute.Actor {
	actors := map[*person]dispute.Actor{}
	for _, p := range []*person{f.manager, f.mediator, f.clerk, f.judge} {
		actors[p] = p.account.Viewer()
	}
	actors[f.applicant] = dispute.Actor{Account: f.applicant.account.ID, Role: dispute.Applicant, Party: "p1"}
	actors[f.respondent] = dispute.Actor{Account: f.respondent.account.ID, Role: dispute.Respondent, Party: "p2"}
	return actors
}

// checkDates: each limit comes with the steps by which its last day was found.
func (f office) checkDates(view caseView, wanted []law.Deadline) {
	w := f.clerk.w
	require.Len(w.t, view.Dates, len(wanted))
	for i, d := range view.Dates {
		require.Equal(w.t, wanted[i].Limit, d.Limit)
		require.Equal(w.t, wanted[i].Last, d.Last)
		require.True(w.t, wanted[i].Due.Equal(d.Due))
		require.NotEmpty(w.t, d.Source)
		require.Equal(w.t, wanted[i].Steps, d.Steps)
		require.True(w.t, len(d.Steps) > 0 || d.Limit[0] == 'O', d.Limit)
	}
}

// checkQueue: the court's queue holds the case from the filing to the ruling.
func (f office) checkQueue(id string, waits bool) {
	w := f.clerk.w
	w.t.Helper()
	var queue struct {
		Items []struct {
			ID    string
			Total dispute.Fen
			Dates []law.Deadline
			Taken bool
		}
	}
	for _, who := range []*person{f.clerk, f.judge} {
		who.get("/api/confirmations").is(http.StatusOK).into(&queue)
		if !waits {
			require.Empty(w.t, queue.Items)
			continue
		}
		require.Len(w.t, queue.Items, 1)
		q, c := queue.Items[0], w.engine.cases[id]
		require.Equal(w.t, id, q.ID)
		require.Equal(w.t, dispute.Fen(3_000_000), q.Total)
		require.Equal(w.t, !c.Confirmation.AcceptedAt.IsZero(), q.Taken)
		require.Equal(w.t, map[bool]string{false: "D11", true: "D12"}[q.Taken], q.Dates[0].Limit)
	}
	f.manager.get("/api/confirmations").is(http.StatusForbidden)
}

func (f office) checkHistory(id string, steps []step) {
	w := f.clerk.w
	var h historyPage
	f.manager.get("/api/disputes/" + id + "/history").is(http.StatusOK).into(&h)
	require.Len(w.t, h.Items, len(steps)+2) // the referral, and the freezing of the text
	acts := slices.DeleteFunc(slices.Clone(h.Items), func(r historyRow) bool { return r.Role == dispute.System })
	hashes := map[string]bool{}
	for i, row := range h.Items {
		require.Equal(w.t, i+1, row.Seq)
		require.Regexp(w.t, `^[0-9a-f]{64}$`, row.Hash)
		require.NotNil(w.t, row.Detail)
		hashes[row.Hash] = true
	}
	for i, s := range steps {
		require.Equal(w.t, s.d.Act(), acts[i+1].Act)
	}
	require.Len(w.t, hashes, len(h.Items))
	f.manager.get("/api/disputes/" + id + "/history?after=5&limit=3").is(http.StatusOK).into(&h)
	require.Len(w.t, h.Items, 3)
	require.Equal(w.t, 6, h.Items[0].Seq)
}

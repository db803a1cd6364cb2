package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

func TestPartySeesTheOtherSidesNumbersMasked(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer(func(r *dispute.Referral) {
		r.Parties[0].Agents = []dispute.Agent{{Name: "代理人", Phone: "13810000999"}}
	})
	see := func(p *person) (applicant, respondent dispute.Party, raw string) {
		var view caseView
		a := p.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
		return view.Case.Parties[0], view.Case.Parties[1], string(a.body)
	}
	other, own, raw := see(f.respondent)
	require.Equal(t, f.respondentNumber, own.IDNumber)
	require.Equal(t, f.respondentPhone, own.Phone)
	require.Equal(t, dispute.MaskIDNumber(f.applicantIDNumber), other.IDNumber)
	require.Equal(t, dispute.MaskPhone(f.applicantPhone), other.Phone)
	for _, hidden := range []string{f.applicantIDNumber, f.applicantPhone, "13810000999", "某街1号"} {
		require.NotContains(t, raw, hidden)
	}
	own, _, raw = see(f.applicant)
	require.Equal(t, f.applicantIDNumber, own.IDNumber)
	require.NotContains(t, raw, f.respondentPhone)
	for _, p := range []*person{f.manager, f.clerk, f.judge} {
		own, other, _ := see(p)
		require.Equal(t, f.applicantIDNumber, own.IDNumber)
		require.Equal(t, f.respondentPhone, other.Phone)
	}
}

func TestPartySeesThatTheOtherSideActedButNotWhatItSaid(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer(func(r *dispute.Referral) { r.Parties[0].Consent, r.Parties[1].Consent = nil, nil })
	f.applicant.does(id, &dispute.ConsentGiven{Consent: dispute.Consent{Online: true}}).is(http.StatusOK)
	var h historyPage
	a := f.respondent.get("/api/disputes/" + id + "/history").is(http.StatusOK).into(&h)
	require.Len(t, h.Items, 2)
	require.Equal(t, dispute.ConsentToMediation, h.Items[1].Act)
	require.Nil(t, h.Items[1].Detail)
	require.NotContains(t, string(a.body), f.applicantIDNumber)
	f.applicant.get("/api/disputes/" + id + "/history").is(http.StatusOK).into(&h)
	require.NotNil(t, h.Items[1].Detail)
}

// A person may be party here and staff elsewhere: these are two accounts, since a staff
// account signs in by its name and a party's by its telephone. A telephone belongs to one
// account only; the API never gives one to a staff account, or the two would be mixed up.
func TestPartyWhoIsStaffElsewhereHasTwoAccounts(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	var staff struct{ ID, Password string }
	w.staff(dispute.Operator, "", "").post("/api/accounts", map[string]any{
		"role": "manager", "name": "甲", "login": "jia", "organisation": other.organisation,
	}).is(http.StatusOK).into(&staff)
	id := f.refer() // in which the same person is the applicant
	require.NotEqual(t, staff.ID, w.engine.cases[id].Parties[0].Account)

	asStaff := w.holding(w.signIn("jia", staff.Password).is(http.StatusOK).cookie())
	changed := map[string]string{"current": staff.Password, "password": goodPassword}
	asStaff = w.holding(asStaff.post("/api/me/password", changed).is(http.StatusOK).cookie())
	asStaff.get("/api/disputes/" + id).is(http.StatusNotFound)
	w.askCode(f.applicantPhone).is(http.StatusNoContent)
	asParty := w.holding(w.signInWith(f.applicantPhone, w.codes.to(f.applicantPhone)).is(http.StatusOK).cookie())
	var view caseView
	asParty.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
	require.Equal(t, dispute.Applicant, view.Role)
	asParty.get("/api/disputes/" + other.refer()).is(http.StatusNotFound)
}

func TestCallerCannotNameAPartysAccount(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer(func(r *dispute.Referral) {
		r.Parties[0].Account, r.Parties[1].Account = f.manager.account.ID, f.clerk.account.ID
	})
	require.Equal(t, f.applicant.account.ID, w.engine.cases[id].Parties[0].Account)
	require.Equal(t, f.respondent.account.ID, w.engine.cases[id].Parties[1].Account)
}

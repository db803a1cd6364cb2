package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// strangers are people of every role who have nothing to do with the case of f.
func strangers(f, other office) map[string]*person {
	w := f.clerk.w
	return map[string]*person{
		"another organisation's manager": other.manager, "another organisation's mediator": other.mediator,
		"another mediator of the same organisation": w.staff(dispute.Mediator, f.organisation, ""),
		"another court's clerk":                     other.clerk, "another court's judge": other.judge,
		"another case's applicant": other.applicant, "another case's respondent": other.respondent,
	}
}

func TestForeignCaseIsNotFound(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.drafted()
	other.drafted() // they are all busy with a case of their own
	seq := w.engine.cases[id].Seq
	for name, stranger := range strangers(f, other) {
		t.Log(name)
		absent := stranger.get("/api/disputes/nowhere").is(http.StatusNotFound)
		foreign := stranger.get("/api/disputes/" + id).is(http.StatusNotFound)
		require.Equal(t, string(absent.body), string(foreign.body), "nothing tells that it exists")
		stranger.get("/api/disputes/" + id + "/history").is(http.StatusNotFound)
		var page casePage
		stranger.get("/api/disputes").is(http.StatusOK).into(&page)
		require.NotContains(t, page.ids(), id)
		stranger.get("/api/disputes?search=1716").is(http.StatusOK).into(&page)
		require.NotContains(t, page.ids(), id)
	}
	require.Equal(t, seq, w.engine.cases[id].Seq)
}

func TestEveryActOnAForeignCaseIsNotFound(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.drafted()
	seq := w.engine.cases[id].Seq
	acts := w.document().acts()
	require.Greater(t, len(acts), 50)
	for name, stranger := range strangers(f, other) {
		t.Log(name)
		for _, route := range acts {
			stranger.post(route.at(id), route.body).is(http.StatusNotFound)
		}
	}
	require.Equal(t, seq, w.engine.cases[id].Seq)
}

func TestCaseMayNotBeTakenUpFromAForeignOne(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.refer()
	f.applicant.does(id, &dispute.MediationRefusal{Reason: "不愿调解"}).is(http.StatusOK)
	r := other.referral()
	r.ResumedFrom = id
	other.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("resumedFrom")
	again := f.referral()
	again.ResumedFrom = id
	f.clerk.post("/api/disputes", again).is(http.StatusCreated)
}

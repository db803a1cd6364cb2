package api_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/law"
)

var chinese = regexp.MustCompile(`\p{Han}{4,}`)

func TestActByTheWrongRoleIsRefusedWithItsArticle(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	for _, who := range []*person{f.applicant, f.respondent, f.clerk, f.judge} {
		a := who.does(id, &dispute.Acceptance{}).is(http.StatusForbidden)
		require.Equal(t, law.SourceOf(dispute.AcceptReferral), a.Source)
		require.Regexp(t, chinese, a.Message.ZH)
	}
	require.Equal(t, 1, w.engine.cases[id].Seq)
}

func TestActAtTheWrongStageNamesTheStage(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer()
	a := f.manager.does(id, &dispute.ChoiceInvitation{}).is(http.StatusForbidden)
	require.Contains(t, a.Message.ZH, dispute.AwaitingOrganisation.Name().ZH)
	require.Equal(t, law.SourceOf(dispute.InviteChoice), a.Source)
}

func TestMediatorHasNoPowerBeforeTheAssignment(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer()
	f.mediator.does(id, &dispute.Disclosure{}).is(http.StatusNotFound) // not yet this mediator's to see
	f.manager.does(id, &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
	f.mediator.does(id, &dispute.Disclosure{}).is(http.StatusOK)
}

func TestCourtRefersOnlyItsOwnCases(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	a := other.clerk.post("/api/disputes", f.referral()).is(http.StatusForbidden)
	require.Equal(t, law.SourceOf(dispute.Refer), a.Source)
	f.applicant.post("/api/disputes", f.referral()).is(http.StatusForbidden)
	require.Empty(t, w.engine.cases)
}

func TestActAfterTheEndingIsKeptAndNotApplied(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	f.applicant.does(id, &dispute.Withdrawal{Reason: "已自行和解"}).is(http.StatusOK)
	over := w.engine.cases[id].Seq

	a := f.manager.does(id, &dispute.Acceptance{}).is(http.StatusForbidden)
	require.Contains(t, a.Message.ZH, "案件已终结")
	require.NotEmpty(t, a.Source)
	require.Equal(t, over, w.engine.cases[id].Seq)

	late, err := w.db.LateActs(t.Context(), f.clerk.account.Viewer(), id)
	require.NoError(t, err)
	require.Len(t, late, 1)
	require.Equal(t, dispute.AcceptReferral, late[0].Act)
	require.Equal(t, f.manager.account.ID, late[0].Account)
	require.Equal(t, a.Message.ZH, late[0].Reason)
	require.True(t, monday.Equal(late[0].At))
}

func TestStaleIfMatchIsAConflict(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	seen := f.manager.get("/api/disputes/" + id).is(http.StatusOK).header.Get("ETag")
	require.Equal(t, `"1"`, seen)
	f.manager.does(id, &dispute.SupplementRequest{Items: []string{"借款合同"}}, "If-Match", seen).is(http.StatusOK)
	f.clerk.does(id, &dispute.SupplementAnswer{Note: "补齐"}, "If-Match", seen).is(http.StatusConflict)
	require.Equal(t, 2, w.engine.cases[id].Seq)
	f.clerk.does(id, &dispute.SupplementAnswer{Note: "补齐"}, "If-Match", `W/"2"`).is(http.StatusOK)
	f.manager.does(id, &dispute.Acceptance{}, "If-Match", "yesterday").is(http.StatusUnprocessableEntity).names("If-Match")
	f.manager.does(id, &dispute.Acceptance{}, "If-Match", "*").is(http.StatusOK)
}

func TestSignatureNamesTheVersionInForce(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.drafted()
	a := f.applicant.does(id, &dispute.Signature{Version: 2}).is(http.StatusForbidden)
	require.Equal(t, law.SourceOf(dispute.SignAgreement), a.Source)
	f.applicant.post(actPath(id, dispute.SignAgreement), map[string]any{"version": 0}).
		is(http.StatusUnprocessableEntity).names("version")
	f.applicant.does(id, &dispute.Signature{Version: 1}).is(http.StatusOK)
}

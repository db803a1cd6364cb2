package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

func TestMalformedJSONIsRefused(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	f.clerk.post("/api/disputes", `{"track": "pre-filing",`).is(http.StatusBadRequest)
	f.clerk.post("/api/disputes", "").is(http.StatusBadRequest)
	require.Empty(t, w.engine.cases)
}

func TestUnknownCauseOfActionIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Cause.Number = "999(9)"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("cause.number")
}

func TestUnknownTypeOfDisputeIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Type = "gambling"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("type")
}

func TestUnknownFieldIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) { r["colour"] = "red" })).
		is(http.StatusUnprocessableEntity).names("colour")
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) {
		r["parties"].([]any)[1].(map[string]any)["nickname"] = "甲"
	})).is(http.StatusUnprocessableEntity).names("parties[1].nickname")
}

func TestWrongTypeIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) { r["amount"] = "much" })).
		is(http.StatusUnprocessableEntity).names("amount")
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) { r["amount"] = 12.5 })).
		is(http.StatusUnprocessableEntity).names("amount")
}

func TestMissingFieldIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) { delete(r, "narrative") })).
		is(http.StatusUnprocessableEntity).names("narrative")
	f.clerk.post("/api/disputes", changed(t, f.referral(), func(r map[string]any) {
		delete(r["parties"].([]any)[0].(map[string]any), "role")
	})).is(http.StatusUnprocessableEntity).names("parties[0].role")
}

func TestTooLongTextIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Narrative = strings.Repeat("长", 20001)
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("narrative")
	r.Narrative = strings.Repeat("长", 20000)
	f.clerk.post("/api/disputes", r).is(http.StatusCreated)
}

func TestNULInATextIsNamed(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	r := f.referral()
	r.Parties[1].Name = "某\x00银行"
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("parties[1].name")
	require.Empty(t, w.engine.cases)

	id := f.refer()
	f.manager.does(id, &dispute.SupplementRequest{Items: []string{"合同", "流水\x00"}}).
		is(http.StatusUnprocessableEntity).names("items[1]")
	f.manager.get("/api/disputes?search=a%00b").is(http.StatusUnprocessableEntity).names("search")
	f.manager.get("/api/disputes?stage=%ff").is(http.StatusUnprocessableEntity).names("stage")
	f.manager.get("/api/disputes/" + id + "%00").is(http.StatusNotFound)
	f.manager.get("/api/disputes/" + id + "%ff").is(http.StatusNotFound)
}

func TestTextThatOnlyWritesNULIsKept(t *testing.T) {
	f := newWorld(t).office(0)
	const said = `他写了\u0000四个零`
	id := f.refer(func(r *dispute.Referral) { r.Narrative = said })
	var view caseView
	f.clerk.get("/api/disputes/" + id).is(http.StatusOK).into(&view)
	require.Equal(t, said, view.Case.Narrative)
}

func TestUnknownRouteIsAProblem(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer()
	for _, act := range []dispute.Act{"Bribe", dispute.ExpireLimit, dispute.Refer} {
		a := f.manager.post(actPath(id, act), struct{}{}).is(http.StatusNotFound)
		require.Equal(t, dispute.CodeNotFound, a.Code)
	}
	f.manager.get(actPath(id, dispute.AcceptReferral)).is(http.StatusNotFound)
}

func TestUnknownCourtOrOrganisationIsNamed(t *testing.T) {
	f := newWorld(t).office(0)
	r := f.referral()
	r.Organisations = []string{f.organisation, "org-nowhere"}
	f.clerk.post("/api/disputes", r).is(http.StatusUnprocessableEntity).names("organisations[1]")
	id := f.refer(func(r *dispute.Referral) { r.Parties[0].Consent.LeavesChoice = true })
	f.manager.does(id, &dispute.Acceptance{Mediator: "acc-nobody"}).is(http.StatusUnprocessableEntity).names("mediator")
}

// changed is the JSON of a value with something done to it that the type would not allow.
func changed(t *testing.T, v any, change func(map[string]any)) map[string]any {
	t.Helper()
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var fields map[string]any
	require.NoError(t, json.Unmarshal(data, &fields))
	change(fields)
	return fields
}

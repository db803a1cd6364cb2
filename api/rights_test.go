package api_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// mayWrite says who may use a writing route that is no act on a case; nil means everybody
// who is signed in. A route that is missing here fails the test.
var mayWrite = map[string][]dispute.Role{
	"Refer":               {dispute.Clerk, dispute.Judge, dispute.Manager, dispute.Regulator, records.PartyViewer},
	"create-account":      {dispute.Operator, dispute.Manager},
	"create-api-key":      {dispute.Operator},
	"revoke-api-key":      {dispute.Operator},
	"create-organisation": {dispute.Operator},
	"create-court":        {dispute.Operator},
	"load-calendar":       {dispute.Operator},
	"review":              {dispute.Mediator, dispute.Manager},
	"ask-signing-code":    {records.PartyViewer},
	"put-template":        {dispute.Manager},
	"write-record":        {dispute.Mediator},
	"read-record":         {records.PartyViewer},
	"ask-room-code":       {records.PartyViewer},
	"tell-in-confidence":  {dispute.Mediator, records.PartyViewer},
	"room-ticket":         {dispute.Mediator, records.PartyViewer},
	"room-probe":          {dispute.Mediator, records.PartyViewer},
	"read-notices":        nil,
	"change-password":     nil,
}

var openToAll = []string{"sign-in", "ask-code", "sign-in-code", "sign-out"}

// everyRole is one person of each role with nothing to do with the cases of f.
func everyRole(w *world, other office) map[dispute.Role]*person {
	return map[dispute.Role]*person{
		dispute.Manager: other.manager, dispute.Mediator: other.mediator, dispute.Clerk: other.clerk, dispute.Judge: other.judge,
		dispute.Regulator: w.staff(dispute.Regulator, "", ""), dispute.Operator: w.staff(dispute.Operator, "", ""),
		records.PartyViewer: other.applicant,
	}
}

func TestEveryWritingRouteRefusesWhoHasNoRight(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.drafted()
	people := everyRole(w, other)
	refused := 0
	for _, r := range w.document().writing() {
		may, known := mayWrite[r.id]
		isAct := dispute.Act(r.id).Name() != (dispute.Text{}) && r.id != "Refer"
		require.True(t, known || isAct || slices.Contains(openToAll, r.id), "nobody has said who may use %s %s", r.method, r.path)
		if known && may == nil || slices.Contains(openToAll, r.id) {
			continue
		}
		for role, who := range people {
			if slices.Contains(may, role) {
				continue
			}
			a := who.send(r.method, r.at(id), r.body)
			refusals := []int{http.StatusForbidden}
			if isAct {
				refusals = append(refusals, http.StatusNotFound) // the case is not theirs to see
			}
			require.Contains(t, refusals, a.status, "%s: %s: %s", role, a.what, a.body)
			refused++
		}
	}
	require.Greater(t, refused, 350)
}

func TestEveryRouteButAFewNeedsACaller(t *testing.T) {
	w := newWorld(t)
	d := w.document()
	open := append([]string{"catalogue", "system", "check"}, openToAll...)
	for path, methods := range d.Paths {
		for method, op := range methods {
			r := route{method: method, path: path}
			if op.RequestBody != nil {
				r.body = d.smallest(op.RequestBody.Content["application/json"].Schema)
			}
			for _, body := range []any{r.body, nil, `{"no":`} {
				a := w.answer(request(httpMethod(method), r.at("d1"), body))
				if slices.Contains(open, op.ID) {
					continue
				}
				require.Equal(t, http.StatusUnauthorized, a.status, "%s: %s", a.what, a.body)
			}
		}
	}
	w.answer(request(http.MethodGet, "/api/events", nil)).is(http.StatusUnauthorized)
	for _, path := range []string{"/api/docs", "/api/openapi.json", "/api/openapi.yaml", "/api/catalogue", "/api/system", "/healthz"} {
		w.answer(request(http.MethodGet, path, nil)).is(http.StatusOK)
	}
}

func httpMethod(name string) string {
	return map[string]string{"get": http.MethodGet, "post": http.MethodPost, "delete": http.MethodDelete}[name]
}

func TestManagerCreatesAccountsForItsOwnMediatorsOnly(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	account := func(role dispute.Role, organisation, login string) map[string]any {
		return map[string]any{"role": role, "name": "某人", "login": login, "organisation": organisation}
	}
	f.manager.post("/api/accounts", account(dispute.Mediator, other.organisation, "med-1")).is(http.StatusForbidden)
	f.manager.post("/api/accounts", account(dispute.Manager, f.organisation, "mgr-1")).is(http.StatusForbidden)
	f.manager.post("/api/accounts", account(dispute.Operator, f.organisation, "opr-1")).is(http.StatusForbidden)
	var made struct{ ID string }
	f.manager.post("/api/accounts", account(dispute.Mediator, f.organisation, "med-1")).is(http.StatusOK).into(&made)
	var list struct{ Items []struct{ Account string } }
	f.applicant.get("/api/organisations/" + f.organisation + "/mediators").is(http.StatusOK).into(&list)
	require.Contains(t, list.Items, struct{ Account string }{made.ID})
	f.manager.post("/api/accounts", account(dispute.Mediator, f.organisation, "med-1")).is(http.StatusConflict)
}

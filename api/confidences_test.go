package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// told says something in confidence and gives its ID.
func (p *person) told(id, text string) string {
	p.w.t.Helper()
	var c dispute.Confidence
	p.post("/api/disputes/"+id+"/confidences", map[string]any{"text": text, "session": 1}).is(http.StatusOK).into(&c)
	return c.ID
}

// readingRoutes lists every route that only reads, with a case's ID put in.
func (d document) readingRoutes(id string) []string {
	var paths []string
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		if _, reads := d.Paths[path]["get"]; !reads {
			continue
		}
		paths = append(paths, strings.NewReplacer("{id}", id, "{no}", "1", "{code}", "0000-0000-0000-0000",
			"{sha256}", strings.Repeat("0", 64), "{kind}", "agreement", "{year}", "2026").Replace(path))
	}
	return paths
}

// leaks tells where somebody reads a text that was said in confidence.
func leaks(p *person, routes []string, secret string) []string {
	var found []string
	for _, path := range routes {
		a := p.get(path)
		if strings.Contains(string(a.body), secret) {
			found = append(found, path)
		}
	}
	return found
}

func TestNothingSaidInConfidenceReachesAnybodyElseByAnyRoute(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	id := f.inSession()
	routes := w.document().readingRoutes(id)
	require.Greater(t, len(routes), 20)
	const mine, theirs, noted = "申请人底线八千元", "银行最多让一万", "调解员的印象"
	owned := f.applicant.told(id, mine)
	f.respondent.told(id, theirs)
	f.mediator.told(id, noted)
	list := "/api/disputes/" + id + "/confidences"

	everybody := everyRole(w, other)
	everybody["manager of the case"], everybody["clerk of the case"] = f.manager, f.clerk
	everybody["judge of the case"] = f.judge
	for role, who := range everybody {
		for _, secret := range []string{mine, theirs, noted} {
			require.Empty(t, leaks(who, routes, secret), "%s", role)
		}
	}
	may := map[*person][]string{f.applicant: {mine}, f.respondent: {theirs}, f.mediator: {mine, theirs, noted}}
	for who, secrets := range may {
		for _, secret := range []string{mine, theirs, noted} {
			want := []string(nil)
			if slices.Contains(secrets, secret) {
				want = []string{list}
			}
			require.Equal(t, want, leaks(who, routes, secret), "%s reads %q", who.account.Name, secret)
		}
	}

	// Nobody releases what is another's; its owner does, to the parties and not to the court.
	release := &dispute.ConfidenceRelease{Confidence: owned}
	f.respondent.does(id, release).is(http.StatusNotFound)
	f.mediator.does(id, release).is(http.StatusNotFound)
	f.applicant.does(id, release).is(http.StatusOK)
	require.Equal(t, []string{list}, leaks(f.respondent, routes, mine))
	require.Empty(t, leaks(f.judge, routes, mine))
	require.Empty(t, leaks(f.manager, routes, mine))
}

func TestThoseWhoMakeDocumentsAndCaseFilesCannotReadConfidences(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	f.applicant.told(id, "底线")
	_, err := w.worker.Confidences(t.Context(), dispute.TheSystem(), id)
	require.ErrorContains(t, err, "permission denied")
}

func TestAPartyTellsItsOwnMediatorAndASuccessorLearnsNothing(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	f.applicant.told(id, "只告诉李调解员")
	f.manager.post("/api/disputes/"+id+"/confidences", map[string]any{"text": "x"}).is(http.StatusForbidden)
	f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Adjourned}).is(http.StatusOK)
	next := w.hired(f.organisation)
	f.manager.does(id, &dispute.Replacement{Mediator: next.account.ID, Reason: "请假"}).is(http.StatusOK)
	a := next.get("/api/disputes/" + id + "/confidences").is(http.StatusOK)
	require.NotContains(t, string(a.body), "只告诉李调解员")
	var own struct{ Items []json.RawMessage }
	f.applicant.get("/api/disputes/" + id + "/confidences").is(http.StatusOK).into(&own)
	require.Len(t, own.Items, 1)
}

// hired is another mediator of an organisation.
func (w *world) hired(organisation string) *person {
	w.t.Helper()
	p := w.staff(dispute.Mediator, organisation, "")
	require.NoError(w.t, w.db.PutMediator(w.t.Context(), records.Mediator{Account: p.account.ID, Organisation: organisation, Public: true}))
	return p
}

// What anybody writes is answered without it, whoever's it is, and copies it nowhere.
func TestNoWritingRouteTellsWhatWasSaidInConfidence(t *testing.T) {
	w := newWorld(t, withNodeThere)
	f, other := w.office(0), w.office(1)
	id := f.inSession()
	w.roomOn("n1")
	d := w.document()
	const mine, noted = "申请人底线八千元", "调解员的印象"
	owned := f.applicant.told(id, mine)
	f.mediator.told(id, noted)
	everybody := everyRole(w, other)
	everybody["manager of the case"], everybody["clerk of the case"] = f.manager, f.clerk
	everybody["judge of the case"], everybody["respondent"] = f.judge, f.respondent
	asked := 0
	for _, r := range d.writing() {
		if slices.Contains(openToAll, r.id) || r.id == "change-password" {
			continue
		}
		body, _ := r.body.(map[string]any)
		if _, names := body["confidence"]; names {
			body["confidence"] = owned
		}
		for role, who := range everybody {
			a := who.send(r.method, r.at(id), r.body)
			for _, secret := range []string{mine, noted} {
				require.NotContains(t, string(a.body), secret, "%s: %s", role, a.what)
			}
			asked++
		}
	}
	require.Greater(t, asked, 700)
	for role, who := range everybody {
		for _, secret := range []string{mine, noted} {
			require.Empty(t, leaks(who, d.readingRoutes(id), secret), "%s", role)
		}
	}
}

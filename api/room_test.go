package api_test

import (
	"crypto/ed25519"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/dispute/records"
)

const mediaSecret = "a secret of the tests, 32 bytes.."

// plainTickets writes what a ticket says and seals nothing.
type plainTickets struct{}

func (plainTickets) Ticket(p api.RoomPass) (string, error) {
	data, err := json.Marshal(p)
	return string(data), err
}

func (plainTickets) Key() ed25519.PublicKey { return []byte("the public half, of thirty-two..") }

// planned brings a case to a session by video that is planned.
func (f office) planned() (id, path string) {
	f.clerk.w.t.Helper()
	id = f.refer()
	f.manager.does(id, &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
	f.mediator.does(id, &dispute.Disclosure{}).is(http.StatusOK)
	f.mediator.does(id, f.plan()).is(http.StatusOK)
	return id, "/api/disputes/" + id + "/sessions/1"
}

type roomSeen struct {
	State       string
	Identified  bool
	Capacity    string
	NeedsNumber bool
	Rights      struct{ ZH, EN []string }
}

func TestAPartyEntersTheRoomOnceItsIdentityIsConfirmedForThisSession(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id, path := f.planned()
	w.roomOn("n1")
	var seen roomSeen
	f.applicant.get(path + "/room").is(http.StatusOK).into(&seen)
	require.Equal(t, "early", seen.State)
	require.True(t, seen.NeedsNumber)
	require.NotEmpty(t, seen.Rights.ZH)
	f.mediator.post(path+"/ticket", nil).is(http.StatusConflict)

	w.clock.at = w.engine.cases[id].Sessions[0].Start.Add(-20 * time.Minute)
	f.applicant.post(path+"/ticket", nil).is(http.StatusForbidden)
	f.applicant.post(path+"/identity-code", nil).is(http.StatusNoContent)
	number := f.applicantIDNumber[len(f.applicantIDNumber)-6:]
	comes := dispute.Arrival{Session: 1, RightsRead: true, ConsentsOnline: true, Number: number, Code: w.codes.to(f.applicantPhone)}
	try := func(change func(*dispute.Arrival)) answer {
		d := comes
		change(&d)
		return f.applicant.post(actPath(id, dispute.ConfirmIdentity), &d)
	}
	try(func(d *dispute.Arrival) { d.RightsRead = false }).is(http.StatusUnprocessableEntity).names("rightsRead")
	try(func(d *dispute.Arrival) { d.ConsentsOnline = false }).is(http.StatusUnprocessableEntity).names("consentsOnline")
	try(func(d *dispute.Arrival) { d.Number = "000000" }).is(http.StatusUnprocessableEntity).names("number")
	try(func(d *dispute.Arrival) { d.Code = "none" }).is(http.StatusUnprocessableEntity).names("code")
	try(func(*dispute.Arrival) {}).is(http.StatusOK)
	arrived := w.engine.cases[id].Sessions[0].Arrivals[0]
	require.Equal(t, "code-and-number", arrived.Identified)
	require.NotContains(t, ledgerText(f, id), comes.Code, "neither number nor code is kept")
	require.NotContains(t, ledgerText(f, id), `"number":"`+number)

	var ticket struct{ URL, Ticket string }
	f.applicant.post(path+"/ticket", nil).is(http.StatusOK).into(&ticket)
	require.Equal(t, "/api/media/n1/socket", ticket.URL)
	var pass api.RoomPass
	require.NoError(t, json.Unmarshal([]byte(ticket.Ticket), &pass))
	require.Equal(t, "party", pass.Capacity)
	require.Equal(t, "p1", pass.Party)
	require.Equal(t, dispute.Applicant, pass.Side)
	f.mediator.post(path+"/ticket", nil).is(http.StatusOK).into(&ticket)
	require.NoError(t, json.Unmarshal([]byte(ticket.Ticket), &pass))
	require.Equal(t, "mediator", pass.Capacity)
}

func TestAnAgentShowsHisOwnDocumentAndACompanysCodeProvesNobody(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id, path := f.planned()
	const phone = "13810000777"
	f.applicant.does(id, &dispute.AgentAppointment{Party: "p1", Agent: dispute.Agent{
		Name: "周律师", Phone: phone, IDNumber: "110101198001019876", SpecialAuthority: true, Authority: "代为和解",
	}}).is(http.StatusOK)
	w.askCode(phone).is(http.StatusNoContent)
	agent := w.holding(w.signInWith(phone, w.codes.to(phone)).is(http.StatusOK).cookie())
	w.clock.at = w.engine.cases[id].Sessions[0].Start.Add(-20 * time.Minute)
	agent.post(path+"/identity-code", nil).is(http.StatusNoContent)
	arrives := func(number string) answer {
		return agent.post(actPath(id, dispute.ConfirmIdentity), &dispute.Arrival{
			Session: 1, RightsRead: true, ConsentsOnline: true, Number: number, Code: w.codes.to(phone),
		})
	}
	var seen roomSeen
	agent.get(path + "/room").is(http.StatusOK).into(&seen)
	require.True(t, seen.NeedsNumber)
	arrives(f.applicantIDNumber[len(f.applicantIDNumber)-6:]).is(http.StatusUnprocessableEntity).names("number")
	arrives("019876").is(http.StatusOK)
	arrived := w.engine.cases[id].Sessions[0].Arrivals[0]
	require.True(t, arrived.ByAgent)
	require.Equal(t, "code-and-number", arrived.Identified)
	require.NotContains(t, string(f.respondent.get("/api/disputes/"+id).is(http.StatusOK).body), "110101198001019876")

	f.respondent.get(path + "/room").is(http.StatusOK).into(&seen)
	require.False(t, seen.NeedsNumber, "a company's credit code is public")
}

func TestOnlyTheMediatorSeesThatPeopleTalkInPrivate(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	note := `{"id":"n1/1","note":{"session":1,"event":"caucus-began","at":"2026-03-02T01:00:00Z","caucus":"c1"}}`
	require.Equal(t, http.StatusNoContent, w.fromNode("POST", "/notes/"+id, api.NodeKey([]byte(mediaSecret)), note))
	for _, p := range []*person{f.applicant, f.respondent, f.manager, f.clerk, f.judge} {
		require.NotContains(t, string(p.get("/api/disputes/"+id).is(http.StatusOK).body), `"caucuses"`)
	}
	require.Contains(t, string(f.mediator.get("/api/disputes/"+id).is(http.StatusOK).body), `"caucuses":["c1"]`)
}

func TestTheRoomIsNobodysWhoIsNotOfTheSession(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	_, path := f.planned()
	for _, p := range []*person{other.applicant, other.mediator, f.manager, f.clerk, f.judge} {
		p.get(path + "/room").is(http.StatusNotFound)
	}
	f.applicant.get(strings.Replace(path, "/1", "/2", 1) + "/room").is(http.StatusNotFound)
}

func TestTheRoomClosesWithTheSession(t *testing.T) {
	w := newWorld(t, func(d *api.Dependencies) { d.Aside = func(work func()) { work() } })
	f := w.office(0)
	id := f.inSession()
	w.engine.looked = nil
	f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Adjourned}).is(http.StatusOK)
	require.Equal(t, []int{1}, w.engine.looked)
	f.mediator.post("/api/disputes/"+id+"/sessions/1/ticket", nil).is(http.StatusConflict)
}

func TestAMediatorWhoWasReplacedHasNoSeat(t *testing.T) {
	w := newWorld(t, func(d *api.Dependencies) { d.Aside = func(work func()) { work() } })
	f := w.office(0)
	id, path := f.planned()
	w.roomOn("n1")
	w.clock.at = w.engine.cases[id].Sessions[0].Start.Add(-20 * time.Minute)
	turn := func(mediator *person) int {
		var ticket struct{ Ticket string }
		mediator.post(path+"/ticket", nil).is(http.StatusOK).into(&ticket)
		var pass api.RoomPass
		require.NoError(t, json.Unmarshal([]byte(ticket.Ticket), &pass))
		require.Equal(t, "n1", pass.Node)
		require.Equal(t, "o1", pass.Opening)
		return pass.Turn
	}
	before := turn(f.mediator)
	next := w.hired(f.organisation)
	f.manager.does(id, &dispute.Replacement{Mediator: next.account.ID, Reason: "前任调解员患病"}).is(http.StatusOK)
	require.Equal(t, []int{1}, w.engine.looked, "the room was told")
	f.mediator.post(path+"/ticket", nil).is(http.StatusNotFound)
	require.Greater(t, turn(next), before)
}

func TestTheAgreementThatWasReachedInTheRoomIsSignedThere(t *testing.T) {
	w := newWorld(t, func(d *api.Dependencies) { d.Aside = func(work func()) { work() } })
	f := w.office(0)
	id := f.inSession()
	w.roomOn("n1")
	f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Agreed}).is(http.StatusOK)
	f.mediator.post("/api/disputes/"+id+"/sessions/1/ticket", nil).is(http.StatusOK)
	require.True(t, w.engine.cases[id].Sessions[0].NeedsRoom(w.engine.cases[id].Stage))
	w.engine.looked = nil
	f.mediator.does(id, &dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: "各方不再接受所议条款"}).is(http.StatusOK)
	require.Equal(t, []int{1}, w.engine.looked)
	f.mediator.post("/api/disputes/"+id+"/sessions/1/ticket", nil).is(http.StatusConflict)
}

// fromNode sends what a media node sends.
func (w *world) fromNode(method, path, key, body string) int {
	w.t.Helper()
	r := httptest.NewRequest(method, api.MediaPath+path, strings.NewReader(body))
	r.Header.Set(api.NodeKeyHeader, key)
	answer := httptest.NewRecorder()
	w.router.ServeHTTP(answer, r)
	return answer.Code
}

func TestOnlyAMediaNodeReportsWhatHappensInARoom(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	note := `{"id":"n1/1","note":{"session":1,"event":"came","at":"2026-03-02T01:00:00Z","account":"a1","party":"p1","capacity":"party"}}`
	key := api.NodeKey([]byte(mediaSecret))
	require.Equal(t, http.StatusUnauthorized, w.fromNode("POST", "/notes/"+id, "guess", note))
	require.Equal(t, http.StatusUnauthorized, w.fromNode("POST", "/notes/"+id, api.NodeKey([]byte("another")), note))
	require.Equal(t, http.StatusUnprocessableEntity, w.fromNode("POST", "/notes/"+id, key, "{"))
	for range 2 {
		require.Equal(t, http.StatusNoContent, w.fromNode("POST", "/notes/"+id, key, note))
	}
	require.Len(t, w.engine.cases[id].Sessions[0].Presence, 1)
	require.NotContains(t, string(f.judge.get("/api/disputes/"+id+"/history").is(http.StatusOK).body), `"event":"came"`)
}

func TestABrowsersSocketIsPassedOnToItsNodeWithoutItsCookie(t *testing.T) {
	w := newWorld(t)
	seen := make(chan *http.Request, 1)
	node := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { seen <- r }))
	defer node.Close()
	require.NoError(t, w.db.RegisterMediaNode(t.Context(), records.MediaNode{ID: "n1", Queue: "q", URL: node.URL + "/room"}))
	site := httptest.NewServer(w.router)
	defer site.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.URL+"/api/media/n1/socket", nil)
	require.NoError(t, err)
	r.Header.Set("Cookie", sessionCookie+"="+w.office(0).mediator.token)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	got := <-seen
	require.Equal(t, "/room", got.URL.Path)
	require.Equal(t, strings.TrimPrefix(site.URL, "http://"), got.Host)
	require.Empty(t, got.Header.Get("Cookie"))
	for _, c := range []struct {
		node string
		want int
	}{{"n9", http.StatusNotFound}, {"n1", http.StatusUnauthorized}} {
		r.URL.Path = "/api/media/" + c.node + "/socket"
		answer, err = http.DefaultClient.Do(r)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		require.Equal(t, c.want, answer.StatusCode)
		r.Header.Del("Cookie") // the last one is a stranger's
	}
}

// roomOn has rooms open on a node that is there.
func (w *world) roomOn(node string) {
	w.t.Helper()
	there := httptest.NewServer(http.NotFoundHandler())
	w.t.Cleanup(there.Close)
	require.NoError(w.t, w.db.RegisterMediaNode(w.t.Context(), records.MediaNode{ID: node, Queue: "q", URL: there.URL + "/room"}))
	w.engine.node = node
}

func TestARoomWhoseNodeRefusesConnectionsIsMovedAtOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	require.NoError(t, w.db.RegisterMediaNode(t.Context(), records.MediaNode{ID: "n1", Queue: "q", URL: gone.URL + "/room"}))
	here := httptest.NewServer(http.NotFoundHandler())
	defer here.Close()
	for _, node := range []string{"n2", "n3"} { // the one was killed, the other started in its place
		require.NoError(t, w.db.RegisterMediaNode(t.Context(), records.MediaNode{ID: node, Queue: "q", URL: here.URL + "/room"}))
	}
	for _, c := range []struct {
		node, next string
		want       int
		lost       []int
	}{
		{"n1", "", http.StatusServiceUnavailable, []int{1}},
		{"n2", "", http.StatusServiceUnavailable, []int{1, 2}},
		{"n1", "n2", http.StatusServiceUnavailable, []int{1, 2, 3, 4}},
		{"n2", "n3", http.StatusOK, []int{1, 2, 3, 4, 5}},
	} {
		w.engine.node, w.engine.next = c.node, c.next
		r := request(http.MethodPost, "/api/disputes/"+id+"/sessions/1/ticket", nil)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: f.mediator.token})
		answer := httptest.NewRecorder()
		w.router.ServeHTTP(answer, r)
		require.Equal(t, c.want, answer.Code, answer.Body.String())
		require.Equal(t, c.lost, w.engine.lost)
	}
}

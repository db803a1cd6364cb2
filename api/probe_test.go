package api_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/dispute/records"
)

// nodeThere chooses one node, however long ago it gave a sign of life: tests may be slow.
type nodeThere struct{ api.MediaNodes }

func (n nodeThere) ChooseMediaNode(ctx context.Context, _ []string) (*records.MediaNode, error) {
	return n.MediaNode(ctx, "n1")
}

func withNodeThere(d *api.Dependencies) { d.Nodes = nodeThere{d.Nodes} }

func TestWhoeverMayComeToTheRoomTriesItsConnectionBefore(t *testing.T) {
	w := newWorld(t, withNodeThere)
	f, other := w.office(0), w.office(1)
	_, path := f.planned()
	w.roomOn("n1")
	w.engine.node = "" // no room is open, and none is opened
	for _, p := range []*person{f.applicant, f.respondent, f.mediator} {
		var out struct {
			URL, Ticket string
			Expires     time.Time
		}
		p.post(path+"/probe", nil).is(http.StatusOK).into(&out)
		require.Equal(t, "/api/media/n1/socket", out.URL)
		var pass api.RoomPass
		require.NoError(t, json.Unmarshal([]byte(out.Ticket), &pass))
		require.Equal(t, api.RoomPass{Node: "n1", Account: p.account.ID, Capacity: "probe", Expires: pass.Expires}, pass,
			"it says nothing of a room or of a person")
		require.Less(t, time.Until(out.Expires), 3*time.Minute)
	}
	for _, p := range []*person{other.applicant, other.mediator} {
		p.post(path+"/probe", nil).is(http.StatusNotFound)
	}
	for _, p := range []*person{f.manager, f.clerk, f.judge} {
		p.post(path+"/probe", nil).is(http.StatusForbidden)
	}
}

func TestAConnectionIsTriedInTheRoomsTimeButNotAfterTheSession(t *testing.T) {
	w := newWorld(t, withNodeThere)
	f := w.office(0)
	id := f.inSession()
	w.roomOn("n1")
	path := "/api/disputes/" + id + "/sessions/1/probe"
	f.mediator.post(path, nil).is(http.StatusOK)
	f.mediator.does(id, &dispute.SessionClosing{Result: dispute.Adjourned}).is(http.StatusOK)
	f.mediator.post(path, nil).is(http.StatusConflict)
}

func TestWithoutAMediaNodeNothingIsTried(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	_, path := f.planned()
	refused := func() {
		var p struct{ Message dispute.Text }
		r := request(http.MethodPost, path+"/probe", nil)
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: f.applicant.token})
		answer := httptest.NewRecorder()
		w.router.ServeHTTP(answer, r)
		require.Equal(t, http.StatusServiceUnavailable, answer.Code)
		require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &p))
		require.Equal(t, "音视频服务暂时不可用，请稍后再测试", p.Message.ZH)
		require.NotEmpty(t, p.Message.EN)
	}
	refused()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	require.NoError(t, w.db.RegisterMediaNode(t.Context(), records.MediaNode{ID: "n0", Queue: "q", URL: gone.URL + "/room"}))
	refused() // it was alive a moment ago, and is no more
	w.roomOn("n1")
	var out struct{ URL string }
	f.applicant.post(path+"/probe", nil).is(http.StatusOK).into(&out)
	require.Equal(t, "/api/media/n1/socket", out.URL)
}

func TestConnectionsAreTriedSeveralTimesAndThenSlowly(t *testing.T) {
	w := newWorld(t, withNodeThere)
	f := w.office(0)
	_, path := f.planned()
	w.roomOn("n1")
	for range 10 {
		f.applicant.post(path+"/probe", nil).is(http.StatusOK)
	}
	f.applicant.post(path+"/probe", nil).is(http.StatusForbidden)
	f.respondent.post(path+"/probe", nil).is(http.StatusOK)
	w.clock.at = w.clock.at.Add(7 * time.Second)
	f.applicant.post(path+"/probe", nil).is(http.StatusOK)
	f.applicant.post(path+"/probe", nil).is(http.StatusForbidden)
}

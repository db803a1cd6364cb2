package api_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/storage"
)

// stream opens the events of a person; the stream ends with the test.
func (p *person) stream(site string) *bufio.Scanner {
	t := p.w.t
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // for the test that would wait in vain
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, site+"/api/events", nil)
	require.NoError(t, err)
	req.AddCookie(&http.Cookie{Name: sessionCookie, Value: p.token})
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	t.Cleanup(func() { _ = resp.Body.Close() })
	require.Equal(t, http.StatusOK, resp.StatusCode)
	require.Equal(t, "text/event-stream", resp.Header.Get("Content-Type"))
	lines := bufio.NewScanner(resp.Body)
	require.True(t, lines.Scan())
	require.Equal(t, ": hello", lines.Text()) // from here on nothing is missed
	return lines
}

// next reads one event: its name and what it is about.
func next(t *testing.T, lines *bufio.Scanner) (event, data string) {
	t.Helper()
	for lines.Scan() {
		switch name, value, _ := strings.Cut(lines.Text(), ":"); name {
		case "event":
			event = strings.TrimSpace(value)
		case "data":
			return event, strings.TrimSpace(value)
		}
	}
	require.NoError(t, lines.Err())
	require.Fail(t, "the stream has ended")
	return "", ""
}

func TestChangeOfAVisibleCaseArrivesAndNoOther(t *testing.T) {
	w := newWorld(t)
	changes := storage.Listen(t.Context(), w.databaseURL)
	require.Empty(t, <-changes) // it listens now
	feed := api.NewChanges(t.Context(), changes)
	w.serving(func(d *api.Dependencies) { d.Changes = feed })
	f, other := w.office(0), w.office(1)
	id, foreign := f.refer(), other.refer()
	site := httptest.NewServer(w.router)
	t.Cleanup(site.Close)
	t.Cleanup(site.CloseClientConnections)

	own, party, theirs := f.manager.stream(site.URL), f.applicant.stream(site.URL), other.manager.stream(site.URL)
	other.manager.does(foreign, &dispute.SupplementRequest{Items: []string{"合同"}}).is(http.StatusOK)
	f.manager.does(id, &dispute.SupplementRequest{Items: []string{"合同"}}).is(http.StatusOK)
	// Changes come in the order in which they were made, so a foreign one would come first.
	for _, stream := range []*bufio.Scanner{own, party} {
		event, data := next(t, stream)
		require.Equal(t, "dispute", event)
		require.Equal(t, id, data)
	}
	_, data := next(t, theirs)
	require.Equal(t, foreign, data)
}

func TestInterruptedFeedAsksForAReload(t *testing.T) {
	feed := make(chan string)
	w := newWorld(t, func(d *api.Dependencies) { d.Changes = api.NewChanges(t.Context(), feed) })
	site := httptest.NewServer(w.router)
	t.Cleanup(site.Close)
	t.Cleanup(site.CloseClientConnections)
	f := w.office(0)
	stream := f.manager.stream(site.URL)
	feed <- ""
	event, _ := next(t, stream)
	require.Equal(t, "reload", event)
}

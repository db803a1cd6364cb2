package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
)

func TestFootageIsKeptUnderTheOrganisationsKeyAndItsHashInTheLedger(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.inSession()
	about := `{"id":"n1/9","note":{"session":1,"event":"recorded","account":"a1","from":"2026-03-02T01:00:00Z","at":"2026-03-02T01:05:00Z"}}`
	path := "/footage/" + id + "?keeper=" + f.organisation + "&about=" + url.QueryEscape(about)
	key := api.NodeKey([]byte(mediaSecret))
	require.Equal(t, http.StatusServiceUnavailable, w.fromNode("POST", path+sumOf("WEBN"), key, "WEBM"), "altered on its way")
	require.Empty(t, w.engine.cases[id].Sessions[0].Recordings)
	require.Equal(t, http.StatusNoContent, w.fromNode("POST", path+sumOf("WEBM"), key, "WEBM"))
	kept := w.engine.cases[id].Sessions[0].Recordings
	require.Len(t, kept, 1)
	content, err := w.files.Open(t.Context(), f.organisation, kept[0].File.SHA256)
	require.NoError(t, err)
	defer func() { require.NoError(t, content.Close()) }()
	data, err := io.ReadAll(content)
	require.NoError(t, err)
	require.Equal(t, "WEBM", string(data))
}

// sumOf is what a node says of the file that it sends.
func sumOf(film string) string {
	sum := sha256.Sum256([]byte(film))
	return "&sha256=" + hex.EncodeToString(sum[:])
}

func TestARecordingIsPlayedByThoseWhoWereRecorded(t *testing.T) {
	w := newWorld(t, func(d *api.Dependencies) { d.FootageKept = 30 * 24 * time.Hour })
	f := w.office(0)
	id := f.inSession()
	key := api.NodeKey([]byte(mediaSecret))
	kept := func(film, party string, ended time.Time) {
		about := fmt.Sprintf(`{"id":"n1/%s","note":{"session":1,"event":"recorded","account":"a-%s","party":%q,"from":%q,"at":%q}}`,
			film, film, party, ended.Add(-time.Minute).Format(time.RFC3339), ended.Format(time.RFC3339))
		path := "/footage/" + id + "?keeper=" + f.organisation + "&about=" + url.QueryEscape(about)
		require.Equal(t, http.StatusNoContent, w.fromNode("POST", path+sumOf(film), key, film))
	}
	kept("of-the-consumer", "p1", w.clock.now())
	kept("too-old", "p1", w.clock.now().Add(-31*24*time.Hour))
	path := "/api/disputes/" + id + "/sessions/1/footage"
	list := func(p *person) (items []struct{ SHA256, KeptUntil string }) {
		var v struct {
			Items []struct{ SHA256, KeptUntil string }
		}
		require.NoError(t, json.Unmarshal(p.get(path).is(http.StatusOK).body, &v))
		return v.Items
	}
	for _, p := range []*person{f.mediator, f.applicant} {
		items := list(p)
		require.Len(t, items, 1)
		film := p.get(path + "/" + items[0].SHA256).is(http.StatusOK)
		require.Equal(t, "of-the-consumer", string(film.body))
		require.Equal(t, "video/webm", film.header.Get("Content-Type"))
		require.Contains(t, film.header.Get("Content-Disposition"), "inline")
		// A player asks for what it needs (RFC 9110 section 14).
		part := p.send(http.MethodGet, path+"/"+items[0].SHA256, nil, "Range", "bytes=3-5").is(http.StatusPartialContent)
		require.Equal(t, "the", string(part.body))
		require.Equal(t, "bytes 3-5/15", part.header.Get("Content-Range"))
	}
	// The respondent was not recorded; whoever is no party learns of nothing.
	require.Empty(t, list(f.respondent))
	f.respondent.get(path + "/" + list(f.mediator)[0].SHA256).is(http.StatusNotFound)
	f.judge.get(path).is(http.StatusNotFound)
	gone := sha256.Sum256([]byte("too-old"))
	f.mediator.get(path + "/" + hex.EncodeToString(gone[:])).is(http.StatusNotFound)
}

package api_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

const tenMegabytes = 10 << 20

func TestLargeBodyIsRefused(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	large := `{"narrative": "` + strings.Repeat("a", tenMegabytes) + `"}`
	a := f.clerk.post("/api/disputes", large).is(http.StatusRequestEntityTooLarge)
	require.Equal(t, dispute.CodeTooLarge, a.Code)

	// A reader of which nothing is known has no Content-Length.
	unsaid := struct{ io.Reader }{strings.NewReader(large)}
	a = f.clerk.post("/api/disputes", unsaid).is(http.StatusRequestEntityTooLarge)
	require.Equal(t, dispute.CodeTooLarge, a.Code)
	require.Empty(t, w.engine.cases)
}

func TestLargeBodyOfAStrangerIsRefused(t *testing.T) {
	w := newWorld(t)
	large := `{"login": "` + strings.Repeat("a", tenMegabytes) + `"}`
	w.answer(request(http.MethodPost, "/api/sign-in", large)).is(http.StatusRequestEntityTooLarge)
	w.answer(request(http.MethodPost, "/api/sign-in", struct{ io.Reader }{strings.NewReader(large)})).
		is(http.StatusRequestEntityTooLarge)
}

package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// answer is what came back.
type answer struct {
	t      *testing.T
	what   string
	status int
	header http.Header
	body   []byte
	problem
}

// problem is an error answer (RFC 9457).
type problem struct {
	Status  int                  `json:"status"`
	Code    dispute.Code         `json:"code"`
	Message dispute.Text         `json:"message"`
	Source  string               `json:"source"`
	Errors  []dispute.FieldError `json:"errors"`
}

var serial atomic.Int64

func newKey() string { return fmt.Sprintf("key-%08d", serial.Add(1)) }

// request makes a call with a key of its own; headers come in pairs, an empty one leaves
// the header out.
func request(method, path string, body any, headers ...string) *http.Request {
	var sent io.Reader = http.NoBody
	switch body := body.(type) {
	case nil:
	case string:
		sent = strings.NewReader(body)
	case io.Reader:
		sent = body
	default:
		data, err := json.Marshal(body)
		if err != nil {
			panic(err)
		}
		sent = bytes.NewReader(data)
	}
	req := httptest.NewRequest(method, path, sent)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", newKey())
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Del(headers[i])
		if headers[i+1] != "" {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	return req
}

// answer sends the request. Whatever fails must be a problem in both languages, and
// a fault of ours only while something is broken.
func (w *world) answer(req *http.Request) answer {
	w.t.Helper()
	recorder := httptest.NewRecorder()
	w.router.ServeHTTP(recorder, req)
	a := answer{
		t: w.t, what: req.Method + " " + req.URL.Path,
		status: recorder.Code, header: recorder.Header(), body: recorder.Body.Bytes(),
	}
	if a.status < http.StatusBadRequest {
		return a
	}
	require.Equal(w.t, w.broken, a.status >= http.StatusInternalServerError, "%s: %s", a.what, a.body)
	require.Equal(w.t, "application/problem+json", a.header.Get("Content-Type"), "%s: %s", a.what, a.body)
	require.NoError(w.t, json.Unmarshal(a.body, &a.problem), "%s: %s", a.what, a.body)
	require.Equal(w.t, a.status, a.Status, a.what)
	require.NotEmpty(w.t, a.Code, "%s: %s", a.what, a.body)
	require.NotEmpty(w.t, a.Message.ZH, "%s: %s", a.what, a.body)
	require.NotEmpty(w.t, a.Message.EN, "%s: %s", a.what, a.body)
	return a
}

// is requires a status.
func (a answer) is(status int) answer {
	a.t.Helper()
	require.Equal(a.t, status, a.status, "%s: %s", a.what, a.body)
	return a
}

// names requires that the refusal is about this field and says why in both languages.
func (a answer) names(field string) answer {
	a.t.Helper()
	for _, e := range a.Errors {
		if e.Field == field {
			require.NotEmpty(a.t, e.Reason.ZH)
			require.NotEmpty(a.t, e.Reason.EN)
			return a
		}
	}
	require.Failf(a.t, "the field is not named", "%s should name %s: %s", a.what, field, a.body)
	return a
}

// into reads the answer.
func (a answer) into(out any) answer {
	a.t.Helper()
	require.Less(a.t, a.status, http.StatusBadRequest, "%s: %s", a.what, a.body)
	require.NoError(a.t, json.Unmarshal(a.body, out), "%s: %s", a.what, a.body)
	return a
}

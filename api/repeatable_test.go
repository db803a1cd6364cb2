package api_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

func TestSameKeyAndBodyGetTheSameAnswerOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	first := f.clerk.post("/api/disputes", f.referral(), "Idempotency-Key", "referral-1").is(http.StatusCreated)
	require.Empty(t, first.header.Get("Idempotency-Replayed"))
	again := f.clerk.post("/api/disputes", f.referral(), "Idempotency-Key", "referral-1").is(http.StatusCreated)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	require.JSONEq(t, string(first.body), string(again.body))
	for _, header := range []string{"ETag", "Location", "Content-Type"} {
		require.NotEmpty(t, first.header.Get(header))
		require.Equal(t, first.header.Get(header), again.header.Get(header), header)
	}
	require.Len(t, w.engine.cases, 1)

	var made struct{ ID string }
	first.into(&made)
	const key = "acceptance-1"
	one := f.manager.does(made.ID, &dispute.Acceptance{}, "Idempotency-Key", key).is(http.StatusOK)
	two := f.manager.does(made.ID, &dispute.Acceptance{}, "Idempotency-Key", key).is(http.StatusOK)
	require.JSONEq(t, string(one.body), string(two.body))
	require.Equal(t, `"2"`, two.header.Get("ETag"))
	require.Equal(t, 2, w.engine.cases[made.ID].Seq)
}

func TestRepeatedRefusalIsTheSameProblem(t *testing.T) {
	f := newWorld(t).office(0)
	id := f.refer()
	first := f.applicant.does(id, &dispute.Acceptance{}, "Idempotency-Key", "refused-1").is(http.StatusForbidden)
	again := f.applicant.does(id, &dispute.Acceptance{}, "Idempotency-Key", "refused-1").is(http.StatusForbidden)
	require.Equal(t, "true", again.header.Get("Idempotency-Replayed"))
	require.JSONEq(t, string(first.body), string(again.body))
}

func TestSameKeyWithAnotherRequestIsAConflict(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	f.clerk.post("/api/disputes", f.referral(), "Idempotency-Key", "referral-1").is(http.StatusCreated)
	other := f.referral()
	other.Amount++
	f.clerk.post("/api/disputes", other, "Idempotency-Key", "referral-1").is(http.StatusConflict)
	f.clerk.post("/api/notices/read", f.referral(), "Idempotency-Key", "referral-1").is(http.StatusConflict)
	require.Len(t, w.engine.cases, 1)
	// The same words from somebody else are another key.
	f.judge.post("/api/disputes", other, "Idempotency-Key", "referral-1").is(http.StatusCreated)
	require.Len(t, w.engine.cases, 2)
}

func TestWritingNeedsAnIdempotencyKey(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	for _, key := range []string{"", "short", strings.Repeat("k", 121), "broken-\xff\xfe\xfd"} {
		f.clerk.post("/api/disputes", f.referral(), "Idempotency-Key", key).
			is(http.StatusUnprocessableEntity).names("Idempotency-Key")
	}
	require.Empty(t, w.engine.cases)
	f.clerk.send(http.MethodGet, "/api/disputes", nil, "Idempotency-Key", "").is(http.StatusOK)
}

func TestSimultaneousRepetitionsActOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer()
	statuses := make([]int, 6)
	var all sync.WaitGroup
	for i := range statuses {
		all.Go(func() {
			statuses[i] = f.manager.does(id, &dispute.Acceptance{}, "Idempotency-Key", "acceptance-1").status
		})
	}
	all.Wait()
	require.Contains(t, statuses, http.StatusOK)
	for _, status := range statuses {
		require.Contains(t, []int{http.StatusOK, http.StatusConflict}, status) // 409: still under way
	}
	require.Equal(t, 2, w.engine.cases[id].Seq)
}

func TestSecretIsShownOnceAndNotKept(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	operator := w.staff(dispute.Operator, "", "")
	for path, body := range map[string]map[string]any{
		"/api/accounts": {"role": "regulator", "name": "监管员", "login": "regulator-1"},
		"/api/api-keys": {"account": f.clerk.account.ID, "note": "法院系统"},
	} {
		var first, again struct{ ID, Password, Key string }
		operator.post(path, body, "Idempotency-Key", "secret-"+path).is(http.StatusOK).into(&first)
		require.NotEmpty(t, first.Password+first.Key)
		operator.post(path, body, "Idempotency-Key", "secret-"+path).is(http.StatusOK).into(&again)
		require.Equal(t, first.ID, again.ID)
		require.Empty(t, again.Password+again.Key)
	}
}

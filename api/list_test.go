package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// pages walks a list to its end.
func (p *person) pages(query string, between func(page int)) []listed {
	p.w.t.Helper()
	var all []listed
	after := ""
	for n := 1; ; n++ {
		var page casePage
		p.get("/api/disputes?" + query + "&after=" + url.QueryEscape(after)).is(http.StatusOK).into(&page)
		all = append(all, page.Items...)
		if page.Next == "" {
			return all
		}
		require.Less(p.w.t, n, 100, "the list has no end")
		after = page.Next
		if between != nil {
			between(n)
		}
	}
}

// many refers cases minutes apart, several at the same moment, in turn to both offices.
func many(w *world, f, other office, n int) map[string]bool {
	own := map[string]bool{}
	for i := range n {
		if i%3 == 0 {
			w.clock.move(7 * time.Hour)
		}
		id := f.refer(func(r *dispute.Referral) { r.Number = fmt.Sprintf("调字%03d", i) })
		own[id] = true
		if i%10 == 0 {
			other.refer()
		}
	}
	return own
}

func TestPagesHaveNeitherDuplicatesNorGapsWhileACaseComesIn(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	own := many(w, f, other, 120)
	for _, query := range []string{"limit=7&order=received", "limit=50&order=received", "limit=7&order=due", "limit=200"} {
		newcomers := map[string]bool{}
		all := f.manager.pages(query, func(page int) {
			if page <= 2 {
				w.clock.move(time.Minute)
				newcomers[f.refer()] = true
			}
		})
		seen := map[string]bool{}
		for _, c := range all {
			require.False(t, seen[c.ID], "%s: %s stands twice", query, c.ID)
			seen[c.ID] = true
			require.True(t, own[c.ID] || newcomers[c.ID], "%s: %s is another office's", query, c.ID)
		}
		for id := range own {
			require.True(t, seen[id], "%s: %s is missing", query, id)
		}
		for id := range newcomers {
			own[id] = true
		}
	}
}

func TestListsAreInTheirOrder(t *testing.T) {
	w := newWorld(t)
	f, other := w.office(0), w.office(1)
	many(w, f, other, 12)
	f.manager.does(f.refer(), &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
	f.applicant.does(f.refer(), &dispute.Withdrawal{Reason: "已和解"}).is(http.StatusOK)
	received := f.manager.pages("limit=5&order=received", nil)
	require.Len(t, received, 14)
	require.True(t, slices.IsSortedFunc(received, func(a, b listed) int { return b.ReceivedAt.Compare(a.ReceivedAt) }))
	due := f.manager.pages("limit=5", nil)
	require.Len(t, due, 14)
	require.Nil(t, due[13].NearestDue) // nothing runs in a case that is over
	require.True(t, slices.IsSortedFunc(due[:13], func(a, b listed) int { return a.NearestDue.Compare(*b.NearestDue) }))
	require.NotEqual(t, due[0].NearestDue, due[12].NearestDue)
}

func TestListsAreSearchedByNumberAndName(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	first := f.refer(func(r *dispute.Referral) {
		r.Number, r.Parties[0].Name = "金调2026-0001", "欧阳明月"
	})
	second := f.refer(func(r *dispute.Referral) {
		r.Number, r.Parties[0].Name, r.CourtNumber = "金调2026-0002", "司马_100%", "（2026）京0102诉前调88号"
	})
	for text, wanted := range map[string][]string{
		"2026-0001": {first}, "金调": {first, second}, "阳明": {first}, "诉前调88": {second},
		"某银行": {first, second}, "_100%": {second}, "%": {second}, "_": {second}, "": {first, second}, "张三": {}, `\`: {},
		"' OR 1=1 --": {},
	} {
		var page casePage
		f.manager.get("/api/disputes?search=" + url.QueryEscape(text)).is(http.StatusOK).into(&page)
		require.ElementsMatch(t, wanted, page.ids(), "search %q", text)
	}
}

func TestListsAreFilteredByStageAndEnding(t *testing.T) {
	f := newWorld(t).office(0)
	waiting, accepted, over := f.refer(), f.refer(), f.refer()
	f.manager.does(accepted, &dispute.Acceptance{Mediator: f.mediator.account.ID}).is(http.StatusOK)
	f.applicant.does(over, &dispute.Withdrawal{Reason: "已和解"}).is(http.StatusOK)
	list := func(query string) []string {
		var page casePage
		f.manager.get("/api/disputes?" + query).is(http.StatusOK).into(&page)
		return page.ids()
	}
	require.Equal(t, []string{waiting}, list("stage="+string(dispute.AwaitingOrganisation)))
	require.Equal(t, []string{accepted}, list("stage="+string(dispute.Disclosing)))
	require.Equal(t, []string{over}, list("ending="+string(dispute.Withdrawn)))
	require.Empty(t, list("ending="+string(dispute.Confirmed)))
	require.Len(t, list("order=received"), 3)
}

func TestListRefusesWhatItCannotGive(t *testing.T) {
	f := newWorld(t).office(0)
	f.refer()
	f.refer()
	for query, field := range map[string]string{
		"limit=0": "limit", "limit=201": "limit", "limit=many": "limit", "order=random": "order", "after=nonsense": "after",
	} {
		a := f.manager.get("/api/disputes?" + query).is(http.StatusUnprocessableEntity)
		require.Contains(t, a.Errors[0].Field, field)
	}
	var page casePage
	f.manager.get("/api/disputes?limit=1&order=received").is(http.StatusOK).into(&page)
	require.Len(t, page.Items, 1)
	f.manager.get("/api/disputes?order=due&after=" + page.Next).is(http.StatusUnprocessableEntity).names("after")
	f.manager.get("/api/disputes?limit=200").is(http.StatusOK)
}

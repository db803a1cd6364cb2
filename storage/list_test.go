package storage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
)

// putMany records cases whose last days and times of receipt come in bunches, so that
// pages end between equals.
func (d databases) putMany(t *testing.T, who tenant, n int) {
	t.Helper()
	for i := range n {
		id := fmt.Sprintf("c%02d", i)
		entries := who.acts()
		entries[0].At = entries[0].At.Add(time.Duration(i/4) * time.Hour)
		referral := entries[0].Detail.(*dispute.Referral)
		referral.Number = fmt.Sprintf("调字_%02d号", i)
		referral.Parties[1].Name = fmt.Sprintf("张%02d%%三", i)
		r := recording(id, entries, len(entries))
		r.Dates = nil
		if i%3 != 0 {
			r.Dates = []dispute.DueDate{{Limit: "main", Due: morning.AddDate(0, 0, i/5)}}
		}
		require.NoError(t, d.worker.Record(t.Context(), r))
	}
}

func (d databases) allPages(t *testing.T, viewer dispute.Actor, q storage.Query) []storage.Summary {
	t.Helper()
	var all []storage.Summary
	for range 100 {
		page, err := d.api.Disputes(t.Context(), viewer, q)
		require.NoError(t, err)
		require.LessOrEqual(t, len(page.Items), q.Limit)
		all = append(all, page.Items...)
		if q.After = page.Next; q.After == "" {
			return all
		}
		require.Len(t, page.Items, q.Limit, "only the last page is short")
	}
	t.Fatal("the list does not end")
	return nil
}

func TestPagesGiveEachCaseOnceAndInOrder(t *testing.T) {
	d := start(t)
	who := tenantOf("a")
	d.putMany(t, who, 23)
	d.put(t, "other", tenantOf("b"))
	for kind, viewer := range viewers(who) {
		if !seesCase[kind] {
			continue
		}
		for _, order := range []storage.Order{"", storage.ByDue, storage.ByReceived} {
			for _, limit := range []int{1, 4, 22, 23, 24} {
				all := d.allPages(t, viewer, storage.Query{Order: order, Limit: limit})
				require.Len(t, all, 23, "%s %s %d", kind, order, limit)
				seen := map[string]bool{}
				for i, item := range all {
					require.False(t, seen[item.ID], item.ID)
					seen[item.ID] = true
					if i > 0 {
						requireInOrder(t, order, all[i-1], item)
					}
				}
			}
		}
	}
}

func requireInOrder(t *testing.T, order storage.Order, a, b storage.Summary) {
	t.Helper()
	switch {
	case order == storage.ByReceived:
		require.False(t, b.ReceivedAt.After(a.ReceivedAt))
	case a.NearestDue == nil:
		require.Nil(t, b.NearestDue, "cases without a last day come at the end")
	case b.NearestDue != nil:
		require.False(t, b.NearestDue.Before(*a.NearestDue))
	}
}

func TestListsAreNarrowed(t *testing.T) {
	d := start(t)
	who := tenantOf("a")
	d.putMany(t, who, 12)
	manager := viewers(who)["manager"]
	counts := map[string]struct {
		q    storage.Query
		want int
	}{
		"all":                {storage.Query{}, 12},
		"stage":              {storage.Query{Stage: dispute.Disclosing}, 12},
		"other stage":        {storage.Query{Stage: dispute.Closed}, 0},
		"ending":             {storage.Query{Ending: dispute.Expired}, 0},
		"number":             {storage.Query{Search: "字_07"}, 1},
		"name":               {storage.Query{Search: " 张11 "}, 1},
		"many names":         {storage.Query{Search: "张1"}, 2},
		"court number":       {storage.Query{Search: "民初1号"}, 12},
		"wildcard is a text": {storage.Query{Search: "%三"}, 12},
		"no wildcard":        {storage.Query{Search: "张%01"}, 0},
		"underscore":         {storage.Query{Search: "__"}, 0},
		"backslash":          {storage.Query{Search: `\`}, 0},
		"nul":                {storage.Query{Search: "张11\x00"}, 1},
		"injection":          {storage.Query{Search: "' OR 1=1 --"}, 0},
	}
	for name, c := range counts {
		page, err := d.api.Disputes(t.Context(), manager, c.q)
		require.NoError(t, err, name)
		require.Len(t, page.Items, c.want, name)
		require.Empty(t, page.Next)
	}
}

func TestForeignCursorsAreRefused(t *testing.T) {
	d := start(t)
	d.putMany(t, tenantOf("a"), 3)
	manager := viewers(tenantOf("a"))["manager"]
	page, err := d.api.Disputes(t.Context(), manager, storage.Query{Limit: 1})
	require.NoError(t, err)
	for _, q := range []storage.Query{
		{After: "%%%"}, {After: "bm90aGluZw"}, {Order: storage.ByReceived, After: page.Next},
		{Order: "sideways"}, {After: "eyJvIjoiZHVlIiwiayI6ImtleSIsImkiOiJ4In0"},
	} {
		_, err := d.api.Disputes(t.Context(), manager, q)
		require.Equal(t, dispute.CodeInvalid, code(t, err))
	}
}

func TestHistoryIsReadInPortions(t *testing.T) {
	d := start(t)
	who := tenantOf("a")
	entries := d.put(t, "c1", who)
	rows, err := d.api.History(t.Context(), viewers(who)["agent"], "c1", 1, 1)
	require.NoError(t, err)
	require.Len(t, rows, 1)
	require.Equal(t, "accept", rows[0].ActID)
	require.True(t, rows[0].When().Equal(entries[1].At), "to the nanosecond")
	got, err := rows[0].Entry()
	require.NoError(t, err)
	requireSameJSON(t, entries[1], got)
}

func TestConfirmationsAreTheCourtsQueue(t *testing.T) {
	d := start(t)
	who := tenantOf("a")
	inEffect := func(id string, due int) []dispute.Entry {
		mediator := dispute.Actor{Account: who.mediator, Role: dispute.Mediator}
		of := func(party string) dispute.Actor { return dispute.Actor{Role: dispute.Applicant, Party: party} }
		apply := &dispute.ConfirmationApplication{Court: "京0199", Declared: true}
		entries := append(who.acts(),
			entry("draft", 4, mediator, &dispute.Draft{ForSignature: true, Terms: dispute.Terms{Other: []string{"x"}}}),
			entry("s1", 5, of("p1"), &dispute.Signature{Version: 1}),
			entry("s2", 6, of("p2"), &dispute.Signature{Version: 1}),
			entry("s3", 7, mediator, &dispute.Signature{Version: 1}),
			entry("a1", 8, of("p1"), apply), entry("a2", 9, of("p2"), apply))
		r := recording(id, entries, len(entries))
		r.Dates = []dispute.DueDate{{Limit: "review", Due: morning.AddDate(0, 0, due)}}
		require.NoError(t, d.worker.Record(t.Context(), r))
		return entries
	}
	inEffect("later", 9)
	settled := inEffect("sooner", 3)
	clerk := dispute.Actor{Account: "clerk", Role: dispute.Clerk, Court: "京0199"}
	queue, err := d.api.Confirmations(t.Context(), clerk)
	require.NoError(t, err)
	require.Len(t, queue, 2)
	require.Equal(t, "sooner", queue[0].ID)
	require.True(t, queue[0].ConfirmingSince.Equal(settled[8].At.Truncate(time.Microsecond)))

	settled = append(settled, entry("rule", 10, clerk, &dispute.Ruling{Granted: true, Number: "n"}))
	require.NoError(t, d.worker.Record(t.Context(), recording("sooner", settled, 1)))
	queue, err = d.api.Confirmations(t.Context(), clerk)
	require.NoError(t, err)
	require.Len(t, queue, 1)
	for _, viewer := range []dispute.Actor{viewers(who)["clerk"], viewers(who)["regulator"], {Role: dispute.Clerk}} {
		queue, err = d.api.Confirmations(t.Context(), viewer)
		require.NoError(t, err)
		require.Empty(t, queue)
	}
}

func TestNoticesAreReadByEachReader(t *testing.T) {
	d := start(t)
	who := tenantOf("a")
	d.put(t, "c1", who)
	d.put(t, "c2", tenantOf("b"))
	entries := append(who.acts(), entry("d", 4, dispute.Actor{Account: who.mediator, Role: dispute.Mediator}, &dispute.Disclosure{}))
	require.NoError(t, d.worker.Record(t.Context(), recording("c1", entries, 1)))

	first := dispute.Actor{Account: "m1", Role: dispute.Manager, Organisation: who.organisation}
	second := dispute.Actor{Account: "m2", Role: dispute.Manager, Organisation: who.organisation}
	notices, err := d.api.Notices(t.Context(), first, 0, 1)
	require.NoError(t, err)
	require.Len(t, notices, 1)
	require.Equal(t, "c1/office/4", notices[0].Key, "the newest first")
	require.Equal(t, who.organisation, notices[0].Office.Organisation)
	require.Equal(t, "调-"+who.organisation, notices[0].Values["number"])
	older, err := d.api.Notices(t.Context(), first, notices[0].ID, 10)
	require.NoError(t, err)
	require.Len(t, older, 1)

	foreign, err := d.api.Notices(t.Context(), viewers(tenantOf("b"))["manager"], 0, 0)
	require.NoError(t, err)
	require.NoError(t, d.api.MarkRead(t.Context(), first, notices[0].ID, foreign[0].ID))
	require.NoError(t, d.api.MarkRead(t.Context(), first, notices[0].ID), "twice is no harm")
	for viewer, want := range map[dispute.Actor]int64{first: 1, second: 2, viewers(tenantOf("b"))["manager"]: 1} {
		unread, err := d.api.UnreadNotices(t.Context(), viewer)
		require.NoError(t, err)
		require.Equal(t, want, unread, viewer.Account)
	}
	notices, err = d.api.Notices(t.Context(), first, 0, 0)
	require.NoError(t, err)
	require.False(t, notices[0].ReadAt.IsZero())
	require.True(t, notices[1].ReadAt.IsZero())
}

package storage_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
)

// everything gives the content of the tables that Record writes, without the times at
// which it wrote.
func everything(t *testing.T, d databases) string {
	t.Helper()
	conn := connect(t, d.workerURL)
	var all strings.Builder
	for _, query := range []string{
		"SELECT to_jsonb(d) FROM disputes d ORDER BY id",
		"SELECT to_jsonb(d) FROM dispute_people d ORDER BY dispute_id, account, party, agent",
		"SELECT to_jsonb(d) FROM dispute_dates d ORDER BY dispute_id, no",
		"SELECT to_jsonb(d) FROM ledger d ORDER BY dispute_id, seq",
		"SELECT to_jsonb(d) FROM notices d ORDER BY key",
	} {
		rows, err := conn.Query(t.Context(), query)
		require.NoError(t, err)
		for rows.Next() {
			var row string
			require.NoError(t, rows.Scan(&row))
			fmt.Fprintln(&all, row)
		}
		require.NoError(t, rows.Err())
	}
	return all.String()
}

func TestRecordTwiceChangesNothing(t *testing.T) {
	d := start(t)
	entries := d.put(t, "c1", tenantOf("a"))
	once := everything(t, d)
	require.Contains(t, once, "王小明")

	require.NoError(t, d.worker.Record(t.Context(), recording("c1", entries, len(entries))))
	require.Equal(t, once, everything(t, d), "updated_at too")
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
}

func TestRecordAfterAResetDoesNotGoBack(t *testing.T) {
	d := start(t)
	entries := d.put(t, "c1", tenantOf("a"))
	before := everything(t, d)

	old := recording("c1", entries[:2], 2)
	old.Notices = nil
	require.NoError(t, d.worker.Record(t.Context(), old))
	require.Equal(t, before, everything(t, d))

	// The acts come once more and a new one after them: it takes the next place.
	more := append(entries, entry("disclose", 4,
		dispute.Actor{Account: "med-a", Role: dispute.Mediator}, &dispute.Disclosure{}))
	require.NoError(t, d.worker.Record(t.Context(), recording("c1", more, len(more))))
	rows, err := d.worker.History(t.Context(), dispute.TheSystem(), "c1", 0, 0)
	require.NoError(t, err)
	require.Len(t, rows, 4)
	require.Equal(t, "disclose", rows[3].ActID)
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
}

// After a reset, acts may come back in another order than the first time: the ledger
// keeps the order in which it heard of them, whatever number the engine gave them.
func TestTheDatabaseGivesTheNumbers(t *testing.T) {
	d := start(t)
	entries := d.put(t, "c1", tenantOf("a"))
	supplement := entry("supplement", 3, entries[1].By, &dispute.SupplementRequest{Items: []string{"x"}})
	other := append(entries[:2:2], supplement)
	require.NoError(t, d.worker.Record(t.Context(), recording("c1", other, 1)))
	rows, err := d.worker.History(t.Context(), dispute.TheSystem(), "c1", 0, 0)
	require.NoError(t, err)
	require.Len(t, rows, 4)
	require.Equal(t, "supplement", rows[3].ActID)
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
	// The projection is the engine's view, since the engine decides what comes next.
	c, err := d.worker.Dispute(t.Context(), dispute.TheSystem(), "c1")
	require.NoError(t, err)
	require.Equal(t, dispute.Supplementing, c.Stage)
}

func TestRecordIsAllOrNothing(t *testing.T) {
	d := start(t)
	owner := connect(t, d.ownerURL)
	_, err := owner.Exec(t.Context(), `
		CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
		CREATE TRIGGER fail BEFORE INSERT ON notices FOR EACH ROW EXECUTE FUNCTION fail();`)
	require.NoError(t, err)
	entries := tenantOf("a").acts()
	all := recording("c1", entries, len(entries))
	require.Error(t, d.worker.Record(t.Context(), all))
	require.Empty(t, everything(t, d))

	_, err = owner.Exec(t.Context(), "DROP TRIGGER fail ON notices")
	require.NoError(t, err)
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	require.ErrorIs(t, d.worker.Record(cancelled, all), context.Canceled)
	require.Empty(t, everything(t, d))
	require.NoError(t, d.worker.Record(t.Context(), all))
}

func TestRecordSurvivesAKilledConnection(t *testing.T) {
	d := start(t)
	owner := connect(t, d.ownerURL)
	// The server ends the connection in the middle of the transaction, once.
	_, err := owner.Exec(t.Context(), `
		CREATE SEQUENCE times; GRANT USAGE ON SEQUENCE times TO sutiao_worker;
		CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF nextval('times') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
			RETURN NEW; END $$;
		CREATE TRIGGER die BEFORE INSERT ON dispute_dates FOR EACH STATEMENT EXECUTE FUNCTION die();`)
	require.NoError(t, err)
	entries := tenantOf("a").acts()
	all := recording("c1", entries, len(entries))
	require.Error(t, d.worker.Record(t.Context(), all))
	require.Empty(t, everything(t, d))
	require.NoError(t, d.worker.Record(t.Context(), all))
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
}

func TestRecordsAtTheSameTimeMakeOneChain(t *testing.T) {
	d := start(t)
	entries := tenantOf("a").acts()
	var group sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		group.Go(func() {
			errs[i] = d.worker.Record(context.Background(), recording("c1", entries, len(entries)))
		})
	}
	group.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
	rows, err := d.worker.History(t.Context(), dispute.TheSystem(), "c1", 0, 0)
	require.NoError(t, err)
	require.Len(t, rows, len(entries))
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
}

func TestRecordRefusesWhatHasNoIdentity(t *testing.T) {
	d := start(t)
	entries := tenantOf("a").acts()
	require.Error(t, d.worker.Record(t.Context(), dispute.Recording{}))
	nameless := recording("c1", entries, 3)
	nameless.Entries = []dispute.Entry{{Act: dispute.Refer}}
	require.Error(t, d.worker.Record(t.Context(), nameless))
	keyless := recording("c1", entries, 3)
	keyless.Notices = []dispute.Notice{{Template: "x"}}
	require.Error(t, d.worker.Record(t.Context(), keyless))
	require.Error(t, d.api.Record(t.Context(), recording("c1", entries, 3)), "the API has no right to")
	require.Empty(t, everything(t, d))
}

func TestProjectionHoldsTheCase(t *testing.T) {
	d := start(t)
	entries := d.put(t, "c1", tenantOf("a"))
	got, err := d.worker.Dispute(t.Context(), dispute.TheSystem(), "c1")
	require.NoError(t, err)
	want := dispute.Replay("c1", entries)
	// The one character that PostgreSQL can't keep; its harmless neighbour stays.
	want.Narrative = "信用卡透支，含\ufffd和\\u0000"
	requireSameJSON(t, want, got)

	page, err := d.worker.Disputes(t.Context(), dispute.TheSystem(), storage.Query{})
	require.NoError(t, err)
	require.Len(t, page.Items, 1)
	item := page.Items[0]
	require.Equal(t, "soon", item.NearestLimit, "a stopped limit does not count")
	require.True(t, item.NearestProvisional)
	require.True(t, item.NearestDue.Equal(morning.AddDate(0, 0, 3).Truncate(1000)))
	require.Equal(t, dispute.Beijing, item.NearestDue.Location())
	require.Equal(t, dispute.Fen(12_345_00), item.Amount)
	require.Equal(t, dispute.Applicant, item.Parties[0].Role)
}

func requireSameJSON(t require.TestingT, want, got any) {
	a, err := json.Marshal(want)
	require.NoError(t, err)
	b, err := json.Marshal(got)
	require.NoError(t, err)
	require.JSONEq(t, string(a), string(b))
}

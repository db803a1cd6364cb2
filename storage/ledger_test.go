package storage_test

import (
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
)

func TestLedgerRefusesChange(t *testing.T) {
	d := start(t)
	d.put(t, "c1", tenantOf("a"))
	for _, url := range []string{d.ownerURL, d.workerURL} {
		conn := connect(t, url)
		for _, statement := range []string{
			"UPDATE ledger SET detail = '{}'", "DELETE FROM ledger", "TRUNCATE ledger",
			"DELETE FROM ledger WHERE false", "TRUNCATE disputes CASCADE",
		} {
			_, err := conn.Exec(t.Context(), statement)
			require.Error(t, err, statement)
		}
	}
	require.NoError(t, d.worker.VerifyChain(t.Context(), "c1"))
}

// An owner who takes the trigger away can change rows; the chain tells where.
func TestVerifyChainNamesTheFirstBadRow(t *testing.T) {
	cases := []struct {
		name, statement string
		seq             int
	}{
		{"changed content", "UPDATE ledger SET detail = '{\"mediator\":\"x\"}' WHERE seq = 3", 3},
		{"changed time", "UPDATE ledger SET at = at + interval '1 second' WHERE seq = 2", 2},
		{"changed nanosecond", "UPDATE ledger SET at_nanos = 1 WHERE seq = 2", 2},
		{"changed actor", "UPDATE ledger SET actor_account = 'x' WHERE seq = 1", 1},
		{"changed hash", "UPDATE ledger SET hash = sha256('x') WHERE seq = 1", 1},
		{"row gone in the middle", "DELETE FROM ledger WHERE seq = 2", 2},
		{"row gone at the end", "DELETE FROM ledger WHERE seq = 3", 3},
		{"all gone", "DELETE FROM ledger", 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := start(t)
			d.put(t, "c1", tenantOf("a"))
			owner := connect(t, d.ownerURL)
			_, err := owner.Exec(t.Context(), "ALTER TABLE ledger DISABLE TRIGGER append_only;"+
				"ALTER TABLE ledger NO FORCE ROW LEVEL SECURITY;"+c.statement)
			require.NoError(t, err)
			var broken *storage.BrokenChain
			require.ErrorAs(t, d.worker.VerifyChain(t.Context(), "c1"), &broken)
			require.Equal(t, c.seq, broken.Seq, broken.Error())
		})
	}
}

func TestVerifyChainOfAnUnknownCase(t *testing.T) {
	d := start(t)
	require.Equal(t, dispute.CodeNotFound, code(t, d.worker.VerifyChain(t.Context(), "none")))
	_, err := d.worker.Replayed(t.Context(), "none")
	require.Equal(t, dispute.CodeNotFound, code(t, err))
}

// The encoding is a promise to auditors; this value was made by another program.
func TestHashEntryIsPinned(t *testing.T) {
	row := storage.LedgerRow{
		DisputeID: "d1", Seq: 1, ActID: "a1", Act: "Refer", ActorAccount: "acc", Role: "clerk",
		Court: "京0102", At: time.Date(2026, 1, 2, 11, 4, 5, 6000, dispute.Beijing), AtNanos: 7,
		Detail: `{"x":1}`,
	}
	require.Equal(t, "059ab85b5e27189017c08d00831ecad3d98a9d8efa08580b1111bb7c760be038", hex.EncodeToString(storage.HashEntry(nil, row)))
}

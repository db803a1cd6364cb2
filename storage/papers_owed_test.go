package storage_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

// owes records a case that owes documents of these kinds.
func (d databases) owes(t *testing.T, kinds ...dispute.DocumentKind) {
	t.Helper()
	entries := tenantOf("a").acts()
	r := recording("c1", entries, len(entries))
	for _, k := range kinds {
		r.Papers = append(r.Papers, dispute.PaperOwed{Dispute: "c1", Kind: k, Of: entries[0].ID})
	}
	require.NoError(t, d.worker.Record(t.Context(), r))
	require.NoError(t, d.worker.Record(t.Context(), r)) // noted once however often it is recorded
}

func TestWhatActsOweIsTakenByOneWorkerEach(t *testing.T) {
	d := start(t)
	d.owes(t, dispute.ReferralLetter, dispute.ReceiptOfCase, dispute.RightsNotice)
	var mu sync.Mutex
	taken := map[dispute.DocumentKind]int{}
	var workers sync.WaitGroup
	for range 5 {
		workers.Go(func() {
			for {
				p, err := d.worker.TakePaper(t.Context(), time.Hour)
				if err != nil || p == nil {
					return
				}
				mu.Lock()
				taken[p.Kind]++
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	require.Equal(t, map[dispute.DocumentKind]int{
		dispute.ReferralLetter: 1, dispute.ReceiptOfCase: 1, dispute.RightsNotice: 1,
	}, taken)
}

func TestADocumentWhoseWorkerDiedIsTakenAgainAndOneThatIsDoneIsNot(t *testing.T) {
	d := start(t)
	d.owes(t, dispute.ReferralLetter)
	died, err := d.worker.TakePaper(t.Context(), 0)
	require.NoError(t, err)
	require.Equal(t, 1, died.Attempts)
	again, err := d.worker.TakePaper(t.Context(), 0)
	require.NoError(t, err)
	require.Equal(t, 2, again.Attempts)
	require.NoError(t, d.worker.PaperFailed(t.Context(), again.PaperOwed, time.Hour))
	waits, err := d.worker.TakePaper(t.Context(), 0)
	require.NoError(t, err)
	require.Nil(t, waits, "it is left alone until its time comes")
	require.NoError(t, d.worker.PaperFailed(t.Context(), again.PaperOwed, 0))
	last, err := d.worker.TakePaper(t.Context(), 0)
	require.NoError(t, err)
	require.NoError(t, d.worker.PaperDone(t.Context(), last.PaperOwed))
	done, err := d.worker.TakePaper(t.Context(), 0)
	require.NoError(t, err)
	require.Nil(t, done)
}

func TestACaseOwesDocumentsUntilEachIsMade(t *testing.T) {
	d := start(t)
	d.owes(t, dispute.ReferralLetter, dispute.ReceiptOfCase)
	owed := func(id string) int {
		n, err := d.worker.PapersOwed(t.Context(), id)
		require.NoError(t, err)
		return n
	}
	require.Equal(t, 2, owed("c1"))
	require.Zero(t, owed("c2"))
	p, err := d.worker.TakePaper(t.Context(), time.Hour)
	require.NoError(t, err)
	require.Equal(t, 2, owed("c1"), "one that is being made is not made")
	require.NoError(t, d.worker.PaperFailed(t.Context(), p.PaperOwed, time.Hour))
	require.Equal(t, 2, owed("c1"), "nor is one that failed")
	require.NoError(t, d.worker.PaperDone(t.Context(), p.PaperOwed))
	require.Equal(t, 1, owed("c1"))
}

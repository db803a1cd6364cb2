package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
	"sutiao/storage/storagetest"
)

const (
	footageKept   = 30 * 24 * time.Hour
	footageKeeper = "org-a"
)

// footageHouse is a database and a folder with recordings of one case.
type footageHouse struct {
	t      *testing.T
	owner  *pgx.Conn
	api    *storage.DB
	worker *storage.DB
	folder string
	store  *files.Store
}

func newFootageHouse(t *testing.T) *footageHouse {
	ownerURL := storagetest.Start(t)
	open := func(role string) *storage.DB {
		db, err := storage.Open(t.Context(), storagetest.Login(t, ownerURL, role), storage.Options{
			MaxConnections: 2, Logger: slog.New(slog.DiscardHandler),
		})
		require.NoError(t, err)
		t.Cleanup(func() { _ = db.Close() })
		return db
	}
	owner, err := pgx.Connect(t.Context(), ownerURL)
	require.NoError(t, err)
	t.Cleanup(func() { _ = owner.Close(t.Context()) })
	// So that the owner may turn back the clock of what is kept.
	_, err = owner.Exec(t.Context(), "ALTER TABLE footage NO FORCE ROW LEVEL SECURITY")
	require.NoError(t, err)
	h := &footageHouse{t: t, owner: owner, api: open(storage.APIRole), worker: open(storage.WorkerRole), folder: t.TempDir()}
	h.store = filestest.Open(t, "file://"+h.folder, "test")
	entries := []dispute.Entry{{ID: "refer", Seq: 1, Act: dispute.Refer, At: time.Now(), By: dispute.Actor{Role: dispute.Clerk}, Detail: &dispute.Referral{
		Track: dispute.PreFilingReferral, Parties: []dispute.PartyInfo{{Role: dispute.Applicant, Kind: dispute.NaturalPerson, Name: "王小明"}},
	}}}
	require.NoError(t, h.worker.Record(t.Context(), dispute.Recording{Case: dispute.Replay("c1", entries), Entries: entries}))
	return h
}

// keep puts a recording away that was kept some time ago.
func (h *footageHouse) keep(content string, ago time.Duration) (sha string) {
	h.t.Helper()
	file, err := h.store.Put(h.t.Context(), footageKeeper, strings.NewReader(content))
	require.NoError(h.t, err)
	require.NoError(h.t, h.api.AddFootage(h.t.Context(), "c1", footageKeeper, file.SHA256, 1))
	_, err = h.owner.Exec(h.t.Context(), "UPDATE footage SET kept_at = now() - $1::interval WHERE sha256 = $2", ago, file.SHA256)
	require.NoError(h.t, err)
	return file.SHA256
}

func (h *footageHouse) forget() error {
	return forgetFootage(h.worker, h.store, footageKept)(h.t.Context())
}

func (h *footageHouse) path(sha string) string {
	return filepath.Join(h.folder, footageKeeper, sha[:2], sha)
}

// is checks whether a recording can be opened, and whether its row says that it is gone.
func (h *footageHouse) is(sha string, there, noted bool) (since *time.Time) {
	h.t.Helper()
	r, err := h.store.Open(h.t.Context(), footageKeeper, sha)
	if there {
		require.NoError(h.t, err)
		require.NoError(h.t, r.Close())
	} else {
		require.ErrorIs(h.t, err, files.ErrNotFound)
		require.NoFileExists(h.t, h.path(sha))
	}
	require.NoError(h.t, h.owner.QueryRow(h.t.Context(), "SELECT removed_at FROM footage WHERE sha256 = $1", sha).Scan(&since))
	require.Equal(h.t, noted, since != nil, "noted as gone")
	return since
}

func TestRecordingsAreRemovedWhenTheyHaveBeenKeptAsLongAsTheRuleSays(t *testing.T) {
	h := newFootageHouse(t)
	old, young := h.keep("old", footageKept+time.Hour), h.keep("young", footageKept-time.Hour)
	require.NoError(t, h.forget())
	gone := h.is(old, false, true)
	h.is(young, true, false)
	require.NoError(t, h.forget())
	require.Equal(t, gone, h.is(old, false, true), "what is gone is gone since then")
}

func TestARemovalThatWasNotNotedIsDoneAgain(t *testing.T) {
	h := newFootageHouse(t)
	sha := h.keep("old", footageKept+time.Hour)
	require.NoError(t, h.store.Remove(t.Context(), footageKeeper, sha))
	h.is(sha, false, false)
	require.NoError(t, h.forget())
	h.is(sha, false, true)
}

// Even where as many as are looked at together can't be removed.
func TestARecordingThatCanNotBeRemovedKeepsNoOther(t *testing.T) {
	h := newFootageHouse(t)
	stuck := h.keep("stuck", footageKept+3*time.Hour)
	require.NoError(t, os.Remove(h.path(stuck)))
	// A folder that isn't empty is what nobody, not even root, removes as a file.
	require.NoError(t, os.MkdirAll(filepath.Join(h.path(stuck), "in the way"), 0o700))
	_, err := h.owner.Exec(t.Context(), `INSERT INTO footage (dispute_id, keeper, sha256, session, kept_at)
		SELECT 'c1', 'no/keeper', lpad(to_hex(n), 64, '0'), 1, now() - $1::interval FROM generate_series(1, 600) n`, footageKept+2*time.Hour)
	require.NoError(t, err)
	old := h.keep("old", footageKept+time.Hour)
	err = h.forget()
	require.ErrorContains(t, err, stuck)
	require.ErrorContains(t, err, "601 recordings")
	h.is(old, false, true)

	require.NoError(t, os.RemoveAll(h.path(stuck)))
	require.NotContains(t, fmt.Sprint(h.forget()), stuck, "what was in the way is gone")
	h.is(stuck, false, true)
}

// Trying each of a thousand would only cost time.
func TestNothingIsNotedWhileTheStoreIsAway(t *testing.T) {
	h := newFootageHouse(t)
	first, second := h.keep("first", footageKept+2*time.Hour), h.keep("second", footageKept+time.Hour)
	require.NoError(t, h.store.Close())
	err := h.forget()
	require.ErrorContains(t, err, first)
	require.NotContains(t, err.Error(), second, "it was tried all the same")
	h.store = filestest.Open(t, "file://"+h.folder, "test")
	h.is(first, true, false)
	h.is(second, true, false)
	require.NoError(t, h.forget())
	h.is(first, false, true)
}

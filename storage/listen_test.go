package storage_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/storage"
)

func next(t *testing.T, changes <-chan string) string {
	t.Helper()
	select {
	case id, open := <-changes:
		require.True(t, open)
		return id
	case <-time.After(30 * time.Second):
		t.Fatal("nothing was announced")
		return ""
	}
}

func TestChangesAreAnnounced(t *testing.T) {
	d := start(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	changes := storage.Listen(ctx, d.workerURL)
	require.Empty(t, next(t, changes), "listening has begun")
	d.put(t, "c1", tenantOf("a"))
	require.Equal(t, "c1", next(t, changes))

	// A repetition changes nothing and announces nothing: the next one heard is c2.
	d.put(t, "c1", tenantOf("a"))
	d.put(t, "c2", tenantOf("b"))
	require.Equal(t, "c2", next(t, changes))

	// The server throws the listener out.
	_, err := connect(t, d.workerURL).Exec(ctx, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE query LIKE 'LISTEN%' AND datname = current_database()`)
	require.NoError(t, err)
	require.Empty(t, next(t, changes), "listening has begun again")
	d.put(t, "c3", tenantOf("b"))
	require.Equal(t, "c3", next(t, changes))

	stop()
	for range changes { // until it is closed
	}
}

package storage_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/storage"
)

func TestARecordingIsFoundForRemovalUntilItIsGone(t *testing.T) {
	d, ctx := start(t), t.Context()
	d.put(t, "c1", tenantOf("a"))
	sha := strings.Repeat("a", 64)
	for range 2 {
		require.NoError(t, d.api.AddFootage(ctx, "c1", "org-a", sha, 1))
	}
	old, err := d.worker.FootageBefore(ctx, time.Now().Add(-time.Hour), storage.Footage{})
	require.NoError(t, err)
	require.Empty(t, old)
	old, err = d.worker.FootageBefore(ctx, time.Now().Add(time.Hour), storage.Footage{})
	require.NoError(t, err)
	require.Len(t, old, 1)
	following, err := d.worker.FootageBefore(ctx, time.Now().Add(time.Hour), old[0])
	require.NoError(t, err)
	require.Empty(t, following)
	require.NoError(t, d.worker.FootageRemoved(ctx, old[0]))
	old, err = d.worker.FootageBefore(ctx, time.Now().Add(time.Hour), storage.Footage{})
	require.NoError(t, err)
	require.Empty(t, old)
}

package storage_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute/records"
)

func TestTheLeastLoadedNodeThatTakesRoomsIsChosen(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	none, err := d.worker.ChooseMediaNode(ctx, nil)
	require.NoError(t, err)
	require.Nil(t, none)
	for _, n := range []records.MediaNode{
		{ID: "busy", Queue: "q1", URL: "http://n1/room", Rooms: 9, Participants: 30},
		{ID: "quiet", Queue: "q2", URL: "http://n2/room", Rooms: 1, Participants: 3},
		{ID: "leaving", Queue: "q3", URL: "http://n3/room", Draining: true},
	} {
		require.NoError(t, d.api.RegisterMediaNode(ctx, n))
	}
	chosen, err := d.worker.ChooseMediaNode(ctx, nil)
	require.NoError(t, err)
	require.Equal(t, "quiet", chosen.ID)
	chosen, err = d.worker.ChooseMediaNode(ctx, []string{"quiet"})
	require.NoError(t, err)
	require.Equal(t, "busy", chosen.ID)

	_, err = connect(t, d.ownerURL).Exec(ctx, "UPDATE media_nodes SET seen_at = now() - interval '5 seconds' WHERE id = 'quiet'")
	require.NoError(t, err)
	chosen, err = d.worker.ChooseMediaNode(ctx, nil)
	require.NoError(t, err)
	require.Equal(t, "busy", chosen.ID, "who is silent is gone")
	found, err := d.api.MediaNode(ctx, "quiet")
	require.NoError(t, err)
	require.Equal(t, "q2", found.Queue)
	require.Error(t, d.worker.RegisterMediaNode(ctx, *found), "only the site registers nodes")
}

func TestANodeThatTakesAnothersPlaceIsKnownToHaveDoneSo(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	for _, n := range []records.MediaNode{
		{ID: "killed", Queue: "q1", URL: "http://n1/room"}, {ID: "other", Queue: "q2", URL: "http://n2/room", Rooms: 1},
		{ID: "restarted", Queue: "q3", URL: "http://n1/room"},
	} {
		require.NoError(t, d.api.RegisterMediaNode(ctx, n))
	}
	for id, there := range map[string]bool{"killed": false, "other": true, "restarted": true} {
		found, err := d.api.MediaNode(ctx, id)
		require.NoError(t, err)
		require.Equal(t, there, found != nil, id)
	}
}

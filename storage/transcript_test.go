package storage_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
)

func TestOfTwoCorrectionsAtTheSameMomentOneStands(t *testing.T) {
	d, ctx := start(t), t.Context()
	who := tenantOf("a")
	d.put(t, "c1", who)
	mediator := dispute.Actor{Account: who.mediator, Role: dispute.Mediator, Organisation: who.organisation}
	write := func(key string, l dispute.RecordLine) (int, error) {
		l.At = morning
		return d.api.AddRecordLine(ctx, mediator, "c1", 1, key, l)
	}
	for round := range 10 {
		corrected, err := write(fmt.Sprint("line ", round), dispute.RecordLine{Text: "已还五期。"})
		require.NoError(t, err)
		const writers = 6
		var wg sync.WaitGroup
		var numbers, refusals [writers]int
		begin := make(chan struct{})
		for i := range writers {
			wg.Go(func() {
				<-begin
				l := dispute.RecordLine{Text: fmt.Sprint("第", i), Replaces: corrected}
				no, err := write(fmt.Sprint("correction ", round, i), l)
				var e *dispute.Error
				switch {
				case err == nil:
					numbers[i] = no
				case errors.As(err, &e) && len(e.Fields) == 1 && e.Fields[0].Field == "replaces":
					refusals[i] = 1
				default:
					t.Error(err)
				}
			})
		}
		close(begin)
		wg.Wait()
		winner, refused := 0, 0
		for i, no := range numbers {
			refused += refusals[i]
			if no > 0 {
				winner = i
			}
		}
		require.Equal(t, writers-1, refused)
		again, err := write(fmt.Sprint("correction ", round, winner), dispute.RecordLine{Text: "x", Replaces: corrected})
		require.NoError(t, err, "the winner's call, repeated")
		require.Equal(t, numbers[winner], again)
	}
	lines, err := d.api.SessionRecord(ctx, mediator, "c1", 1)
	require.NoError(t, err)
	require.Len(t, lines, 20)
	require.Len(t, dispute.Standing(lines), 10)
}

func TestTheRecordIsShownToNoCourtWhateverTheTrack(t *testing.T) {
	d, ctx := start(t), t.Context()
	for _, track := range dispute.Tracks() {
		who := tenantOf(string(track.Value))
		entries := who.acts()
		entries[0].Detail.(*dispute.Referral).Track = track.Value
		id := "c-" + string(track.Value)
		require.NoError(t, d.worker.Record(ctx, recording(id, entries, len(entries))))
		people := viewers(who)
		_, err := d.api.AddRecordLine(ctx, people["mediator"], id, 1, "k", dispute.RecordLine{Text: "愿意让步。", At: morning})
		require.NoError(t, err)
		for name, sees := range map[string]bool{"mediator": true, "party": true, "agent": true, "clerk": false, "judge": false, "nobody": false} {
			lines, err := d.api.SessionRecord(ctx, people[name], id, 1)
			require.NoError(t, err)
			require.Equal(t, sees, len(lines) == 1, "%s, %s", track.Value, name)
		}
	}
}

package storage_test

import (
	"context"
	"encoding/json"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
)

func TestIdempotencyKeys(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	begin := func(account, key, route, body string) (*storage.Response, error) {
		return d.api.BeginKey(ctx, account, key, route, []byte(body))
	}
	stored, err := begin("a", "k", "POST /x", "1")
	require.NoError(t, err)
	require.Nil(t, stored)
	_, err = begin("a", "k", "POST /x", "1")
	require.Equal(t, dispute.CodeConflict, code(t, err), "in progress")
	stored, err = begin("b", "k", "POST /x", "1")
	require.NoError(t, err)
	require.Nil(t, stored, "somebody else's key is another key")

	require.NoError(t, d.api.FinishKey(ctx, "b", "k", storage.Response{Status: 500}))
	require.NoError(t, d.api.FinishKey(ctx, "a", "k", storage.Response{Status: 201, Body: []byte("ok\x00")}))
	require.NoError(t, d.api.FinishKey(ctx, "a", "k", storage.Response{Status: 500}), "the first reply stays")
	stored, err = begin("a", "k", "POST /x", "1")
	require.NoError(t, err)
	require.Equal(t, &storage.Response{Status: 201, Body: []byte("ok\x00")}, stored)
	for _, other := range [][2]string{{"POST /x", "2"}, {"POST /y", "1"}} {
		_, err = begin("a", "k", other[0], other[1])
		require.Equal(t, dispute.CodeConflict, code(t, err))
	}
	require.NoError(t, d.api.DropKey(ctx, "a", "k"), "an answered key is not given back")
	stored, err = begin("a", "k", "POST /x", "1")
	require.NoError(t, err)
	require.NotNil(t, stored)
}

func TestIdempotencyKeysAreGivenBackAndPruned(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	claim := func(key string) (claimed bool) {
		stored, err := d.api.BeginKey(ctx, "a", key, "r", []byte("hash"))
		return err == nil && stored == nil
	}
	require.True(t, claim("dropped"))
	require.NoError(t, d.api.DropKey(ctx, "a", "dropped"))
	require.True(t, claim("dropped"))

	require.True(t, claim("abandoned"))
	_, err := connect(t, d.ownerURL).Exec(ctx, `ALTER TABLE idempotency_keys NO FORCE ROW LEVEL SECURITY;
		UPDATE idempotency_keys SET created_at = now() - interval '3 minutes' WHERE key = 'abandoned'`)
	require.NoError(t, err)
	require.True(t, claim("abandoned"), "whoever held it is dead")
	require.False(t, claim("abandoned"))

	require.NoError(t, d.worker.PruneKeys(ctx, time.Now().Add(-time.Hour)))
	require.False(t, claim("dropped"))
	require.NoError(t, d.worker.PruneKeys(ctx, time.Now().Add(time.Hour)))
	require.True(t, claim("dropped"))
}

func TestOneOfManyGetsTheKey(t *testing.T) {
	d := start(t)
	var group sync.WaitGroup
	claimed := make([]bool, 16)
	for i := range claimed {
		group.Go(func() {
			stored, err := d.api.BeginKey(context.Background(), "a", "k", "r", []byte("hash"))
			claimed[i] = err == nil && stored == nil
		})
	}
	group.Wait()
	count := 0
	for _, c := range claimed {
		if c {
			count++
		}
	}
	require.Equal(t, 1, count)
}

func TestStuckSteps(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	operator := dispute.Actor{Account: "op", Role: dispute.Operator}
	require.NoError(t, d.worker.StepFailed(ctx, "c1", "send", 1, "refused"))
	first, err := d.api.StuckSteps(ctx, operator)
	require.NoError(t, err)
	require.NoError(t, d.worker.StepFailed(ctx, "c1", "send", 7, "timeout"))
	steps, err := d.api.StuckSteps(ctx, operator)
	require.NoError(t, err)
	require.Len(t, steps, 1)
	require.Equal(t, 7, steps[0].Attempts)
	require.Equal(t, "timeout", steps[0].LastError)
	require.Equal(t, first[0].Since, steps[0].Since)
	steps, err = d.worker.StuckSteps(ctx, dispute.TheSystem())
	require.NoError(t, err)
	require.Len(t, steps, 1)
	require.NoError(t, d.worker.StepPassed(ctx, "c1", "send"))
	require.NoError(t, d.worker.StepPassed(ctx, "c1", "send"))
	steps, err = d.api.StuckSteps(ctx, operator)
	require.NoError(t, err)
	require.Empty(t, steps)
}

func TestRepairsAndLateActs(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	who := tenantOf("a")
	d.put(t, "c1", who)
	operator := dispute.Actor{Account: "op", Role: dispute.Operator}
	repair := storage.Repair{DisputeID: "c1", Operator: "op", Kind: storage.RepairReset, Reason: "bug", Point: "12", Result: "ok"}
	require.NoError(t, d.api.AddRepair(ctx, operator, repair))
	repair.Operator = "somebody"
	require.Error(t, d.api.AddRepair(ctx, operator, repair), "in one's own name only")
	repairs, err := d.api.Repairs(ctx, operator, "c1")
	require.NoError(t, err)
	require.Len(t, repairs, 1)
	require.Equal(t, "12", repairs[0].Point)
	require.False(t, repairs[0].At.IsZero())

	party := dispute.Actor{Account: who.applicant, Role: storage.PartyViewer}
	late := storage.LateAct{DisputeID: "c1", Act: dispute.SignAgreement, At: morning, Detail: `{"version":1}`, Reason: "closed"}
	require.NoError(t, d.api.AddLateAct(ctx, party, late))
	require.Error(t, d.api.AddLateAct(ctx, dispute.Actor{Account: "stranger", Role: storage.PartyViewer}, late))
	acts, err := d.api.LateActs(ctx, viewers(who)["manager"], "c1")
	require.NoError(t, err)
	require.Len(t, acts, 1)
	require.Equal(t, who.applicant, acts[0].Account)
	acts, err = d.api.LateActs(ctx, viewers(who)["respondent"], "c1")
	require.NoError(t, err)
	require.Empty(t, acts, "not the other side's to see")
}

func TestDeliveries(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	sent := storage.Delivery{Key: "k", DisputeID: "c1", Kind: "result", Counterparty: "京0102", Body: json.RawMessage(`{"a": 1}`)}
	known, err := d.worker.BeginDelivery(ctx, sent)
	require.NoError(t, err)
	require.Equal(t, storage.Sending, known.State)
	clerk := dispute.Actor{Account: "c", Role: dispute.Clerk, Court: "京0102"}
	inbox, err := d.api.CourtInbox(ctx, clerk)
	require.NoError(t, err)
	require.Empty(t, inbox)

	require.NoError(t, d.worker.FinishDelivery(ctx, "k", "receipt"))
	require.NoError(t, d.worker.FinishDelivery(ctx, "k", "another"))
	sent.Body = json.RawMessage(`{"a": 2}`)
	known, err = d.worker.BeginDelivery(ctx, sent)
	require.NoError(t, err)
	require.Equal(t, storage.Delivered, known.State)
	require.Equal(t, "receipt", known.Receipt)
	require.JSONEq(t, `{"a": 1}`, string(known.Body))
	inbox, err = d.api.CourtInbox(ctx, clerk)
	require.NoError(t, err)
	require.Len(t, inbox, 1)
	require.JSONEq(t, `{"a": 1}`, string(inbox[0].Body))
	require.Error(t, d.worker.FinishDelivery(ctx, "unknown", ""))
	_, err = d.worker.BeginDelivery(ctx, storage.Delivery{Key: "x"})
	require.Error(t, err)
}

func TestSettingsAndCalendar(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	_, err := d.api.Setting(ctx, "pace")
	require.Equal(t, dispute.CodeNotFound, code(t, err))
	holds, err := d.api.PutSettingOnce(ctx, "pace", json.RawMessage(`{"day": 1}`))
	require.NoError(t, err)
	require.JSONEq(t, `{"day": 1}`, string(holds))
	holds, err = d.worker.PutSettingOnce(ctx, "pace", json.RawMessage(`{"day": 2}`))
	require.NoError(t, err)
	require.JSONEq(t, `{"day": 1}`, string(holds))
	require.NoError(t, d.worker.PutSetting(ctx, "pace", json.RawMessage(`3`)))
	holds, err = d.api.Setting(ctx, "pace")
	require.NoError(t, err)
	require.JSONEq(t, `3`, string(holds))

	for _, year := range []int{2027, 2026, 2027} {
		require.NoError(t, d.api.PutCalendarYear(ctx, storage.CalendarYear{
			Year: year, Status: "published", Source: "国办发明电", LoadedBy: "op",
			Body: json.RawMessage(`{"year": ` + time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006") + `}`),
		}))
	}
	years, err := d.worker.CalendarYears(ctx)
	require.NoError(t, err)
	require.Len(t, years, 2)
	require.JSONEq(t, `{"year": 2026}`, string(years[0]))
}

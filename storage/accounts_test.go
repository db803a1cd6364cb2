package storage_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
)

func text1(s string) *string { return &s }

func TestAccounts(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	a, err := d.api.CreateAccount(ctx, storage.Account{
		Role: dispute.Mediator, Name: "李调解", Login: text1("li"), Phone: text1("13800000001"),
		Organisation: "org", PasswordHash: text1("hash"), MustChange: true,
	})
	require.NoError(t, err)
	require.NotEmpty(t, a.ID)
	_, err = d.api.CreateAccount(ctx, storage.Account{Role: dispute.Judge, Name: "x", Login: text1("li")})
	require.Equal(t, dispute.CodeConflict, code(t, err))

	byLogin, err := d.api.AccountByLogin(ctx, "li")
	require.NoError(t, err)
	require.Equal(t, "hash", *byLogin.PasswordHash)
	require.Equal(t, dispute.Actor{Account: a.ID, Role: dispute.Mediator, Organisation: "org"}, byLogin.Viewer())
	for _, db := range []*storage.DB{d.api, d.worker} {
		byPhone, err := db.AccountByPhone(ctx, "13800000001")
		require.NoError(t, err)
		require.Equal(t, a.ID, byPhone.ID)
		require.Nil(t, byPhone.PasswordHash)
		byID, err := db.AccountByID(ctx, a.ID)
		require.NoError(t, err)
		require.Equal(t, "li", *byID.Login)
		staff, err := db.Accounts(ctx, dispute.Office{Organisation: "org"})
		require.NoError(t, err)
		require.Len(t, staff, 1)
	}
	_, err = d.api.AccountByLogin(ctx, "nobody")
	require.Equal(t, dispute.CodeNotFound, code(t, err))

	require.NoError(t, d.api.SetPassword(ctx, a.ID, "new", false))
	byLogin, err = d.api.AccountByLogin(ctx, "li")
	require.NoError(t, err)
	require.Equal(t, "new", *byLogin.PasswordHash)
	require.False(t, byLogin.MustChange)
	require.Equal(t, dispute.CodeNotFound, code(t, d.api.SetPassword(ctx, "none", "x", false)))
}

func TestAPartyHasOneAccount(t *testing.T) {
	d := start(t)
	ids := make([]string, 8)
	var group sync.WaitGroup
	for i := range ids {
		db := []*storage.DB{d.api, d.worker}[i%2]
		group.Go(func() { ids[i], _ = db.EnsurePartyAccount(context.Background(), "13900000000", "王小明") })
	}
	group.Wait()
	for _, id := range ids {
		require.NotEmpty(t, id)
		require.Equal(t, ids[0], id)
	}
	again, err := d.worker.EnsurePartyAccount(t.Context(), "13900000000", "别名")
	require.NoError(t, err)
	require.Equal(t, ids[0], again)
	a, err := d.worker.AccountByID(t.Context(), again)
	require.NoError(t, err)
	require.Equal(t, "王小明", a.Name)
	require.Equal(t, storage.PartyViewer, a.Role)
	_, err = d.worker.EnsurePartyAccount(t.Context(), "", "x")
	require.Equal(t, dispute.CodeInvalid, code(t, err))
}

func TestSessions(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	a, err := d.api.CreateAccount(ctx, storage.Account{Role: dispute.Operator, Name: "x"})
	require.NoError(t, err)
	signedIn := func(token string) bool {
		who, err := d.api.SessionByToken(ctx, []byte(token), time.Hour)
		if err != nil {
			require.Equal(t, dispute.CodeUnauthorised, code(t, err))
			return false
		}
		require.Equal(t, a.ID, who.ID)
		return true
	}
	require.NoError(t, d.api.CreateSession(ctx, []byte("t1"), a.ID, time.Hour))
	require.NoError(t, d.api.CreateSession(ctx, []byte("over"), a.ID, -time.Second))
	require.True(t, signedIn("t1"))
	require.False(t, signedIn("over"))
	require.False(t, signedIn("unknown"))

	// Use prolongs: a session that was to end in a minute has an hour again.
	owner := connect(t, d.ownerURL)
	_, err = owner.Exec(ctx, `UPDATE login_sessions SET last_seen = now() - interval '59 minutes',
		expires_at = now() + interval '1 minute' WHERE token_hash = 't1'`)
	require.NoError(t, err)
	require.True(t, signedIn("t1"))
	var prolonged bool
	require.NoError(t, owner.QueryRow(ctx, `SELECT expires_at > now() + interval '50 minutes'
		FROM login_sessions WHERE token_hash = 't1'`).Scan(&prolonged))
	require.True(t, prolonged)

	require.NoError(t, d.api.PruneLogins(ctx))
	require.True(t, signedIn("t1"))
	require.NoError(t, d.api.EndSession(ctx, []byte("t1")))
	require.False(t, signedIn("t1"))

	require.NoError(t, d.api.CreateSession(ctx, []byte("t2"), a.ID, time.Hour))
	require.NoError(t, d.api.DisableAccount(ctx, a.ID))
	require.False(t, signedIn("t2"))
	require.NoError(t, d.api.EnableAccount(ctx, a.ID))
	require.False(t, signedIn("t2"), "sessions do not come back")
}

func TestOneTimeCodes(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	take := func(phone, hash string) bool {
		err := d.api.TakeCode(ctx, phone, []byte(hash), "")
		if err != nil {
			require.Equal(t, dispute.CodeUnauthorised, code(t, err))
		}
		return err == nil
	}
	require.NoError(t, d.api.PutCode(ctx, "1", []byte("right"), time.Minute))
	require.False(t, take("1", "wrong"))
	require.True(t, take("1", "right"))
	require.False(t, take("1", "right"), "once only")
	require.False(t, take("2", "right"))

	require.NoError(t, d.api.PutCode(ctx, "1", []byte("old"), time.Minute))
	require.NoError(t, d.api.PutCode(ctx, "1", []byte("right"), time.Minute))
	require.False(t, take("1", "old"), "a new code voids the old one")
	for range 4 {
		require.False(t, take("1", "wrong"))
	}
	require.False(t, take("1", "right"), "five attempts were made")
	require.NoError(t, d.api.PutCode(ctx, "1", []byte("right"), -time.Second))
	require.False(t, take("1", "right"), "over")
}

func TestGuessesAtTheSameTimeAreCounted(t *testing.T) {
	d := start(t)
	require.NoError(t, d.api.PutCode(t.Context(), "1", []byte("right"), time.Minute))
	var group sync.WaitGroup
	var taken atomic.Int32
	for range 16 {
		group.Go(func() {
			if d.api.TakeCode(context.Background(), "1", []byte("right"), "") == nil {
				taken.Add(1)
			}
		})
	}
	group.Wait()
	require.Equal(t, int32(1), taken.Load())
}

func TestAPIKeys(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	a, err := d.api.CreateAccount(ctx, storage.Account{Role: dispute.Clerk, Name: "法院系统", Court: "京0102"})
	require.NoError(t, err)
	id, err := d.api.CreateAPIKey(ctx, []byte("hash"), a.ID, "court's own system")
	require.NoError(t, err)
	who, err := d.api.AccountByAPIKey(ctx, []byte("hash"))
	require.NoError(t, err)
	require.Equal(t, "京0102", who.Court)
	require.NoError(t, d.api.RevokeAPIKey(ctx, id))
	require.NoError(t, d.api.RevokeAPIKey(ctx, id))
	_, err = d.api.AccountByAPIKey(ctx, []byte("hash"))
	require.Equal(t, dispute.CodeUnauthorised, code(t, err))
	keys, err := d.api.APIKeys(ctx, a.ID)
	require.NoError(t, err)
	require.Len(t, keys, 1)
	require.NotNil(t, keys[0].RevokedAt)
	require.Equal(t, dispute.CodeNotFound, code(t, d.api.RevokeAPIKey(ctx, "none")))
}

func TestRegistry(t *testing.T) {
	d := start(t)
	ctx := t.Context()
	o, err := d.api.CreateOrganisation(ctx, storage.Organisation{
		Name: "某银行业调解中心", Courts: []string{"京0102", `京"0\1`}, Scope: nil, Fees: true,
	})
	require.NoError(t, err)
	o.Name, o.Scope = "新名称", []string{"bank-card"}
	require.NoError(t, d.api.UpdateOrganisation(ctx, *o))
	got, err := d.worker.Organisation(ctx, o.ID)
	require.NoError(t, err)
	require.Equal(t, []string{"京0102", `京"0\1`}, got.Courts)
	require.Equal(t, []string{"bank-card"}, got.Scope)
	require.Equal(t, "新名称", got.Name)
	all, err := d.api.Organisations(ctx)
	require.NoError(t, err)
	require.Len(t, all, 1)
	_, err = d.api.CreateOrganisation(ctx, *o)
	require.Equal(t, dispute.CodeConflict, code(t, err))
	_, err = d.api.Organisation(ctx, "none")
	require.Equal(t, dispute.CodeNotFound, code(t, err))

	a, err := d.api.CreateAccount(ctx, storage.Account{Role: dispute.Mediator, Name: "李调解", Organisation: o.ID})
	require.NoError(t, err)
	require.NoError(t, d.api.PutMediator(ctx, storage.Mediator{Account: a.ID, Organisation: o.ID}))
	require.NoError(t, d.api.PutMediator(ctx, storage.Mediator{
		Account: a.ID, Organisation: o.ID, Languages: []string{"粤语"}, FullTime: true,
	}))
	mediators, err := d.worker.Mediators(ctx, o.ID)
	require.NoError(t, err)
	require.Equal(t, []storage.Mediator{{
		Account: a.ID, Name: "李调解", Organisation: o.ID, Specialties: []string{}, Languages: []string{"粤语"}, FullTime: true,
	}}, mediators)

	require.NoError(t, d.api.PutCourt(ctx, storage.Court{Code: "京0102", Name: "旧"}))
	require.NoError(t, d.api.PutCourt(ctx, storage.Court{Code: "京0102", Name: "北京市西城区人民法院", Level: "基层"}))
	courts, err := d.worker.Courts(ctx)
	require.NoError(t, err)
	require.Len(t, courts, 1)
	require.Equal(t, "北京市西城区人民法院", courts[0].Name)
	require.Nil(t, courts[0].Endpoint)

	id, err := d.api.PutInstitution(ctx, storage.Institution{Name: "某银行", CreditCode: "91"})
	require.NoError(t, err)
	again, err := d.api.PutInstitution(ctx, storage.Institution{Name: "某银行股份有限公司", CreditCode: "91"})
	require.NoError(t, err)
	require.Equal(t, id, again)
	institutions, err := d.worker.Institutions(ctx)
	require.NoError(t, err)
	require.Len(t, institutions, 1)
}

package storagetest_test

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"sutiao/storage"
	"sutiao/storage/storagetest"
)

func TestEachTestHasItsOwnDatabase(t *testing.T) {
	ctx := t.Context()
	first, second := storagetest.Start(t), storagetest.Start(t)
	require.NotEqual(t, first, second)

	owner, err := pgx.Connect(ctx, first)
	require.NoError(t, err)
	defer func() { require.NoError(t, owner.Close(ctx)) }()
	var superuser bool
	require.NoError(t, owner.QueryRow(ctx,
		"SELECT rolsuper FROM pg_roles WHERE rolname = current_user").Scan(&superuser))
	require.False(t, superuser, "row security would not bind a superuser")

	require.NoError(t, storage.Migrate(ctx, first), "migrating again changes nothing")
}

func TestRolesSignInWithTheirPassword(t *testing.T) {
	ctx := t.Context()
	ownerURL := storagetest.Start(t)
	for _, role := range []string{storage.APIRole, storage.WorkerRole} {
		conn, err := pgx.Connect(ctx, storagetest.Login(t, ownerURL, role))
		require.NoError(t, err)
		var name string
		require.NoError(t, conn.QueryRow(ctx, "SELECT current_user").Scan(&name))
		require.Equal(t, role, name)
		require.NoError(t, conn.Close(ctx))
	}
	require.Error(t, storage.GrantLogin(ctx, ownerURL, "postgres", "x"))
	require.Error(t, storage.GrantLogin(ctx, ownerURL, storage.APIRole, ""))
	require.Error(t, storage.GrantLogin(ctx, ownerURL, storage.APIRole, "密码"))
}

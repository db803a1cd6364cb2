package storage_test

import (
	"bytes"
	"log/slog"
	"net/url"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/storage/storagetest"
)

func TestLogsHoldNoPersonalData(t *testing.T) {
	d := start(t)
	var log bytes.Buffer
	db, err := storage.Open(t.Context(), storagetest.Login(t, d.ownerURL, storage.APIRole), storage.Options{
		Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), SlowQuery: 1,
	})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for range 2 {
		_, err = db.CreateAccount(t.Context(), storage.Account{Role: dispute.Judge, Name: "王小明", Phone: text1("13812345678")})
	}
	require.Error(t, err)
	require.NotContains(t, err.Error(), "13812345678")
	_, err = db.EnsurePartyAccount(t.Context(), "13812345679", "李四")
	require.NoError(t, err)
	_, err = db.Disputes(t.Context(), dispute.Actor{Account: "张三", Role: dispute.Manager}, storage.Query{Search: "赵六"})
	require.NoError(t, err)
	require.Contains(t, log.String(), "statement failed")
	require.Contains(t, log.String(), "code=23505")
	require.Contains(t, log.String(), "slow statement")
	for _, personal := range []string{"王小明", "1381234567", "李四", "张三", "赵六"} {
		require.NotContains(t, log.String(), personal)
	}
}

func TestStatementsTimeOut(t *testing.T) {
	d := start(t)
	owner := connect(t, d.ownerURL)
	tx, err := owner.Begin(t.Context())
	require.NoError(t, err)
	defer func() { _ = tx.Rollback(t.Context()) }()
	_, err = tx.Exec(t.Context(), "LOCK TABLE settings")
	require.NoError(t, err)
	db, err := storage.Open(t.Context(), d.workerURL, storage.Options{
		StatementTimeout: 50 * time.Millisecond, Logger: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	_, err = db.CalendarYears(t.Context())
	require.NoError(t, err)
	_, err = db.Setting(t.Context(), "x")
	require.ErrorContains(t, err, "57014")
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	_, err := storage.Open(t.Context(), "postgres://x:y@127.0.0.1:1/none?connect_timeout=1", storage.Options{})
	require.Error(t, err)
	_, err = storage.Open(t.Context(), "nonsense://", storage.Options{})
	require.Error(t, err)
}

// A server may lack pg_trgm or not let us have it: then search works without its index.
func TestMigrationsWithoutTheTrigramExtension(t *testing.T) {
	u, err := url.Parse(storagetest.Start(t))
	require.NoError(t, err)
	owner := connect(t, u.String())
	database := u.Path[1:]
	for _, statement := range []string{
		"DROP EXTENSION IF EXISTS pg_trgm CASCADE",
		"DROP TABLE goose_db_version",
		`DO $$ DECLARE t text; BEGIN
			FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
				EXECUTE format('DROP TABLE %I CASCADE', t);
			END LOOP; END $$`,
		"DROP FUNCTION sutiao_viewer; DROP FUNCTION sutiao_refuse",
		// Without the right to create in the database no extension can be had.
		"REVOKE CREATE ON DATABASE " + pgx.Identifier{database}.Sanitize() + " FROM CURRENT_USER",
	} {
		_, err := owner.Exec(t.Context(), statement)
		require.NoError(t, err, statement)
	}
	require.NoError(t, storage.Migrate(t.Context(), u.String()))
	var indexes int
	require.NoError(t, owner.QueryRow(t.Context(),
		"SELECT count(*) FROM pg_indexes WHERE indexname = 'disputes_by_text'").Scan(&indexes))
	require.Zero(t, indexes)
	worker := open(t, storagetest.Login(t, u.String(), storage.WorkerRole))
	d := databases{ownerURL: u.String(), worker: worker}
	d.put(t, "c1", tenantOf("a"))
	page, err := worker.Disputes(t.Context(), dispute.TheSystem(), storage.Query{Search: "王小明"})
	require.NoError(t, err)
	require.Len(t, page.Items, 1)
}

package storage_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/storage/storagetest"
)

// viewers are all kinds of caller, as people around the given tenant.
func viewers(who tenant) map[string]dispute.Actor {
	return map[string]dispute.Actor{
		"manager":           {Account: "mgr", Role: dispute.Manager, Organisation: who.organisation},
		"mediator":          {Account: who.mediator, Role: dispute.Mediator, Organisation: who.organisation},
		"mediator idle":     {Account: "other", Role: dispute.Mediator, Organisation: who.organisation},
		"mediator moved":    {Account: who.mediator, Role: dispute.Mediator, Organisation: "elsewhere"},
		"clerk":             {Account: "clerk", Role: dispute.Clerk, Court: who.court},
		"judge":             {Account: "judge", Role: dispute.Judge, Court: who.court},
		"applicant":         {Account: who.applicant, Role: dispute.Applicant},
		"respondent":        {Account: who.respondent, Role: dispute.Respondent},
		"third party":       {Account: who.respondent, Role: dispute.ThirdParty},
		"party":             {Account: who.applicant, Role: storage.PartyViewer},
		"agent":             {Account: who.agent, Role: storage.PartyViewer},
		"stranger":          {Account: "stranger", Role: storage.PartyViewer},
		"regulator":         {Account: "reg", Role: dispute.Regulator},
		"operator":          {Account: "op", Role: dispute.Operator},
		"system":            dispute.TheSystem(),
		"nobody":            {},
		"manager of none":   {Account: "mgr", Role: dispute.Manager},
		"clerk of none":     {Account: "clerk", Role: dispute.Clerk},
		"party nameless":    {Role: storage.PartyViewer},
		"unknown role":      {Account: who.applicant, Role: "superuser", Organisation: who.organisation, Court: who.court},
		"manager of tricks": {Account: "mgr", Role: dispute.Manager, Organisation: "' OR true --"},
	}
}

var (
	seesCase = map[string]bool{
		"manager": true, "mediator": true, "clerk": true, "judge": true, "applicant": true,
		"respondent": true, "third party": true, "party": true, "agent": true,
	}
	seesNotices = map[string]bool{
		"manager": true, "mediator": true, "mediator moved": true, "clerk": true, "judge": true,
	}
	seesInbox    = map[string]bool{"clerk": true, "judge": true}
	seesLateActs = map[string]bool{
		"manager": true, "mediator": true, "clerk": true, "judge": true, "respondent": true, "third party": true,
	}
	operatorOnly = map[string]bool{"operator": true}
	// protected lists every table with row security and who sees a tenant's rows in it.
	protected = []struct {
		table  string
		column string // names the dispute
		sees   map[string]bool
	}{
		{"disputes", "id", seesCase},
		{"dispute_people", "dispute_id", seesCase},
		{"dispute_dates", "dispute_id", seesCase},
		{"ledger", "dispute_id", seesCase},
		{"notices", "dispute_id", seesNotices},
		{"deliveries", "dispute_id", seesInbox},
		{"late_acts", "dispute_id", seesLateActs},
		{"stuck_steps", "dispute_id", operatorOnly},
		{"repairs", "dispute_id", operatorOnly},
	}
)

// putTenant fills every protected table with rows of the tenant's case.
func (d databases) putTenant(t *testing.T, id string, who tenant) {
	t.Helper()
	ctx := t.Context()
	d.put(t, id, who)
	_, err := d.worker.BeginDelivery(ctx, storage.Delivery{
		Key: id, DisputeID: id, Kind: "result", Counterparty: who.court, Body: []byte(`{}`),
	})
	require.NoError(t, err)
	require.NoError(t, d.worker.FinishDelivery(ctx, id, "ok"))
	require.NoError(t, d.worker.StepFailed(ctx, id, "notify", 3, "timeout"))
	require.NoError(t, d.worker.AddRepair(ctx, dispute.TheSystem(), storage.Repair{
		DisputeID: id, Operator: "op", Kind: storage.RepairRetry, Reason: "r",
	}))
	require.NoError(t, d.api.AddLateAct(ctx, dispute.Actor{Account: who.respondent, Role: dispute.Respondent},
		storage.LateAct{DisputeID: id, Act: dispute.SignAgreement, At: morning, Detail: "{}", Reason: "closed"}))
}

func TestEveryViewerOfEveryTable(t *testing.T) {
	d := start(t)
	own, other := tenantOf("a"), tenantOf("b")
	d.putTenant(t, "own", own)
	d.putTenant(t, "other", other)
	conn := connect(t, storagetest.Login(t, d.ownerURL, storage.APIRole))
	for kind, viewer := range viewers(own) {
		for _, p := range protected {
			t.Run(kind+" sees "+p.table, func(t *testing.T) {
				ids := visible(t, conn, viewer, p.table, p.column)
				require.Equal(t, p.sees[kind], ids["own"] > 0)
				// Operators look at the machinery of every case.
				require.Equal(t, kind == "operator" && p.sees[kind], ids["other"] > 0)
			})
		}
		t.Run(kind+" reads a case", func(t *testing.T) {
			_, err := d.api.Dispute(t.Context(), viewer, "own")
			if seesCase[kind] {
				require.NoError(t, err)
			} else {
				require.Equal(t, dispute.CodeNotFound, code(t, err))
			}
			_, err = d.api.Dispute(t.Context(), viewer, "other")
			require.Equal(t, dispute.CodeNotFound, code(t, err))
			_, err = d.api.History(t.Context(), viewer, "other", 0, 10)
			require.Equal(t, dispute.CodeNotFound, code(t, err))
			page, err := d.api.Disputes(t.Context(), viewer, storage.Query{})
			require.NoError(t, err)
			require.Equal(t, seesCase[kind], len(page.Items) == 1)
		})
	}
}

// visible counts the rows that a viewer sees with no condition but row security.
func visible(t *testing.T, conn *pgx.Conn, viewer dispute.Actor, table, column string) map[string]int {
	t.Helper()
	tx, err := conn.Begin(t.Context())
	require.NoError(t, err)
	defer func() { _ = tx.Rollback(t.Context()) }()
	_, err = tx.Exec(t.Context(), `SELECT set_config('sutiao.account', $1, true), set_config('sutiao.role', $2, true),
		set_config('sutiao.organisation', $3, true), set_config('sutiao.court', $4, true)`,
		viewer.Account, string(viewer.Role), viewer.Organisation, viewer.Court)
	require.NoError(t, err)
	rows, err := tx.Query(t.Context(), fmt.Sprintf("SELECT %s FROM %s", column, table))
	require.NoError(t, err)
	counts := map[string]int{}
	for rows.Next() {
		var id string
		require.NoError(t, rows.Scan(&id))
		counts[id]++
	}
	require.NoError(t, rows.Err())
	return counts
}

func TestEveryTableOfACaseIsProtected(t *testing.T) {
	d := start(t)
	rows, err := connect(t, d.ownerURL).Query(t.Context(), `SELECT c.relname FROM pg_class c
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('dispute_id', 'search_text') AND NOT a.attisdropped
		WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`)
	require.NoError(t, err)
	bare, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	require.Empty(t, bare, "tables about a case without forced row security")
}

func TestTheAPIWithoutAViewerSeesNothing(t *testing.T) {
	d := start(t)
	d.putTenant(t, "own", tenantOf("a"))
	api := connect(t, storagetest.Login(t, d.ownerURL, storage.APIRole))
	owner := connect(t, d.ownerURL)
	for _, p := range protected {
		for who, conn := range map[string]*pgx.Conn{"api": api, "owner": owner} {
			var count int
			require.NoError(t, conn.QueryRow(t.Context(), "SELECT count(*) FROM "+p.table).Scan(&count))
			require.Zero(t, count, "%s sees %s", who, p.table)
		}
	}
}

func TestAViewerDoesNotOutliveItsTransaction(t *testing.T) {
	d := start(t)
	d.put(t, "own", tenantOf("a"))
	// One connection serves both calls; the second names no viewer.
	db, err := storage.Open(t.Context(), storagetest.Login(t, d.ownerURL, storage.APIRole), storage.Options{MaxConnections: 1})
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	for _, kind := range []string{"manager", "clerk", "party"} {
		_, err = db.Dispute(t.Context(), viewers(tenantOf("a"))[kind], "own")
		require.NoError(t, err)
		_, err = db.Replayed(t.Context(), "own")
		require.Equal(t, dispute.CodeNotFound, code(t, err))
	}
}

func TestTheAPIHasNoRightTo(t *testing.T) {
	d := start(t)
	owner := connect(t, d.ownerURL).Config().User
	d.putTenant(t, "own", tenantOf("a"))
	conn := connect(t, storagetest.Login(t, d.ownerURL, storage.APIRole))
	_, err := conn.Exec(t.Context(), "SELECT set_config('sutiao.role', 'manager', false), set_config('sutiao.organisation', 'org-a', false)")
	require.NoError(t, err)
	for _, statement := range []string{
		"SET ROLE sutiao_worker", "SET ROLE " + owner, "SET SESSION AUTHORIZATION sutiao_worker",
		"UPDATE disputes SET stage = 'closed'", "DELETE FROM disputes",
		"INSERT INTO disputes (id) VALUES ('x')", "UPDATE disputes SET ledger_seq = 0",
		"INSERT INTO ledger SELECT * FROM ledger", "UPDATE ledger SET detail = ''", "DELETE FROM ledger", "TRUNCATE ledger",
		"INSERT INTO dispute_people VALUES ('own', 'me', 'p1', false)", "DELETE FROM dispute_dates",
		"INSERT INTO notices (key) VALUES ('x')", "UPDATE notices SET template = ''", "DELETE FROM notices",
		"UPDATE deliveries SET receipt = ''", "DELETE FROM late_acts", "UPDATE late_acts SET reason = ''",
		"DELETE FROM repairs", "UPDATE repairs SET reason = ''", "DELETE FROM stuck_steps", "DELETE FROM accounts",
		"UPDATE api_keys SET account = 'x'", "ALTER TABLE ledger DISABLE TRIGGER append_only",
		"ALTER TABLE disputes DISABLE ROW LEVEL SECURITY", "DROP POLICY viewer ON disputes",
		"CREATE TABLE mine (x int)", "SET session_replication_role = replica",
		"INSERT INTO late_acts (dispute_id, act, account, role, at, detail, reason) VALUES ('own', 'x', 'somebody', 'manager', now(), '', '')",
		"INSERT INTO repairs (dispute_id, operator, kind, reason, point, result) VALUES ('own', 'op', 'retry', '', '', '')",
		"INSERT INTO notice_reads (account, notice_id) SELECT 'somebody', id FROM notices",
		"INSERT INTO idempotency_keys (account, key, route, body_hash) VALUES ('somebody', 'k', 'r', '')",
	} {
		requireNoRight(t, conn, statement)
	}
}

// requireNoRight wants the refusal to be for the lack of a right, not for some slip in
// the statement.
func requireNoRight(t *testing.T, conn *pgx.Conn, statement string) {
	t.Helper()
	_, err := conn.Exec(t.Context(), statement)
	var refusal *pgconn.PgError
	require.ErrorAs(t, err, &refusal, statement)
	require.Equal(t, "42501", refusal.Code, "%s: %s", statement, refusal.Message)
}

func TestTheWorkerHasNoRightTo(t *testing.T) {
	d := start(t)
	owner := connect(t, d.ownerURL).Config().User
	d.putTenant(t, "own", tenantOf("a"))
	conn := connect(t, d.workerURL)
	for _, statement := range []string{
		"SET ROLE " + owner, "DELETE FROM disputes", "UPDATE ledger SET detail = ''", "DELETE FROM ledger",
		"DELETE FROM notices", "SELECT password_hash FROM accounts", "UPDATE accounts SET role = 'operator'",
		"SELECT * FROM login_sessions", "SELECT * FROM api_keys", "SELECT * FROM one_time_codes",
		"DELETE FROM repairs", "DELETE FROM deliveries", "UPDATE organisations SET name = ''",
	} {
		requireNoRight(t, conn, statement)
	}
}

package storage_test

import (
	"log/slog"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/storage/storagetest"
)

// databases is one fresh database as each of its roles sees it.
type databases struct {
	ownerURL, workerURL, apiURL string
	api, worker                 *storage.DB
}

func start(t *testing.T) databases {
	t.Helper()
	d := databases{ownerURL: storagetest.Start(t)}
	d.workerURL = storagetest.Login(t, d.ownerURL, storage.WorkerRole)
	d.worker = open(t, d.workerURL)
	d.apiURL = storagetest.Login(t, d.ownerURL, storage.APIRole)
	d.api = open(t, d.apiURL)
	return d
}

func open(t *testing.T, url string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), url, storage.Options{MaxConnections: 8, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// connect gives a bare connection, to do what package storage does not do.
func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close(t.Context()) })
	return conn
}

func code(t *testing.T, err error) dispute.Code {
	t.Helper()
	var e *dispute.Error
	require.ErrorAs(t, err, &e)
	return e.Code
}

var morning = time.Date(2026, 3, 2, 9, 0, 0, 123456789, dispute.Beijing)

// tenant describes the people around a test case.
type tenant struct {
	organisation, court, mediator, applicant, respondent, agent string
}

func tenantOf(name string) tenant {
	return tenant{
		organisation: "org-" + name, court: "京01" + name, mediator: "med-" + name,
		applicant: "app-" + name, respondent: "res-" + name, agent: "agt-" + name,
	}
}

func (t tenant) referral() dispute.Entry {
	return entry("refer", 1, dispute.Actor{Account: "clerk", Role: dispute.Clerk, Court: t.court}, &dispute.Referral{
		Track: dispute.PreFilingReferral, Court: t.court, CourtNumber: "（2026）" + t.court + "民初1号",
		Number: "调-" + t.organisation, Type: "bank-card", Amount: 12_345_00,
		Cause:  dispute.CauseRef{Version: "2025", Number: "115(2)"},
		Claims: []string{"返还本金"}, Narrative: "信用卡透支，含\u0000和\\u0000",
		Parties: []dispute.PartyInfo{
			{Role: dispute.Applicant, Kind: dispute.LegalPerson, Name: "某银行_" + t.organisation, Institution: true, Account: t.applicant},
			{
				Role: dispute.Respondent, Kind: dispute.NaturalPerson, Name: "王小明" + t.organisation, Account: t.respondent,
				Agents: []dispute.Agent{{Account: t.agent, Name: "代理人"}},
			},
		},
		Organisations: []string{t.organisation},
	})
}

// acts are the first steps of a case up to its mediator.
func (t tenant) acts() []dispute.Entry {
	manager := dispute.Actor{Account: "mgr", Role: dispute.Manager, Organisation: t.organisation}
	return []dispute.Entry{
		t.referral(),
		entry("accept", 2, manager, &dispute.Acceptance{}),
		entry("assign", 3, manager, &dispute.Assignment{Mediator: t.mediator}),
	}
}

func entry(id string, seq int, by dispute.Actor, detail dispute.Detail) dispute.Entry {
	return dispute.Entry{
		ID: id, Seq: seq, Act: detail.Act(), By: by, Detail: detail,
		At: morning.Add(time.Duration(seq) * time.Hour),
	}
}

// recording folds the entries and says that the last n of them are new.
func recording(id string, entries []dispute.Entry, n int) dispute.Recording {
	c := dispute.Replay(id, entries)
	return dispute.Recording{
		Case:    c,
		Entries: entries[len(entries)-n:],
		Dates: []dispute.DueDate{
			{Limit: "main", Last: dispute.DateOf(morning).AddDays(30), Due: morning.AddDate(0, 0, 30), Main: true},
			{Limit: "soon", Last: dispute.DateOf(morning).AddDays(3), Due: morning.AddDate(0, 0, 3), Provisional: true},
			{Limit: "asleep", Due: morning, Stopped: true},
		},
		Notices: []dispute.Notice{
			{Key: id + "/mediator/" + strconv.Itoa(c.Seq), To: c.Mediator, Template: "assigned", At: morning},
			{
				Key: id + "/office/" + strconv.Itoa(c.Seq), Office: dispute.Office{Organisation: c.Organisation},
				Template: "referred", Values: map[string]string{"number": c.Number}, At: morning,
			},
			{
				Key: id + "/court/" + strconv.Itoa(c.Seq), Office: dispute.Office{Court: c.Court},
				Template: "accepted", At: morning,
			},
		},
	}
}

// put records a case of the tenant and returns its entries.
func (d databases) put(t *testing.T, id string, who tenant) []dispute.Entry {
	t.Helper()
	entries := who.acts()
	require.NoError(t, d.worker.Record(t.Context(), recording(id, entries, len(entries))))
	return entries
}

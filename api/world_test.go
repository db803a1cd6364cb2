package api_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/notification"
	"sutiao/storage"
	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
	"sutiao/storage/files/shelf"
	"sutiao/storage/files/uploads"
	"sutiao/storage/storagetest"
)

// world is the API on a database of its own, with an engine of the test's and a clock
// that stands still until it is moved.
type world struct {
	t           *testing.T
	router      *gin.Engine
	db, worker  *storage.DB
	databaseURL string
	almanacs    *almanacs
	engine      *localEngine
	codes       *sentCodes
	clock       *standingClock
	files       *files.Store
	trial       *trial
	broken      bool // a fault of ours is the answer to be had
}

// monday is a working day without a holiday near it.
var monday = time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)

func newWorld(t *testing.T, change ...func(*api.Dependencies)) *world {
	t.Helper()
	owner := storagetest.Start(t)
	w := &world{t: t, clock: &standingClock{at: monday}, codes: &sentCodes{}, trial: &trial{}}
	w.databaseURL = storagetest.Login(t, owner, storage.APIRole)
	w.db = openDB(t, w.databaseURL)
	w.worker = openDB(t, storagetest.Login(t, owner, storage.WorkerRole))
	w.files = filestest.New(t)
	w.almanacs = &almanacs{db: w.db}
	w.engine = newLocalEngine(w.worker, w.almanacs)
	return w.serving(change...)
}

// serving makes the router anew.
func (w *world) serving(change ...func(*api.Dependencies)) *world {
	d := api.Dependencies{
		Cases: w.db, Accounts: w.db, Logins: w.db, Register: w.db, Inbox: w.db, Keys: w.db,
		Documents: w.db, Files: shelf.Streams{Store: w.files}, Uploads: w.counter(), Templates: noTemplates{}, Transcripts: w.db,
		Drawing: w.trial, Trial: w.trial,
		Confidences: w.db, Nodes: w.db, Tickets: plainTickets{}, MediaSecret: []byte(mediaSecret),
		Almanacs: w.almanacs, Engine: w.engine, Codes: w.codes, Health: []api.Health{w.db},
		Worded: func(template string, values map[string]string) (title, body dispute.Text) {
			named := map[string]dispute.Text{}
			for name, v := range values {
				named[name] = dispute.Text{ZH: v, EN: v}
			}
			title, body, _ = notification.Worded(template, named)
			return title, body
		},
		Changes: api.NewChanges(w.t.Context(), make(chan string)),
		Aside:   func(work func()) { work() },
		Now:     w.clock.now, Log: slog.New(slog.DiscardHandler),
	}
	for _, c := range change {
		c(&d)
	}
	w.router = api.New(d)
	w.router.NoRoute(api.Pages(http.NotFoundHandler()))
	return w
}

func (w *world) counter() shelf.Counter {
	w.t.Helper()
	received, err := uploads.New(uploads.Options{Folder: w.t.TempDir(), Prefix: "/api/uploads/", Who: api.AccountOf, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(w.t, err)
	return shelf.Counter{Uploads: received, Store: w.files}
}

// noTemplates takes every wording but one.
type noTemplates struct{}

func (noTemplates) BuiltinTemplate(k dispute.DocumentKind) (string, bool) {
	return "built in", k == dispute.AgreementText
}

func (noTemplates) CheckTemplate(_ dispute.DocumentKind, text string) error {
	if text == "{{.没有}}" {
		return dispute.Invalid([]dispute.FieldError{{Field: "text", Reason: dispute.Text{ZH: "第1行：没有这个字段", EN: "line 1: no such field"}}})
	}
	return nil
}

func openDB(t *testing.T, url string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), url, storage.Options{MaxConnections: 6, Logger: slog.New(slog.DiscardHandler)})
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	return db
}

type standingClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *standingClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *standingClock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// sentCodes remembers the last code for each phone.
type sentCodes struct {
	mu   sync.Mutex
	last map[string]string
}

func (s *sentCodes) SendCode(_ context.Context, phone, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		s.last = map[string]string{}
	}
	s.last[phone] = code
	return nil
}

func (s *sentCodes) SendSigningCode(ctx context.Context, phone, code, _ string) error {
	return s.SendCode(ctx, phone, code)
}

func (s *sentCodes) to(phone string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last[phone]
}

// almanacs joins the built-in calendar and the notices in the database.
type almanacs struct{ db *storage.DB }

func (a *almanacs) Almanac(ctx context.Context) (law.Almanac, error) {
	almanac := law.Almanac{Calendar: law.BuiltIn()}
	years, err := a.db.CalendarYears(ctx)
	for _, body := range years {
		var y law.CalendarYear
		if err = json.Unmarshal(body, &y); err == nil {
			almanac.Calendar, err = almanac.Calendar.With(y)
		}
	}
	return almanac, err
}

func (a *almanacs) LoadYear(ctx context.Context, y law.CalendarYear, by string) error {
	body, err := json.Marshal(y)
	if err != nil {
		return err
	}
	return a.db.PutCalendarYear(ctx, storage.CalendarYear{
		Year: y.Year, Status: string(y.Status), Source: y.Source, Body: body, LoadedBy: by,
	})
}

//go:build engines

package bench

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"flag"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"

	"sutiao/activities"
	"sutiao/api"
	"sutiao/dispute"
	"sutiao/embedded"
	"sutiao/payload"
	"sutiao/storage"
	"sutiao/test/stories"
	"sutiao/worker"
)

// site is everything that `sutiao up` would start.
type site struct {
	http     *httptest.Server
	temporal client.Client // with sealed payloads, as in production
	plain    client.Client // for the floor
	people   people
	stops    []func()
}

var theSite *site

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	if flag.Lookup("test.bench").Value.String() == "" {
		return m.Run() // there are no tests here, and the engines take their time
	}
	slog.SetDefault(slog.New(slog.DiscardHandler))
	s := &site{}
	defer s.stop()
	if err := s.start(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	theSite = s
	return m.Run()
}

func (s *site) stop() {
	for i := len(s.stops) - 1; i >= 0; i-- {
		s.stops[i]()
	}
}

func (s *site) later(stop func()) { s.stops = append(s.stops, stop) }

func (s *site) start(ctx context.Context) error {
	postgres, address, err := s.engines(ctx)
	if err != nil {
		return err
	}
	if err := postgres.CreateDatabase(ctx, "sutiao"); err != nil {
		return err
	}
	owner := postgres.URL("sutiao")
	if err := storage.Migrate(ctx, owner); err != nil {
		return err
	}
	forAPI, err := s.database(ctx, owner, storage.APIRole)
	if err != nil {
		return err
	}
	forWorker, err := s.database(ctx, owner, storage.WorkerRole)
	if err != nil {
		return err
	}
	if err := s.clients(ctx, address); err != nil {
		return err
	}
	// The files themselves have a benchmark of their own; here a desk stands in for them.
	desk := recordingDesk{stories.NewDesk(), forWorker}
	w := worker.New(s.temporal, desk.Serve(activities.New(desk, &almanacs{db: forWorker}, courts{forWorker})), forWorker)
	if err := w.Start(); err != nil {
		return err
	}
	s.later(w.Stop)
	if err := s.floor(); err != nil {
		return err
	}
	s.http = httptest.NewServer(api.New(api.Dependencies{
		Cases: forAPI, Accounts: forAPI, Logins: forAPI, Register: forAPI, Inbox: forAPI, Keys: forAPI,
		Almanacs: &almanacs{db: forAPI}, Engine: api.TemporalEngine{Client: s.temporal}, Health: []api.Health{forAPI},
		Documents: forAPI, Codes: codesSent, Transcripts: forAPI,
		Worded:  func(string, map[string]string) (title, body dispute.Text) { return title, body },
		Changes: api.NewChanges(ctx, make(chan string)), Log: slog.Default(),
	}))
	s.later(s.http.Close)
	s.people, err = hire(ctx, forAPI)
	return err
}

// engines starts both in a folder that goes away.
func (s *site) engines(ctx context.Context) (*embedded.Postgres, string, error) {
	path, err := os.MkdirTemp("", "sutiao-bench-")
	if err != nil {
		return nil, "", err
	}
	s.later(func() { _ = os.RemoveAll(path) })
	// Started by root, PostgreSQL runs as another user, who passes through the folder.
	if err := os.Chmod(path, 0o711); err != nil {
		return nil, "", err
	}
	folder, err := embedded.OpenFolder(filepath.Join(path, "data"))
	if err != nil {
		return nil, "", err
	}
	s.later(func() { _ = folder.Close() })
	log, err := os.Create(folder.Path("engines.log"))
	if err != nil {
		return nil, "", err
	}
	postgres, err := embedded.StartPostgres(ctx, embedded.PostgresOptions{Folder: folder, Log: log})
	if err != nil {
		return nil, "", err
	}
	s.later(postgres.Stop)
	if os.Getenv(embedded.TemporalVariable) == "" {
		_ = os.Setenv(embedded.TemporalVariable, filepath.Join("..", "..", "bin", "sutiao-temporal"))
	}
	server, err := embedded.StartTemporal(ctx, embedded.TemporalOptions{
		Folder: folder, DatabaseURL: postgres.URL("postgres"), Namespace: "sutiao", Log: log,
	})
	if err != nil {
		return nil, "", err
	}
	s.later(server.Stop)
	return postgres, server.Address(), nil
}

// database opens the database as one of its least-privileged roles.
func (s *site) database(ctx context.Context, owner, role string) (*storage.DB, error) {
	password := rand.Text()
	if err := storage.GrantLogin(ctx, owner, role, password); err != nil {
		return nil, err
	}
	u, err := url.Parse(owner)
	if err != nil {
		return nil, err
	}
	u.User = url.UserPassword(role, password)
	db, err := storage.Open(ctx, u.String(), storage.Options{})
	if err == nil {
		s.later(func() { _ = db.Close() })
	}
	return db, err
}

func (s *site) clients(ctx context.Context, address string) error {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	keys, err := payload.ParseKeys("bench " + base64.StdEncoding.EncodeToString(secret))
	if err != nil {
		return err
	}
	dc := payload.NewConverter(keys)
	logger := sdklog.NewStructuredLogger(slog.Default())
	s.temporal, err = client.DialContext(ctx, client.Options{
		HostPort: address, Namespace: "sutiao", DataConverter: dc, Logger: logger,
		FailureConverter: temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
			DataConverter: dc, EncodeCommonAttributes: true,
		}),
	})
	if err != nil {
		return err
	}
	s.later(s.temporal.Close)
	s.plain, err = client.DialContext(ctx, client.Options{HostPort: address, Namespace: "sutiao", Logger: logger})
	if err == nil {
		s.later(s.plain.Close)
	}
	return err
}

//go:build engines

package engines_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.temporal.io/sdk/client"

	"sutiao/dispute"
	"sutiao/embedded"
	"sutiao/payload"
	"sutiao/storage"
)

// installation is the whole system, each part in a process of its own.
type installation struct {
	folder   *embedded.Folder
	log      *transcript
	postgres *embedded.Postgres
	temporal *embedded.Temporal
	worker   *child
	api      *child

	env    []string // of worker, API and operator's tools
	clock  dispute.Clock
	base   string // of the API
	apiURL string // of the database, in the API's role
	keys   payload.Keys
	ledger *books
	people *people
}

const day = "24h" // no limit runs out while a process is dead

func install(ctx context.Context, path string) (*installation, error) {
	i := &installation{log: &transcript{}}
	var err error
	if i.folder, err = embedded.OpenFolder(path); err != nil {
		return i, err
	}
	for _, step := range []func(context.Context) error{
		i.startEngines, i.openDatabase, i.makeKeys, i.startProcesses, i.register,
	} {
		if err := step(ctx); err != nil {
			i.stop()
			return nil, fmt.Errorf("%w\n%s", err, i.log)
		}
	}
	return i, nil
}

func (i *installation) startEngines(ctx context.Context) error {
	var err error
	i.postgres, err = embedded.StartPostgres(ctx, embedded.PostgresOptions{Folder: i.folder, Log: i.log})
	if err != nil {
		return err
	}
	if err := i.postgres.CreateDatabase(ctx, "sutiao"); err != nil {
		return err
	}
	i.temporal, err = embedded.StartTemporal(ctx, embedded.TemporalOptions{
		Folder: i.folder, Binary: temporalProgram, DatabaseURL: i.postgres.URL("postgres"), Log: i.log,
	})
	return err
}

func (i *installation) openDatabase(ctx context.Context) error {
	owner := i.postgres.URL("sutiao")
	if err := storage.Migrate(ctx, owner); err != nil {
		return err
	}
	urls := map[string]string{}
	for _, role := range []string{storage.APIRole, storage.WorkerRole} {
		if err := storage.GrantLogin(ctx, owner, role, "engines-test"); err != nil {
			return err
		}
		u, err := url.Parse(owner)
		if err != nil {
			return err
		}
		u.User = url.UserPassword(role, "engines-test")
		urls[role] = u.String()
	}
	i.apiURL = urls[storage.APIRole]
	i.env = append(i.env, "DATABASE_URL="+i.apiURL, "SUTIAO_WORKER_DATABASE_URL="+urls[storage.WorkerRole])
	var err error
	i.ledger, err = openBooks(ctx, owner, urls[storage.WorkerRole])
	return err
}

func (i *installation) makeKeys(context.Context) error {
	secret, err := i.folder.Secret("history-key", 32)
	if err != nil {
		return err
	}
	if _, err := i.folder.Secret("file-key", 32); err != nil {
		return err
	}
	if _, err := i.folder.Secret("media", 32); err != nil {
		return err
	}
	text := "local " + base64.StdEncoding.EncodeToString(secret) + "\n"
	if i.keys, err = payload.ParseKeys(text); err != nil {
		return err
	}
	file := i.folder.Path("secrets", "history-keys")
	i.env = append(i.env, "SUTIAO_HISTORY_KEYS="+file, "TEMPORAL_ADDRESS="+i.temporal.Address(),
		"SUTIAO_DATA="+i.folder.Path(), "SUTIAO_DAY="+day, "SUTIAO_MEDIA_SECRET="+i.folder.Path("secrets", "media"))
	return os.WriteFile(file, []byte(text), 0o600)
}

func (i *installation) startProcesses(ctx context.Context) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	i.base = "http://" + address
	i.worker = &child{verb: "worker", env: i.env}
	i.api = &child{verb: "api", env: append([]string{"SUTIAO_LISTEN=" + address}, i.env...)}
	return errors.Join(i.worker.start(ctx), i.api.start(ctx))
}

// now is the time on the installation's calendar.
func (i *installation) now() time.Time { return i.clock.At(time.Now()) }

func (i *installation) register(ctx context.Context) error {
	var err error
	i.people, err = register(ctx, i.apiURL, i.base, i.folder.Path())
	return err
}

// said counts what the engines and their keeper said.
func (i *installation) said(words string) int { return strings.Count(i.log.String(), words) }

func freeAddress() (string, error) {
	var err error
	for range 100 {
		// Below the ports that systems give to whoever asks for any: nobody takes it meanwhile.
		address := fmt.Sprintf("127.0.0.1:%d", 12000+rand.IntN(8000))
		var listener net.Listener
		if listener, err = net.Listen("tcp", address); err == nil {
			return address, listener.Close()
		}
	}
	return "", err
}

// engine connects to Temporal as the API does.
func (i *installation) engine(ctx context.Context) (client.Client, error) {
	return client.DialContext(ctx, client.Options{
		HostPort: i.temporal.Address(), Namespace: "sutiao", DataConverter: payload.NewConverter(i.keys), Logger: quiet{},
	})
}

type quiet struct{}

func (quiet) Debug(string, ...any) {}
func (quiet) Info(string, ...any)  {}
func (quiet) Warn(string, ...any)  {}
func (quiet) Error(string, ...any) {}

// stop ends everything in the order in which one part needs another.
func (i *installation) stop() {
	for _, c := range []*child{i.api, i.worker} {
		if c != nil {
			c.kill()
		}
	}
	if i.ledger != nil {
		i.ledger.close()
	}
	if i.temporal != nil {
		i.temporal.Stop()
	}
	if i.postgres != nil {
		i.postgres.Stop()
	}
	_ = i.folder.Close()
	if kept := os.Getenv("SUTIAO_TEST_LOGS"); kept != "" {
		_ = os.WriteFile(filepath.Join(kept, "engines.log"), []byte(i.log.String()), 0o600)
	}
}

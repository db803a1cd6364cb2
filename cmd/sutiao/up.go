package main

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"sutiao/embedded"
	"sutiao/payload"
	"sutiao/storage"
)

// runUp starts everything on this machine and runs until it is told to stop.
func runUp(ctx context.Context) error {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	if _, chosen := os.LookupEnv("SUTIAO_MEDIA_LISTEN"); !chosen {
		host, _, _ := net.SplitHostPort(s.Listen) // checked with the settings
		s.MediaListen = net.JoinHostPort(host, "0")
	}
	if err := embedded.CheckListen(s.Listen, "SUTIAO_LISTEN"); err != nil {
		return err
	}
	folder, err := embedded.OpenFolder(s.Data)
	if err != nil {
		return err
	}
	defer func() { _ = folder.Close() }()
	logs, err := os.OpenFile(folder.Path("engines.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = logs.Close() }()

	engines, err := startEngines(ctx, &s, folder, logs)
	defer engines.stop()
	if err != nil {
		return err
	}
	return serveAll(ctx, s, folder, engines)
}

// engines are what `up` has started itself.
type engines struct {
	ownerURL string
	postgres *embedded.Postgres
	temporal *embedded.Temporal
}

func (e *engines) stop() {
	if e.temporal != nil {
		e.temporal.Stop()
	}
	if e.postgres != nil {
		e.postgres.Stop()
	}
}

func startEngines(ctx context.Context, s *settings, folder *embedded.Folder, logs io.Writer) (*engines, error) {
	e := &engines{ownerURL: s.DatabaseURL}
	var err error
	if s.DatabaseURL == "" || s.TemporalAddress == "" {
		fmt.Println("· 启动 PostgreSQL · starting PostgreSQL")
		e.postgres, err = embedded.StartPostgres(ctx, embedded.PostgresOptions{Folder: folder, Log: logs})
		if err != nil {
			return e, err
		}
	}
	if s.DatabaseURL == "" {
		if err := e.postgres.CreateDatabase(ctx, "sutiao"); err != nil {
			return e, err
		}
		e.ownerURL = e.postgres.URL("sutiao")
	}
	if s.TemporalAddress == "" {
		fmt.Println("· 启动 Temporal · starting Temporal")
		e.temporal, err = embedded.StartTemporal(ctx, embedded.TemporalOptions{
			Folder: folder, Binary: s.TemporalBin, DatabaseURL: e.postgres.URL("postgres"), Namespace: s.TemporalNamespace, Log: logs,
		})
		if err != nil {
			return e, err
		}
		s.TemporalAddress = e.temporal.Address()
	}
	return e, nil
}

// serveAll migrates, starts worker and site and waits for the end.
func serveAll(ctx context.Context, s settings, folder *embedded.Folder, e *engines) error {
	fmt.Println("· 准备数据库 · preparing the database")
	if err := storage.Migrate(ctx, e.ownerURL); err != nil {
		return err
	}
	apiURL, workerURL, err := roleURLs(ctx, folder, e.ownerURL)
	if err != nil {
		return err
	}
	apiDB, err := storage.Open(ctx, apiURL, storage.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = apiDB.Close() }()
	workerDB, err := storage.Open(ctx, workerURL, storage.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = workerDB.Close() }()

	keys, err := ownSecrets(&s, folder)
	if err != nil {
		return err
	}
	c, err := engineClient(ctx, s.TemporalAddress, s.TemporalNamespace, keys)
	if err != nil {
		return err
	}
	defer c.Close()
	stopWorker, err := startWorker(ctx, s, c, workerDB, workerURL)
	if err != nil {
		return err
	}
	defer stopWorker()
	if err := firstAccount(ctx, apiDB, folder); err != nil {
		return err
	}
	served, err := startSite(ctx, s, apiDB, apiURL, c)
	if err != nil {
		return err
	}
	defer served.stop()
	room, err := startOwnMedia(ctx, s, folder)
	if err != nil {
		return err
	}
	defer room.Stop()
	if err := writeConnection(folder, s, apiURL); err != nil {
		return err
	}
	announce(s)
	<-ctx.Done()
	fmt.Println("\n· 正在停止 · stopping")
	return nil
}

func announce(s settings) {
	if s.Day != 24*time.Hour {
		fmt.Printf("· 演示时钟：一天 = %s · demonstration clock: a day lasts %s\n", s.Day, s.Day)
	}
	fmt.Printf("✓ 就绪 · ready: %s\n", s.PublicURL)
}

// roleURLs gives the least-privileged roles of the database a login of this installation.
func roleURLs(ctx context.Context, folder *embedded.Folder, ownerURL string) (apiURL, workerURL string, err error) {
	urls := make([]string, 0, 2)
	for _, role := range []string{storage.APIRole, storage.WorkerRole} {
		secret, err := folder.Secret("database-"+roleName(role), 24)
		if err != nil {
			return "", "", err
		}
		password := fmt.Sprintf("%x", secret)
		if err := storage.GrantLogin(ctx, ownerURL, role, password); err != nil {
			return "", "", err
		}
		url, err := withUser(ownerURL, role, password)
		if err != nil {
			return "", "", err
		}
		urls = append(urls, url)
	}
	return urls[0], urls[1], nil
}

// ownSecrets makes the secrets of this installation that are not given, and reads the keys
// of the histories.
func ownSecrets(s *settings, folder *embedded.Folder) (payload.Keys, error) {
	if _, err := folder.Secret(fileKeySecret, 32); err != nil {
		return nil, err
	}
	if s.MediaSecret == "" {
		if _, err := folder.Secret("media", 32); err != nil {
			return nil, err
		}
		s.MediaSecret = folder.Path("secrets", "media")
	}
	if s.TicketSecret == "" {
		if _, err := folder.Secret("tickets", 32); err != nil {
			return nil, err
		}
		s.TicketSecret = folder.Path("secrets", "tickets")
	}
	return keysOf(*s, folder)
}

// keysOf reads the history keys that are named, or makes the installation's own.
func keysOf(s settings, folder *embedded.Folder) (payload.Keys, error) {
	if s.HistoryKeys != "" {
		return historyKeys(s.HistoryKeys)
	}
	secret, err := folder.Secret("history-key", 32)
	if err != nil {
		return nil, err
	}
	return payload.ParseKeys("local " + base64.StdEncoding.EncodeToString(secret))
}

func (s settings) outbox() string { return filepath.Join(s.Data, "outbox") }

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"go.temporal.io/sdk/client"

	"sutiao/api"
	"sutiao/storage"
)

// runAPI serves the site and the API against engines that run elsewhere.
func runAPI(ctx context.Context) error {
	s, c, err := separate(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	db, err := storage.Open(ctx, s.DatabaseURL, storage.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if err := firstAccount(ctx, db, nil); err != nil {
		return err
	}
	served, err := startSite(ctx, s, db, s.DatabaseURL, c)
	if err != nil {
		return err
	}
	defer served.stop()
	announce(s)
	<-ctx.Done()
	return nil
}

// runWorker runs the disputes against engines that run elsewhere.
func runWorker(ctx context.Context) error {
	s, c, err := separate(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	db, err := storage.Open(ctx, s.WorkerDatabaseURL, storage.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	stop, err := startWorker(ctx, s, c, db, s.WorkerDatabaseURL)
	if err != nil {
		return err
	}
	defer stop()
	fmt.Println("✓ 就绪 · ready")
	<-ctx.Done()
	return nil
}

// runMigrate brings the database up to date, as its owner, and lets the roles of API and
// worker sign in with the passwords that are set.
func runMigrate(ctx context.Context) error {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	if s.DatabaseURL == "" {
		return errors.New("DATABASE_URL: 请设置数据库所有者的地址 · set the address of the database's owner")
	}
	if err := storage.Migrate(ctx, s.DatabaseURL); err != nil {
		return err
	}
	for _, role := range []struct{ name, password string }{
		{storage.APIRole, s.APIPassword}, {storage.WorkerRole, s.WorkerPassword},
	} {
		if role.password == "" {
			continue
		}
		if err := storage.GrantLogin(ctx, s.DatabaseURL, role.name, role.password); err != nil {
			return err
		}
	}
	fmt.Println("✓ 数据库已就绪 · the database is up to date")
	return nil
}

// runHealth tells whether the engines that this process works with answer.
func runHealth(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	s, c, err := separate(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.CheckHealth(ctx, &client.CheckHealthRequest{}); err != nil {
		return fmt.Errorf("temporal: %w", err)
	}
	db, err := storage.Open(ctx, s.WorkerDatabaseURL, storage.Options{MaxConnections: 1})
	if err != nil {
		return err
	}
	return db.Close()
}

// separate reads the settings of a process that starts no engines.
func separate(ctx context.Context) (settings, client.Client, error) {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return s, nil, err
	}
	for _, required := range []struct{ name, value string }{
		{"DATABASE_URL", s.DatabaseURL}, {"TEMPORAL_ADDRESS", s.TemporalAddress}, {"SUTIAO_HISTORY_KEYS", s.HistoryKeys},
	} {
		if required.value == "" {
			return s, nil, fmt.Errorf("%s: 必须设置（或用 sutiao up 一键启动）· must be set (or start everything with sutiao up)", required.name)
		}
	}
	keys, err := historyKeys(s.HistoryKeys)
	if err != nil {
		return s, nil, err
	}
	c, err := engineClient(ctx, s.TemporalAddress, s.TemporalNamespace, keys)
	return s, c, err
}

// printOpenAPI writes the OpenAPI document without starting anything.
func printOpenAPI(out io.Writer) error {
	document, err := api.OpenAPI()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s\n", document)
	return err
}

func printSettings(out io.Writer) {
	for _, s := range knownSettings {
		_, _ = fmt.Fprintf(out, "  %-28s %s\n  %-28s %s", s.Name, s.Chinese, "", s.English)
		if s.Default != "" {
			_, _ = fmt.Fprintf(out, " [%s]", s.Default)
		}
		_, _ = fmt.Fprintln(out)
	}
}

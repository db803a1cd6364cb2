// Command sutiao-temporal is the private Temporal server of `sutiao up`: all
// four services in one process, on PostgreSQL. It is a module of its own, so
// that its dependencies never weigh on the rest.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"go.temporal.io/server/common/headers"
	"go.temporal.io/server/common/log"
)

type options struct {
	databaseURL        string
	database           string
	visibilityDatabase string
	listen             string
	namespace          string
	retention          time.Duration
	startTimeout       time.Duration
	logLevel           string
	withParent         bool
	check              string
	version            bool
}

func main() {
	o, err := readOptions(os.Args[1:], os.Getenv)
	if err != nil {
		if err == flag.ErrHelp {
			return
		}
		fail(err)
	}
	if o.version {
		fmt.Println(headers.ServerVersion)
		return
	}
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer cancel()
	if o.check != "" {
		if err := check(ctx, o); err != nil {
			fail(err)
		}
		return
	}
	if o.withParent {
		// The parent holds the other end of stdin and never writes: end of file
		// means that it is gone, however it went.
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			cancel()
		}()
	}
	if err := run(ctx, o); err != nil {
		fail(err)
	}
}

func run(ctx context.Context, o options) error {
	// JSON lines on stderr: stdout carries the ready line and nothing else.
	logger := log.NewZapLogger(log.BuildZapLogger(log.Config{Level: o.logLevel, Format: "json"}))
	if err := prepareDatabases(ctx, o, logger); err != nil {
		return err
	}
	server, address, err := newServer(o, logger)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	starting, cancel := context.WithTimeout(ctx, o.startTimeout)
	defer cancel()
	err = ensureNamespace(starting, address, o.namespace, o.retention)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(struct {
			Ready   bool   `json:"ready"`
			Address string `json:"address"`
		}{true, address})
		if err == nil {
			<-ctx.Done()
		}
	}
	stopErr := server.Stop()
	if err != nil && ctx.Err() == nil {
		return err
	}
	return stopErr
}

// readOptions takes flags first, then the environment. The database URL has a
// password in it, so the parent passes it by environment: flags are public.
func readOptions(args []string, env func(string) string) (options, error) {
	var o options
	f := flag.NewFlagSet("sutiao-temporal", flag.ContinueOnError)
	f.StringVar(&o.databaseURL, "database-url", env("SUTIAO_TEMPORAL_DATABASE_URL"),
		"PostgreSQL server, as postgres://user:password@host:port/ (or SUTIAO_TEMPORAL_DATABASE_URL)")
	f.StringVar(&o.database, "database", "temporal", "database of the workflow histories")
	f.StringVar(&o.visibilityDatabase, "visibility-database", "temporal_visibility", "database of the visibility records")
	f.StringVar(&o.listen, "listen", "127.0.0.1:0", "address of the frontend; port 0 takes a free one")
	f.StringVar(&o.namespace, "namespace", "sutiao", "namespace registered at start")
	f.DurationVar(&o.retention, "retention", 30*24*time.Hour, "how long closed workflows are kept")
	f.DurationVar(&o.startTimeout, "start-timeout", 2*time.Minute, "give up when the namespace is not served by then")
	f.StringVar(&o.logLevel, "log-level", "warn", "debug, info, warn or error")
	f.BoolVar(&o.withParent, "with-parent", false, "stop at end of file on standard input")
	f.StringVar(&o.check, "check", "", "only report whether the server at this address serves the namespace")
	f.BoolVar(&o.version, "version", false, "print the version of Temporal and stop")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.databaseURL == "" && !o.version && o.check == "" {
		return o, fmt.Errorf("no database: set SUTIAO_TEMPORAL_DATABASE_URL")
	}
	return o, nil
}

func fail(err error) {
	// Same shape as the server's own log lines.
	_ = json.NewEncoder(os.Stderr).Encode(map[string]string{"level": "fatal", "msg": err.Error()})
	os.Exit(1)
}

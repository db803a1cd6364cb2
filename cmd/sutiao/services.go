package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"

	"sutiao/activities"
	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/notification"
	"sutiao/payload"
	"sutiao/storage"
	"sutiao/ui"
	"sutiao/worker"
)

// version is what `sutiao version` prints.
const version = api.Version

// site is a running site and API.
type site struct {
	server   *http.Server
	listener net.Listener
}

// engineClient connects to Temporal with sealed payloads and failures.
func engineClient(ctx context.Context, address, namespace string, keys payload.Keys) (client.Client, error) {
	dc := payload.NewConverter(keys)
	c, err := client.DialContext(ctx, client.Options{
		HostPort: address, Namespace: namespace, DataConverter: dc,
		FailureConverter: temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
			DataConverter: dc, EncodeCommonAttributes: true,
		}),
		Logger: sdklog.NewStructuredLogger(slog.Default()),
	})
	if err != nil {
		return nil, fmt.Errorf("无法连接 Temporal %s · cannot reach Temporal at %s: %w", address, address, err)
	}
	return c, nil
}

// historyKeys reads the keys that seal histories.
func historyKeys(path string) (payload.Keys, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("SUTIAO_HISTORY_KEYS: %w", err)
	}
	return payload.ParseKeys(string(text))
}

// startWorker runs the disputes' worker until stop is called.
func startWorker(ctx context.Context, c client.Client, db *storage.DB) (stop func(), err error) {
	w := worker.New(c, activities.New(db, &almanacs{db: db}, courts{db}), db)
	if err := w.Start(); err != nil {
		return nil, fmt.Errorf("start the worker: %w", err)
	}
	go hourly(ctx, func(ctx context.Context) error { return db.PruneKeys(ctx, time.Now().Add(-keysKept)) })
	return w.Stop, nil
}

// keysKept is how long a call can be repeated under its key with the same answer.
const keysKept = 7 * 24 * time.Hour

// hourly forgets what has served its time: keys of old calls, or sessions and codes that
// have expired. Each is the business of the database role that may.
func hourly(ctx context.Context, forget func(context.Context) error) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		if err := forget(ctx); err != nil && ctx.Err() == nil {
			slog.Warn("what has expired could not be forgotten", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// clockOf is the calendar clock of this installation. Its first start fixes where a
// shortened calendar begins and how long its day is: dates that were computed with one
// day's length make no sense with another.
func clockOf(ctx context.Context, db *storage.DB, day time.Duration) (dispute.Clock, error) {
	wanted := dispute.Clock{Origin: time.Now().Truncate(time.Second), Day: day}
	data, err := json.Marshal(wanted)
	if err != nil {
		return wanted, err
	}
	stored, err := db.PutSettingOnce(ctx, "clock", data)
	if err != nil {
		return wanted, err
	}
	var clock dispute.Clock
	if err := json.Unmarshal(stored, &clock); err != nil {
		return wanted, err
	}
	if clock.Day != day {
		return wanted, fmt.Errorf("SUTIAO_DAY: 此数据以一天=%s 建立，不能改为 %s · this data was begun with a day of %s and cannot go on with %s",
			clock.Day, day, clock.Day, day)
	}
	return clock, nil
}

// startSite serves the pages and the API.
func startSite(ctx context.Context, s settings, db *storage.DB, databaseURL string, c client.Client) (*site, error) {
	clock, err := clockOf(ctx, db, s.Day)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", s.Listen)
	if err != nil {
		return nil, fmt.Errorf("无法监听 %s，请检查 SUTIAO_LISTEN · cannot listen on %s; check SUTIAO_LISTEN: %w", s.Listen, s.Listen, err)
	}
	router := api.New(api.Dependencies{
		Cases: db, Accounts: db, Logins: db, Register: db, Inbox: db, Keys: db,
		Almanacs: &almanacs{db: db}, Engine: api.TemporalEngine{Client: c}, Codes: codes{s.gateway()},
		Worded: worded, Health: []api.Health{db}, Changes: api.NewChanges(ctx, storage.Listen(ctx, databaseURL)),
		Clock: clock, Secure: s.Production, Log: slog.Default(),
	})
	router.NoRoute(api.Pages(ui.Handler()))
	go hourly(ctx, db.PruneLogins)
	served := &site{listener: listener, server: &http.Server{
		Handler: router, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}}
	go func() {
		if err := served.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			slog.Error("the site ended", "error", err)
		}
	}()
	return served, nil
}

// stop lets requests under way finish, for a while.
func (s *site) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		_ = s.server.Close() // streams of events never finish by themselves
	}
}

func worded(template string, values map[string]string) (title, body dispute.Text) {
	named := make(map[string]dispute.Text, len(values))
	for name, v := range values {
		named[name] = dispute.Text{ZH: v, EN: v}
		if name == "limit" {
			named[name] = nameOfLimit(v)
		}
	}
	title, body, _ = notification.Worded(template, named)
	return title, body
}

// nameOfLimit is the limit as a reader knows it; a session's reminder has no row.
func nameOfLimit(id string) dispute.Text {
	if name := law.NameOfLimit(id); name.ZH != "" {
		return name
	}
	return dispute.Text{ZH: "调解开始", EN: "session"}
}

// gateway sends messages to phones: through the provider's adapter, or, on a private
// installation, into a folder.
func (s settings) gateway() notification.Gateway {
	if s.SMSURL != "" {
		return notification.HTTP{URL: s.SMSURL}
	}
	return notification.Folder{Path: s.outbox()}
}

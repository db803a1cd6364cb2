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
	"go.temporal.io/sdk/converter"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"

	"sutiao/activities"
	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/notification"
	"sutiao/payload"
	"sutiao/storage"
	"sutiao/storage/files/shelf"
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
	return openClient(ctx, address, namespace, payload.NewConverter(keys))
}

// openClient connects to Temporal as one who reads and writes in this way.
func openClient(ctx context.Context, address, namespace string, dc converter.DataConverter) (client.Client, error) {
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
func startWorker(ctx context.Context, s settings, c client.Client, db *storage.DB, databaseURL string) (stop func(), err error) {
	acts, err := activitiesOf(ctx, s, db)
	if err != nil {
		return nil, err
	}
	w := worker.New(c, acts, db)
	if err := w.Start(); err != nil {
		return nil, fmt.Errorf("start the worker: %w", err)
	}
	go activities.WorkOff(ctx, acts, db, ticks(storage.Listen(ctx, databaseURL)), papersLookedFor)
	store, err := openFiles(ctx, s)
	if err != nil {
		return nil, err
	}
	go hourly(ctx, forgetFootage(db, store, s.FootageKept))
	go hourly(ctx, func(ctx context.Context) error { return db.PruneKeys(ctx, time.Now().Add(-keysKept)) })
	return w.Stop, nil
}

// papersLookedFor is how often documents that are owed are looked for without being told.
const papersLookedFor = 10 * time.Second

// ticks forgets what has changed and tells only that something has.
func ticks(changes <-chan string) <-chan struct{} {
	changed := make(chan struct{}, 1)
	go func() {
		for range changes {
			select {
			case changed <- struct{}{}:
			default: // it will look anyway
			}
		}
	}()
	return changed
}

// activitiesOf joins the ports through which the disputes' work is done.
func activitiesOf(ctx context.Context, s settings, db *storage.DB) (*activities.Activities, error) {
	clock, err := clockOf(ctx, db, s.Day)
	if err != nil {
		return nil, err
	}
	store, err := openFiles(ctx, s)
	if err != nil {
		return nil, err
	}
	now := func() time.Time { return clock.At(time.Now()) }
	seals, err := newNotary(s, db, now)
	if err != nil {
		return nil, err
	}
	acts := activities.New(db, &almanacs{db: db}, courts{db})
	writer := scribe{db: db, verifyAt: s.PublicURL + "/v", timestamps: timestampName(s)}
	acts.Scribe, acts.Notary, acts.Files, acts.Register = writer, seals, shelf.Whole{Store: store}, db
	acts.Nodes = nodes{db}
	acts.Binder = binder{db: db, store: store, scribe: writer, notary: seals, now: now}
	return acts, nil
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
	store, err := openFiles(ctx, s)
	if err != nil {
		return nil, err
	}
	counter, err := counterOf(ctx, s, store)
	if err != nil {
		return nil, err
	}
	drawing, err := drawingFonts()
	if err != nil {
		return nil, err
	}
	secret, err := mediaSecret(s)
	if err != nil {
		return nil, err
	}
	seats, err := ticketsOf(s)
	if err != nil {
		return nil, err
	}
	before := trial{scribe: scribe{db: db, verifyAt: s.PublicURL + "/v", timestamps: timestampName(s)}, fonts: drawing}
	router := api.New(api.Dependencies{
		Documents: db, Files: shelf.Streams{Store: store}, Uploads: counter, Templates: templates{}, Transcripts: db, Drawing: before, Trial: before,
		Confidences: db, Nodes: db, Tickets: seats, MediaSecret: secret, FootageKept: s.FootageKept,
		Cases: db, Accounts: db, Logins: db, Register: db, Inbox: db, Keys: db,
		Almanacs: &almanacs{db: db}, Engine: api.TemporalEngine{Client: c}, Codes: codes{s.gateway()},
		Worded: worded(s.PublicURL), Health: []api.Health{db}, Changes: api.NewChanges(ctx, storage.Listen(ctx, databaseURL)),
		Clock: clock, Secure: s.Production, Proxies: s.Proxies, Log: slog.Default(),
	})
	router.GET("/verify.html", verifyPage(s))
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

// worded words notices on a site: the addresses in them are the site's.
func worded(site string) func(template string, values map[string]string) (title, body dispute.Text) {
	return func(template string, values map[string]string) (title, body dispute.Text) {
		named := make(map[string]dispute.Text, len(values))
		for name, v := range values {
			named[name] = dispute.Text{ZH: v, EN: v}
			switch name {
			case "limit":
				named[name] = nameOfLimit(v)
			case "room":
				named[name] = dispute.Text{ZH: site + v, EN: site + v}
			}
		}
		title, body, _ = notification.Worded(template, named)
		return title, body
	}
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

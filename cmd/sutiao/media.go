package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"sutiao/activities"
	"sutiao/api"
	"sutiao/dispute/records"
	"sutiao/media"
	"sutiao/worker"
)

const (
	nodeBeat    = 500 * time.Millisecond // between two signs of life
	drainWithin = 20 * time.Second

	readyLine = "✓ 就绪 · ready" // tells whoever started the node that it takes rooms
)

// mediaNode is a running media node with its sockets, its worker and its signs of life.
type mediaNode struct {
	record records.MediaNode
	node   *media.Node
	site   *siteClient
	leave  chan struct{} // closed when the node takes leave
	once   sync.Once

	mu        sync.Mutex
	ticketKey ed25519.PublicKey // the site's, as it has told it
}

// runMedia runs a media node against engines that run elsewhere. Told to stop, it takes no
// new rooms and waits until its own are open elsewhere.
func runMedia(ctx context.Context) error {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	for _, required := range []struct{ name, value string }{
		{"TEMPORAL_ADDRESS", s.TemporalAddress}, {"SUTIAO_MEDIA_SECRET", s.MediaSecret},
	} {
		if required.value == "" {
			return fmt.Errorf("%s: 必须设置（或用 sutiao up 一键启动）· must be set (or start everything with sutiao up)", required.name)
		}
	}
	c, err := openClient(ctx, s.TemporalAddress, s.TemporalNamespace, converter.GetDefaultDataConverter())
	if err != nil {
		return err
	}
	defer c.Close()
	stop, err := startMedia(s, c)
	if err != nil {
		return err
	}
	fmt.Println(readyLine)
	<-ctx.Done()
	fmt.Println("· 正在移交调解室 · handing the rooms over")
	stop()
	return nil
}

// startMedia runs a media node until stop is called.
func startMedia(s settings, c client.Client) (stop func(), err error) {
	secret, err := mediaSecret(s)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", s.MediaListen)
	if err != nil {
		return nil, fmt.Errorf("无法监听 %s，请检查 SUTIAO_MEDIA_LISTEN · cannot listen on %s; check SUTIAO_MEDIA_LISTEN: %w", s.MediaListen, s.MediaListen, err)
	}
	id := "media-" + strings.ToLower(rand.Text()[:10])
	m := &mediaNode{
		record: records.MediaNode{ID: id, Queue: "sutiao-" + id, URL: s.MediaURL}, leave: make(chan struct{}),
		site: &siteClient{base: s.siteURL(), key: api.NodeKey(secret)},
	}
	if m.record.URL == "" {
		m.record.URL = "http://" + listener.Addr().String() + "/room"
	}
	left := leftRecordings{folder: filepath.Join(s.Data, "recordings"), handOver: m.site.handOver}
	folder, err := left.claim(id)
	if err != nil {
		_ = listener.Close()
		return nil, err
	}
	o := m.options(s)
	o.RecordingFolder = folder.Name()
	if o.Relay.Certificate, err = relayCertificate(s); err != nil {
		_ = listener.Close()
		return nil, err
	}
	if m.node, err = media.New(o); err != nil {
		_ = listener.Close()
		return nil, fmt.Errorf("open the media ports: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "ok") })
	mux.Handle("/room", m.node)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(listener) }()
	alive, dead := context.WithCancel(context.Background())
	go m.beat(alive) // a room that is given to the node meanwhile waits in its queue
	w := worker.NewMedia(c, m.record.Queue, &activities.Rooms{Node: m, Beat: nodeBeat})
	if err := w.Start(); err != nil {
		dead()
		return nil, errors.Join(err, server.Close(), m.node.Shutdown())
	}
	go left.watch(alive)
	return func() {
		m.drain(alive)
		w.Stop()
		dead()
		_ = server.Close()
		_ = m.node.Shutdown()
		_ = os.Remove(folder.Name()) // empty, unless a recording could not be handed over
		_ = folder.Close()
	}, nil
}

func (m *mediaNode) options(s settings) media.Options {
	host, _, _ := net.SplitHostPort(s.MediaListen)
	o := media.Options{
		ID: m.record.ID, UDP: s.MediaUDP, TCP: s.MediaTCP, Addresses: listOf(s.MediaAddresses), TicketKey: m.keyOfTickets,
		Reporter: roomReporter{m}, Log: slog.Default(),
		Relay: media.Relay{UDP: s.MediaRelayUDP, TCP: s.MediaRelayTCP, TLS: s.MediaRelayTLS, Host: s.MediaRelayHost},
	}
	if site, err := url.Parse(s.PublicURL); err == nil {
		o.Origins = []string{site.Host}
	}
	// On a port of the system's choice, where no other is set: the node tells browsers.
	for _, address := range []*string{&o.UDP, &o.TCP, &o.Relay.UDP, &o.Relay.TCP} {
		if *address == "" {
			*address = net.JoinHostPort(host, "0")
		}
	}
	if o.Relay.Host == "" {
		o.Relay.Host = host
	}
	return o
}

// beat registers the node with the site again and again.
func (m *mediaNode) beat(ctx context.Context) {
	tick := time.NewTicker(nodeBeat)
	defer tick.Stop()
	for silent := false; ; {
		load := m.node.Load()
		r := m.record
		r.Rooms, r.Participants, r.Draining = load.Rooms, load.Participants, load.Draining
		var told api.NodeRegistered
		err := m.site.send(ctx, http.MethodPut, "/nodes/"+r.ID, r, &told)
		if err == nil {
			m.learn(told)
		}
		if (err != nil) != silent && ctx.Err() == nil {
			silent = err != nil
			slog.Info("the site hears of the media node", "heard", !silent)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// learn takes what the site tells a node that registers.
func (m *mediaNode) learn(told api.NodeRegistered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ticketKey = told.TicketKey
}

func (m *mediaNode) keyOfTickets() ed25519.PublicKey {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.ticketKey
}

// drain hands the rooms over: the workflow of each opens it elsewhere.
func (m *mediaNode) drain(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, drainWithin)
	defer cancel()
	m.once.Do(func() { close(m.leave) })
	if err := m.node.Drain(ctx); err != nil {
		slog.Warn("rooms were still open when the node left", "error", err.Error())
	}
}

// Open implements activities.RoomNode.
func (m *mediaNode) Open(ctx context.Context, o activities.RoomOpening) error {
	return m.node.Open(ctx, media.RoomSpec{
		ID: api.RoomName(o.Dispute, o.Session), DisputeID: o.Dispute, SessionNo: o.Session, Opening: o.Opening,
		Turn: o.Turn, Rounds: o.Rounds, Keeper: o.Keeper,
	})
}

// Turn implements activities.RoomNode.
func (m *mediaNode) Turn(t activities.RoomTurn) error {
	return m.node.Turn(api.RoomName(t.Dispute, t.Session), t.Turn)
}

// Close implements activities.RoomNode.
func (m *mediaNode) Close(r activities.RoomRef) error {
	return m.node.Close(api.RoomName(r.Dispute, r.Session), "session-over")
}

// Draining implements activities.RoomNode.
func (m *mediaNode) Draining() <-chan struct{} { return m.leave }

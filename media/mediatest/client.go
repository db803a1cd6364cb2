// Package mediatest is a participant made of code: what a browser does in a room, without
// sound or pictures worth looking at. Tests and benchmarks fill rooms with it.
package mediatest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/pion/webrtc/v4"

	"sutiao/media/signal"
)

// Options is how a client differs from an obedient one.
type Options struct {
	// Header goes with the request that opens the socket.
	Header http.Header
	// Reroute changes what the node says of its addresses: through a bad network.
	Reroute func(sdp string) string
	// Deaf clients never answer a subscription.
	Deaf bool
	// Configure changes how its connections are made.
	Configure     func(*webrtc.SettingEngine)
	Configuration func([]signal.ICEServer) webrtc.Configuration
	// ReportsEvery is how often its receiver reports come, where not each second: Chromium's
	// on a voice come every five.
	ReportsEvery time.Duration
	// Packet is called for each media packet that arrives.
	Packet func(Packet)
}

// Packet is a media packet as it arrives.
type Packet struct {
	From    string
	Source  signal.Source
	SSRC    uint32
	Seq     uint16
	Payload []byte
	At      time.Time
}

// Client is one participant.
type Client struct {
	options Options
	ws      *websocket.Conn
	end     context.Context
	stop    context.CancelFunc
	api     *webrtc.API

	mu       sync.Mutex
	changed  chan struct{}
	waiting  int // who wait for it
	events   []signal.Event
	raw      []string
	counts   map[string]int
	closed   error
	requests int
	you      string
	session  string
	servers  []signal.ICEServer
	sections map[string]signal.ReceivedTrack

	up     *webrtc.PeerConnection
	down   *webrtc.PeerConnection
	sent   []signal.SentTrack
	pumps  context.Context
	unpump context.CancelFunc
}

// Dial opens the WebSocket at an address such as ws://host/ws.
func Dial(ctx context.Context, url string, o Options) (*Client, error) {
	ws, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPHeader: o.Header})
	if err != nil {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
		return nil, fmt.Errorf("client: %w", err)
	}
	ws.SetReadLimit(4 << 20)
	api, err := newAPI(o)
	if err != nil {
		return nil, err
	}
	c := &Client{
		options: o, ws: ws, api: api, changed: make(chan struct{}),
		counts: map[string]int{}, sections: map[string]signal.ReceivedTrack{},
	}
	c.end, c.stop = context.WithCancel(context.Background())
	c.pumps, c.unpump = context.WithCancel(context.Background())
	go c.read()
	return c, nil
}

// Redial gives the client a new WebSocket in place of its own, its media untouched, and
// comes back with the session that it was given.
func (c *Client) Redial(ctx context.Context, url string, fresh bool) error {
	_ = c.ws.CloseNow() // it may be dead: that is why
	c.stop()
	if fresh {
		c.DropMedia()
	}
	ws, resp, err := websocket.Dial(ctx, url, &websocket.DialOptions{HTTPHeader: c.options.Header})
	if err != nil {
		if resp != nil && resp.Body != nil {
			_ = resp.Body.Close()
		}
		return fmt.Errorf("client: %w", err)
	}
	ws.SetReadLimit(4 << 20)
	c.mu.Lock()
	c.ws, c.closed = ws, nil
	c.end, c.stop = context.WithCancel(context.Background())
	c.mu.Unlock()
	go c.read()
	_, err = c.Ask("hello", map[string]any{"version": signal.Version, "session": c.Session(), "fresh": fresh})
	return err
}

func (c *Client) read() {
	c.mu.Lock()
	ws, end := c.ws, c.end
	c.mu.Unlock()
	for {
		_, b, err := ws.Read(end)
		if err != nil {
			c.mu.Lock()
			if c.ws == ws {
				c.closed = err
			}
			c.tell()
			c.mu.Unlock()
			return
		}
		var e signal.Event
		if err := json.Unmarshal(b, &e); err != nil {
			panic(fmt.Sprintf("client: %v in %s", err, b))
		}
		c.take(e, string(b))
	}
}

// tell wakes whoever waits; the lock is held.
func (c *Client) tell() {
	if c.waiting == 0 {
		return
	}
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *Client) take(e signal.Event, raw string) {
	c.mu.Lock()
	if e.Type == "welcome" {
		c.you, c.session, c.servers = e.You, e.Session, e.ICE
	}
	c.events, c.raw = append(c.events, e), append(c.raw, raw)
	c.tell()
	c.mu.Unlock()
	if e.Type == "subscribe" && !c.options.Deaf {
		if err := c.answer(e); err != nil && c.end.Err() == nil {
			c.mu.Lock()
			c.closed = err
			c.tell()
			c.mu.Unlock()
		}
	}
}

// Send sends a message.
func (c *Client) Send(kind string, fields map[string]any) error {
	m := map[string]any{"type": kind}
	for k, v := range fields {
		m[k] = v
	}
	b, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return c.Write(b)
}

// Write sends bytes as they are.
func (c *Client) Write(b []byte) error {
	c.mu.Lock()
	ws, end := c.ws, c.end
	c.mu.Unlock()
	return ws.Write(end, websocket.MessageText, b)
}

// Refused is what Ask returns for an error of the node.
type Refused struct{ Code, Message string }

func (r Refused) Error() string { return r.Code + ": " + r.Message }

// Ask sends a message and waits for its answer.
func (c *Client) Ask(kind string, fields map[string]any) (signal.Event, error) {
	c.mu.Lock()
	c.requests++
	id := strconv.Itoa(c.requests)
	c.mu.Unlock()
	with := map[string]any{"id": id}
	for k, v := range fields {
		with[k] = v
	}
	if err := c.Send(kind, with); err != nil {
		return signal.Event{}, err
	}
	var answer signal.Event
	err := c.Await(kind+" is answered", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Re == id {
				answer = e
				return true
			}
		}
		return false
	})
	if err == nil && answer.Type == "error" {
		err = Refused{answer.Code, answer.Message.EN}
	}
	return answer, err
}

// Hello enters with a ticket.
func (c *Client) Hello(ticket string) (signal.Event, error) {
	return c.Ask("hello", map[string]any{"version": signal.Version, "token": ticket})
}

// patience is how long a client waits for what should come.
const patience = 20 * time.Second

// waits has whatever happens told until the end is called.
func (c *Client) waits() (end func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waiting++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.waiting--
	}
}

// Await waits until the events that came satisfy the condition.
func (c *Client) Await(what string, ok func([]signal.Event) bool) error {
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	defer c.waits()()
	for {
		c.mu.Lock()
		changed, closed := c.changed, c.closed
		met := ok(c.events)
		c.mu.Unlock()
		switch {
		case met:
			return nil
		case closed != nil:
			return fmt.Errorf("client: %s: %w", what, closed)
		}
		select {
		case <-changed:
		case <-deadline.C:
			return errors.New("client: never seen: " + what)
		}
	}
}

// AwaitEnd waits until the connection is closed.
func (c *Client) AwaitEnd() error {
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	defer c.waits()()
	for {
		c.mu.Lock()
		changed, closed := c.changed, c.closed
		c.mu.Unlock()
		if closed != nil {
			return nil
		}
		select {
		case <-changed:
		case <-deadline.C:
			return errors.New("client: the connection was not closed")
		}
	}
}

// Raw returns all that came, as it came.
func (c *Client) Raw() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]string{}, c.raw...)
}

// Texts returns what the client knows of the chat, in order: it starts anew with each
// place, as a page's does.
func (c *Client) Texts() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	texts := []string{}
	for _, e := range c.events {
		if e.Place != nil {
			texts = texts[:0]
			for _, s := range e.Chat {
				texts = append(texts, s.Text)
			}
		}
		if e.Said != nil {
			texts = append(texts, e.Said.Text)
		}
	}
	return texts
}

// You is the client's own participant.
func (c *Client) You() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.you
}

// Session is what the client was given to come back with.
func (c *Client) Session() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.session
}

// Cut ends the WebSocket without a word.
func (c *Client) Cut() { _ = c.ws.CloseNow() }

// Close ends everything.
func (c *Client) Close() {
	c.stop()
	_ = c.ws.CloseNow()
	c.DropMedia()
}

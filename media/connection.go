package media

import (
	"context"
	"sync"
	"time"

	"github.com/coder/websocket"

	"sutiao/media/signal"
)

// connection is one WebSocket. Sending never waits: whoever reads too slowly is cut off
// and may come back.
type connection struct {
	ws     *websocket.Conn
	ctx    context.Context
	cancel context.CancelFunc
	out    chan []byte
	once   sync.Once
	ending chan string // the reason, after what is in out
	rate   bucket
}

func newConnection(ctx context.Context, ws *websocket.Conn) *connection {
	c := &connection{ws: ws, out: make(chan []byte, outboxSize), ending: make(chan string, 1)}
	c.rate = bucket{burst: signal.RateBurst, perSecond: signal.RatePerSec}
	c.ctx, c.cancel = context.WithCancel(ctx)
	go c.write()
	return c
}

func (c *connection) send(b []byte) {
	select {
	case c.out <- b:
	default:
		c.cancel()
	}
}

// finish closes the connection after what was sent before.
func (c *connection) finish(reason string) {
	c.once.Do(func() { c.ending <- reason })
}

func (c *connection) write() {
	defer func() { _ = c.ws.CloseNow() }() // closed already is closed
	defer c.cancel()
	beat := time.NewTicker(20 * time.Second)
	defer beat.Stop()
	for {
		select {
		case b := <-c.out:
			if !c.put(b) {
				return
			}
		case <-beat.C:
			// A dead peer doesn't answer, and the network may forget a silent connection.
			ctx, cancel := context.WithTimeout(c.ctx, 10*time.Second)
			err := c.ws.Ping(ctx)
			cancel()
			if err != nil {
				return
			}
		case reason := <-c.ending:
			for len(c.out) > 0 {
				if !c.put(<-c.out) {
					return
				}
			}
			_ = c.ws.Close(websocket.StatusNormalClosure, reason) // the peer may be gone
			return
		case <-c.ctx.Done():
			return
		}
	}
}

func (c *connection) put(b []byte) bool {
	ctx, cancel := context.WithTimeout(c.ctx, 10*time.Second)
	defer cancel()
	return c.ws.Write(ctx, websocket.MessageText, b) == nil
}

// bucket limits how often something is done: it fills steadily and each time takes from it.
type bucket struct {
	burst, perSecond float64
	left             float64
	at               time.Time
	refusals         int
}

// take is false where it is done too often.
func (b *bucket) take(now time.Time) bool {
	if b.at.IsZero() {
		b.left = b.burst
	} else {
		b.left = min(b.burst, b.left+now.Sub(b.at).Seconds()*b.perSecond)
	}
	b.at = now
	if b.left < 1 {
		b.refusals++
		return false
	}
	b.left--
	return true
}

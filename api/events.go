package api

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// Changes hands on which cases have changed to whoever listens.
type Changes struct {
	mu        sync.Mutex
	listeners map[chan string]struct{}
}

// NewChanges reads the feed until it ends.
func NewChanges(ctx context.Context, feed <-chan string) *Changes {
	c := &Changes{listeners: map[chan string]struct{}{}}
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case id, ok := <-feed:
				if !ok {
					return
				}
				c.tell(id)
			}
		}
	}()
	return c
}

// tell never waits: a listener that is behind misses a change and hears the next, and a
// page reloads all it shows on any.
func (c *Changes) tell(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for l := range c.listeners {
		select {
		case l <- id:
		default:
		}
	}
}

func (c *Changes) listen() (feed chan string, stop func()) {
	feed = make(chan string, 64)
	c.mu.Lock()
	c.listeners[feed] = struct{}{}
	c.mu.Unlock()
	return feed, func() {
		c.mu.Lock()
		delete(c.listeners, feed)
		c.mu.Unlock()
	}
}

// heartbeat keeps proxies from closing a quiet stream.
const heartbeat = 20 * time.Second

// events is a stream of server-sent events: "dispute" for each change of a case that the
// caller may see, by its ID alone, and "reload" where changes may have been missed.
func (s *server) events(c *gin.Context) {
	caller, err := account(c.Request.Context())
	if err != nil {
		s.abort(c, err)
		return
	}
	feed, stop := s.Changes.listen()
	defer stop()
	c.Header("Content-Type", "text/event-stream")
	c.Header("Cache-Control", "no-store")
	c.Header("X-Accel-Buffering", "no")
	_, _ = fmt.Fprint(c.Writer, ": hello\n\n")
	c.Writer.Flush()
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-c.Request.Context().Done():
			return
		case <-beat.C:
			if again, gone := s.caller(c); gone != nil || again == nil {
				return // signed out meanwhile
			}
			_, err = fmt.Fprint(c.Writer, ": still here\n\n")
		case id := <-feed:
			if id == "" { // the feed was interrupted: anything may have changed
				_, err = fmt.Fprint(c.Writer, "event: reload\ndata:\n\n")
				break
			}
			if _, hidden := s.Cases.Dispute(c.Request.Context(), caller.Viewer(), id); hidden != nil {
				continue
			}
			_, err = fmt.Fprintf(c.Writer, "event: dispute\ndata: %s\n\n", id)
		}
		if err != nil {
			return
		}
		c.Writer.Flush()
	}
}

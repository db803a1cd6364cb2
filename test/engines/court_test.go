//go:build engines

package engines_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"sutiao/dispute"
)

// manner is how a court's system answers.
type manner int

const (
	receives manner = iota
	breaks          // answers 503 and keeps nothing
	silent          // keeps the message and does not answer
)

// court is a court's own system. It keeps a message once, by its key.
type court struct {
	server *httptest.Server

	mu      sync.Mutex
	manner  manner
	changed chan struct{} // closed when the manner changes
	heard   map[string]int
	kept    map[string]int
}

func newCourt(m manner) *court {
	c := &court{manner: m, changed: make(chan struct{}), heard: map[string]int{}, kept: map[string]int{}}
	c.server = httptest.NewServer(c)
	return c
}

func (c *court) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var m struct{ Key string }
	if json.NewDecoder(r.Body).Decode(&m) != nil || m.Key == "" || m.Key != r.Header.Get("Idempotency-Key") {
		http.Error(w, "no message", http.StatusBadRequest)
		return
	}
	c.mu.Lock()
	c.heard[m.Key]++
	manner, changed, known := c.manner, c.changed, c.kept[m.Key] > 0
	if manner != breaks && !known {
		c.kept[m.Key]++
	}
	c.mu.Unlock()
	switch {
	case manner == breaks:
		http.Error(w, "under maintenance", http.StatusServiceUnavailable)
		return
	case manner == silent:
		select {
		case <-changed:
		case <-r.Context().Done():
		}
		return // without a receipt: the connection just ends
	case known:
		w.WriteHeader(http.StatusConflict)
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"receipt": "R-" + m.Key})
}

// behave changes the court's manner.
func (c *court) behave(m manner) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.manner = m
	close(c.changed)
	c.changed = make(chan struct{})
}

// count tells how often a key was heard and kept.
func (c *court) count(key string) (heard, kept int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard[key], c.kept[key]
}

// hears waits until a key has reached the court.
func (c *court) hears(ctx context.Context, key string) error {
	return until(ctx, "the court hears "+key, func() error {
		if heard, _ := c.count(key); heard == 0 {
			return errors.New("it has heard nothing of it")
		}
		return nil
	})
}

// connect lets a court receive at its own system, as an operator does.
func (p *people) connect(ctx context.Context, t *testing.T, code string, m manner) *court {
	t.Helper()
	c := newCourt(m)
	t.Cleanup(func() {
		c.behave(receives)
		c.server.Close()
	})
	operator := p.as(dispute.Actor{Account: "operator-1"})
	a := operator.insist(ctx, "/api/courts", newKey(), map[string]string{
		"code": code, "name": "法院 " + code, "endpoint": c.server.URL,
	})
	if !a.ok() {
		t.Fatal(fmt.Errorf("connect the court %s: %w", code, a))
	}
	return c
}

package exchange

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// fakeCourt receives as a court's own system does.
type fakeCourt struct {
	mu       sync.Mutex
	received map[string]int
	answer   func(w http.ResponseWriter)
}

func (f *fakeCourt) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.answer != nil {
		f.answer(w)
		return
	}
	key := r.Header.Get("Idempotency-Key")
	f.received[key]++
	if f.received[key] > 1 {
		w.WriteHeader(http.StatusConflict)
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"receipt": "court-" + key})
}

func court(t *testing.T) (*fakeCourt, HTTP) {
	f := &fakeCourt{received: map[string]int{}}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	return f, HTTP{URL: server.URL, Client: &http.Client{Timeout: 300 * time.Millisecond}}
}

func TestEveryConnectorGivesTheSameReceiptForTheSameKey(t *testing.T) {
	_, overHTTP := court(t)
	for name, c := range map[string]Connector{"pages": Pages{}, "http": overHTTP} {
		m := Message{Key: "case/1", Kind: "result-returned", To: "京0102", Body: json.RawMessage(`{}`)}
		first, err := c.Deliver(context.Background(), m)
		if err != nil || first == "" {
			t.Fatalf("%s: %q, %v", name, first, err)
		}
		again, err := c.Deliver(context.Background(), m)
		if err != nil || again != first {
			t.Errorf("%s: the second delivery gave %q, %v; want %q", name, again, err, first)
		}
		m.Key = "case/2"
		if other, _ := c.Deliver(context.Background(), m); other == first {
			t.Errorf("%s: another message got the same receipt", name)
		}
	}
}

func TestACourtThatFailsIsAnError(t *testing.T) {
	f, c := court(t)
	block := make(chan struct{})
	defer close(block)
	for _, k := range []struct {
		name, want string
		answer     func(http.ResponseWriter)
	}{
		{"refusal", "400", func(w http.ResponseWriter) { w.WriteHeader(http.StatusBadRequest) }},
		{"outage", "503", func(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }},
		{"no receipt", "no receipt", func(w http.ResponseWriter) { _, _ = w.Write([]byte(`{}`)) }},
		{"no JSON", "cannot be read", func(w http.ResponseWriter) { _, _ = w.Write([]byte(`<html>`)) }},
		{"silence", "Timeout", func(http.ResponseWriter) {
			select {
			case <-block:
			case <-time.After(time.Second):
			}
		}},
	} {
		f.mu.Lock()
		f.answer = k.answer
		f.mu.Unlock()
		_, err := c.Deliver(context.Background(), Message{Key: "k", Body: json.RawMessage(`{}`)})
		if err == nil || !strings.Contains(err.Error(), k.want) {
			t.Errorf("%s: got %v, want %q", k.name, err, k.want)
		}
	}
}

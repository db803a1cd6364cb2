//go:build engines

package engines_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"sutiao/dispute"
)

// caller calls the API as one account.
type caller struct{ base, key string }

// answer is what the API said. A status of zero: nothing was heard.
type answer struct {
	status int
	body   []byte
	err    error
}

func (a answer) Error() string {
	if a.err != nil {
		return a.err.Error()
	}
	return fmt.Sprintf("%d %s", a.status, a.body)
}

func (a answer) ok() bool { return a.err == nil && a.status < http.StatusBadRequest }

// final tells that the answer stands: no fault of the system's, and not merely that the
// same request is still in progress.
func (a answer) final() bool {
	return a.err == nil && a.status < http.StatusInternalServerError &&
		!(a.status == http.StatusConflict && strings.Contains(string(a.body), "in progress"))
}

var impatient = &http.Client{Timeout: 40 * time.Second}

func newKey() string { return "test-" + strings.ToLower(rand.Text()) }

// post asks once.
func (c caller) post(ctx context.Context, path, key string, in any) answer {
	body, err := json.Marshal(in)
	if err != nil {
		return answer{err: err}
	}
	return c.ask(ctx, http.MethodPost, path, key, body)
}

func (c caller) ask(ctx context.Context, method, path, key string, body []byte) answer {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return answer{err: err}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	req.Header.Set("Authorization", "Bearer "+c.key)
	resp, err := impatient.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	return answer{status: resp.StatusCode, body: text, err: err}
}

// insist asks under the same key until it is answered for good.
func (c caller) insist(ctx context.Context, path, key string, in any) answer {
	var last answer
	_ = until(ctx, "it is answered", func() error {
		if last = c.post(ctx, path, key, in); last.final() {
			return nil
		}
		return last
	})
	return last
}

// act performs an act, insisting.
func (c caller) act(ctx context.Context, id, key string, d dispute.Detail) error {
	if a := c.insist(ctx, actPath(id, d), key, d); !a.ok() {
		return fmt.Errorf("%s: %w", d.Act(), a)
	}
	return nil
}

func actPath(id string, d dispute.Detail) string {
	return "/api/disputes/" + id + "/acts/" + string(d.Act())
}

// refer opens a dispute and gives its ID.
func (c caller) refer(ctx context.Context, r *dispute.Referral) (string, error) {
	a := c.insist(ctx, "/api/disputes", newKey(), r)
	if !a.ok() {
		return "", fmt.Errorf("refer: %w", a)
	}
	var made struct {
		ID string `json:"id"`
	}
	err := json.Unmarshal(a.body, &made)
	return made.ID, err
}

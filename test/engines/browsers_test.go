//go:build engines

package engines_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/test/stories"
)

// cookie signs an account in, as a browser would be.
func (i *installation) cookie(ctx context.Context, t *testing.T, account string) string {
	t.Helper()
	db, err := storage.Open(ctx, i.apiURL, storage.Options{MaxConnections: 1})
	must(t, err)
	defer func() { _ = db.Close() }()
	token := "session-of-" + newKey()
	hash := sha256.Sum256([]byte(token))
	must(t, db.CreateSession(ctx, hash[:], account, time.Hour))
	return "sutiao_session=" + token
}

// browsers finds what drives a browser.
func browsers(t *testing.T) (chromium, pages string) {
	t.Helper()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("SKIPPED, NOT TESTED IN BROWSERS: there is no chromium")
	}
	pages, err = filepath.Abs("../../ui")
	must(t, err)
	if _, err := os.Stat(filepath.Join(pages, "node_modules", "playwright-core")); err != nil {
		t.Skip("SKIPPED, NOT TESTED IN BROWSERS: ui/node_modules has no playwright-core")
	}
	return chromium, pages
}

// TestThreeBrowsersHoldAMediation drives a mediator, a consumer on a phone and a bank
// through the room of a `sutiao up`: waiting, talk, record, caucus, screen, consented
// recording, blind figures, a reload, the death of the media process in the middle, and
// the signing of what was agreed.
func TestThreeBrowsersHoldAMediation(t *testing.T) {
	chromium, pages := browsers(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	u := startUp(ctx, t, "24h", mediaPorts(t)...)
	u.join(ctx, t)
	defer func() {
		if t.Failed() {
			t.Logf("the site said:\n%s", u.output)
		}
	}()
	on := u.on
	on.people.connect(ctx, t, goodCourt, receives)
	id := on.videoCase(ctx, t)
	mover := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		u.killMedia(t)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer mover.Close()
	who, err := json.Marshal(map[string]any{
		"mediator":   map[string]string{"name": nameOf(stories.Mediator.Account), "cookie": on.cookie(ctx, t, stories.Mediator.Account), "password": mediatorsPassword},
		"applicant":  on.browserOf(ctx, t, stories.Consumer),
		"respondent": on.browserOf(ctx, t, stories.Bank),
	})
	must(t, err)
	// Three browsers that code video would be on machines of their own.
	cmd := exec.CommandContext(ctx, "nice", "-n", "5", "node", "e2e/room.mjs")
	cmd.Dir = pages
	cmd.Env = append(os.Environ(), "BASE="+on.base, "CASE="+id, "SESSION=1", "OUTBOX="+on.people.outbox,
		"PEOPLE="+string(who), "MOVE="+mover.URL, "CHROMIUM="+chromium)
	if os.Getenv("SHOTS") == "" {
		cmd.Env = append(cmd.Env, "SHOTS="+t.TempDir())
	}
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	t.Log("\n" + out.String())
	if err != nil || !strings.Contains(out.String(), "all seen") {
		t.Fatal("the browsers did not see what they should: ", err)
	}
	left, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	u.leftBehind(left, t, id)
}

var errTooFew = errors.New("there are fewer than three")

func (i *installation) browserOf(ctx context.Context, t *testing.T, a dispute.Actor) map[string]string {
	t.Helper()
	return map[string]string{
		"name": nameOf(a.Account), "phone": i.people.phones[a.Account], "cookie": i.cookie(ctx, t, i.people.accounts[a.Account]),
	}
}

// leftBehind is what the case knows of the session afterwards.
func (u *whole) leftBehind(ctx context.Context, t *testing.T, id string) {
	t.Helper()
	i := u.on
	c, err := i.seen(ctx, id)
	must(t, err)
	s := c.Sessions[0]
	if len(s.Arrivals) != 2 {
		t.Errorf("the case knows of %d arrivals", len(s.Arrivals))
	}
	there := map[string]bool{}
	for _, p := range s.Presence {
		there[p.Account] = true
	}
	if len(there) != 3 {
		t.Errorf("the case knows of %d who were there", len(there))
	}
	// Three that were closed in time, and three over which their node was killed.
	err = until(ctx, "the recordings are kept", func() error {
		if c, err = i.seen(ctx, id); err == nil && len(c.Sessions[0].Recordings) < 6 {
			err = errTooFew
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	i.footageKept(ctx, t, c)
	if c.Stage != dispute.Performing || c.Agreement == nil || c.Agreement.MediatorSignedAt.IsZero() {
		t.Fatalf("the agreement that was signed in the room is not in force: the case is %s", c.Stage)
	}
	must(t, until(ctx, "the documents are made", func() error { return i.ledger.nothingOwed(ctx, id) }))
	pdf, err := i.people.papersOf(ctx, id)
	must(t, err)
	says(t, program, "verify", "--trust", filepath.Join(u.data, "trust.pem"), keep(t, t.TempDir(), "signed-in-the-room.pdf", pdf))
}

//go:build engines

package engines_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/law"
)

// whole is a `sutiao up`: everything in one process and its children.
type whole struct {
	*child
	data string
	on   *installation // what the shared harness needs of it
}

// startUp starts everything in a data folder of its own.
func startUp(ctx context.Context, t *testing.T, day string, more ...string) *whole {
	t.Helper()
	data, err := os.MkdirTemp("", "sutiao-up-")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(data) })
	must(t, os.Chmod(data, 0o711)) // PostgreSQL, which root runs as another user, has to pass
	address, err := freeAddress()
	must(t, err)
	u := &whole{data: filepath.Join(data, "folder"), on: &installation{base: "http://" + address}}
	u.child = &child{verb: "up", env: append([]string{
		"SUTIAO_DATA=" + u.data, "SUTIAO_LISTEN=" + address, "SUTIAO_DAY=" + day, "SUTIAO_TEMPORAL_BIN=" + temporalProgram,
	}, more...)}
	must(t, u.start(ctx))
	t.Cleanup(u.kill)
	return u
}

// join registers the people and opens the books.
func (u *whole) join(ctx context.Context, t *testing.T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(u.data, "secrets", "connection.json"))
	must(t, err)
	var c struct{ APIDatabase string }
	must(t, json.Unmarshal(text, &c))
	u.on.apiURL = c.APIDatabase
	u.on.people, err = register(ctx, c.APIDatabase, u.on.base, u.data)
	must(t, err)
	owner := u.database(t, c.APIDatabase, "sutiao", "postgres-password")
	worker := u.database(t, c.APIDatabase, "sutiao_worker", "database-sutiao-worker")
	u.on.ledger, err = openBooks(ctx, owner, worker)
	must(t, err)
	t.Cleanup(u.on.ledger.close)
	clock, err := u.on.ledger.seen.Setting(ctx, "clock")
	must(t, err)
	must(t, json.Unmarshal(clock, &u.on.clock))
}

// database is the installation's database as another of its roles reaches it.
func (u *whole) database(t *testing.T, address, role, secret string) string {
	t.Helper()
	password, err := os.ReadFile(filepath.Join(u.data, "secrets", secret))
	must(t, err)
	reached, err := url.Parse(address)
	must(t, err)
	reached.User = url.UserPassword(role, strings.TrimSpace(string(password)))
	return reached.String()
}

// mediaPorts are ports of its own for a media node; one that takes its place needs the same.
func mediaPorts(t *testing.T) []string {
	t.Helper()
	var ports []string
	for _, of := range []string{"LISTEN", "UDP", "TCP", "RELAY_UDP", "RELAY_TCP"} {
		address, err := freeAddress()
		must(t, err)
		ports = append(ports, "SUTIAO_MEDIA_"+of+"="+address)
	}
	return ports
}

// media is the process of the media node.
func (u *whole) media(t *testing.T) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(u.data, "media.pid"))
	must(t, err)
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	must(t, err)
	return pid
}

// killMedia ends the process of the media node without a word of warning, and says when.
func (u *whole) killMedia(t *testing.T) time.Time {
	t.Helper()
	must(t, syscall.Kill(u.media(t), syscall.SIGKILL))
	return time.Now()
}

// ended waits until a process that is no child of the tests is gone.
func ended(ctx context.Context, pid int) error {
	return until(ctx, "the process has ended", func() error {
		if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("process %d is there", pid)
		}
		return nil
	})
}

func TestAKilledInstallationGoesOnWhereItWas(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	u := startUp(ctx, t, "2s")
	u.join(ctx, t)
	court := u.on.people.connect(ctx, t, goodCourt, receives)

	talks, err := u.on.begin(ctx, lives()[3]) // a session is planned
	must(t, err)
	silence, err := u.on.begin(ctx, lives()[1]) // consent is sought, and does not come
	must(t, err)
	c, err := u.on.ledger.seen.Dispute(ctx, dispute.TheSystem(), silence.id)
	must(t, err)
	consent, running := law.DeadlineOf(c, "D04", law.Almanac{Calendar: law.BuiltIn()})
	if !running {
		t.Fatalf("no limit runs at stage %s", c.Stage)
	}

	said, key := talks.act.say(u.on.now()), newKey()
	var attempt sync.WaitGroup
	attempt.Go(func() {
		if a := talks.attempt(ctx, said, key); a.final() && !a.ok() {
			t.Error(a)
		}
	})
	media := u.media(t)
	u.kill()
	must(t, ended(ctx, media))
	attempt.Wait()
	must(t, until(ctx, "the limit has run out", func() error {
		if now := u.on.now(); now.Before(consent.Due.Add(2 * time.Minute)) {
			return fmt.Errorf("it is %v and the limit runs out at %v", now, consent.Due)
		}
		return nil
	}))
	begun := time.Now()
	must(t, u.start(ctx))
	t.Logf("up again after %v", time.Since(begun).Round(time.Millisecond))
	must(t, u.on.ledger.abandon(ctx))

	must(t, u.on.people.as(talks.act.by).act(ctx, talks.id, key, said))
	must(t, talks.play(ctx, talks.after))
	for _, p := range []struct {
		*playing
		ending dispute.Ending
	}{{talks, dispute.DifferencesTooLarge}, {silence, dispute.Unreachable}} {
		must(t, until(ctx, p.name+" has its ending", func() error {
			f, err := u.on.ledger.footprint(ctx, p.id)
			if err == nil {
				err = life{ending: p.ending}.over(f, goodCourt)
			}
			return err
		}))
		must(t, u.on.ledger.sound(ctx, p.id))
		if _, kept := court.count(p.id + "/" + string(dispute.ResultReturned)); kept != 1 {
			t.Errorf("%s: the court keeps the result %d times", p.name, kept)
		}
		f, err := u.on.ledger.footprint(ctx, p.id)
		must(t, err)
		wantOnce(t, f, p.playing)
	}
}

// wantOnce: each act of the life stands in the ledger once.
func wantOnce(t *testing.T, f footprint, p *playing) {
	t.Helper()
	times := map[string]int{}
	for _, act := range f.Acts {
		times[act]++
	}
	for act, n := range times {
		if n != 1 {
			t.Errorf("%s: %s stands %d times", p.name, act, n)
		}
	}
}

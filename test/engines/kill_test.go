//go:build engines

package engines_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"sync"
	"syscall"
	"testing"
	"time"

	"sutiao/dispute"
)

// victim is a process that is killed. What its kill returns waits until it is back.
type victim struct {
	name string
	kill func(i *installation) (healing func(context.Context) error, err error)
}

var victims = []victim{
	{"worker", func(i *installation) (func(context.Context) error, error) {
		i.worker.kill()
		return i.worker.start, nil
	}},
	{"API", func(i *installation) (func(context.Context) error, error) {
		i.api.kill()
		return func(ctx context.Context) error { return errors.Join(i.api.start(ctx), i.ledger.abandon(ctx)) }, nil
	}},
	{"Temporal", func(i *installation) (func(context.Context) error, error) {
		return i.killEngine("Temporal", i.temporal.PID())
	}},
	{"PostgreSQL", func(i *installation) (func(context.Context) error, error) {
		return i.killEngine("PostgreSQL", i.postgres.PID())
	}},
}

// killEngine kills an engine, which is then started again by its keeper and not by us.
func (i *installation) killEngine(name string, pid int) (func(context.Context) error, error) {
	back := i.said(name + " is back")
	return func(ctx context.Context) error {
		return until(ctx, "the system answers again", func() error {
			if i.said(name+" is back") == back {
				return fmt.Errorf("%s is not back", name)
			}
			if a := (caller{base: i.base}).ask(ctx, "GET", "/healthz", newKey(), nil); !a.ok() {
				return a
			}
			return nil
		})
	}, syscall.Kill(pid, syscall.SIGKILL)
}

// moments are when the kill comes: once the first act is sent, or once the first is answered.
var moments = []struct {
	name  string
	after func(sent, answered <-chan struct{})
}{
	{"when acts are sent", func(sent, _ <-chan struct{}) { <-sent }},
	{"at the first answer", func(_, answered <-chan struct{}) { <-answered }},
}

// TestNothingIsLostOrDoneTwiceWhenAProcessIsKilled has disputes in each phase, with the
// next act of each under way at the moment of the kill.
func TestNothingIsLostOrDoneTwiceWhenAProcessIsKilled(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	good, other := all.people.connect(ctx, t, goodCourt, receives), all.people.connect(ctx, t, stubbornCourt, receives)
	want := undisturbedOnes(ctx, t)
	for _, v := range victims {
		for _, moment := range moments {
			t.Run(v.name+" "+moment.name, func(t *testing.T) {
				other.behave(silent)
				under := beginAll(ctx, t, lives(), 2)
				told := beginAll(ctx, t, []life{returning}, 1)[0]
				must(t, other.hears(ctx, told.id+"/"+string(dispute.ResultReturned)))
				struck(ctx, t, v, moment.after, under)
				other.behave(receives)
				finishAll(ctx, t, append(under, told), want)
				keptOnce(ctx, t, append(under, told), good, other)
				must(t, all.worker.running())
				must(t, all.api.running())
			})
		}
	}
}

// undisturbedOnes says what each life leaves behind when nothing happens to it.
func undisturbedOnes(ctx context.Context, t *testing.T) map[string]footprint {
	t.Helper()
	want := map[string]footprint{}
	for _, l := range append(lives(), returning) {
		f, err := all.undisturbed(ctx, l)
		must(t, err)
		want[l.name] = f
	}
	return want
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// beginAll brings some disputes of each life into their phases.
func beginAll(ctx context.Context, t *testing.T, lives []life, each int) []*playing {
	t.Helper()
	var under []*playing
	for range each {
		for _, l := range lives {
			p, err := all.begin(ctx, l)
			must(t, err)
			under = append(under, p)
		}
	}
	return under
}

// struck makes the next act of every dispute at once, kills the victim at the moment, and
// repeats each act under its key until it is answered.
func struck(ctx context.Context, t *testing.T, v victim, moment func(sent, answered <-chan struct{}), under []*playing) {
	t.Helper()
	sent, answered := make(chan struct{}), make(chan struct{})
	var sentOnce, answeredOnce sync.Once
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest: func(httptrace.WroteRequestInfo) { sentOnce.Do(func() { close(sent) }) },
	})
	var wg sync.WaitGroup
	failed := make(chan error, len(under))
	saying := make([]dispute.Detail, len(under))
	for i, p := range under {
		var err error
		saying[i], err = p.in.people.confirmed(ctx, p.act.by, p.id, p.act.say(p.in.now()))
		must(t, err)
	}
	for i, p := range under {
		wg.Go(func() {
			key, said := newKey(), saying[i]
			a := p.attempt(traced, said, key)
			answeredOnce.Do(func() { close(answered) })
			if !a.final() {
				a = p.in.people.as(p.act.by).insist(ctx, actPath(p.id, said), key, said)
			}
			if !a.ok() {
				failed <- fmt.Errorf("%s: %s: %w", p.name, said.Act(), a)
			}
		})
	}
	moment(sent, answered)
	begun := time.Now()
	healing, err := v.kill(all)
	must(t, err)
	must(t, healing(ctx))
	healed := time.Since(begun)
	wg.Wait()
	waited := time.Since(begun)
	t.Logf("back after %v, all acts answered after %v", healed.Round(time.Millisecond), waited.Round(time.Millisecond))
	if waited > time.Minute {
		t.Errorf("somebody waited %v for an answer", waited.Round(time.Second))
	}
	close(failed)
	for err := range failed {
		t.Error(err)
	}
}

func finishAll(ctx context.Context, t *testing.T, under []*playing, want map[string]footprint) {
	t.Helper()
	begun := time.Now()
	var wg sync.WaitGroup
	for _, p := range under {
		wg.Go(func() {
			limited, cancel := context.WithTimeout(ctx, 2*time.Minute)
			defer cancel()
			if err := p.finish(limited, want[p.name]); err != nil {
				t.Errorf("%s (%s): %v", p.name, p.id, err)
			}
		})
	}
	wg.Wait()
	t.Logf("all at their endings after another %v", time.Since(begun).Round(time.Millisecond))
}

// keptOnce: whatever a court was told it keeps once, however often it heard of it.
func keptOnce(ctx context.Context, t *testing.T, under []*playing, courts ...*court) {
	t.Helper()
	for _, p := range under {
		keys, err := all.ledger.texts(ctx, "SELECT key FROM deliveries WHERE dispute_id = $1", p.id)
		must(t, err)
		for _, key := range keys {
			total := 0
			for _, c := range courts {
				_, kept := c.count(key)
				total += kept
			}
			if total != 1 {
				t.Errorf("%s: the courts keep %s %d times", p.name, key, total)
			}
		}
	}
}

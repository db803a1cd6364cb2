//go:build engines

package engines_test

import (
	"context"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"sutiao/dispute"
)

// victim is a process that is killed, and how it comes back.
type victim struct {
	name  string
	kill  func(i *installation) error
	heals func(ctx context.Context, i *installation) error
}

var victims = []victim{
	{"worker", func(i *installation) error { i.worker.kill(); return nil },
		func(ctx context.Context, i *installation) error { return i.worker.start(ctx) }},
	{"API", func(i *installation) error { i.api.kill(); return nil },
		func(ctx context.Context, i *installation) error {
			if err := i.api.start(ctx); err != nil {
				return err
			}
			return i.ledger.abandon(ctx)
		}},
	{"Temporal", func(i *installation) error { return syscall.Kill(i.temporal.PID(), syscall.SIGKILL) },
		func(ctx context.Context, i *installation) error { return i.healed(ctx, "Temporal") }},
	{"PostgreSQL", func(i *installation) error { return syscall.Kill(i.postgres.PID(), syscall.SIGKILL) },
		func(ctx context.Context, i *installation) error { return i.healed(ctx, "PostgreSQL") }},
}

// healed waits until an engine is back and the API answers; nobody starts anything.
func (i *installation) healed(ctx context.Context, engine string) error {
	return until(ctx, "the system answers again", func() error {
		if died, back := i.said(engine+" ended unexpectedly"), i.said(engine+" is back"); died == 0 || back < died {
			return fmt.Errorf("%s ended %d times and came back %d times", engine, died, back)
		}
		if a := (caller{base: i.base}).ask(ctx, "GET", "/healthz", newKey(), nil); !a.ok() {
			return a
		}
		return nil
	})
}

// moments are when the kill comes: with all acts just begun, or once the first is answered.
var moments = []struct {
	name  string
	after func(answered <-chan struct{})
}{
	{"at once", func(<-chan struct{}) {}},
	{"at the first answer", func(answered <-chan struct{}) { <-answered }},
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
func struck(ctx context.Context, t *testing.T, v victim, moment func(<-chan struct{}), under []*playing) {
	t.Helper()
	first := make(chan struct{})
	var once sync.Once
	var wg sync.WaitGroup
	failed := make(chan error, len(under))
	for _, p := range under {
		wg.Go(func() {
			key, said := newKey(), p.act.say(time.Now())
			a := p.attempt(ctx, said, key)
			once.Do(func() { close(first) })
			if !a.final() {
				a = p.in.people.as(p.act.by).insist(ctx, actPath(p.id, said), key, said)
			}
			if !a.ok() {
				failed <- fmt.Errorf("%s: %s: %w", p.name, p.act.say(time.Now()).Act(), a)
			}
		})
	}
	moment(first)
	begun := time.Now()
	must(t, v.kill(all))
	must(t, v.heals(ctx, all))
	healed := time.Since(begun)
	wg.Wait()
	t.Logf("back after %v, all acts answered after %v", healed.Round(time.Millisecond), time.Since(begun).Round(time.Millisecond))
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

//go:build engines

package engines_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
)

// ops runs the operator's tool as an operator would.
func (i *installation) ops(ctx context.Context, arguments ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, append([]string{"ops"}, arguments...)...)
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "USER=tester"}, i.env...)
	out, err := cmd.Output()
	if failed, ok := err.(*exec.ExitError); ok {
		err = fmt.Errorf("%w: %s", err, failed.Stderr)
	}
	return string(out), err
}

// opsSays runs the tool and expects words in its answer.
func opsSays(ctx context.Context, t *testing.T, words []string, arguments ...string) string {
	t.Helper()
	out, err := all.ops(ctx, arguments...)
	if err != nil {
		t.Fatalf("ops %v: %v", arguments, err)
	}
	for _, w := range words {
		if !strings.Contains(out, w) {
			t.Fatalf("ops %v does not say %q:\n%s", arguments, w, out)
		}
	}
	return out
}

func TestAnActDuringTheWorkersAbsenceIsAnsweredWhenItIsBack(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	all.people.connect(ctx, t, goodCourt, receives)
	l := lives()[3] // a session is planned
	p, err := all.begin(ctx, l)
	must(t, err)
	all.worker.kill()
	said, key := l.act.say(time.Now()), newKey()
	answered := make(chan answer, 1)
	go func() { answered <- all.people.as(l.act.by).insist(ctx, actPath(p.id, said), key, said) }()
	must(t, until(ctx, "ops show tells that a worker is missing", func() error {
		out, err := all.ops(ctx, "show", p.id)
		if err == nil && !strings.Contains(out, "waits for a worker since") {
			err = fmt.Errorf("it says:\n%s", out)
		}
		return err
	}))
	must(t, all.worker.start(ctx))
	if a := <-answered; !a.ok() {
		t.Fatal(a)
	}
	f, err := all.ledger.footprint(ctx, p.id)
	must(t, err)
	if n := strings.Count(strings.Join(f.Acts, "\n"), string(said.Act())); n != 1 {
		t.Errorf("the ledger has the act %d times", n)
	}
}

var attempts = regexp.MustCompile(`TellCourt\s+(\d+)\s+\d{4}-\d\d-\d\d`)

func TestAStepThatFailsIsListedRetriedAndSeenToPass(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	c := all.people.connect(ctx, t, stubbornCourt, breaks)
	p, err := all.begin(ctx, returning)
	must(t, err)
	most := 0
	must(t, until(ctx, "ops list shows more and more attempts", func() error {
		out, err := all.ops(ctx, "list")
		if err != nil {
			return err
		}
		if m := attempts.FindStringSubmatch(out); m != nil && strings.Contains(out, p.id) && strings.Contains(out, "503") {
			var n int
			if _, err := fmt.Sscan(m[1], &n); err != nil {
				return err
			}
			if most > 0 && n > most {
				return nil
			}
			most = n
		}
		return fmt.Errorf("it says:\n%s", out)
	}))
	opsSays(ctx, t, []string{"TellCourt", "attempt"}, "show", p.id)
	opsSays(ctx, t, []string{"✗", "still stuck", "TellCourt"}, "retry", p.id)
	c.behave(receives)
	opsSays(ctx, t, []string{"✓"}, "retry", p.id, "--reason", "the court's system is up again")
	opsSays(ctx, t, []string{"nothing is stuck"}, "list")
	if _, kept := c.count(p.id + "/" + string(dispute.ResultReturned)); kept != 1 {
		t.Errorf("the court keeps the result %d times", kept)
	}
	repairs, err := all.ledger.texts(ctx, `SELECT kind || ' ' || operator || ' ' || reason FROM repairs WHERE dispute_id = $1 ORDER BY id`, p.id)
	must(t, err)
	if got := strings.Join(repairs, "; "); got != "retry ops:tester ; retry ops:tester the court's system is up again" {
		t.Errorf("the repairs kept are %s", got)
	}
	must(t, all.ledger.sound(ctx, p.id))
}

func TestAStepThatHangsIsShownAsUnderWayAndThenAsStuck(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	c := all.people.connect(ctx, t, stubbornCourt, silent)
	p, err := all.begin(ctx, returning)
	must(t, err)
	must(t, c.hears(ctx, p.id+"/"+string(dispute.ResultReturned)))
	opsSays(ctx, t, []string{"TellCourt  attempt 1  正在进行 · under way"}, "show", p.id)
	opsSays(ctx, t, []string{"✗", "still stuck", "TellCourt"}, "retry", p.id)
	c.behave(receives)
	opsSays(ctx, t, []string{"✓"}, "retry", p.id)
	if _, kept := c.count(p.id + "/" + string(dispute.ResultReturned)); kept != 1 {
		t.Errorf("the court keeps the result %d times", kept)
	}
}

func TestOpsKnowsNoSuchDispute(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for _, arguments := range [][]string{
		{"show", "d-none"}, {"retry", "d-none"}, {"reset", "d-none", "--to", "4", "--reason", "x"},
	} {
		_, err := all.ops(ctx, arguments...)
		wantProblem(t, err, "no such dispute")
	}
}

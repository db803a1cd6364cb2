//go:build engines

package engines_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/test/stories"
	"sutiao/workflows"
)

// checkpoint finds, in what ops show says, the last checkpoint before an act, or the last
// of all where none is named.
func checkpoint(t *testing.T, shown string, act dispute.Act) string {
	t.Helper()
	point := ""
	for line := range strings.Lines(shown) {
		fields := strings.Fields(line)
		if strings.Contains(line, "checkpoint") {
			point = fields[0]
		}
		if act != "" && strings.Contains(line, " "+string(act)) && point != "" {
			return point
		}
	}
	if act == "" && point != "" {
		return point
	}
	t.Fatalf("no checkpoint before %s:\n%s", act, shown)
	return ""
}

func TestADisputeSetBackLosesNothingAndTellsNobodyTwice(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	c := all.people.connect(ctx, t, goodCourt, receives)
	p, err := all.begin(ctx, lives()[5]) // one signature is given
	must(t, err)
	must(t, p.play(ctx, []move{bankSigns, mediatorSigns, firstPaid}))
	reported := p.id + "/" + string(dispute.AgreementReported) + "/1"
	must(t, c.hears(ctx, reported))
	must(t, until(ctx, "the court's receipt is recorded", func() error {
		f, err := all.ledger.footprint(ctx, p.id)
		if err == nil && !slices.Contains(f.Own, string(dispute.AgreementReported)+"/1") {
			err = fmt.Errorf("the system did %v", f.Own)
		}
		return err
	}))
	before, progress := recorded(ctx, t, p.id), progressOf(ctx, t, p.id)
	shown := opsSays(ctx, t, nil, "show", p.id)

	_, err = all.ops(ctx, "reset", p.id, "--to", "1", "--reason", "x")
	wantProblem(t, err, "event 1 is no checkpoint")
	point := checkpoint(t, shown, dispute.Disclose)
	_, err = all.ops(ctx, "reset", p.id, "--to", point)
	wantProblem(t, err, "--reason")
	opsSays(ctx, t, []string{"✓"}, "reset", p.id, "--to", point, "--reason", "rehearsed")

	must(t, until(ctx, "all acts are applied again", func() error {
		if now := progressOf(ctx, t, p.id); now != progress {
			return fmt.Errorf("it has come to %v, was at %v", now, progress)
		}
		return nil
	}))
	if after := recorded(ctx, t, p.id); after != before {
		t.Errorf("recorded was\n%v\nand is\n%v", before, after)
	}
	must(t, all.ledger.sound(ctx, p.id))
	must(t, p.play(ctx, []move{secondPaid}))
	must(t, p.reaches(ctx, dispute.Closed))
	if heard, kept := c.count(reported); heard != 1 || kept != 1 {
		t.Errorf("the court heard of the agreement %d times", heard)
	}
	must(t, all.ledger.sound(ctx, p.id))
}

func wantProblem(t *testing.T, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, want %q", err, words)
	}
}

// record is what must outlast a repair.
type record struct{ ledger, dates string }

func recorded(ctx context.Context, t *testing.T, id string) record {
	t.Helper()
	ledger, err := all.ledger.texts(ctx, `SELECT seq || ' ' || act_id || ' ' || act || ' ' || at FROM ledger WHERE dispute_id = $1 ORDER BY seq`, id)
	must(t, err)
	dates, err := all.ledger.texts(ctx, `SELECT limit_id || ' ' || coalesce(last_day::text, '') || ' ' || coalesce(due::text, '') FROM dispute_dates WHERE dispute_id = $1 ORDER BY no`, id)
	must(t, err)
	return record{strings.Join(ledger, "\n"), strings.Join(dates, "\n")}
}

// progressOf asks the dispute itself, whose projection a repair does not turn back.
func progressOf(ctx context.Context, t *testing.T, id string) workflows.Receipt {
	t.Helper()
	c, err := all.engine(ctx)
	must(t, err)
	defer c.Close()
	value, err := c.QueryWorkflow(ctx, workflows.ID(id), "", workflows.Progress)
	must(t, err)
	var r workflows.Receipt
	must(t, value.Get(&r))
	return r
}

// TestThereIsNoWayBackToBeforeALimitThatRanOut: the limit would run out at another moment,
// and the acts after it would be refused.
func TestThereIsNoWayBackToBeforeALimitThatRanOut(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	q := swift(ctx, t)
	id := q.open(ctx, t, all.people.referral(dispute.PreFilingReferral, nil))
	first := checkpoint(t, opsSays(ctx, t, nil, "show", id), "")
	must(t, until(ctx, "the next organisation is asked", func() error {
		c, err := all.ledger.seen.Dispute(ctx, dispute.TheSystem(), id)
		if err == nil && c.Organisation != stories.OtherManager.Organisation {
			err = fmt.Errorf("it is with %s", c.Organisation)
		}
		return err
	}))
	must(t, q.act(ctx, id, stories.OtherManager, &dispute.Acceptance{}))
	before := recorded(ctx, t, id)
	_, err := all.ops(ctx, "reset", id, "--to", first, "--reason", "x")
	wantProblem(t, err, "those before a limit ran out no longer are")

	// What came after it can be done again.
	shown := opsSays(ctx, t, []string{"the timer rang"}, "show", id)
	opsSays(ctx, t, []string{"✓"}, "reset", id, "--to", checkpoint(t, shown, dispute.AcceptReferral), "--reason", "rehearsed")
	must(t, until(ctx, "the act is applied again", func() error {
		if p := progressOf(ctx, t, id); p.Stage != dispute.Accepted {
			return fmt.Errorf("it stands at %s", p.Stage)
		}
		return nil
	}))
	if after := recorded(ctx, t, id); after != before {
		t.Errorf("recorded was\n%v\nand is\n%v", before, after)
	}
	must(t, all.ledger.sound(ctx, id))
	opsSays(ctx, t, []string{"set back to here: rehearsed", "applied again: 确认接受 · AcceptReferral"}, "show", id)
}

func TestADisputeThatHasRunToItsEndIsNotSetBack(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	all.people.connect(ctx, t, stubbornCourt, receives)
	p, err := all.begin(ctx, returning)
	must(t, err)
	must(t, until(ctx, "it is completed", func() error {
		out, err := all.ops(ctx, "show", p.id)
		if err == nil && !strings.Contains(out, "Completed") {
			err = fmt.Errorf("it says:\n%s", out)
		}
		return err
	}))
	shown := opsSays(ctx, t, nil, "show", p.id)
	_, err = all.ops(ctx, "reset", p.id, "--to", checkpoint(t, shown, dispute.Disclose), "--reason", "x")
	wantProblem(t, err, "has run to its end")
	must(t, all.ledger.sound(ctx, p.id))
}

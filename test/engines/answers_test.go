//go:build engines

package engines_test

import (
	"context"
	"testing"
	"time"
)

// TestAnActWhoseAnswerWasLostIsAnsweredAgain: the case has moved on by the act itself, and
// whoever asks again under its key is not told that it is too late for it.
func TestAnActWhoseAnswerWasLostIsAnsweredAgain(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	all.people.connect(ctx, t, goodCourt, receives)
	all.people.connect(ctx, t, stubbornCourt, receives)
	for _, l := range lives() {
		t.Run(l.name, func(t *testing.T) {
			p, err := all.begin(ctx, l)
			must(t, err)
			said, err := all.people.confirmed(ctx, l.act.by, p.id, l.act.say(all.now()))
			must(t, err)
			key := newKey()
			must(t, all.people.as(l.act.by).act(ctx, p.id, key, said))
			before := recorded(ctx, t, p.id)
			forgotten, err := all.ledger.owner.ExecContext(ctx, "DELETE FROM idempotency_keys WHERE key = $1", key)
			must(t, err)
			if n, err := forgotten.RowsAffected(); n != 1 || err != nil {
				t.Fatalf("%d answers were kept under the key, %v", n, err)
			}
			must(t, all.people.as(l.act.by).act(ctx, p.id, key, said))
			if after := recorded(ctx, t, p.id); after.ledger != before.ledger {
				t.Errorf("the ledger was\n%s\nand is\n%s", before.ledger, after.ledger)
			}
			f, err := all.ledger.footprint(ctx, p.id)
			must(t, err)
			if len(f.Late) > 0 {
				t.Errorf("it is kept as late: %v", f.Late)
			}
			if a := p.attempt(ctx, said, newKey()); a.ok() {
				t.Errorf("under another key it is another act, yet it was accepted: %s", a.body)
			}
		})
	}
}

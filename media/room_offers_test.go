package media

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"sutiao/media/mediatest"
	"sutiao/media/offers"
	"sutiao/media/signal"
)

func TestOnlyTheMeetingOfOffersIsTold(t *testing.T) {
	h := open(t)
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	r := h.come("r1", "respondent", m, mediatest.Options{})
	third := h.come("r1", "third", m, mediatest.Options{})
	errand := h.come("r1", "errand", m, mediatest.Options{})
	sizes := map[int]bool{}
	round := func(n int, take, pay int64) *offers.Outcome {
		h.must(m.Ask("offer-round", map[string]any{"open": true}))
		for c, fen := range map[*mediatest.Client]int64{a: take, r: pay} {
			if fen > 0 {
				answer, err := c.Ask("offer", map[string]any{"fen": fen})
				h.must(nil, err)
				b, _ := json.Marshal(signal.Event{Type: answer.Type, Re: "x"})
				sizes[len(b)] = true
			}
		}
		h.must(m.Ask("offer-round", map[string]any{"open": false}))
		var last *offers.Outcome
		h.must(nil, a.Await("the outcome", func(events []signal.Event) bool {
			for _, e := range events {
				if e.Outcome != nil && e.Outcome.Round == n {
					last = e.Outcome
				}
			}
			return last != nil
		}))
		return last
	}
	if o := round(1, 900, 500); o.Matched {
		t.Error(o)
	}
	if o := round(2, 500, 0); o.Matched {
		t.Error(o)
	}
	if o := round(3, 500, 900); !o.Matched || o.Midpoint != 700 {
		t.Error(o)
	}
	outcomes := map[int]bool{}
	for _, c := range []*mediatest.Client{a, r, m} {
		for _, raw := range c.Raw() {
			if strings.Contains(raw, "offer-outcome") {
				outcomes[len(raw)] = true
			}
		}
	}
	if len(sizes) != 1 || len(outcomes) != 1 {
		t.Error("answers differ in size:", sizes, outcomes)
	}
	if _, err := third.Ask("offer", map[string]any{"fen": 1}); code(err) != "not-permitted" {
		t.Error(err)
	}
	h.must(m.Ask("offer-round", map[string]any{"open": true}))
	if _, err := errand.Ask("offer", map[string]any{"fen": 1}); code(err) != "not-permitted" {
		t.Error("an agent without special authority entered a figure:", err)
	}
	h.took.await(t, "matched", 1)
	h.must(third.Ask("ping", nil))
	for _, raw := range third.Raw() {
		if strings.Contains(raw, "offer-") {
			t.Error("a third party was told:", raw)
		}
	}

	// Who comes back reads what the last round said.
	h.must(nil, a.Redial(t.Context(), h.ws(), true))
	h.must(nil, a.Await("the last outcome", func(events []signal.Event) bool {
		return slices.ContainsFunc(events, func(e signal.Event) bool {
			return e.Place != nil && e.OfferOutcome != nil && e.OfferOutcome.Midpoint == 700
		})
	}))
}

func TestRoundsGoOnFromWhereTheCaseIs(t *testing.T) {
	h := open(t)
	h.must(nil, h.node.Open(t.Context(), RoomSpec{ID: "r1", DisputeID: "d1", SessionNo: 2, Opening: "o1", Rounds: offers.Rounds - 1}))
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	h.must(m.Ask("offer-round", map[string]any{"open": true}))
	h.must(nil, m.Await("the last round", func(events []signal.Event) bool {
		return slices.ContainsFunc(events, func(e signal.Event) bool { return e.Round != nil && e.Round.No == offers.Rounds })
	}))
	h.took.await(t, "asked", 1)
	h.must(m.Ask("offer-round", map[string]any{"open": false}))
	if _, err := m.Ask("offer-round", map[string]any{"open": true}); code(err) != "too-large" {
		t.Error("a round more than there are:", err)
	}
}

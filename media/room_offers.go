package media

import (
	"context"
	"errors"
	"strconv"

	"sutiao/dispute"
	"sutiao/media/offers"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// hasOffers tells who learns of the rounds: the mediator and the two sides.
func (*room) hasOffers(p *participant) bool {
	switch p.claims.Capacity {
	case token.Mediator:
		return true
	case token.Party, token.Agent:
		return p.claims.Side == dispute.Applicant || p.claims.Side == dispute.Respondent
	}
	return false
}

func (r *room) tellSides(e *signal.Event) {
	for _, p := range r.people {
		if p.admitted && r.hasOffers(p) {
			p.tell(e)
		}
	}
}

func (r *room) offerRound(_ *participant, m *signal.OfferRound) (*signal.Event, error) {
	if m.Open {
		no, err := r.offers.Open()
		if err != nil {
			return nil, offerRefused(err)
		}
		f := Asked{Fact: r.fact("round", strconv.Itoa(no)), Round: no}
		r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.OffersAsked(ctx, f) })
		r.tellSides(&signal.Event{Type: "offer-round", Round: &signal.Round{No: no, Open: true}})
		return done(), nil
	}
	o, err := r.offers.Close()
	if err != nil {
		return nil, offerRefused(err)
	}
	// One message for both results; what is done of a match only is done after it.
	r.tellSides(&signal.Event{Type: "offer-outcome", Outcome: &o})
	if o.Matched {
		f := Match{Fact: r.fact("offer", strconv.Itoa(o.Round)), Round: o.Round, Midpoint: o.Midpoint}
		r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.OfferMatched(ctx, f) })
	}
	return done(), nil
}

func (r *room) enterOffer(p *participant, m *signal.Offer) (*signal.Event, error) {
	if p.claims.Capacity == token.Agent && !p.claims.MaySettle {
		return nil, refuse(dispute.CodeNotPermitted, "代理人没有特别授权，不能报价（民事诉讼法62）", "the agent has no special authority to settle (Civil Procedure Law art. 62)")
	}
	if err := r.offers.Enter(p.claims.Side, m.Fen); err != nil {
		return nil, offerRefused(err)
	}
	return done(), nil
}

func offerRefused(err error) *dispute.Error {
	switch {
	case errors.Is(err, offers.ErrSide):
		return refuse(dispute.CodeNotPermitted, "只有双方当事人可以报价", err.Error())
	case errors.Is(err, offers.ErrRounds):
		return refuse(dispute.CodeTooLarge, "报价轮次已达上限", err.Error())
	case errors.Is(err, offers.ErrOpen):
		return refuse(dispute.CodeConflict, "本轮报价正在进行", err.Error())
	}
	return refuse(dispute.CodeNotPermitted, "目前没有进行中的报价", err.Error())
}

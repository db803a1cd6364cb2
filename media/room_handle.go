package media

import (
	"slices"

	"sutiao/dispute"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// capacities tells who may send what. What is not listed is for everybody.
var capacities = map[string][]token.Capacity{
	"publish":     {token.Mediator, token.Party, token.Agent},
	"hand":        {token.Mediator, token.Party, token.Agent},
	"chat":        {token.Mediator, token.Party, token.Agent},
	"pointer":     {token.Mediator, token.Party, token.Agent},
	"mute":        {token.Mediator, token.Party, token.Agent},
	"offer":       {token.Party, token.Agent},
	"admit":       {token.Mediator},
	"remove":      {token.Mediator},
	"timer":       {token.Mediator},
	"caucus":      {token.Mediator},
	"end-caucus":  {token.Mediator},
	"recording":   {token.Mediator},
	"offer-round": {token.Mediator},
}

// whileWaiting is what can be done in the waiting room.
var whileWaiting = []string{"ping", "leave"}

// handle does what a message asks for, if its sender may.
func (r *room) handle(p *participant, c *connection, kind string, m signal.Request) (*signal.Event, error) {
	if may, ok := capacities[kind]; ok && !slices.Contains(may, p.claims.Capacity) {
		return nil, errNotYours()
	}
	// Negotiating takes its time, and the room's lock for no longer than needed.
	if m, ok := m.(*signal.Publish); ok {
		if !p.holds(c) {
			return nil, errElsewhere()
		}
		return r.publish(p, m)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.gone || p.conn != c {
		return nil, errElsewhere()
	}
	if !p.admitted && !slices.Contains(whileWaiting, kind) {
		return nil, errWaiting()
	}
	if reply, err, ok := r.handleMedia(p, m); ok {
		return reply, err
	}
	return r.handleWords(p, m)
}

func (r *room) handleMedia(p *participant, m signal.Request) (reply *signal.Event, err error, handled bool) { //nolint:revive // handled tells of the others
	switch m := m.(type) {
	case *signal.Answer:
		select {
		case p.sub.answers <- m:
		default: // one too many answers no offer
		}
		return nil, nil, true
	case *signal.Restart:
		go p.sub.renew()
		reply = done()
	case *signal.View:
		reply, err = r.view(p, m)
	case *signal.Mute:
		reply, err = r.mute(p, m)
	case *signal.Recording:
		reply, err = r.askToRecord(p, m)
	case *signal.Consent:
		reply, err = r.consent(p, m)
	case *signal.Ping:
		reply = &signal.Event{Type: "pong"}
	case *signal.Leave:
		r.remove(p, "left")
	default:
		return nil, nil, false
	}
	return reply, err, true
}

func (r *room) handleWords(p *participant, m signal.Request) (*signal.Event, error) {
	switch m := m.(type) {
	case *signal.Admit:
		return r.admit(p, m)
	case *signal.Remove:
		return r.putOut(p, m)
	case *signal.Hand:
		return r.raise(p, m)
	case *signal.Chat:
		return r.say(p, m)
	case *signal.Pointer:
		return r.point(p, m)
	case *signal.Timer:
		return r.setTimer(p, m)
	case *signal.Caucus:
		return r.caucus(p, m)
	case *signal.EndCaucus:
		return r.dissolve(p, m)
	case *signal.OfferRound:
		return r.offerRound(p, m)
	case *signal.Offer:
		return r.enterOffer(p, m)
	}
	return nil, refuse(dispute.CodeInvalid, "此时不能发送该消息", "not at this point")
}

package media

import (
	"context"
	"crypto/subtle"

	"sutiao/media/signal"
)

func sameSecret(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

func (r *room) welcome(p *participant, re string, resumed bool) {
	state := "waiting"
	if p.admitted {
		state = "admitted"
	}
	p.tell(&signal.Event{Type: "welcome", Re: re, Welcome: &signal.Welcome{
		Version: signal.Version, You: p.id, Session: r.spec.ID + "~" + p.session, State: state, Resumed: resumed,
		Grace: int(r.node.options.Grace.Seconds()), ICE: r.node.network.iceServers(p.id),
	}})
}

// arrive tells the others of a place that somebody came, and him what is there.
func (r *room) arrive(p *participant) {
	at := p.place.Load()
	r.state(p)
	for _, other := range r.in(at) {
		if other != p {
			other.tell(r.label(at, &signal.Event{Type: "participant", Participant: new(p.seen())}))
		}
	}
	r.tellWhere()
	r.recordingChanged(at)
	r.refreshAll()
}

// state tells somebody all there is to know of where he is.
func (r *room) state(p *participant) {
	at := p.place.Load()
	here := r.places[at]
	s := &signal.Place{
		Participants: []signal.Participant{}, Chat: here.chat, Timer: r.timeLeft(here), Pointer: here.pointer,
		Recorded: here.recording.state(r, at), Degrade: degraded(p.ladder.Step(), ""),
	}
	if s.Chat == nil {
		s.Chat = []signal.Said{}
	}
	for _, other := range r.in(at) {
		s.Participants = append(s.Participants, other.seen())
	}
	if r.hasOffers(p) {
		no, open := r.offers.IsOpen()
		s.OfferRound, s.OfferOutcome = &signal.Round{No: no, Open: open}, r.offers.Last()
	}
	p.tell(r.label(at, &signal.Event{Type: "place", Place: s}))
}

// in lists who is in a place.
func (r *room) in(at int32) []*participant {
	here := []*participant{}
	for _, p := range r.people {
		if p.place.Load() == at && at != outside {
			here = append(here, p)
		}
	}
	return here
}

// label marks what belongs to a caucus.
func (r *room) label(at int32, e *signal.Event) *signal.Event {
	if at != common {
		e.Caucus, e.Confidential = r.places[at].name(), true
	}
	return e
}

// tellPlace tells everyone in a place, and nobody else.
func (r *room) tellPlace(at int32, e *signal.Event) {
	b := encode(r.label(at, e))
	for _, p := range r.in(at) {
		if p.conn != nil {
			p.conn.send(b)
		}
	}
}

func (r *room) tellChanged(p *participant) {
	at := p.place.Load()
	if at != outside {
		r.tellPlace(at, &signal.Event{Type: "participant", Participant: new(p.seen())})
	}
}

// tellWaiting tells the mediators who waits.
func (r *room) tellWaiting() {
	waiting := []signal.Participant{}
	for _, p := range r.people {
		if !p.admitted {
			waiting = append(waiting, p.seen())
		}
	}
	for _, p := range r.people {
		if p.isMediator() {
			p.tell(&signal.Event{Type: "waiting", Waiting: &waiting})
		}
	}
}

// tellWhere tells the mediators, who move people, where everybody is: no more than that.
func (r *room) tellWhere() {
	where := []signal.Whereabouts{}
	for _, p := range r.people {
		if at := p.place.Load(); at != outside {
			where = append(where, signal.Whereabouts{Participant: p.id, Name: p.claims.Name, Caucus: r.places[at].name()})
		}
	}
	for _, p := range r.people {
		if p.isMediator() {
			p.tell(&signal.Event{Type: "where", Where: where})
		}
	}
}

// here finds somebody in the place where p is.
func (r *room) here(p *participant, id string) *participant {
	for _, other := range r.in(p.place.Load()) {
		if other.id == id {
			return other
		}
	}
	return nil
}

func (r *room) anywhere(id string) *participant {
	for _, p := range r.people {
		if p.id == id {
			return p
		}
	}
	return nil
}

func (r *room) admit(p *participant, m *signal.Admit) (*signal.Event, error) {
	who := r.anywhere(m.Participant)
	if who == nil {
		return nil, errNobody()
	}
	if who.admitted {
		return done(), nil
	}
	who.admitted = true
	delete(r.removed, who.claims.Account)
	who.place.Store(common)
	f := Moved{Fact: r.fact("admitted", who.id), Person: who.person(), By: p.claims.Account}
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.Admitted(ctx, f) })
	who.tell(&signal.Event{Type: "admitted"})
	r.arrive(who)
	r.tellWaiting()
	return done(), nil
}

func (r *room) putOut(p *participant, m *signal.Remove) (*signal.Event, error) {
	who := r.anywhere(m.Participant)
	if who == nil || who == p {
		return nil, errNobody()
	}
	f := Moved{Fact: r.fact("removed", who.id), Person: who.person(), By: p.claims.Account, Reason: m.Reason}
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.Removed(ctx, f) })
	who.tell(&signal.Event{Type: "removed", Reason: m.Reason})
	r.removed[who.claims.Account] = true
	r.remove(who, "removed")
	return done(), nil
}

func done() *signal.Event { return &signal.Event{Type: "ok"} }

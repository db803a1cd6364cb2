package media

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"sutiao/dispute"
	"sutiao/media/offers"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// room is one mediation session.
type room struct {
	node    *Node
	spec    RoomSpec
	log     *slog.Logger
	closed  context.Context
	stop    context.CancelFunc
	ticked  chan struct{} // closed when the clock has stopped
	facts   *reports
	offers  offers.Book
	closing sync.WaitGroup // files that are being closed

	mu       sync.Mutex
	opening  string // for which tickets are taken; facts and files go by that of the spec
	turn     int    // of the case's mediator
	over     bool
	moved    bool            // it is open on another node: nobody left, no caucus ended
	removed  map[string]bool // accounts that the mediator put out
	people   []*participant  // in the order in which they came
	numbers  int
	events   int
	places   map[int32]*place
	caucuses int32
}

// place is the common room, or a caucus.
type place struct {
	number    int32
	chat      []signal.Said
	chatKeys  map[string]bool
	timer     *signal.Countdown
	pointer   *signal.Pointed
	recording recording
}

func newPlace(number int32) *place {
	return &place{number: number, chatKeys: map[string]bool{}}
}

func (p *place) name() string {
	if p.number == common {
		return ""
	}
	return fmt.Sprintf("c%d", p.number)
}

func newRoom(n *Node, spec RoomSpec) *room {
	r := &room{
		node: n, spec: spec, log: n.options.Log.With("room", spec.ID),
		places: map[int32]*place{common: newPlace(common)}, ticked: make(chan struct{}),
		opening: spec.Opening, turn: spec.Turn, removed: map[string]bool{},
	}
	r.offers.Resume(spec.Rounds)
	r.facts = newReports(r.log)
	r.closed, r.stop = context.WithCancel(n.closed)
	go r.tick()
	return r
}

// enter lets somebody with a good ticket in: the mediator to the common room, others to
// the waiting room unless he was let in on a node that was lost, and whoever is here
// already to where he is.
func (r *room) enter(c token.Claims, conn *connection, re string) (*participant, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.over {
		return nil, refuse(dispute.CodeNotFound, "调解室尚未开放或已关闭", "the room is not open")
	}
	if c.Opening != r.opening {
		return nil, refuse(dispute.CodeUnauthorised, "入场凭证无效或已过期", "the ticket is for another opening of the room")
	}
	if c.Capacity == token.Mediator {
		if c.Turn < r.turn {
			return nil, refuse(dispute.CodeNotPermitted, "您已不是本案的调解员", "you are the case's mediator no more")
		}
		r.turnTo(c.Turn)
	}
	for _, p := range r.people {
		if p.claims.Account == c.Account && p.claims.Capacity == c.Capacity && p.claims.Party == c.Party {
			p.renew(true)
			r.takeOver(p, conn, re, true)
			return p, nil
		}
	}
	if len(r.people) >= r.spec.Limit {
		return nil, refuse(dispute.CodeTooLarge, "调解室人数已满", "the room is full")
	}
	r.numbers++
	p := newParticipant(r, fmt.Sprintf("p%d", r.numbers), c)
	p.conn = conn
	r.people = append(r.people, p)
	f := Joined{Fact: r.fact("joined", p.id), Person: p.person()}
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.Joined(ctx, f) })
	if p.isMediator() || c.Admitted && !r.removed[c.Account] {
		p.admitted = true
		p.place.Store(common)
	}
	r.welcome(p, re, false)
	if p.admitted {
		r.arrive(p)
	}
	r.tellWaiting()
	return p, nil
}

// reopen: the room was found open, and its tickets are from now on for this opening.
func (r *room) reopen(spec RoomSpec) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.opening = spec.Opening
	r.offers.Resume(spec.Rounds)
	r.turnTo(spec.Turn)
}

// turnTo puts out whoever was the case's mediator before; the lock is held.
func (r *room) turnTo(turn int) {
	if turn <= r.turn {
		return
	}
	r.turn = turn
	for _, p := range slices.Clone(r.people) {
		if p.isMediator() && p.claims.Turn < turn {
			r.remove(p, "not-mediator")
		}
	}
}

// takeOver gives a participant a new connection, in place of the one he may have still:
// another tab, another device, or the same page after its connection broke.
func (r *room) takeOver(p *participant, conn *connection, re string, fresh bool) {
	if old := p.conn; old != nil {
		p.took = fresh
		old.send(encode(&signal.Event{Type: "replaced"}))
		old.finish("replaced")
	}
	p.conn, p.away = conn, time.Time{}
	r.welcome(p, re, true)
	// Done before the first message of the new connection is read, but not here: tracks
	// that end lock the room.
	p.stale = fresh
	if p.admitted {
		r.state(p)
		r.tellChanged(p)
		if !fresh {
			go p.sub.again()
		}
	}
	p.took = false
	r.tellWaiting()
}

// comeBack finds whose session it is, or nil.
func (r *room) comeBack(secret string, conn *connection, re string, fresh bool) *participant {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.people {
		if p.isSession(secret) && !r.over {
			p.renew(false)
			r.takeOver(p, conn, re, fresh)
			return p
		}
	}
	return nil
}

// lost notes that a connection ended; its owner may come back.
func (r *room) lost(p *participant, c *connection) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.conn != c || p.gone {
		return
	}
	p.conn, p.away = nil, r.node.now()
	if p.admitted {
		r.tellChanged(p)
	}
	r.tellWaiting()
}

// remove takes somebody out of the room for good; the lock is held.
func (r *room) remove(p *participant, reason string) {
	if p.gone {
		return
	}
	p.gone = true
	at := p.place.Load()
	p.place.Store(outside)
	for i, other := range r.people {
		if other == p {
			r.people = append(r.people[:i:i], r.people[i+1:]...)
			break
		}
	}
	if c := p.conn; c != nil {
		p.tell(&signal.Event{Type: "closed", Reason: reason})
		c.finish(reason)
	}
	p.conn = nil
	if !r.moved {
		f := Left{Fact: r.fact("left", p.id), Person: p.person(), From: p.since, Reason: reason}
		r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.Left(ctx, f) })
	}
	if at != outside {
		r.tellPlace(at, &signal.Event{Type: "gone", Who: p.id, Reason: reason})
		r.tellWhere()
		r.recordingChanged(at)
	}
	r.tellWaiting()
	r.refreshAll()
	go p.quit()
}

// close ends the room.
func (r *room) close(reason string) {
	r.mu.Lock()
	if r.over {
		r.mu.Unlock()
		return
	}
	r.over, r.moved = true, r.node.isDraining()
	for number := range r.places {
		r.stopRecording(number)
	}
	for len(r.people) > 0 {
		r.remove(r.people[0], reason)
	}
	for number := range r.places {
		if number != common && !r.moved {
			r.endCaucus(number, "")
		}
	}
	r.mu.Unlock()
	r.stop()
	<-r.ticked
	r.closeSinks()
	r.facts.close()
}

func (r *room) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.people)
}

func (r *room) tellToReconnect() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, p := range r.people {
		p.tell(&signal.Event{Type: "reconnect", Reason: "drain"})
	}
}

// fact starts a fact; the same thing has the same ID however often it is reported.
func (r *room) fact(kind, of string) Fact {
	return Fact{
		ID: r.spec.ID + "/" + r.spec.Opening + "/" + kind + "/" + of, Room: r.spec.ID,
		DisputeID: r.spec.DisputeID, SessionNo: r.spec.SessionNo, At: r.node.now(),
	}
}

// nextEvent numbers facts of which there can be several about the same person.
func (r *room) nextEvent(of string) string {
	r.events++
	return fmt.Sprintf("%s/%d", of, r.events)
}

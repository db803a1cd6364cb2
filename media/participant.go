package media

import (
	"crypto/rand"
	"encoding/json"
	"sync"
	"sync/atomic"
	"time"

	"sutiao/media/layers"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// participant is a person in a room, for as long as he may come back.
type participant struct {
	room   *room
	id     string
	claims token.Claims
	since  time.Time

	place      atomic.Int32 // where he is; read for every packet
	publishMu  sync.Mutex
	connects   bucket // guarded by publishMu: new connections on which he sends
	publishing atomic.Pointer[publishing]
	sub        *subscribing

	// Guarded by the room's lock.
	session  string      // with which he comes back; another at each return
	former   string      // the one before, until the page shows that it has heard of the new one
	conn     *connection // nil while he is away
	away     time.Time   // since when
	gone     bool
	admitted bool
	hand     bool
	took     bool
	stale    bool // his peer connections are those of a page that is gone
	tracks   map[signal.Source]*upTrack
	views    map[view]signal.Quality
	muted    map[signal.Source]mute
	quiet    atomic.Int64 // until when nothing of his is passed on, in Unix nanoseconds
	consents map[int32]bool
	speaking bool
	ladder   layers.Ladder
	losses   layers.Losses
	unseeing bool // there is video for him, and none of it is sent
	budget   layers.Budget
}

type view struct {
	of     string
	source signal.Source
}

// mute tells whether a track is muted, and by whom.
type mute struct{ own, byMediator bool }

func newParticipant(r *room, id string, c token.Claims) *participant {
	p := &participant{
		room: r, id: id, claims: c, session: rand.Text(), since: r.node.now(),
		tracks: map[signal.Source]*upTrack{}, views: map[view]signal.Quality{}, muted: map[signal.Source]mute{},
		consents: map[int32]bool{},
		connects: bucket{burst: signal.ConnectBurst, perSecond: signal.ConnectsPerSec},
	}
	p.place.Store(outside)
	p.sub = newSubscribing(p)
	return p
}

// renew gives him another session. A page that comes back may not hear of it, on a line that
// fails again; the former one then serves once more. Another page has no use for it.
func (p *participant) renew(other bool) {
	p.former, p.session = p.session, rand.Text()
	if other {
		p.former = ""
	}
}

func (p *participant) isSession(secret string) bool {
	return sameSecret(p.session, secret) || p.former != "" && sameSecret(p.former, secret)
}

// heard: a message came over the connection, so that its welcome was read.
func (p *participant) heard(c *connection) {
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	if p.conn == c {
		p.former = ""
	}
}

func (p *participant) isMediator() bool { return p.claims.Capacity == token.Mediator }

func (p *participant) isOutside() bool { return p.place.Load() == outside }

func (p *participant) isAway() bool {
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	return p.conn == nil
}

// holds tells whether the connection is his present one.
func (p *participant) holds(c *connection) bool {
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	return p.conn == c && !p.gone
}

// mayPublish tells whether others are to see and hear him.
func (p *participant) mayPublish() bool { return p.claims.Capacity != token.Observer }

// send sends an event to his present connection. The room is not locked.
func (p *participant) send(e *signal.Event) {
	p.room.mu.Lock()
	defer p.room.mu.Unlock()
	p.tell(e)
}

// tell is send with the room locked.
func (p *participant) tell(e *signal.Event) {
	if p.conn != nil {
		p.conn.send(encode(e))
	}
}

func encode(e *signal.Event) []byte {
	b, err := json.Marshal(e)
	if err != nil {
		// Events are made of what can be encoded.
		panic(err)
	}
	return b
}

// seen is how the others of his place see him; the room is locked.
func (p *participant) seen() signal.Participant {
	s := signal.Participant{
		ID: p.id, Name: p.claims.Name, Capacity: p.claims.Capacity, Party: p.claims.Party, Side: p.claims.Side,
		Hand: p.hand, Away: p.conn == nil, Took: p.took, Sources: []signal.Sending{},
	}
	for _, source := range signal.Sources() {
		if p.tracks[source] != nil {
			m := p.muted[source]
			s.Sources = append(s.Sources, signal.Sending{Source: source, Muted: m.own || m.byMediator, ByMediator: m.byMediator})
		}
	}
	return s
}

func (p *participant) person() Person {
	c := p.claims
	return Person{Participant: p.id, Account: c.Account, Capacity: c.Capacity, Party: c.Party, Side: c.Side}
}

// resetMedia forgets the connections of a page that is no longer there.
func (p *participant) resetMedia() {
	p.room.mu.Lock()
	stale := p.stale
	p.stale = false
	p.room.mu.Unlock()
	if !stale {
		return
	}
	if b := p.publishing.Swap(nil); b != nil {
		b.close()
	}
	p.sub.clear()
	p.sub.refresh()
}

// quit ends his connections for good.
func (p *participant) quit() {
	p.place.Store(outside)
	if b := p.publishing.Swap(nil); b != nil {
		b.close()
	}
	p.sub.close()
}

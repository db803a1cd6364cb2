package media

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// cast is a room with everybody in it: mediator, applicant and agent are in a caucus, the
// others outside it, and one waits.
type cast struct {
	h       *house
	room    *room
	people  map[string]*mediatest.Client
	inside  []string
	outside []string
	caucus  string
	arrived sync.Map                  // "who<-from" of packets that came while the wall stood
	walled  atomic.Pointer[time.Time] // since when a wall has stood; nil while there is none
}

func assemble(t *testing.T) *cast {
	h := open(t)
	c := &cast{
		h: h, room: h.room("r1"), people: map[string]*mediatest.Client{},
		inside: []string{"mediator", "applicant", "agent"}, outside: []string{"respondent", "third", "observer", "mediator2"},
	}
	for _, who := range append(slices.Clone(c.inside), c.outside...) {
		c.people[who] = h.come("r1", who, c.people["mediator"], mediatest.Options{
			Packet: func(p mediatest.Packet) { c.packet(who, p) },
		})
	}
	c.people["waiting"] = h.come("r1", "respondent9", nil, mediatest.Options{})
	for who, p := range c.people {
		if who != "observer" && who != "waiting" {
			h.must(nil, p.Publish(signal.Microphone, signal.Camera))
		}
	}
	h.meet(c.people["applicant"], c.people["respondent"])
	return c
}

// packet takes down what comes while a wall stands. What left its sender before may have
// lain in a slow machine's buffers.
func (c *cast) packet(who string, p mediatest.Packet) {
	if since := c.walled.Load(); since != nil && p.Made().After(*since) {
		c.arrived.Store(who+" <- "+p.From+"/"+string(p.Source), true)
	}
}

func (c *cast) id(who string) string { return c.people[who].You() }

// raise puts the wall up around those inside.
func (c *cast) raise() {
	ids := []string{}
	for _, who := range c.inside {
		ids = append(ids, c.id(who))
	}
	answer, err := c.people["mediator"].Ask("caucus", map[string]any{"participants": ids})
	if err != nil {
		c.h.t.Fatal(err)
	}
	c.caucus = answer.Caucus
}

// quiet asks everyone for a pong, so that all that was sent before has arrived.
func (c *cast) quiet() {
	for _, p := range c.people {
		c.h.must(p.Ask("ping", nil))
	}
}

const mark = "秘密底线八万元"

// Every message of every capacity, about every object, from inside the caucus and from
// outside: nothing that was done inside is to be seen outside, and nothing outside can
// reach in.
func TestNothingOfACaucusIsToldOutside(t *testing.T) {
	c := assemble(t)
	c.raise()
	c.quiet()
	before := map[string]int{}
	for who, p := range c.people {
		before[who] = len(p.Raw())
	}
	for _, who := range c.inside {
		for _, kind := range signal.Types() {
			for _, fields := range c.messages(kind, c.inside) {
				_, err := c.people[who].Ask(kind, fields)
				var refused mediatest.Refused
				if err != nil && !errors.As(err, &refused) {
					t.Fatal(who, kind, err)
				}
			}
		}
	}
	c.quiet()
	ids := []string{}
	for _, who := range c.inside {
		ids = append(ids, `"`+c.id(who)+`"`)
	}
	for _, who := range append(slices.Clone(c.outside), "waiting") {
		for _, raw := range c.people[who].Raw()[before[who]:] {
			var e signal.Event
			if err := json.Unmarshal([]byte(raw), &e); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(raw, mark) || e.Caucus != "" || e.Confidential {
				t.Errorf("%s was told %s", who, raw)
			}
			about := slices.ContainsFunc(ids, func(id string) bool { return strings.Contains(raw, id) })
			if about && e.Type != "where" {
				t.Errorf("%s was told of somebody inside: %s", who, raw)
			}
		}
	}
	for _, raw := range c.people["agent"].Raw()[before["agent"]:] {
		if strings.Contains(raw, mark) && !strings.Contains(raw, `"confidential":true`) {
			t.Errorf("not marked as confidential: %s", raw)
		}
	}
}

// messages makes messages of a type about everyone in a list: all that can be said without
// ending the scene.
func (c *cast) messages(kind string, about []string) []map[string]any {
	switch kind {
	case "hello", "publish", "answer", "restart", "leave", "pointer":
		return nil // of the connection, unanswered, or its end; their own tests have them
	case "caucus", "end-caucus", "remove", "offer-round", "timer":
		if kind == "timer" {
			return []map[string]any{{"seconds": 60, "label": mark}}
		}
		return nil
	case "chat":
		return []map[string]any{{"key": kind + c.id(about[0]), "text": mark}}
	case "recording":
		return []map[string]any{{"on": true}}
	case "consent":
		return []map[string]any{{"given": true}}
	case "offer":
		return []map[string]any{{"fen": 8_000_000}}
	}
	all := []map[string]any{}
	for _, who := range about {
		fields := map[string]any{"participant": c.id(who)}
		switch kind {
		case "mute":
			fields["source"], fields["muted"] = "microphone", true
		case "view":
			fields["source"], fields["quality"] = "camera", "low"
		case "hand":
			fields["raised"] = true
		case "ping":
			delete(fields, "participant")
		}
		all = append(all, fields)
	}
	return all
}

// From the outside, whoever is inside looks like nobody.
func TestWhoIsInsideCannotBeReachedFromOutside(t *testing.T) {
	c := assemble(t)
	c.raise()
	for _, who := range append(slices.Clone(c.outside), "waiting") {
		for _, kind := range []string{"view", "mute", "hand"} {
			for _, fields := range c.messages(kind, c.inside) {
				if kind == "hand" {
					fields["raised"] = false
				}
				real, errReal := c.people[who].Ask(kind, fields)
				fields["participant"] = "p999"
				none, errNone := c.people[who].Ask(kind, fields)
				if errReal == nil || errNone == nil || errReal.Error() != errNone.Error() || real.Code != none.Code {
					t.Errorf("%s, %s: %v for somebody inside, %v for nobody", who, kind, errReal, errNone)
				}
			}
		}
	}
}

// Every pair across the wall, every track: not one packet.
func TestNoPacketCrossesTheWall(t *testing.T) {
	c := assemble(t)
	for range 3 {
		c.raise()
		raised := time.Now()
		c.walled.Store(&raised)
		// Time passes by the packets that do flow, on both sides of the wall.
		c.h.must(nil, c.people["agent"].AwaitMedia(c.id("applicant"), signal.Camera, 100))
		c.h.must(nil, c.people["third"].AwaitMedia(c.id("respondent"), signal.Camera, 100))
		inside := map[string]bool{}
		for _, who := range c.inside {
			inside[c.id(who)] = true
		}
		c.arrived.Range(func(key, _ any) bool {
			who, from, _ := strings.Cut(key.(string), " <- ")
			id, _, _ := strings.Cut(from, "/")
			if slices.Contains(c.inside, who) != inside[id] {
				t.Errorf("a packet crossed the wall: %s", key)
			}
			return true
		})
		c.walled.Store(nil)
		c.h.must(c.people["mediator"].Ask("end-caucus", map[string]any{"caucus": c.caucus}))
		c.h.meet(c.people["applicant"], c.people["respondent"])
		c.arrived.Clear()
	}
}

// Subscriptions across the wall are refused by the node itself, whoever asks for them.
func TestASubscriptionAcrossTheWallIsRefused(t *testing.T) {
	c := assemble(t)
	c.raise()
	r := c.room
	r.mu.Lock()
	people := slices.Clone(r.people)
	tracks := map[*upTrack]*participant{}
	for _, p := range people {
		for _, u := range p.tracks {
			tracks[u] = p
		}
	}
	r.mu.Unlock()
	if len(tracks) < 8 {
		t.Fatal("too few tracks", len(tracks))
	}
	for _, p := range people {
		for u, from := range tracks {
			if p == from || mayReceive(p, from) {
				continue
			}
			p.sub.mu.Lock()
			err := errors.Join(p.sub.open(), p.sub.add(u))
			_, subscribed := p.sub.downs[u]
			p.sub.mu.Unlock()
			if err != nil || subscribed {
				t.Errorf("%s subscribed to %s of %s: %v", p.claims.Name, u.source, from.claims.Name, err)
			}
			if slices.ContainsFunc(*u.downs.Load(), func(d *downTrack) bool { return d.to == p }) {
				t.Errorf("%s is sent %s of %s", p.claims.Name, u.source, from.claims.Name)
			}
		}
	}
}

func TestOnlyWhoMayDoesWhatIsForSome(t *testing.T) {
	c := assemble(t)
	for _, who := range []string{"applicant", "agent", "observer", "waiting"} {
		for _, kind := range signal.Types() {
			if kind == "hello" || kind == "answer" || kind == "leave" || kind == "restart" || kind == "pointer" {
				continue
			}
			fields := map[string]any{}
			if err := json.Unmarshal([]byte(signal.Samples()[kind]), &fields); err != nil {
				t.Fatal(err)
			}
			delete(fields, "type")
			delete(fields, "id")
			capacity := claims(who, "r1").Capacity
			if who == "waiting" {
				capacity = "party"
			}
			may, listed := capacities[kind]
			_, err := c.people[who].Ask(kind, fields)
			var refused mediatest.Refused
			errors.As(err, &refused)
			if listed && !slices.Contains(may, capacity) && refused.Code != "not-permitted" {
				t.Errorf("%s may %s: %v", who, kind, err)
			}
			if who == "waiting" && kind != "ping" && refused.Code != "not-permitted" {
				t.Errorf("somebody who waits may %s: %v", kind, err)
			}
		}
	}
}

func TestSomebodyWhoWaitsLearnsNothing(t *testing.T) {
	c := assemble(t)
	c.h.must(c.people["mediator"].Ask("chat", map[string]any{"key": "k", "text": mark}))
	c.quiet()
	for _, raw := range c.people["waiting"].Raw() {
		if strings.Contains(raw, mark) || strings.Contains(raw, "applicant") || strings.Contains(raw, `"place"`) {
			t.Error(raw)
		}
	}
}

func TestWordsForACaucusThatComeAfterItsEndAreNotReadOutside(t *testing.T) {
	h := open(t)
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	r := h.come("r1", "respondent", m, mediatest.Options{})
	h.must(m.Ask("caucus", map[string]any{"participants": []string{m.You(), a.You()}}))
	h.must(a.Ask("chat", map[string]any{"key": "k1", "text": "底线是八千", "caucus": "c1"}))
	h.must(m.Ask("end-caucus", map[string]any{"caucus": "c1"}))
	if _, err := a.Ask("chat", map[string]any{"key": "k2", "text": "不能少于八千", "caucus": "c1"}); code(err) != "conflict" {
		t.Error("said outside:", err)
	}
	h.must(a.Ask("chat", map[string]any{"key": "k3", "text": "我同意", "caucus": ""}))
	h.must(nil, r.Await("what is for all", func(events []signal.Event) bool {
		return slices.ContainsFunc(events, func(e signal.Event) bool { return e.Said != nil && e.Said.Text == "我同意" })
	}))
	for _, line := range r.Raw() {
		if strings.Contains(line, "八千") {
			t.Error("outside it was read:", line)
		}
	}
}

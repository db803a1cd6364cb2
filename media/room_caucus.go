package media

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"sutiao/dispute"
	"sutiao/media/signal"
)

// underWay is for how long after a move nothing is passed on of somebody who moved: what he
// said before he knew of it is still on its way to the node.
const underWay = 400 * time.Millisecond

// caucus brings people together behind a wall. When it answers, no packet of anybody who
// moved reaches, or is on its way to, anybody on the other side.
func (r *room) caucus(p *participant, m *signal.Caucus) (*signal.Event, error) {
	number, err := r.caucusNumber(m.Caucus)
	if err != nil {
		return nil, err
	}
	people := []*participant{}
	for _, id := range m.Participants {
		who := r.anywhere(id)
		if who == nil || !who.admitted {
			return nil, errNobody()
		}
		people = append(people, who)
	}
	if number == 0 {
		if r.caucuses >= caucusesPerRoom {
			return nil, refuse(dispute.CodeTooLarge, "背对背会谈次数已达上限", "no more caucuses")
		}
		r.caucuses++
		number = r.caucuses
		r.places[number] = newPlace(number)
	}
	to := map[*participant]int32{}
	for _, who := range r.in(number) {
		to[who] = common
	}
	for _, who := range people {
		to[who] = number
	}
	r.move(to)
	r.reportCaucus("caucus", number, p.claims.Account, people)
	r.endEmptyCaucuses(p.claims.Account)
	return &signal.Event{Type: "ok", Caucus: r.nameOf(number)}, nil
}

func (r *room) nameOf(number int32) string { return "c" + strconv.Itoa(int(number)) }

// caucusNumber is 0 for a new one.
func (r *room) caucusNumber(name string) (int32, error) {
	if name == "" {
		return 0, nil
	}
	digits, ok := strings.CutPrefix(name, "c")
	number, err := strconv.ParseInt(digits, 10, 32)
	if !ok || err != nil || number < 1 || r.places[int32(number)] == nil {
		return 0, refuse(dispute.CodeNotFound, "背对背会谈不存在", "no such caucus")
	}
	return int32(number), nil
}

func (r *room) dissolve(p *participant, m *signal.EndCaucus) (*signal.Event, error) {
	number, err := r.caucusNumber(m.Caucus)
	if err != nil {
		return nil, err
	}
	to := map[*participant]int32{}
	for _, who := range r.in(number) {
		to[who] = common
	}
	r.move(to)
	r.endCaucus(number, p.claims.Account)
	return done(), nil
}

// move takes people from where they are, waits until nothing of theirs is on its way,
// and only then puts them where they are to be.
func (r *room) move(to map[*participant]int32) {
	from := map[*participant]int32{}
	for who, number := range to {
		if at := who.place.Load(); at != number {
			from[who] = at
			who.place.Store(outside)
		}
	}
	if len(from) == 0 {
		return
	}
	r.cut(from)
	for who, was := range from {
		// Nothing tells whether he is in a caucus, or in which: he is elsewhere.
		r.tellPlace(was, &signal.Event{Type: "gone", Who: who.id, Reason: "moved"})
		who.hand, who.speaking = false, false
	}
	until := time.Now().Add(underWay).UnixNano()
	for who := range from {
		who.quiet.Store(until)
		who.place.Store(to[who])
	}
	touched := map[int32]bool{}
	for who, was := range from {
		r.state(who)
		for _, other := range r.in(to[who]) {
			if _, moved := from[other]; !moved {
				other.tell(r.label(to[who], &signal.Event{Type: "participant", Participant: new(who.seen())}))
			}
		}
		touched[was], touched[to[who]] = true, true
	}
	r.tellWhere()
	for at := range touched {
		r.recordingChanged(at)
	}
	r.refreshAll()
}

// cut ends every subscription that now crosses a wall, and waits for the packets that
// were let through before it stood.
func (r *room) cut(moved map[*participant]int32) {
	for _, p := range r.people {
		_, left := moved[p]
		for _, u := range p.tracks {
			u.settle(left)
		}
	}
	r.node.network.socket.Settle()
	for _, p := range r.people {
		p.sub.prune()
	}
}

// endEmptyCaucuses forgets caucuses that everybody has left.
func (r *room) endEmptyCaucuses(by string) {
	for number := range r.places {
		if number != common && len(r.in(number)) == 0 {
			r.endCaucus(number, by)
		}
	}
}

// endCaucus forgets what was said in a caucus.
func (r *room) endCaucus(number int32, by string) {
	r.stopRecording(number)
	r.reportCaucus("caucus-closed", number, by, nil)
	delete(r.places, number)
	for _, p := range r.people {
		delete(p.consents, number)
	}
}

func (r *room) reportCaucus(kind string, number int32, by string, people []*participant) {
	f := CaucusHeld{Fact: r.fact(kind, r.nextEvent(r.nameOf(number))), Caucus: r.nameOf(number), By: by}
	for _, who := range people {
		f.People = append(f.People, who.person())
	}
	slices.SortFunc(f.People, func(a, b Person) int { return strings.Compare(a.Participant, b.Participant) })
	reporter := r.node.options.Reporter
	if kind == "caucus" {
		r.facts.add(func(ctx context.Context) error { return reporter.CaucusOpened(ctx, f) })
		return
	}
	r.facts.add(func(ctx context.Context) error { return reporter.CaucusClosed(ctx, f) })
}

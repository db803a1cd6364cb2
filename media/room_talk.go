package media

import (
	"math"
	"time"

	"sutiao/dispute"
	"sutiao/media/signal"
)

func (r *room) raise(p *participant, m *signal.Hand) (*signal.Event, error) {
	who := p
	if m.Participant != "" && m.Participant != p.id {
		if !p.isMediator() || m.Raised {
			return nil, errNotYours()
		}
		if who = r.here(p, m.Participant); who == nil {
			return nil, errNobody()
		}
	}
	if who.hand != m.Raised {
		who.hand = m.Raised
		r.tellChanged(who)
	}
	return done(), nil
}

func (r *room) say(p *participant, m *signal.Chat) (*signal.Event, error) {
	at := p.place.Load()
	here := r.places[at]
	key := p.id + "/" + m.Key
	if here.chatKeys[key] {
		return done(), nil
	}
	if m.Caucus != nil && *m.Caucus != here.name() {
		return nil, refuse(dispute.CodeConflict, "您已换到另一处，这句话没有发出", "you have moved meanwhile; this was not sent")
	}
	said := signal.Said{From: p.id, Name: p.claims.Name, At: r.node.now(), Text: m.Text, Key: m.Key}
	here.chat = append(here.chat, said)
	here.chatKeys[key] = true
	if len(here.chat) > chatsKept {
		delete(here.chatKeys, here.chat[0].From+"/"+here.chat[0].Key)
		here.chat = append([]signal.Said{}, here.chat[1:]...)
	}
	r.tellPlace(at, &signal.Event{Type: "chat", Said: &said})
	return done(), nil
}

func (r *room) point(p *participant, m *signal.Pointer) (*signal.Event, error) {
	at := p.place.Load()
	pointed := &signal.Pointed{Pointer: *m, From: p.id}
	r.places[at].pointer = pointed
	r.tellPlace(at, &signal.Event{Type: "pointer", Pointed: pointed})
	return nil, nil //nolint:nilnil // pointing is not answered: there is too much of it
}

func (r *room) setTimer(p *participant, m *signal.Timer) (*signal.Event, error) {
	at := p.place.Load()
	here := r.places[at]
	here.timer = nil
	if m.Seconds > 0 {
		here.timer = &signal.Countdown{Label: m.Label, Ends: r.node.now().Add(time.Duration(m.Seconds) * time.Second)}
	}
	r.tellPlace(at, &signal.Event{Type: "timer", Countdown: r.timeLeft(here)})
	return done(), nil
}

// timeLeft is the timer as it stands, or nil.
func (r *room) timeLeft(here *place) *signal.Countdown {
	if here.timer == nil {
		return nil
	}
	left := here.timer.Ends.Sub(r.node.now()).Seconds()
	if left <= 0 {
		return nil
	}
	return &signal.Countdown{Label: here.timer.Label, Ends: here.timer.Ends, Left: int(math.Ceil(left))}
}

func (r *room) mute(p *participant, m *signal.Mute) (*signal.Event, error) {
	who := p
	if m.Participant != "" && m.Participant != p.id {
		if !p.isMediator() {
			return nil, errNotYours()
		}
		if who = r.here(p, m.Participant); who == nil {
			return nil, errNobody()
		}
		if !m.Muted {
			return nil, refuse(dispute.CodeNotPermitted, "只能由本人取消静音", "people unmute themselves")
		}
	}
	state := mute{own: m.Muted}
	if who != p {
		state = mute{byMediator: true}
	}
	who.muted[m.Source] = state
	if u := who.tracks[m.Source]; u != nil {
		u.muted.Store(m.Muted)
		if !m.Muted {
			u.resume()
		}
	}
	r.tellChanged(who)
	return done(), nil
}

// resume starts a track afresh for all its receivers.
func (u *upTrack) resume() {
	for _, d := range *u.downs.Load() {
		d.mu.Lock()
		d.fresh = true
		d.askForKeyFrame()
		d.mu.Unlock()
	}
	if s := u.sink.Load(); s != nil {
		s.resume()
	}
}

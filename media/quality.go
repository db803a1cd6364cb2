package media

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/layers"
	"sutiao/media/level"
	"sutiao/media/signal"
)

// The beats of a room's clock, in ticks of 100 ms.
const (
	beat         = 100 * time.Millisecond
	speakerBeats = int(level.Window / beat)
	qualityBeats = 5
	reportBeats  = 20
	graceBeats   = 10
)

// fillers is how many packets that carry nothing go out at a beat to whom no video reaches.
const fillers = 2

// tick is the clock of a room.
func (r *room) tick() {
	defer close(r.ticked)
	t := time.NewTicker(beat)
	defer t.Stop()
	last := time.Now()
	for n := 0; ; n++ {
		select {
		case <-t.C:
		case <-r.closed.Done():
			return
		}
		r.feelWays()
		if n%speakerBeats == 0 {
			r.nameSpeakers()
		}
		if n%qualityBeats == 0 {
			now := time.Now()
			r.measure(now.Sub(last), now)
			last = now
		}
		if n%reportBeats == 0 {
			r.sendReports()
		}
		if n%graceBeats == 0 {
			r.keepOrder()
		}
	}
}

// nameSpeakers tells each place who speaks in it, when that changes.
func (r *room) nameSpeakers() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := time.Now()
	changed := map[int32]bool{}
	loudness := map[*participant]float64{}
	for _, p := range r.people {
		u := p.tracks[signal.Microphone]
		speaking := false
		if u != nil {
			var l float64
			l, speaking = u.meter.Close(now)
			speaking = speaking && !u.muted.Load()
			loudness[p] = math.Round(l*100) / 100
		}
		if speaking != p.speaking {
			p.speaking = speaking
			changed[p.place.Load()] = true
		}
	}
	for at := range changed {
		if at == outside {
			continue
		}
		speakers := []level.Speaker{}
		for _, p := range r.in(at) {
			if p.speaking {
				speakers = append(speakers, level.Speaker{Participant: p.id, Loudness: loudness[p]})
			}
		}
		level.Order(speakers)
		r.tellPlace(at, &signal.Event{Type: "speakers", Speakers: &speakers})
	}
}

// measure finds out how each way carries, and what is sent on it.
func (r *room) measure(over time.Duration, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	rates := map[*upTrack][layers.Count]int{}
	for _, p := range r.people {
		for _, u := range p.tracks {
			rates[u] = u.rates(over)
		}
	}
	for _, p := range r.people {
		if !p.isOutside() {
			r.serveWell(p, rates, over, now)
		}
	}
}

// feelWays finds out how the way is to those whom no video reaches.
func (r *room) feelWays() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now, sent := time.Now(), false
	for _, p := range r.people {
		if p.unseeing && !p.isOutside() {
			for range fillers {
				sent = p.sub.fill(now) || sent
			}
		}
	}
	if sent {
		r.node.network.socket.Flush()
	}
}

func (s *subscribing) fill(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range s.downs {
		if d.up.kind == webrtc.RTPCodecTypeVideo && d.fill(now) {
			return true
		}
	}
	return false
}

// way is what is known of the way to one participant.
type way struct {
	downs []*downTrack
	seen  layers.Seen
	voice int // bits a second of sound
	worst float64
}

func (s *subscribing) way(over time.Duration, now time.Time) way {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := way{seen: layers.Seen{REMB: int(min(s.remb.Load(), 1<<40)), Flow: s.departures.look(now)}}
	weight := 0.0
	for _, d := range s.downs {
		bits := int(float64(d.bits()) / over.Seconds())
		loss := float64(d.loss.Load()) / 256
		if bits > 0 {
			w.seen.Loss += loss * float64(bits)
			weight += float64(bits)
		}
		w.seen.Sent += bits
		if d.up.kind == webrtc.RTPCodecTypeAudio {
			w.voice += bits
			if bits > 0 {
				w.worst = max(w.worst, loss)
			}
			continue
		}
		w.downs = append(w.downs, d)
	}
	if weight > 0 {
		w.seen.Loss /= weight
	}
	w.seen.Flow.Arrived += w.voice // a voice has no number, and is small
	// An order of their own, or the same people would not be seen from one time to the next.
	slices.SortFunc(w.downs, func(a, b *downTrack) int { return cmp.Compare(a.ID(), b.ID()) })
	return w
}

// serveWell decides what somebody gets for the next half second.
func (r *room) serveWell(p *participant, rates map[*upTrack][layers.Count]int, over time.Duration, now time.Time) {
	w := p.sub.way(over, now)
	tracks := make([]layers.Track, len(w.downs))
	lowest := 0
	for i, d := range w.downs {
		tracks[i] = r.asTrack(p, d, rates[d.up])
		if l := tracks[i].Lowest(); l > 0 && (lowest == 0 || l < lowest) {
			lowest = l
		}
	}
	w.seen.Next = layers.Next(tracks)
	loss, known := p.losses.Look(w.seen.Flow)
	if known {
		w.seen.Loss = loss
	} else {
		loss = max(w.worst, w.seen.Loss)
	}
	budget := p.budget.Update(w.seen, now) - w.voice
	if !p.sub.hasTracks() {
		return // nothing is to be sent, so nothing can be missing
	}
	chosen := layers.Allocate(budget, tracks)
	alive := p.sub.alive.Load() || w.seen.Flow.Told > 0 // who tells of packets is there
	step, changed := p.ladder.Update(layers.Condition{Alive: alive, Dark: layers.Dark(chosen, tracks), Unsure: p.losses.Unsure(), Loss: loss}, now)
	if changed {
		reason := "bandwidth"
		if !alive {
			reason = "connection"
		} else if loss > 0.1 {
			reason = "loss"
		}
		if step == layers.Video {
			p.budget.Raise(lowest*3+w.voice, now) // two faces, as most mediations have
			chosen = layers.Allocate(p.budget.Bits()-w.voice, tracks)
		}
		p.tell(&signal.Event{Type: "degraded", Degraded: degraded(step, reason)})
	}
	if step > layers.Video {
		chosen = layers.Allocate(0, tracks)
	}
	p.unseeing = step > layers.Video || layers.Dark(chosen, tracks)
	for i, d := range w.downs {
		d.choose(chosen[i])
	}
}

func (s *subscribing) hasTracks() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.downs) > 0
}

func (r *room) asTrack(p *participant, d *downTrack, rates [layers.Count]int) layers.Track {
	t := layers.Track{Rates: rates, Most: layers.Count - 1, Now: d.layer(), Weight: 1}
	switch p.views[view{d.up.from.id, d.up.source}] {
	case signal.Off:
		t.Most = layers.None
	case signal.Low:
		t.Most = 0
	case signal.Medium:
		t.Most = 1
	}
	// Without the wished layers any that is sent is better than none.
	if t.Most != layers.None && t.Lowest() == 0 {
		t.Most = layers.Count - 1
	}
	switch {
	case d.up.source == signal.Screen:
		t.Weight = 3
	case d.up.from.speaking:
		t.Weight = 2
	}
	return t
}

func (d *downTrack) layer() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.target
}

func degraded(step layers.Step, reason string) *signal.Degraded {
	return &signal.Degraded{To: [...]string{signal.DegradedNot, signal.DegradedVideo, signal.DegradedAll}[step], Reason: reason}
}

// sendReports sends the sender reports that keep sound and picture in step.
func (r *room) sendReports() {
	r.mu.Lock()
	people := append([]*participant{}, r.people...)
	r.mu.Unlock()
	now := time.Now()
	for _, p := range people {
		p.sub.sendReports(now)
	}
}

func (s *subscribing) sendReports(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	reports := []rtcp.Packet{}
	for _, d := range s.downs {
		if report := d.report(now); report != nil {
			reports = append(reports, report)
		}
	}
	if len(reports) > 0 && s.pc != nil {
		_ = s.pc.WriteRTCP(reports) // the next one comes in two seconds
	}
}

// keepOrder puts out who stayed away too long, and begins new files of long recordings.
func (r *room) keepOrder() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.node.now()
	for _, p := range append([]*participant{}, r.people...) {
		if p.conn == nil && now.Sub(p.away) > r.node.options.Grace {
			r.remove(p, "lost")
		}
	}
	r.rotateSegments(now)
}

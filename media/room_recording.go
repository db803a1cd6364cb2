package media

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"sutiao/dispute"
	"sutiao/media/layers"
	"sutiao/media/record"
	"sutiao/media/signal"
)

// recording is the recording of one place. It runs only while everyone who is there has
// consented (在线调解规则 22); a caucus is a place of its own.
type recording struct {
	asked   bool // the mediator asked and has not stopped it
	running bool
	begun   bool // it ran before
	writers map[*participant]*segment
}

// segment is one file that is being written.
type segment struct {
	of      *participant
	writer  *record.Writer
	about   Segment
	started time.Time
	audio   bool
	video   bool
}

// state tells how far the recording is, and on whom it waits.
func (c *recording) state(r *room, at int32) *signal.RecordingState {
	s := &signal.RecordingState{State: signal.RecordingOff, Consented: []string{}, Missing: []string{}}
	if !c.asked {
		return s
	}
	for _, p := range r.in(at) {
		if p.consents[at] {
			s.Consented = append(s.Consented, p.id)
		} else {
			s.Missing = append(s.Missing, p.id)
		}
	}
	switch {
	case c.running:
		s.State = signal.RecordingOn
	case c.begun:
		s.State = signal.RecordingPaused
	default:
		s.State = signal.RecordingAsked
	}
	return s
}

func (r *room) askToRecord(p *participant, m *signal.Recording) (*signal.Event, error) {
	at := p.place.Load()
	if r.node.options.RecordingFolder == "" {
		return nil, refuse(dispute.CodeNotPermitted, "本系统未启用录音录像", "nothing is recorded on this system")
	}
	if at != common {
		return nil, refuse(dispute.CodeConflict, "背对背调解不录音录像", "a private caucus is not recorded")
	}
	c := &r.places[at].recording
	if !m.On {
		r.stopRecording(at)
		r.tellRecording(at, true)
		return done(), nil
	}
	c.asked = true
	if !p.consents[at] {
		r.agree(p, at)
	}
	r.recordingChanged(at)
	return done(), nil
}

// consent takes the consent of a person to record where he is, or takes it back.
func (r *room) consent(p *participant, m *signal.Consent) (*signal.Event, error) {
	at := p.place.Load()
	if !r.places[at].recording.asked {
		return nil, refuse(dispute.CodeConflict, "目前未提出录音录像", "nobody has asked to record")
	}
	if m.Given == p.consents[at] {
		return done(), nil
	}
	if m.Given {
		r.agree(p, at)
		r.recordingChanged(at)
		return done(), nil
	}
	delete(p.consents, at)
	f := r.consented("consent-withdrawn", p)
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.ConsentWithdrawn(ctx, f) })
	// Withdrawn by one, it is off for all, until the mediator asks again.
	r.stopRecording(at)
	r.tellRecording(at, true)
	return done(), nil
}

func (r *room) agree(p *participant, at int32) {
	p.consents[at] = true
	f := r.consented("consent-given", p)
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.ConsentGiven(ctx, f) })
}

func (r *room) consented(kind string, p *participant) Consented {
	return Consented{Fact: r.fact(kind, r.nextEvent(p.id)), Person: p.person()}
}

// recordingChanged starts or pauses the recording of a place after somebody came, went
// or consented, and tells everyone there.
func (r *room) recordingChanged(at int32) {
	here := r.places[at]
	if here == nil || !here.recording.asked || r.over {
		return
	}
	c := &here.recording
	people := r.in(at)
	all := len(people) > 0
	for _, p := range people {
		all = all && p.consents[at]
	}
	was := c.running
	c.running = all
	switch {
	case all:
		c.begun = true
		for _, p := range people {
			r.startSegment(p, at)
		}
		r.endSegments(c, func(p *participant) bool { return !slices.Contains(people, p) })
	case was:
		r.endSegments(c, func(*participant) bool { return true })
	}
	r.tellRecording(at, was != all)
}

// tellRecording tells a place how its recording stands; audible where that changed.
func (r *room) tellRecording(at int32, audible bool) {
	s := r.places[at].recording.state(r, at)
	s.Audible = audible
	r.tellPlace(at, &signal.Event{Type: "recording", Recording: s})
}

// stopRecording ends it and forgets the consents: the next one is asked for anew.
func (r *room) stopRecording(at int32) {
	c := &r.places[at].recording
	r.endSegments(c, func(*participant) bool { return true })
	c.asked, c.running, c.begun = false, false, false
	for _, p := range r.people {
		delete(p.consents, at)
	}
}

// recordingTracks follows somebody who began or stopped sending.
func (r *room) recordingTracks(p *participant) {
	at := p.place.Load()
	if at == outside || !r.places[at].recording.running {
		return
	}
	c := &r.places[at].recording
	s := c.writers[p]
	_, audio, video := recordable(p)
	if s != nil && (s.audio != audio || s.video != video) {
		r.endSegments(c, func(who *participant) bool { return who == p })
	}
	r.startSegment(p, at)
}

// recordable lists what of somebody is recorded: voice and face, or screen without face.
func recordable(p *participant) (tracks map[int]*upTrack, audio, video bool) {
	tracks = map[int]*upTrack{}
	if u := p.tracks[signal.Microphone]; u != nil {
		tracks[record.Audio] = u
	}
	if u := p.tracks[signal.Camera]; u != nil {
		tracks[record.Video] = u
	} else if u := p.tracks[signal.Screen]; u != nil {
		tracks[record.Video] = u
	}
	return tracks, tracks[record.Audio] != nil, tracks[record.Video] != nil
}

// startSegment opens a file for somebody who has none and sends something.
func (r *room) startSegment(p *participant, at int32) {
	c := &r.places[at].recording
	tracks, audio, video := recordable(p)
	if c.writers[p] != nil || len(tracks) == 0 {
		return
	}
	r.events++
	about := Segment{
		Fact: r.fact("segment", fmt.Sprintf("%s/%d", p.id, r.events)), Person: p.person(), Keeper: r.spec.Keeper,
		Path: r.segmentPath(p, r.events), From: time.Now(),
	}
	s := &segment{of: p, about: about, started: r.node.now(), audio: audio, video: video}
	err := about.describe()
	var w *record.Writer
	if err == nil {
		w, err = record.New(record.Options{Path: about.Path, Audio: audio, Video: video, Start: about.From})
	}
	if err != nil {
		r.log.Error("a recording could not be opened", "error", err)
		return
	}
	s.writer = w
	if c.writers == nil {
		c.writers = map[*participant]*segment{}
	}
	c.writers[p] = s
	for track, u := range tracks {
		u.sink.Store(&sink{place: at, writer: w, track: track, current: layers.None, fresh: true})
	}
}

func (r *room) segmentPath(p *participant, number int) string {
	clean := func(v string) string {
		return strings.Map(func(c rune) rune {
			if (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' {
				return c
			}
			return '_'
		}, v)
	}
	name := fmt.Sprintf("%s-%s-%s-%04d.webm", clean(r.spec.ID), clean(r.spec.Opening), p.id, number)
	return filepath.Join(r.node.options.RecordingFolder, name)
}

// endSegments closes the files of those whom it is told to; hashing and handing over go
// on by themselves.
func (r *room) endSegments(c *recording, of func(*participant) bool) {
	for p, s := range c.writers {
		if !of(p) {
			continue
		}
		delete(c.writers, p)
		for _, u := range p.tracks {
			if k := u.sink.Load(); k != nil && k.writer == s.writer {
				u.sink.Store(nil)
			}
		}
		s.about.At = r.node.now()
		r.closing.Add(1)
		go r.handOver(s)
	}
}

func (r *room) handOver(s *segment) {
	defer r.closing.Done()
	result, err := s.writer.Close()
	if err != nil {
		r.log.Error("a recording was not closed cleanly", "error", err)
	}
	f := s.about
	if result.Empty() {
		if err := f.Remove(); err != nil { // nothing was said or shown
			r.log.Error("an empty recording could not be removed", "error", err)
		}
		return
	}
	f.Path, f.SHA256, f.Bytes, f.From, f.To = result.Path, result.SHA256, result.Bytes, result.From, result.To
	r.facts.add(func(ctx context.Context) error { return r.node.options.Reporter.RecordingSegment(ctx, f) })
}

// rotateSegments begins new files where one has become long.
func (r *room) rotateSegments(now time.Time) {
	for at, here := range r.places {
		c := &here.recording
		if !c.running {
			continue
		}
		r.endSegments(c, func(p *participant) bool { return now.Sub(c.writers[p].started) >= r.node.options.Segment })
		for _, p := range r.in(at) {
			r.startSegment(p, at)
		}
	}
}

// closeSinks waits for the files.
func (r *room) closeSinks() { r.closing.Wait() }

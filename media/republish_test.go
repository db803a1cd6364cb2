package media

import (
	"slices"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/signal"
)

// A browser may send under another SSRC what it describes under the same mid as before.
func TestAStreamThatComesUnderAnotherSSRCTakesThePlaceOfTheOldOne(t *testing.T) {
	h, m, a, check := unharmed(t)
	in := h.inlet("r1", a.You())
	streams := func() (all []uint32) {
		in.mu.Lock()
		defer in.mu.Unlock()
		for ssrc, s := range in.streams {
			if !s.again {
				all = append(all, ssrc)
			}
		}
		slices.Sort(all)
		return all
	}
	for _, source := range []signal.Source{signal.Camera, signal.Microphone, signal.Camera} {
		h.must(nil, m.AwaitMedia(a.You(), source, 100))
		before := streams()
		if len(before) != 2 {
			t.Fatalf("%d streams are taken", len(before))
		}
		h.must(nil, a.Replace(source))
		h.must(nil, m.AwaitMedia(a.You(), source, 100))
		after := streams()
		if gone := slices.DeleteFunc(before, func(ssrc uint32) bool { return slices.Contains(after, ssrc) }); len(gone) != 1 || len(after) != 2 {
			t.Errorf("%s: %v are taken, %v no more", source, after, gone)
		}
	}
	h.must(nil, m.Await("events", func(events []signal.Event) bool {
		shown := false
		for _, sources := range told(events, a.You()) {
			if shown && sources < 2 {
				t.Error("others were told that something ended")
			}
			shown = shown || sources == 2
		}
		return shown
	}))
	check()
}

// Packets of the old stream that are still on their way are nobody's.
func TestPacketsOfAReplacedStreamAreDropped(t *testing.T) {
	s := newStage(t, 2)
	s.layer.track.layers[0].Store(s.layer)
	s.in.take(s.next())
	s.in.take(s.next())
	late := s.next()
	s.layer.track.expect([]uint32{9})
	if s.in.take(late) || s.sent() != 4 {
		t.Errorf("%d packets were sent, not 4", s.sent())
	}
	plain := func(seq uint16, ssrc uint32) []byte {
		return marshal(t, &rtp.Packet{Header: rtp.Header{Version: 2, SSRC: ssrc, SequenceNumber: seq}, Payload: []byte("x")})
	}
	s.layer.take(plain(100, 7), time.Now())
	if s.sent() != 4 {
		t.Error("a packet of the old stream came pion's way")
	}
	next := &upLayer{
		track: s.layer.track, in: s.in, remote: &webrtc.TrackRemote{}, ssrc: 9, cache: fanout.NewCache(voiceMemory),
		came: reception{rate: 48000},
	}
	if !s.layer.track.put(next) {
		t.Fatal("the track is over")
	}
	next.take(plain(5, 9), time.Now())
	next.take(plain(6, 7), time.Now())
	if s.sent() != 6 {
		t.Errorf("%d packets were sent, not 6", s.sent())
	}
	if s.layer.track.left(s.layer) {
		t.Error("the track ended with its old stream")
	}
	if !s.layer.track.left(next) || s.layer.track.put(next) {
		t.Error("the track did not end with its last stream")
	}
}

// Whoever says that he sends no more ends his track, though he still announces its source.
func TestASourceThatIsNoLongerSentEnds(t *testing.T) {
	h, m, a, check := unharmed(t)
	h.must(nil, a.Pause(signal.Camera))
	h.must(nil, m.Await("the camera is gone", func(events []signal.Event) bool {
		sources := told(events, a.You())
		return sources[len(sources)-1] == 1
	}))
	h.must(nil, a.Replace(signal.Camera))
	h.must(nil, m.AwaitMedia(a.You(), signal.Camera, 50))
	check()
}

// told is how many sources somebody had, each time that others were told of him.
func told(events []signal.Event, who string) (sources []int) {
	for _, e := range events {
		if e.Participant != nil && e.Participant.ID == who {
			sources = append(sources, len(e.Participant.Sources))
		}
	}
	return sources
}

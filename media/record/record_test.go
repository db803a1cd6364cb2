package record

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/at-wat/ebml-go"
	"github.com/at-wat/ebml-go/webm"
	"github.com/pion/rtp"
)

// speaker is somebody whose sound and picture arrive in a file: what he does at a time
// carries the timestamps of two clocks that have nothing to do with each other.
type speaker struct {
	t      *testing.T
	w      *Writer
	begun  time.Time
	seq    [tracks]uint16
	origin [tracks]uint32
	lose   func(seq uint16) bool
}

var rates = [tracks]float64{48000, 90000}

func newSpeaker(t *testing.T, video bool) *speaker {
	t.Helper()
	begun := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w, err := New(Options{Path: filepath.Join(t.TempDir(), "x.webm"), Audio: true, Video: video, Start: begun})
	if err != nil {
		t.Fatal(err)
	}
	return &speaker{
		t: t, w: w, begun: begun, seq: [tracks]uint16{65500, 17}, origin: [tracks]uint32{rand.Uint32(), rand.Uint32()},
		lose: func(uint16) bool { return false },
	}
}

func (s *speaker) clock(track int, at time.Duration) uint32 {
	return s.origin[track] + uint32(int64(at.Seconds()*rates[track]+0.5))
}

// await looks every millisecond until a condition is met.
func (s *speaker) await(what string, met func() bool) {
	s.t.Helper()
	deadline := time.After(5 * time.Second)
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	for !met() {
		select {
		case <-look.C:
		case <-deadline:
			s.t.Fatal("never seen: " + what)
		}
	}
}

func (s *speaker) packet(track int, at time.Duration, marker bool, payload []byte) *rtp.Packet {
	s.await("the writer takes what it was given", func() bool { return len(s.w.items) <= waiting/2 }) // a network is slower than this
	s.seq[track]++
	return &rtp.Packet{Header: rtp.Header{
		Version: 2, SequenceNumber: s.seq[track], Timestamp: s.clock(track, at), Marker: marker,
	}, Payload: payload}
}

// sound is 20 ms of sound at a time, which take a while to arrive.
func (s *speaker) sound(at, takes time.Duration) {
	s.w.Packet(Audio, s.packet(Audio, at, false, []byte{0xf8, 0xff, 0xfe}), s.begun.Add(at+takes))
}

// picture is one of three packets.
func (s *speaker) picture(at, takes time.Duration, key bool, width, height uint16) {
	for i := range 3 {
		b := []byte{0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}
		if i == 0 {
			b[0] = 0x10
		}
		if i == 0 && key {
			copy(b[1:], []byte{0, 0, 0, 0x9d, 0x01, 0x2a, byte(width), byte(width >> 8), byte(height), byte(height >> 8)})
		}
		if p := s.packet(Video, at, i == 2, b); !s.lose(p.SequenceNumber) {
			s.w.Packet(Video, p, s.begun.Add(at+takes))
		}
	}
}

func (s *speaker) report(track int, at time.Duration) {
	seconds := float64(s.begun.Unix()) + 2208988800 + at.Seconds()
	s.w.Report(track, uint64(seconds*(1<<32)), s.clock(track, at))
}

// talk goes on for a while; the sound is 20 ms apart, the pictures 40 ms.
func (s *speaker) talk(from, to, soundTakes, pictureTakes time.Duration) {
	for at := from; at < to; at += 20 * time.Millisecond {
		s.sound(at, soundTakes)
		if n := at / (20 * time.Millisecond); n%2 == 0 {
			s.picture(at, pictureTakes, at == from || n%100 == 0, 640, 360)
		}
	}
}

// written is what a file holds: the times of its blocks.
type written struct {
	Result
	times [tracks][]time.Duration
	file  struct {
		Header  webm.EBMLHeader `ebml:"EBML"`
		Segment webm.Segment    `ebml:"Segment"`
	}
}

func (s *speaker) close() written {
	s.t.Helper()
	r, err := s.w.Close()
	if err != nil {
		s.t.Fatal(err)
	}
	w := written{Result: r}
	f, err := os.Open(r.Path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := ebml.Unmarshal(f, &w.file, ebml.WithIgnoreUnknown(true)); err != nil {
		s.t.Fatal(err)
	}
	for _, c := range w.file.Segment.Cluster {
		for _, b := range c.SimpleBlock {
			at := time.Duration(int64(c.Timecode)+int64(b.Timecode)) * time.Millisecond
			w.times[b.TrackNumber-1] = append(w.times[b.TrackNumber-1], at)
		}
	}
	for track, times := range w.times {
		if !slices.IsSorted(times) || len(slices.Compact(slices.Clone(times))) != len(times) {
			s.t.Errorf("the times of track %d do not grow: %v", track, times)
		}
	}
	return w
}

func near(a, b, most time.Duration) bool { return (a - b).Abs() <= most }

// Whatever the network does to one of them, what was said and shown at one time is heard
// and seen within 40 ms.
func TestSoundAndPictureStayTogether(t *testing.T) {
	for name, c := range map[string]struct {
		reports        []time.Duration
		sound, picture time.Duration
		from           time.Duration // when it has to be right
	}{
		"without reports, equally late": {nil, 80 * time.Millisecond, 80 * time.Millisecond, 0},
		"reports before the start":      {[]time.Duration{0}, 30 * time.Millisecond, 300 * time.Millisecond, 0},
		"reports later":                 {[]time.Duration{2 * time.Second, 4 * time.Second}, 300 * time.Millisecond, 20 * time.Millisecond, 3 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSpeaker(t, true)
			from := time.Duration(0)
			for _, at := range c.reports {
				s.talk(from, at, c.sound, c.picture)
				s.report(Audio, at)
				s.report(Video, at+7*time.Millisecond)
				from = at
			}
			s.talk(from, 8*time.Second, c.sound, c.picture)
			w := s.close()
			if len(w.times[Audio]) != 400 || len(w.times[Video]) != 200 {
				t.Fatal(len(w.times[Audio]), len(w.times[Video]), "of 400 and 200 frames")
			}
			for i, seen := range w.times[Video] {
				heard := w.times[Audio][2*i]
				if time.Duration(i)*40*time.Millisecond >= c.from && !near(seen, heard, 40*time.Millisecond) {
					t.Fatalf("picture %d is seen at %s and heard at %s", i, seen, heard)
				}
			}
		})
	}
}

func TestAMutedStretchIsSilenceAndNoShift(t *testing.T) {
	s := newSpeaker(t, true)
	s.talk(0, time.Second, 0, 0)
	for at := time.Second; at < 6*time.Second; at += 40 * time.Millisecond {
		s.picture(at, 0, false, 640, 360)
	}
	s.talk(6*time.Second, 7*time.Second, 0, 0)
	w := s.close()
	if len(w.times[Audio]) != 100 || len(w.times[Video]) != 175 {
		t.Fatal(len(w.times[Audio]), len(w.times[Video]))
	}
	if gap := w.times[Audio][50] - w.times[Audio][49]; !near(gap, 5020*time.Millisecond, 2*time.Millisecond) {
		t.Error("the silence took", gap)
	}
	if !near(w.times[Audio][50], w.times[Video][150], 40*time.Millisecond) {
		t.Error("after it they are apart", w.times[Audio][50], w.times[Video][150])
	}
}

func TestAVideoThatStartsLaterIsWhereItBelongs(t *testing.T) {
	for _, later := range []time.Duration{time.Second, 5 * time.Second} {
		s := newSpeaker(t, true)
		for at := time.Duration(0); at < later; at += 20 * time.Millisecond {
			s.sound(at, 0)
		}
		s.talk(later, later+2*time.Second, 0, 0)
		w := s.close()
		if len(w.times[Video]) != 50 || len(w.times[Audio]) != int(later/(20*time.Millisecond))+100 {
			t.Fatal(len(w.times[Audio]), len(w.times[Video]))
		}
		if !near(w.times[Video][0], later, 40*time.Millisecond) || w.times[Audio][0] != 0 {
			t.Errorf("begins with %s and %s", w.times[Audio][0], w.times[Video][0])
		}
	}
}

func TestALostPacketTakesThePicturesThatNeedIt(t *testing.T) {
	s := newSpeaker(t, true)
	s.lose = func(seq uint16) bool { return seq == 17+60*3+2 } // of the picture at 2.4 s
	s.talk(0, 3*time.Second, 0, 0)
	for at := 3 * time.Second; at < 8*time.Second; at += 40 * time.Millisecond {
		s.picture(at, 0, false, 640, 360)
	}
	s.await("somebody is asked for a key frame", s.w.WantsKeyFrame)
	s.picture(8*time.Second, 0, true, 640, 360)
	s.picture(8040*time.Millisecond, 0, false, 640, 360)
	w := s.close()
	if n := len(w.times[Video]); n != 62 || w.times[Video][59] != 2360*time.Millisecond || w.times[Video][60] != 8*time.Second {
		t.Fatal(n, w.times[Video])
	}
}

func TestAPacketThatComesAgainIsNotLost(t *testing.T) {
	s := newSpeaker(t, true)
	var missing *rtp.Packet
	s.picture(0, 0, true, 640, 360)
	for n := 1; n < 60; n++ {
		at := time.Duration(n) * 40 * time.Millisecond
		if n == 10 {
			missing = s.packet(Video, at, true, []byte{0x10, 1, 0})
			continue
		}
		// What only probes the network is no picture and no gap.
		s.w.Packet(Video, s.packet(Video, at, false, nil), s.begun.Add(at))
		s.picture(at, 0, false, 640, 360)
		if n == 30 {
			s.w.Packet(Video, missing, s.begun.Add(at))
		}
	}
	if w := s.close(); len(w.times[Video]) != 60 {
		t.Fatal(len(w.times[Video]), "of 60 pictures")
	}
}

func TestTheLengthAndAnIndexAreWritten(t *testing.T) {
	s := newSpeaker(t, true)
	s.talk(0, 30*time.Second, 0, 0)
	w := s.close()
	length := time.Duration(w.file.Segment.Info.Duration) * time.Millisecond
	if !near(length, 30*time.Second, 50*time.Millisecond) || !near(w.To.Sub(w.From), length, 50*time.Millisecond) {
		t.Error("the length is", length, w.To.Sub(w.From))
	}
	cues := w.file.Segment.Cues
	if cues == nil || len(cues.CuePoint) < 5 {
		t.Fatalf("%+v", cues)
	}
	b, err := os.ReadFile(w.Path)
	if err != nil {
		t.Fatal(err)
	}
	segment := int(0)
	for i := range b {
		if string(b[i:i+4]) == "\x18\x53\x80\x67" {
			segment = i + 12 // the name, and a length of eight bytes
			break
		}
	}
	for i, c := range cues.CuePoint {
		at := segment + int(c.CueTrackPositions[0].CueClusterPosition)
		if string(b[at:at+4]) != "\x1f\x43\xb6\x75" || c.CueTime != w.file.Segment.Cluster[i].Timecode {
			t.Errorf("entry %d of the index leads nowhere", i)
		}
	}
}

func TestTimesGrowWhateverTheReportsSay(t *testing.T) {
	s := newSpeaker(t, true)
	for at := time.Duration(0); at < 20*time.Second; at += time.Second {
		s.talk(at, at+time.Second, time.Duration(rand.Int64N(int64(time.Second))), time.Duration(rand.Int64N(int64(time.Second))))
		s.report(rand.IntN(2), at+time.Duration(rand.Int64N(int64(4*time.Second))))
	}
	s.close() // looks at the times
}

func TestADiskThatFailsHoldsNobodyUp(t *testing.T) {
	s := newSpeaker(t, false)
	_ = s.w.file.Close()
	for n := range 3 * waiting {
		s.w.Packet(Audio, &rtp.Packet{Header: rtp.Header{SequenceNumber: uint16(n)}, Payload: []byte{0xf8}}, s.begun)
	}
	done := make(chan error, 1)
	go func() { _, err := s.w.Close(); done <- err }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("nothing is said of the disk")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it is never closed")
	}
}

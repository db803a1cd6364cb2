package media

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtcp"
	"github.com/pion/sdp/v3"
	"pgregory.net/rapid"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// What pion's recorder writes about arrivals is what is read from it.
func TestArrivalsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		recorder := twcc.NewRecorder(1)
		want := map[uint16]time.Duration{}
		seq, at := rapid.Uint16().Draw(t, "first"), int64(time.Second/time.Microsecond)
		for range rapid.IntRange(1, 200).Draw(t, "packets") {
			seq += uint16(rapid.IntRange(1, 30).Draw(t, "step"))
			at += rapid.Int64Range(0, 90_000).Draw(t, "later")
			recorder.Record(7, seq, at)
			want[seq] = time.Duration(at) * time.Microsecond
		}
		got, missed := map[uint16]time.Duration{}, map[uint16]bool{}
		for _, p := range recorder.BuildFeedbackPacket() {
			b, err := p.Marshal()
			if err != nil {
				t.Fatal(err)
			}
			var report rtcp.TransportLayerCC
			if err := report.Unmarshal(b); err != nil {
				t.Fatal(err)
			}
			arrivalsIn(&report, func(seq uint16, at time.Duration) { got[seq] = at }, func(seq uint16) { missed[seq] = true })
		}
		if len(got) != len(want) {
			t.Fatalf("%d arrivals of %d", len(got), len(want))
		}
		for n := range missed {
			if _, came := want[n]; came {
				t.Fatalf("packet %d came, and is said to be missed", n)
			}
		}
		first := got[seq] - want[seq] // the zero of the clock is the reporter's
		for n, at := range want {
			if d := got[n] - at - first; d < -time.Millisecond || d > time.Millisecond {
				t.Fatalf("packet %d is %s off", n, d)
			}
		}
	})
}

func FuzzAReportOfArrivals(f *testing.F) {
	recorder := twcc.NewRecorder(1)
	recorder.Record(7, 65535, 1000)
	recorder.Record(7, 3, 90_000)
	for _, p := range recorder.BuildFeedbackPacket() {
		if b, err := p.Marshal(); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(_ *testing.T, b []byte) {
		var report rtcp.TransportLayerCC
		if report.Unmarshal(b) != nil {
			return
		}
		var d departures
		d.sent(1000, time.Now())
		d.take(&report)
		d.look(time.Now().Add(time.Second))
	})
}

// numberless finds the pictures in the last offer to somebody of whose packets he isn't
// told that they are numbered.
func numberless(t *testing.T, c *mediatest.Client) (sections, without int) {
	t.Helper()
	offer := ""
	_ = c.Await("the last offer", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "subscribe" {
				offer = e.SDP
			}
		}
		return true
	})
	for _, section := range strings.Split(offer, "m=")[1:] {
		if strings.HasPrefix(section, "video") && strings.Contains(section, "a=sendonly") {
			sections++
			if !strings.Contains(section, sdp.TransportCCURI) {
				without++
			}
		}
	}
	return sections, without
}

func TestPacketsAreNumberedAlsoAfterACaucus(t *testing.T) {
	h := open(t)
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	r := h.come("r1", "respondent", m, mediatest.Options{})
	for _, c := range []*mediatest.Client{m, a, r} {
		h.must(nil, c.Publish(signal.Microphone, signal.Camera))
	}
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 5))
	for round := range 2 {
		h.must(m.Ask("caucus", map[string]any{"participants": []string{m.You(), a.You()}}))
		h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 5))
		h.must(m.Ask("end-caucus", map[string]any{"caucus": fmt.Sprintf("c%d", round+1)}))
		h.meet(m, a, r)
		for _, c := range []*mediatest.Client{m, a, r} {
			if sections, without := numberless(t, c); sections != 2 || without > 0 {
				t.Fatalf("after caucus %d: of %d pictures for %s %d are not numbered", round+1, sections, c.You(), without)
			}
		}
	}
}

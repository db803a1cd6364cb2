package media

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// recorded tells in what state somebody last saw the recording.
func recorded(state string) func([]signal.Event) bool {
	return func(events []signal.Event) bool {
		last := ""
		for _, e := range events {
			if e.Recording != nil {
				last = e.Recording.State
			}
			if e.Place != nil {
				last = e.Recorded.State
			}
		}
		return last == state
	}
}

func TestNothingIsRecordedWithoutTheConsentOfAll(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "made", "by the node")
	h := open(t, func(o *Options) { o.RecordingFolder = folder })
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	r := h.come("r1", "respondent", m, mediatest.Options{})
	for _, c := range []*mediatest.Client{m, a, r} {
		h.must(nil, c.Publish(signal.Microphone, signal.Camera))
	}
	h.meet(m, a, r)
	files := func() int {
		entries, err := filepath.Glob(filepath.Join(folder, "*.webm"))
		h.must(nil, err)
		return len(entries)
	}
	if _, err := a.Ask("consent", map[string]any{"given": true}); code(err) != "conflict" {
		t.Error("consent to what nobody asked for:", err)
	}
	h.must(m.Ask("recording", map[string]any{"on": true}))
	h.must(a.Ask("consent", map[string]any{"given": true}))
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 50))
	if files() != 0 {
		t.Fatal("recorded without the respondent's consent")
	}
	h.must(r.Ask("consent", map[string]any{"given": true}))
	h.must(nil, a.Await("it is on", recorded(signal.RecordingOn)))
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 200))
	if files() != 3 {
		t.Fatal(files(), "files")
	}

	// Into a caucus: neither side of the wall goes on in the same recording.
	h.must(m.Ask("caucus", map[string]any{"participants": []string{m.You(), a.You()}}))
	h.took.await(t, "segment", 2)
	h.must(nil, a.Await("the caucus is not recorded", recorded(signal.RecordingOff)))
	before := files()
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 50))
	if files() != before {
		t.Error("the caucus is recorded")
	}
	h.must(m.Ask("end-caucus", map[string]any{"caucus": "c1"}))
	h.must(nil, a.Await("it goes on", recorded(signal.RecordingOn)))
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 100))

	// A newcomer pauses it until he consents, too.
	n := h.come("r1", "agent", m, mediatest.Options{})
	h.must(nil, r.Await("it pauses", recorded(signal.RecordingPaused)))
	h.must(nil, n.Await("he sees it", recorded(signal.RecordingPaused)))
	h.must(n.Ask("consent", map[string]any{"given": true}))
	h.must(nil, r.Await("it goes on", recorded(signal.RecordingOn)))
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 100))

	// Withdrawn by one, it is off for all.
	h.must(a.Ask("consent", map[string]any{"given": false}))
	h.must(nil, n.Await("it is off", recorded(signal.RecordingOff)))
	if h.took.count("consent-given") != 4 || h.took.count("consent-withdrawn") != 1 {
		h.took.await(t, "consent-given", 4)
		h.took.await(t, "consent-withdrawn", 1)
	}
	// Two before the caucus, the respondent alone, three after it, three after the pause.
	h.took.await(t, "segment", 8)
	h.took.mu.Lock()
	defer h.took.mu.Unlock()
	for _, s := range h.took.segments {
		if s.SHA256 == "" {
			t.Errorf("%+v", s)
		}
	}
}

func TestWhatANodeLeavesThatIsKilledTellsWhoseItIs(t *testing.T) {
	folder := t.TempDir()
	h := open(t, func(o *Options) { o.RecordingFolder = folder })
	h.must(nil, h.node.Open(t.Context(), RoomSpec{ID: "r1", DisputeID: "d1", SessionNo: 2, Opening: "o1", Keeper: "org"}))
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	for _, c := range []*mediatest.Client{m, a} {
		h.must(nil, c.Publish(signal.Microphone, signal.Camera))
	}
	h.meet(m, a)
	h.must(m.Ask("recording", map[string]any{"on": true}))
	h.must(a.Ask("consent", map[string]any{"given": true}))
	h.must(nil, a.Await("it is on", recorded(signal.RecordingOn)))
	h.must(nil, m.AwaitMedia(a.You(), signal.Microphone, 200))
	left := t.TempDir()
	h.must(nil, os.CopyFS(left, os.DirFS(folder))) // as the disk is when the node is killed
	found, err := Leftovers(left)
	h.must(nil, err)
	whose := map[string]bool{}
	for _, s := range found {
		whose[s.Account] = true
		if s.DisputeID != "d1" || s.SessionNo != 2 || s.Keeper != "org" || s.SHA256 == "" || !s.To.After(s.From) {
			t.Errorf("%+v", s)
		}
	}
	if !whose["mediator"] || !whose["applicant"] {
		t.Error("of whom it is:", whose)
	}
	again, err := Leftovers(left)
	h.must(nil, err)
	if !slices.Equal(again, found) {
		t.Errorf("asked again: %+v, not %+v", again, found)
	}
}

// Nobody could ever be shown such a recording: what is said in a caucus stays there.
func TestACaucusIsNeverRecorded(t *testing.T) {
	folder := t.TempDir()
	h := open(t, func(o *Options) { o.RecordingFolder = folder })
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	for _, c := range []*mediatest.Client{m, a} {
		h.must(nil, c.Publish(signal.Microphone))
	}
	h.must(m.Ask("caucus", map[string]any{"participants": []string{m.You(), a.You()}}))
	if _, err := m.Ask("recording", map[string]any{"on": true}); code(err) != "conflict" {
		t.Error("recording a caucus:", err)
	}
	if _, err := a.Ask("consent", map[string]any{"given": true}); code(err) != "conflict" {
		t.Error("consent to it:", err)
	}
	h.must(nil, a.AwaitMedia(m.You(), signal.Microphone, 50))
	h.must(m.Ask("end-caucus", map[string]any{"caucus": "c1"}))
	if files, err := os.ReadDir(folder); err != nil || len(files) > 0 {
		t.Error(files, err)
	}
}

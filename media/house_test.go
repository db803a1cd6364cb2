package media

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/media/mediatest"
	"sutiao/media/token"
)

var siteKey = token.KeyOf([]byte("a secret of the tests, 32 bytes."))

func ticketKey() ed25519.PublicKey {
	public, _ := siteKey.Public().(ed25519.PublicKey)
	return public
}

// house is a node with a web server before it and a reporter behind it.
type house struct {
	t    testing.TB
	node *Node
	web  *httptest.Server
	took *took
}

func withRecording(o *Options) { o.RecordingFolder = os.Getenv("SUTIAO_TEST_RECORDINGS") }

func withRelay(o *Options) {
	o.Relay = Relay{UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", Host: "127.0.0.1"}
}

func open(t testing.TB, with ...func(*Options)) *house {
	t.Helper()
	h := &house{t: t, took: &took{changed: make(chan struct{})}}
	log := slog.New(slog.DiscardHandler)
	if testing.Verbose() {
		log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	o := Options{ID: "n1", UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", TicketKey: ticketKey, Reporter: h.took, Log: log}
	for _, f := range with {
		f(&o)
		if o.RecordingFolder == "" {
			o.RecordingFolder = t.TempDir()
		}
	}
	node, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	h.node = node
	mux := http.NewServeMux()
	mux.Handle("/ws", node)
	mux.HandleFunc("/ticket", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, h.ticket(r.FormValue("who"), r.FormValue("room")))
	})
	mux.Handle("/", http.FileServer(http.Dir("testdata")))
	h.web = httptest.NewServer(mux)
	t.Cleanup(func() {
		h.web.CloseClientConnections()
		if err := node.Shutdown(); err != nil {
			t.Error(err)
		}
		h.web.Close()
	})
	return h
}

func (h *house) room(id string) *room {
	if err := h.node.Open(context.Background(), RoomSpec{ID: id, DisputeID: "d1", SessionNo: 1, Opening: "o1"}); err != nil {
		h.t.Fatal(err)
	}
	return h.node.room(id)
}

// claims are those of the people of the tests: "mediator", "applicant", "agent", ...
func claims(who, room string) token.Claims {
	c := token.Claims{Room: room, Node: "n1", Opening: "o1", Account: who, Name: who, Capacity: token.Party, Party: "P1", MaySettle: true, Expires: time.Now().Add(2 * time.Minute)}
	kind := strings.TrimRight(who, "0123456789")
	switch kind {
	case "mediator":
		c.Capacity, c.Party = token.Mediator, ""
	case "observer":
		c.Capacity, c.Party = token.Observer, ""
	case "agent":
		c.Capacity, c.Side = token.Agent, dispute.Applicant
	case "errand":
		c.Capacity, c.Side, c.MaySettle = token.Agent, dispute.Applicant, false
	case "respondent":
		c.Side, c.Party = dispute.Respondent, "P2"
	case "third":
		c.Side, c.Party = dispute.ThirdParty, "P3"
	default:
		c.Side = dispute.Applicant
	}
	return c
}

func (h *house) ticket(who, room string) string {
	s, err := token.Mint(siteKey, claims(who, room))
	if err != nil {
		h.t.Fatal(err)
	}
	return s
}

// took is a Reporter that keeps what it is told, as JSON with the name of the method.
type took struct {
	mu       sync.Mutex
	facts    []string
	segments []Segment
	fail     int // so many calls are answered with an error
	changed  chan struct{}
}

func (k *took) take(kind string, f any) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fail > 0 {
		k.fail--
		return context.DeadlineExceeded
	}
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	k.facts = append(k.facts, kind+" "+string(b))
	close(k.changed)
	k.changed = make(chan struct{})
	return nil
}

func (k *took) count(kind string) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	n := 0
	for _, f := range k.facts {
		if strings.HasPrefix(f, kind+" ") {
			n++
		}
	}
	return n
}

// await waits until so many facts of a kind were taken.
func (k *took) await(t testing.TB, kind string, n int) {
	t.Helper()
	deadline := time.After(15 * time.Second)
	for {
		k.mu.Lock()
		changed := k.changed
		k.mu.Unlock()
		if k.count(kind) >= n {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			t.Fatalf("%d of %d facts %q", k.count(kind), n, kind)
		}
	}
}

func (k *took) Joined(_ context.Context, f Joined) error           { return k.take("joined", f) }
func (k *took) Left(_ context.Context, f Left) error               { return k.take("left", f) }
func (k *took) Admitted(_ context.Context, f Moved) error          { return k.take("admitted", f) }
func (k *took) Removed(_ context.Context, f Moved) error           { return k.take("removed", f) }
func (k *took) CaucusOpened(_ context.Context, f CaucusHeld) error { return k.take("caucus-opened", f) }
func (k *took) CaucusClosed(_ context.Context, f CaucusHeld) error { return k.take("caucus-closed", f) }
func (k *took) ConsentGiven(_ context.Context, f Consented) error  { return k.take("consent-given", f) }
func (k *took) ConsentWithdrawn(_ context.Context, f Consented) error {
	return k.take("consent-withdrawn", f)
}
func (k *took) OffersAsked(_ context.Context, f Asked) error  { return k.take("asked", f) }
func (k *took) OfferMatched(_ context.Context, f Match) error { return k.take("matched", f) }

func (k *took) RecordingSegment(_ context.Context, f Segment) error {
	err := k.take("segment", f)
	if err == nil {
		k.mu.Lock()
		k.segments = append(k.segments, f)
		k.mu.Unlock()
	}
	return err
}

// segmentsPlay waits for so many segments and has ffprobe look at each.
func (h *house) segmentsPlay(t *testing.T, n int) {
	t.Helper()
	h.took.await(t, "segment", n)
	h.took.mu.Lock()
	defer h.took.mu.Unlock()
	for _, s := range h.took.segments {
		b, err := os.ReadFile(s.Path)
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != s.SHA256 || int64(len(b)) != s.Bytes {
			t.Errorf("%s is not what was reported", s.Path)
		}
		ffprobe(t, s.Path)
	}
}

func ffprobe(t *testing.T, path string) {
	t.Helper()
	if _, err := exec.LookPath("ffprobe"); err != nil {
		t.Log("SKIPPED, RECORDING NOT PLAYED: there is no ffprobe")
		return
	}
	out, err := exec.Command("ffprobe", "-v", "error", "-show_entries", "packet=stream_index,pts_time", "-of", "csv=p=0", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	first, last, count := map[string]float64{}, map[string]float64{}, map[string]int{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.Trim(line, "\n, "), ",")
		if len(fields) < 2 {
			continue
		}
		at, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			t.Fatalf("ffprobe: %s", line)
		}
		if _, ok := first[fields[0]]; !ok {
			first[fields[0]] = at
		}
		last[fields[0]] = max(last[fields[0]], at)
		count[fields[0]]++
	}
	t.Logf("%s: packets %v, first %v, last %v", path, count, first, last)
	if len(count) == 0 {
		t.Errorf("%s: nothing to play", path)
	}
	if err := mediatest.Plays(path); err != nil {
		t.Error(err)
	}
}

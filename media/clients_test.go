package media

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// unharmed is a room where two see each other, whatever a third does.
func unharmed(t *testing.T) (h *house, m, a *mediatest.Client, check func()) {
	h = open(t)
	h.room("r1")
	m = h.come("r1", "mediator", nil, mediatest.Options{})
	a = h.come("r1", "applicant", m, mediatest.Options{})
	h.must(nil, m.Publish(signal.Microphone, signal.Camera))
	h.must(nil, a.Publish(signal.Microphone, signal.Camera))
	h.meet(m, a)
	return h, m, a, func() {
		t.Helper()
		h.must(nil, m.AwaitMedia(a.You(), signal.Camera, 10))
		h.must(nil, a.AwaitMedia(m.You(), signal.Microphone, 10))
		h.must(m.Ask("ping", nil))
	}
}

func code(err error) string {
	var r mediatest.Refused
	errors.As(err, &r)
	return r.Code
}

func TestBadTicketsAreRefused(t *testing.T) {
	h, _, _, check := unharmed(t)
	mint := func(key ed25519.PrivateKey, change func(*token.Claims)) string {
		c := claims("respondent", "r1")
		change(&c)
		s, err := token.Mint(key, c)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	good := h.ticket("respondent", "r1")
	used := h.ticket("respondent", "r1")
	h.comeWith(used)
	for name, ticket := range map[string]string{
		"used":            used,
		"foreign":         mint(token.KeyOf([]byte("a secret of somebody else's")), func(*token.Claims) {}),
		"expired":         mint(siteKey, func(c *token.Claims) { c.Expires = time.Now().Add(-time.Second) }),
		"too long":        mint(siteKey, func(c *token.Claims) { c.Expires = time.Now().Add(time.Hour) }),
		"altered":         good[:len(good)-60] + "AAAA" + good[len(good)-56:],
		"another node":    mint(siteKey, func(c *token.Claims) { c.Node = "n2" }),
		"another opening": mint(siteKey, func(c *token.Claims) { c.Opening = "o2" }),
		"nowhere":         mint(siteKey, func(c *token.Claims) { c.Room = "r9" }),
	} {
		c, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Hello(ticket); err == nil || code(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
		h.must(nil, c.AwaitEnd())
	}
	c, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Ask("hello", map[string]any{"version": 1, "session": "r1~AAAAAAAAAAAAAAAAAAAAAAAAAA"}); code(err) != "unauthorised" {
		t.Error("a guessed session:", err)
	}
	check()
}

func (h *house) comeWith(ticket string) *mediatest.Client {
	h.t.Helper()
	c, err := mediatest.Dial(h.t.Context(), h.ws(), mediatest.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(c.Close)
	h.must(c.Hello(ticket))
	return c
}

func TestATicketUsedFromManySidesAtOnceLetsOneIn(t *testing.T) {
	h := open(t)
	h.room("r1")
	ticket := h.ticket("applicant", "r1")
	var in atomic.Int32
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			c, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			if _, err := c.Hello(ticket); err == nil {
				in.Add(1)
			}
		})
	}
	wg.Wait()
	if in.Load() != 1 {
		t.Fatal(in.Load(), "came in")
	}
}

func TestMalformedDescriptionsAreRefused(t *testing.T) {
	h, m, _, check := unharmed(t)
	c := h.come("r1", "respondent", m, mediatest.Options{})
	session := "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"
	line := "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
	section := line + "c=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendonly\r\na=rtcp-mux\r\na=setup:actpass\r\na=rtpmap:96 VP8/90000\r\n"
	user, password := "a=ice-ufrag:abcd\r\n", "a=ice-pwd:abcdefghijklmnopqrstuvwx\r\n"
	fingerprint := "a=fingerprint:sha-256 " + strings.Repeat("AB:", 31) + "AB\r\n"
	for _, sdp := range []string{
		"v=0\r\n", "v=0\r\nnonsense", session, session + strings.Repeat(line, 1000),
		session + section + fingerprint, // without ICE credentials
		session + section + fingerprint + user, session + section + fingerprint + password,
		session + section + fingerprint + "a=ice-ufrag:a b\r\n" + password, session + section + user + password,
	} {
		if _, err := c.Ask("publish", map[string]any{"sdp": sdp, "tracks": []any{}}); code(err) != "invalid" {
			t.Errorf("%.60q: %v", sdp, err)
		}
	}
	h.must(nil, c.Send("answer", map[string]any{"sdp": "v=0\r\nnonsense", "offer": 1}))
	h.must(nil, c.Send("answer", map[string]any{"sdp": "v=0\r\nnonsense", "offer": 99}))
	h.must(nil, c.Send("answer", map[string]any{"sdp": session + section + fingerprint, "offer": 2}))
	check()
	// What makes them useless is what they lack, and nothing else.
	if err := usable(session + section + fingerprint + user + password); err != nil {
		t.Error(err)
	}
	// And the same client can still do it right.
	h.must(nil, c.Publish(signal.Microphone))
	h.must(nil, m.AwaitMedia(c.You(), signal.Microphone, 5))
}

func TestACodecThatNobodyTakesIsRefused(t *testing.T) {
	h, m, _, check := unharmed(t)
	c := h.come("r1", "respondent", m, mediatest.Options{})
	engine := &webrtc.MediaEngine{}
	h.must(nil, engine.RegisterCodec(webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeH264, ClockRate: 90000}, PayloadType: 102,
	}, webrtc.RTPCodecTypeVideo))
	pc, err := webrtc.NewAPI(webrtc.WithMediaEngine(engine)).NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pc.Close() }()
	h.must(pc.AddTransceiverFromKind(webrtc.RTPCodecTypeVideo, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly}))
	offer, err := pc.CreateOffer(nil)
	h.must(nil, err)
	h.must(nil, pc.SetLocalDescription(offer))
	answer, err := c.Ask("publish", map[string]any{"sdp": offer.SDP, "tracks": []any{map[string]any{"mid": "0", "source": "camera"}}})
	if err == nil && !strings.Contains(answer.SDP, "m=video 0") {
		t.Errorf("taken: %s", answer.SDP)
	}
	check()
}

func TestAFloodIsCutOff(t *testing.T) {
	h, m, _, check := unharmed(t)
	c := h.come("r1", "respondent", m, mediatest.Options{})
	for range signal.RateBurst + signal.MostRefusals + 1000 {
		if c.Send("ping", nil) != nil {
			break
		}
	}
	h.must(nil, c.AwaitEnd())
	check()
}

func TestTooLargeAMessageIsCutOff(t *testing.T) {
	h, m, _, check := unharmed(t)
	c := h.come("r1", "respondent", m, mediatest.Options{})
	_ = c.Write([]byte(`{"type":"chat","key":"k","text":"` + strings.Repeat("x", 2<<20) + `"}`))
	h.must(nil, c.AwaitEnd())
	check()
}

func TestWhoNeverAnswersHarmsNobody(t *testing.T) {
	h, m, _, check := unharmed(t)
	c := h.come("r1", "respondent", m, mediatest.Options{Deaf: true})
	h.must(nil, c.Publish(signal.Microphone))
	h.must(nil, m.AwaitMedia(c.You(), signal.Microphone, 5))
	h.must(nil, c.Await("an offer", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "subscribe" {
				return true
			}
		}
		return false
	}))
	check()
}

func TestAThousandJoinsFillARoomAndNoMore(t *testing.T) {
	h, _, _, check := unharmed(t)
	var in, full atomic.Int32
	var wg sync.WaitGroup
	gate := make(chan struct{}, 50)
	for i := range 1000 {
		gate <- struct{}{}
		wg.Go(func() {
			defer func() { <-gate }()
			c, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			_, err = c.Hello(h.ticket(fmt.Sprintf("respondent%d", i), "r1"))
			switch {
			case err == nil:
				in.Add(1)
				h.t.Cleanup(c.Close)
				return
			case code(err) == "too-large":
				full.Add(1)
			default:
				t.Error(err)
			}
			c.Close()
		})
	}
	wg.Wait()
	if in.Load() != peoplePerRoom-2 || full.Load() != 1000-in.Load() {
		t.Fatal(in.Load(), "came in,", full.Load(), "found it full")
	}
	check()
}

// The trap of another node: who comes while a publisher is still connecting gets nothing.
func TestWhoComesWhileAPublisherConnectsGetsHim(t *testing.T) {
	for range 5 {
		h := open(t)
		h.room("r1")
		m := h.come("r1", "mediator", nil, mediatest.Options{})
		people := []*mediatest.Client{m}
		for i := range 3 {
			people = append(people, h.come("r1", fmt.Sprintf("applicant%d", i), m, mediatest.Options{}))
		}
		errs := make(chan error, len(people))
		for _, p := range people {
			go func() { errs <- p.Publish(signal.Microphone, signal.Camera) }()
		}
		late := h.come("r1", "observer", m, mediatest.Options{})
		for range people {
			h.must(nil, <-errs)
		}
		h.meet(people...)
		for _, p := range people {
			h.must(nil, late.AwaitMedia(p.You(), signal.Microphone, 3))
		}
		for _, p := range append(people, late) {
			p.Close()
		}
	}
}

func TestARoomThatCloses(t *testing.T) {
	h, m, a, _ := unharmed(t)
	h.must(nil, h.node.Close("r1", "session-closed"))
	for _, c := range []*mediatest.Client{m, a} {
		h.must(nil, c.AwaitEnd())
	}
	h.took.await(t, "left", 2)
	if err := h.node.Close("r1", "again"); !errors.Is(err, ErrNoRoom) {
		t.Error(err)
	}
}

func TestADrainingNodeTakesNoRoomsAndSendsPeopleOn(t *testing.T) {
	h, m, _, check := unharmed(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- h.node.Drain(ctx) }()
	h.must(nil, m.Await("told to reconnect", func(events []signal.Event) bool {
		return len(events) > 0 && events[len(events)-1].Type == "reconnect"
	}))
	if err := h.node.Open(ctx, RoomSpec{ID: "r2", Opening: "o1"}); !errors.Is(err, ErrDraining) {
		t.Error(err)
	}
	if err := h.node.Open(ctx, RoomSpec{ID: "r1", Opening: "o1"}); err != nil {
		t.Error("an open room is open:", err)
	}
	check()
	h.must(nil, h.node.Close("r1", "moved"))
	if err := <-done; err != nil {
		t.Error(err)
	}
	cancel()
}

func TestFactsComeAgainUntilTheyAreTaken(t *testing.T) {
	h := open(t)
	h.took.fail = 2
	h.room("r1")
	h.come("r1", "mediator", nil, mediatest.Options{})
	h.took.await(t, "joined", 1)
	h.took.mu.Lock()
	defer h.took.mu.Unlock()
	if h.took.count2("joined") != 1 {
		t.Error(h.took.facts)
	}
}

func (k *took) count2(kind string) int {
	n := 0
	for _, f := range k.facts {
		if strings.HasPrefix(f, kind+" ") {
			n++
		}
	}
	return n
}

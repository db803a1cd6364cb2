package media

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/media/token"
)

func (h *house) probeTicket(account string) string {
	h.t.Helper()
	s, err := token.Mint(siteKey, token.Claims{Node: "n1", Account: account, Capacity: token.Probe, Expires: time.Now().Add(time.Minute)})
	h.must(nil, err)
	return s
}

// probe enters with a ticket for a probe.
func (h *house) probe(account string, o mediatest.Options) (*mediatest.Client, error) {
	h.t.Helper()
	c, err := mediatest.Dial(h.t.Context(), h.ws(), o)
	h.must(nil, err)
	h.t.Cleanup(c.Close)
	_, err = c.Hello(h.probeTicket(account))
	return c, err
}

// probing waits until a node has so many probes.
func (h *house) probing(want int) {
	h.t.Helper()
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	deadline := time.After(15 * time.Second)
	for {
		s := &h.node.probes
		s.mu.Lock()
		count, held := s.count, len(s.of)
		s.mu.Unlock()
		if count == want && held == want {
			return
		}
		select {
		case <-look.C:
		case <-deadline:
			h.t.Fatalf("%d probes, %d by account, not %d", count, held, want)
		}
	}
}

func TestAProbeIsSentBackWhatItSendsByEveryWay(t *testing.T) {
	relayed := func(servers []signal.ICEServer) webrtc.Configuration {
		c := webrtc.Configuration{ICETransportPolicy: webrtc.ICETransportPolicyRelay}
		for _, s := range servers {
			c.ICEServers = append(c.ICEServers, webrtc.ICEServer{URLs: s.URLs, Username: s.Username, Credential: s.Credential})
		}
		return c
	}
	h := open(t, withRelay)
	for want, o := range map[string]mediatest.Options{
		"host udp": {},
		"host tcp": {Configure: func(s *webrtc.SettingEngine) { s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4}) }},
		"relay":    {Configuration: relayed},
	} {
		c, err := h.probe("a1", o)
		h.must(nil, err)
		h.must(nil, c.Probe(1, 60))
		h.must(nil, c.AwaitBack(60))
		if way := c.Way(); !strings.HasPrefix(way, want) {
			t.Errorf("came over %s, not %s", way, want)
		}
		c.Close()
		h.probing(0)
	}
}

func TestAProbeIsOfNoRoomAndNobodyHearsOfIt(t *testing.T) {
	h, m, _, check := unharmed(t)
	h.took.await(t, "joined", 2)
	before, seen := h.node.Load(), len(m.Raw())
	c, err := h.probe("respondent", mediatest.Options{})
	h.must(nil, err)
	h.must(nil, c.Probe(1, 20))
	h.must(nil, c.AwaitBack(20))
	h.must(c.Ask("ping", nil))
	for kind, fields := range map[string]map[string]any{
		"chat": {"key": "k1", "text": "听得到吗"}, "hand": {"raised": true}, "consent": {"given": true}, "recording": {"on": true},
		"admit": {"participant": "p2"}, "remove": {"participant": "p2", "reason": "x"}, "restart": {}, "caucus": {"participants": []string{"p2"}},
		"offer-round": {"open": true}, "offer": {"fen": 100}, "timer": {"seconds": 60, "label": "x"}, "hello": {"version": 1, "token": h.ticket("respondent", "r1")},
		"view": {"participant": "p1", "source": "camera", "quality": "high"}, "mute": {"participant": "p1", "source": "camera", "muted": true},
	} {
		if _, err := c.Ask(kind, fields); code(err) != "not-permitted" {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if now := h.node.Load(); now.Rooms != before.Rooms || now.Participants != before.Participants {
		t.Errorf("%+v", now)
	}
	for _, raw := range c.Raw() {
		if strings.Contains(raw, "participant") || strings.Contains(raw, `"session":"r1`) {
			t.Errorf("the probe was told %s", raw)
		}
	}
	for _, raw := range m.Raw()[seen:] {
		if strings.Contains(raw, "respondent") {
			t.Errorf("the mediator was told %s", raw)
		}
	}
	check()
	c.Close()
	h.probing(0)
	if h.took.count("joined") != 2 || h.took.count("left") != 0 {
		t.Error("reported:", h.took.facts)
	}
}

func TestAProbesTicketIsGoodOnceAndForNothingElse(t *testing.T) {
	h := open(t)
	h.room("r1")
	ticket := h.probeTicket("a1")
	h.comeWith(ticket)
	again, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	if _, err := again.Hello(ticket); code(err) != "unauthorised" {
		t.Error("used twice:", err)
	}
	elsewhere, err := token.Mint(siteKey, token.Claims{Node: "n2", Account: "a1", Capacity: token.Probe, Expires: time.Now().Add(time.Minute)})
	h.must(nil, err)
	other, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	if _, err := other.Hello(elsewhere); code(err) != "unauthorised" {
		t.Error("of another node:", err)
	}
	// And a ticket to a room makes no probe: whoever has one waits in that room.
	c := h.comeWith(h.ticket("applicant", "r1"))
	if err := c.Probe(1, 1); code(err) != "not-permitted" {
		t.Error("a probe in the waiting room:", err)
	}
	m := h.comeWith(h.ticket("mediator", "r1"))
	if err := m.Probe(1, 1); code(err) != "invalid" {
		t.Error("a probe in the room:", err)
	}
	h.probing(1)
}

func TestAProbeCarriesMessagesOnlyAndFewOfThem(t *testing.T) {
	h := open(t)
	c, err := h.probe("a1", mediatest.Options{})
	h.must(nil, err)
	if err := c.Publish(signal.Microphone); code(err) != "invalid" {
		t.Error("a voice:", err)
	}
	c, err = h.probe("a2", mediatest.Options{})
	h.must(nil, err)
	h.must(nil, c.Probe(1, probeMessages+50))
	if back, err := c.BackInAll(); err != nil || back != probeMessages {
		t.Error(back, "came back:", err)
	}
	if err := c.Offer(true); code(err) != "conflict" {
		t.Error("a second offer:", err)
	}
	c, err = h.probe("a3", mediatest.Options{})
	h.must(nil, err)
	h.must(nil, c.Probe(2, 1))
	h.must(nil, c.AwaitEnd()) // for its second stream
}

func TestProbesAreFewShortAndOneForEach(t *testing.T) {
	h := open(t, withRelay)
	h.node.probes.most = 3
	first, err := h.probe("a0", mediatest.Options{})
	h.must(nil, err)
	for i := range 2 {
		_, err := h.probe(fmt.Sprint("a", i), mediatest.Options{})
		h.must(nil, err)
	}
	h.must(nil, first.AwaitEnd()) // the same account has begun another
	h.probing(2)
	_, err = h.probe("a2", mediatest.Options{})
	h.must(nil, err)
	if _, err := h.probe("a3", mediatest.Options{}); code(err) != "unavailable" {
		t.Error("one too many:", err)
	}

	short := open(t)
	short.node.probes.last = 50 * time.Millisecond
	c, err := short.probe("a1", mediatest.Options{})
	h.must(nil, err)
	h.must(nil, c.AwaitEnd())
	short.probing(0)
}

func TestADrainingNodeTakesNoProbes(t *testing.T) {
	h := open(t)
	h.must(nil, h.node.Drain(t.Context()))
	if _, err := h.probe("a1", mediatest.Options{}); code(err) != "unavailable" {
		t.Error(err)
	}
}

package media

import (
	"crypto/x509"
	"strings"
	"testing"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// throughTLS has a client reach a relay's TLS port.
func throughTLS(t *testing.T, trusted *x509.CertPool, o mediatest.Options) mediatest.Options {
	t.Helper()
	network, err := mediatest.OverTLS(trusted)
	if err != nil {
		t.Fatal(err)
	}
	chosen := o.Configuration
	o.Configuration = func(servers []signal.ICEServer) webrtc.Configuration {
		c := chosen(servers)
		for i := range c.ICEServers {
			c.ICEServers[i].URLs[0] = strings.Replace(c.ICEServers[i].URLs[0], "turns:", "turn:", 1) // the network does the rest
		}
		return c
	}
	o.Configure = func(s *webrtc.SettingEngine) { s.SetNet(network) }
	return o
}

func TestEveryWayInWorksAlone(t *testing.T) {
	secure, trusted := mediatest.Certificate(t)
	relayed := func(scheme, transport string) mediatest.Options {
		return mediatest.Options{Configuration: func(servers []signal.ICEServer) webrtc.Configuration {
			c := webrtc.Configuration{ICETransportPolicy: webrtc.ICETransportPolicyRelay}
			for _, s := range servers {
				for _, u := range s.URLs {
					if strings.HasPrefix(u, scheme+":") && strings.HasSuffix(u, transport) {
						c.ICEServers = append(c.ICEServers, webrtc.ICEServer{URLs: []string{u}, Username: s.Username, Credential: s.Credential})
					}
				}
			}
			return c
		}}
	}
	for name, c := range map[string]struct {
		options mediatest.Options
		want    string
	}{
		"UDP": {mediatest.Options{}, "udp"},
		"TCP": {mediatest.Options{
			Configure: func(s *webrtc.SettingEngine) { s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeTCP4}) },
		}, "tcp"},
		"relay over UDP": {relayed("turn", "udp"), "relay"},
		"relay over TCP": {relayed("turn", "tcp"), "relay"},
		"relay over TLS": {throughTLS(t, trusted, relayed("turns", "tcp")), "relay"},
	} {
		t.Run(name, func(t *testing.T) {
			h := open(t, func(o *Options) {
				o.Relay = Relay{UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", TLS: "127.0.0.1:0", Certificate: secure, Host: "127.0.0.1"}
			})
			h.room("r1")
			m := h.come("r1", "mediator", nil, mediatest.Options{})
			a := h.come("r1", "applicant", m, c.options)
			h.must(nil, m.Publish(signal.Microphone, signal.Camera))
			h.must(nil, a.Publish(signal.Microphone, signal.Camera))
			h.meet(m, a)
			if way := a.Pair(); !strings.Contains(way, c.want) {
				t.Errorf("came over %s", way)
			}
			if c.want == "relay" && h.node.Load().Relayed == 0 {
				t.Error("nothing is relayed")
			}
		})
	}
}

func TestMutedByTheMediatorNothingIsPassedOn(t *testing.T) {
	h, m, a, _ := unharmed(t)
	r := h.come("r1", "respondent", m, mediatest.Options{})
	h.must(nil, r.AwaitMedia(a.You(), signal.Microphone, 10))
	h.must(m.Ask("mute", map[string]any{"participant": a.You(), "source": "microphone", "muted": true}))
	h.must(r.Ask("ping", nil))
	before := r.Count(a.You(), signal.Microphone)
	h.must(nil, r.AwaitMedia(a.You(), signal.Camera, 100))
	// One packet may have been on its way when the mediator had his answer.
	if n := r.Count(a.You(), signal.Microphone) - before; n > 1 {
		t.Error(n, "packets of somebody muted")
	}
	if _, err := m.Ask("mute", map[string]any{"participant": a.You(), "source": "microphone", "muted": false}); code(err) != "not-permitted" {
		t.Error("unmuted by another:", err)
	}
	h.must(a.Ask("mute", map[string]any{"source": "microphone", "muted": false}))
	h.must(nil, r.AwaitMedia(a.You(), signal.Microphone, 20))
}

func TestASecondTabTakesOver(t *testing.T) {
	h, m, a, _ := unharmed(t)
	h.must(a.Ask("hand", map[string]any{"raised": true}))
	tab := h.come("r1", "applicant", m, mediatest.Options{})
	if tab.You() != a.You() {
		t.Fatal("came in as another")
	}
	h.must(nil, a.AwaitEnd())
	h.must(nil, m.Await("the others see it", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "participant" && e.Participant.Took && e.Participant.Hand {
				return true
			}
		}
		return false
	}))
	h.must(nil, tab.Publish(signal.Microphone, signal.Camera))
	h.must(nil, tab.AwaitMedia(m.You(), signal.Camera, 5))
	h.must(nil, m.AwaitMedia(tab.You(), signal.Microphone, 5))
	h.must(nil, m.AwaitMedia(tab.You(), signal.Camera, 5))
}

func TestAWelcomeThatWasNotReadCostsNoSeatAndAnOldSessionIsWorthNothing(t *testing.T) {
	h, _, a, check := unharmed(t)
	first := a.Session()
	lost, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	h.must(lost.Ask("hello", map[string]any{"version": 1, "session": first})) // and the line fails again
	lost.Close()
	h.must(nil, a.Redial(t.Context(), h.ws(), false))
	if a.Session() == first {
		t.Error("the session is the same as before")
	}
	h.must(a.Ask("ping", nil))
	thief, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	t.Cleanup(thief.Close)
	if _, err := thief.Ask("hello", map[string]any{"version": 1, "session": first}); code(err) != "unauthorised" {
		t.Error("came in with a session of before:", err)
	}
	check()
}

func TestAMediatorWhoIsNotTheCasesAnyMoreIsPutOut(t *testing.T) {
	h, m, a, _ := unharmed(t)
	h.must(nil, h.node.Turn("r1", 1))
	h.must(nil, m.AwaitEnd())
	h.must(nil, a.Await("the mediator is gone", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "gone" && e.Who == m.You() && e.Reason == "not-mediator" {
				return true
			}
		}
		return false
	}))
	former, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	t.Cleanup(former.Close)
	if _, err := former.Hello(h.ticket("mediator", "r1")); code(err) != "not-permitted" {
		t.Error("a mediator of before came in:", err)
	}
	for turn, who := range map[int]string{1: "mediator7", 2: "mediator8"} {
		c := claims(who, "r1")
		c.Turn = turn
		ticket, err := token.Mint(siteKey, c)
		h.must(nil, err)
		h.comeWith(ticket)
	}
}

func TestARoomThatIsOpenedAgainTakesTicketsOfItsNewOpeningOnly(t *testing.T) {
	h, _, _, check := unharmed(t)
	before := h.ticket("respondent", "r1")
	h.must(nil, h.node.Open(t.Context(), RoomSpec{ID: "r1", Opening: "o2"}))
	c := claims("respondent", "r1")
	c.Opening = "o2"
	ticket, err := token.Mint(siteKey, c)
	h.must(nil, err)
	h.comeWith(ticket)
	late, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	t.Cleanup(late.Close)
	if _, err := late.Hello(before); code(err) != "unauthorised" {
		t.Error("a ticket of the opening before was taken:", err)
	}
	check()
}

func TestRemovedIsOutForGood(t *testing.T) {
	h, m, a, _ := unharmed(t)
	h.must(m.Ask("remove", map[string]any{"participant": a.You(), "reason": "扰乱秩序"}))
	h.must(nil, a.AwaitEnd())
	if err := a.Redial(t.Context(), h.ws(), true); err == nil {
		t.Error("came back with the session")
	}
	h.took.await(t, "removed", 1)
	h.took.await(t, "left", 1)
}

func TestWhoWasRemovedDoesNotWalkInWithATicketOfBefore(t *testing.T) {
	h, m, a, _ := unharmed(t)
	c := claims("applicant", "r1")
	c.Admitted = true
	ticket, err := token.Mint(siteKey, c)
	h.must(nil, err)
	h.must(m.Ask("remove", map[string]any{"participant": a.You(), "reason": "扰乱秩序"}))
	h.must(nil, a.AwaitEnd())
	again, err := mediatest.Dial(t.Context(), h.ws(), mediatest.Options{})
	h.must(nil, err)
	t.Cleanup(again.Close)
	welcome, err := again.Hello(ticket)
	h.must(nil, err)
	if welcome.State != "waiting" {
		t.Errorf("who was put out is %q", welcome.State)
	}
}

func TestWhoStaysAwayTooLongHasLeft(t *testing.T) {
	h := open(t, func(o *Options) { o.Grace = time.Second })
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{})
	a.Cut()
	h.must(nil, m.Await("he is gone", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "gone" && e.Who == a.You() && e.Reason == "lost" {
				return true
			}
		}
		return false
	}))
	h.took.await(t, "left", 1)
}

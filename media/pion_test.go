package media

import (
	"strings"
	"testing"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// come brings somebody to a room and, being asked for by the mediator, in.
func (h *house) come(room, who string, mediator *mediatest.Client, o mediatest.Options) *mediatest.Client {
	h.t.Helper()
	c, err := mediatest.Dial(h.t.Context(), h.ws(), o)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(c.Close)
	welcome, err := c.Hello(h.ticket(who, room))
	if err != nil {
		h.t.Fatal(who, err)
	}
	if welcome.State == "waiting" && mediator != nil {
		if _, err := mediator.Ask("admit", map[string]any{"participant": c.You()}); err != nil {
			h.t.Fatal(who, err)
		}
	}
	return c
}

func (h *house) ws() string { return strings.Replace(h.web.URL, "http", "ws", 1) + "/ws" }

func (h *house) must(_ any, err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// meet waits until everyone gets everyone's sound and picture.
func (h *house) meet(people ...*mediatest.Client) {
	h.t.Helper()
	for _, c := range people {
		for _, other := range people {
			if other == c {
				continue
			}
			for _, source := range []signal.Source{signal.Microphone, signal.Camera} {
				h.must(nil, c.AwaitMedia(other.You(), source, 5))
			}
		}
	}
}

func TestEightMeet(t *testing.T) {
	h := open(t)
	h.room("r1")
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	people := []*mediatest.Client{m}
	for _, who := range []string{"applicant", "agent", "respondent", "third", "applicant2", "applicant3", "respondent2"} {
		people = append(people, h.come("r1", who, m, mediatest.Options{}))
	}
	for _, p := range people {
		h.must(nil, p.Publish(signal.Microphone, signal.Camera))
	}
	h.meet(people...)
}

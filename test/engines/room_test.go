//go:build engines

package engines_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/test/stories"
)

// mediaNode starts a media node in a process of its own.
func (i *installation) mediaNode(ctx context.Context, t *testing.T) *child {
	t.Helper()
	c := &child{verb: "media", env: append([]string{
		"SUTIAO_MEDIA_LISTEN=127.0.0.1:0", "SUTIAO_SITE_URL=" + i.base, "SUTIAO_PUBLIC_URL=" + i.base,
	}, i.env...)}
	must(t, c.start(ctx))
	t.Cleanup(c.kill)
	return c
}

// videoCase brings a case to a session by video whose doors are open.
func (i *installation) videoCase(ctx context.Context, t *testing.T) string {
	t.Helper()
	id, err := i.people.as(stories.Clerk).refer(ctx, i.people.referral(dispute.PreFilingReferral, nil))
	must(t, err)
	for _, m := range []struct {
		by dispute.Actor
		d  dispute.Detail
	}{
		{stories.Manager, &dispute.Acceptance{Mediator: stories.Mediator.Account}},
		{stories.Mediator, &dispute.Disclosure{}},
		{stories.Mediator, &dispute.SessionPlan{Start: i.now().Add(20 * time.Minute), Mode: dispute.Video}},
	} {
		must(t, i.people.as(m.by).act(ctx, id, newKey(), m.d))
	}
	return id
}

var roomCode = regexp.MustCompile(`\d{6}`)

// arrives confirms a party's identity for the session.
func (p *people) arrives(ctx context.Context, t *testing.T, by dispute.Actor, id string) {
	t.Helper()
	asked := time.Now()
	who := p.as(by)
	if a := who.insist(ctx, "/api/disputes/"+id+"/sessions/1/identity-code", newKey(), nil); !a.ok() {
		t.Fatal(a)
	}
	code := ""
	must(t, until(ctx, "the code has come", func() error {
		files, err := filepath.Glob(filepath.Join(p.outbox, "code-*.json"))
		if err != nil {
			return err
		}
		for _, f := range files {
			var m struct {
				To, Text string
				At       time.Time
			}
			data, err := os.ReadFile(f)
			if err == nil && json.Unmarshal(data, &m) == nil && m.To == p.phones[by.Account] && m.At.After(asked) {
				code = roomCode.FindString(m.Text)
			}
		}
		if code == "" {
			return errors.New("it has not")
		}
		return nil
	}))
	must(t, who.act(ctx, id, newKey(), &dispute.Arrival{Session: 1, RightsRead: true, ConsentsOnline: true, Code: code}))
}

// enters gets a ticket and comes into the room, trying again until a deadline.
func (i *installation) enters(ctx context.Context, t *testing.T, by dispute.Actor, id string) (*mediatest.Client, signal.Event) {
	t.Helper()
	var c *mediatest.Client
	var welcome signal.Event
	must(t, until(ctx, by.Account+" is in the room", func() error {
		a := i.people.as(by).ask(ctx, http.MethodPost, "/api/disputes/"+id+"/sessions/1/ticket", newKey(), nil)
		var ticket struct{ URL, Ticket string }
		if !a.ok() {
			return a
		}
		if err := json.Unmarshal(a.body, &ticket); err != nil {
			return err
		}
		var err error
		c, err = mediatest.Dial(ctx, "ws"+strings.TrimPrefix(i.base, "http")+ticket.URL,
			mediatest.Options{Header: http.Header{"Authorization": {"Bearer " + i.people.as(by).key}}})
		if err != nil {
			return err
		}
		welcome, err = c.Hello(ticket.Ticket)
		if err != nil {
			c.Close()
		}
		return err
	}))
	t.Cleanup(c.Close)
	return c, welcome
}

func TestARoomWhoseNodeDiesIsOpenElsewhereWithinSeconds(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	first := all.mediaNode(ctx, t)
	id := all.videoCase(ctx, t)
	all.people.arrives(ctx, t, stories.Consumer, id)
	mediator, _ := all.enters(ctx, t, stories.Mediator, id)
	consumer, welcome := all.enters(ctx, t, stories.Consumer, id)
	if welcome.State != "waiting" {
		t.Fatalf("the consumer is %q before the mediator lets anybody in", welcome.State)
	}
	_, err := mediator.Ask("admit", map[string]any{"participant": welcome.You})
	must(t, err)
	must(t, all.presence(ctx, id, 2))
	must(t, mediator.Publish(signal.Microphone))
	must(t, consumer.AwaitMedia(mediator.You(), signal.Microphone, 5))

	all.mediaNode(ctx, t)
	first.kill()
	died := time.Now()
	mediator, _ = all.enters(ctx, t, stories.Mediator, id)
	consumer, welcome = all.enters(ctx, t, stories.Consumer, id)
	if welcome.State != "admitted" {
		t.Errorf("the consumer is %q on the new node, though the mediator had let him in", welcome.State)
	}
	must(t, mediator.Publish(signal.Microphone))
	must(t, consumer.AwaitMedia(mediator.You(), signal.Microphone, 1))
	t.Logf("heard again after %v", time.Since(died).Round(time.Millisecond))
	if lost := time.Since(died); lost > 5*time.Second {
		t.Errorf("the room was away for %v", lost.Round(time.Millisecond))
	}
}

func TestAMediaProcessOfSutiaoUpThatIsKilledCostsSeconds(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	u := startUp(ctx, t, "24h", mediaPorts(t)...)
	u.join(ctx, t)
	id := u.on.videoCase(ctx, t)
	u.on.people.arrives(ctx, t, stories.Consumer, id)
	mediator, _ := u.on.enters(ctx, t, stories.Mediator, id)
	consumer, welcome := u.on.enters(ctx, t, stories.Consumer, id)
	_, err := mediator.Ask("admit", map[string]any{"participant": welcome.You})
	must(t, err)
	must(t, mediator.Publish(signal.Microphone))
	must(t, consumer.AwaitMedia(mediator.You(), signal.Microphone, 5))
	must(t, u.on.presence(ctx, id, 2))

	died := u.killMedia(t)
	mediator, _ = u.on.enters(ctx, t, stories.Mediator, id)
	consumer, welcome = u.on.enters(ctx, t, stories.Consumer, id)
	if welcome.State != "admitted" {
		t.Errorf("the consumer is %q in the new process, though the mediator had let him in", welcome.State)
	}
	must(t, mediator.Publish(signal.Microphone))
	must(t, consumer.AwaitMedia(mediator.You(), signal.Microphone, 1))
	t.Logf("heard again after %v", time.Since(died).Round(time.Millisecond))
	if lost := time.Since(died); lost > 5*time.Second {
		t.Errorf("the room was away for %v", lost.Round(time.Millisecond))
	}

	pid, told := u.media(t), time.Now()
	u.end(syscall.SIGTERM)
	t.Logf("stopped with a room open within %v", time.Since(told).Round(time.Millisecond))
	must(t, ended(ctx, pid))
}

func TestANodeThatIsToldToStopHandsItsRoomsOver(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	first := all.mediaNode(ctx, t)
	id := all.videoCase(ctx, t)
	mediator, _ := all.enters(ctx, t, stories.Mediator, id)
	must(t, mediator.Publish(signal.Microphone))
	all.mediaNode(ctx, t)
	stopped := make(chan struct{})
	go func() {
		first.end(syscall.SIGTERM)
		close(stopped)
	}()
	must(t, mediator.Await("the page is told to go elsewhere", func(events []signal.Event) bool {
		return slices.ContainsFunc(events, func(e signal.Event) bool { return e.Type == "reconnect" })
	}))
	all.people.arrives(ctx, t, stories.Consumer, id)
	mediator, _ = all.enters(ctx, t, stories.Mediator, id)
	consumer, welcome := all.enters(ctx, t, stories.Consumer, id)
	_, err := mediator.Ask("admit", map[string]any{"participant": welcome.You})
	must(t, err)
	must(t, mediator.Publish(signal.Microphone))
	must(t, consumer.AwaitMedia(mediator.You(), signal.Microphone, 5))
	select {
	case <-stopped:
	case <-ctx.Done():
		t.Fatal("the node did not stop:\n" + first.output.String())
	}
	if strings.Contains(first.output.String(), "still open") {
		t.Errorf("it stopped with rooms open:\n%s", first.output)
	}
}

// presence waits until the case knows so many in the room.
func (i *installation) presence(ctx context.Context, id string, people int) error {
	return until(ctx, fmt.Sprintf("%d are in the room", people), func() error {
		c, err := i.seen(ctx, id)
		if err == nil && len(c.Sessions[0].Presence) != people {
			err = fmt.Errorf("the case knows of %d", len(c.Sessions[0].Presence))
		}
		return err
	})
}

func (i *installation) seen(ctx context.Context, id string) (*dispute.Case, error) {
	a := i.people.as(stories.Manager).ask(ctx, http.MethodGet, "/api/disputes/"+id, newKey(), nil)
	if !a.ok() {
		return nil, a
	}
	var v struct {
		Case *dispute.Case `json:"case"`
	}
	return v.Case, json.Unmarshal(a.body, &v)
}

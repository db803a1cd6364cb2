package media

import (
	"fmt"
	"math/rand/v2"
	"net"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// badNetwork passes UDP on between clients and a node, and loses, delays or cuts it.
type badNetwork struct {
	t     testing.TB
	front *net.UDPConn
	node  *net.UDPAddr
	loss  atomic.Int64 // in thousandths
	width atomic.Int64 // bits a second to a client, 0 for as many as come; what must wait, waits
	delay atomic.Int64 // nanoseconds
	cut   atomic.Bool
	mu    sync.Mutex
	back  map[string]*net.UDPConn
}

func newBadNetwork(t testing.TB, h *house) *badNetwork {
	t.Helper()
	front, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	_ = front.SetReadBuffer(4 << 20)
	b := &badNetwork{t: t, front: front, node: h.node.network.socket.LocalAddr().(*net.UDPAddr), back: map[string]*net.UDPConn{}}
	t.Cleanup(func() {
		_ = front.Close()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, c := range b.back {
			_ = c.Close()
		}
	})
	go b.forth()
	return b
}

// reroute lets a client see the network in place of the node.
func (b *badNetwork) reroute(sdp string) string {
	candidates := regexp.MustCompile(`(?m)^a=candidate:.* tcp .*\r?\n`)
	sdp = candidates.ReplaceAllString(sdp, "")
	return strings.ReplaceAll(sdp, " "+strconv.Itoa(b.node.Port)+" typ", " "+strconv.Itoa(b.front.LocalAddr().(*net.UDPAddr).Port)+" typ")
}

func (b *badNetwork) forth() {
	buf := make([]byte, 2000)
	for {
		n, from, err := b.front.ReadFromUDP(buf)
		if err != nil {
			return
		}
		b.mu.Lock()
		c := b.back[from.String()]
		if c == nil {
			if c, err = net.DialUDP("udp4", nil, b.node); err != nil {
				b.mu.Unlock()
				return
			}
			_ = c.SetReadBuffer(4 << 20)
			b.back[from.String()] = c
			go b.backTo(from, c)
		}
		b.mu.Unlock()
		b.pass(buf[:n], 0, func(p []byte) { _, _ = c.Write(p) })
	}
}

func (b *badNetwork) backTo(client *net.UDPAddr, c *net.UDPConn) {
	buf := make([]byte, 2000)
	var free time.Time // when the queue to this client is empty
	for {
		n, err := c.Read(buf)
		if err != nil {
			return
		}
		wait, room := b.queue(&free, n)
		if room {
			b.pass(buf[:n], wait, func(p []byte) { _, _ = b.front.WriteToUDP(p, client) })
		}
	}
}

// queued is how much a narrow network keeps before it loses packets.
const queued = 1500 * time.Millisecond

// queue tells how long a packet waits for those before it.
func (b *badNetwork) queue(free *time.Time, bytes int) (wait time.Duration, room bool) {
	width := b.width.Load()
	if width == 0 {
		return 0, true
	}
	now := time.Now()
	if free.Before(now) {
		*free = now
	}
	if free.Sub(now) > queued {
		return 0, false
	}
	*free = free.Add(time.Duration(int64(bytes) * 8 * int64(time.Second) / width))
	return free.Sub(now), true
}

func (b *badNetwork) pass(p []byte, wait time.Duration, send func([]byte)) {
	if b.cut.Load() || rand.Int64N(1000) < b.loss.Load() {
		return
	}
	if d := wait + time.Duration(b.delay.Load()); d > 0 {
		late := append([]byte{}, p...)
		time.AfterFunc(d, func() { send(late) })
		return
	}
	send(p)
}

// pair is a mediator on a good network and an applicant on a bad one, whose reports come as
// a browser's do.
func pair(t *testing.T) (h *house, b *badNetwork, m, a *mediatest.Client) {
	h = open(t)
	h.room("r1")
	b = newBadNetwork(t, h)
	m = h.come("r1", "mediator", nil, mediatest.Options{})
	a = h.come("r1", "applicant", m, mediatest.Options{Reroute: b.reroute, ReportsEvery: 5 * time.Second})
	h.must(nil, m.Publish(signal.Microphone, signal.Camera))
	h.must(nil, a.Publish(signal.Microphone, signal.Camera))
	h.meet(m, a)
	return h, b, m, a
}

func TestAVoiceGetsThroughLoss(t *testing.T) {
	for _, c := range []struct {
		loss  int64
		least float64 // part of the voice that must have arrived; the last few are still being asked for
	}{{50, 0.96}, {200, 0.93}, {400, 0.75}} {
		t.Run(fmt.Sprintf("%d percent", c.loss/10), func(t *testing.T) {
			t.Parallel()
			h, b, m, a := pair(t)
			w := h.come("r1", "agent", m, mediatest.Options{}) // hears on a good network what was said
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 5))
			b.loss.Store(c.loss)
			said, heard := w.Count(m.You(), signal.Microphone), a.Count(m.You(), signal.Microphone)
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 250))
			said = w.Count(m.You(), signal.Microphone) - said
			part := float64(a.Count(m.You(), signal.Microphone)-heard) / float64(said)
			t.Logf("%.1f %% of the voice arrived", 100*part)
			if part < c.least {
				t.Errorf("%.2f of the voice arrived", part)
			}
		})
	}
}

// The picture is back within five seconds of the loss's end, though what browsers report of
// a voice is five seconds old by then.
func TestHeavyLossTakesTheVideoAndGivesItBackWithinFiveSeconds(t *testing.T) {
	for _, c := range []struct {
		name string
		then int64 // how much is lost after the first forty percent
		to   string
	}{{"much lost", 400, signal.DegradedVideo}, {"nearly all lost", 900, signal.DegradedAll}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, b, m, a := pair(t)
			w := h.come("r1", "agent", m, mediatest.Options{}) // hears on a good network how time goes by
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 5))
			b.loss.Store(400)
			h.must(nil, a.Await("video is given up", func(events []signal.Event) bool { return degradedTo(events) == signal.DegradedVideo }))
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 300))
			b.loss.Store(c.then)
			h.must(nil, a.Await(c.to, func(events []signal.Event) bool { return degradedTo(events) == c.to }))
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 300))
			b.loss.Store(0)
			begun := time.Now()
			h.must(nil, a.Await("video is back", func(events []signal.Event) bool { return degradedTo(events) == signal.DegradedNot }))
			given := time.Since(begun)
			h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 20))
			took := time.Since(begun)
			t.Logf("video was given back after %.2f s and there after %.2f", given.Seconds(), took.Seconds())
			if took > 5*time.Second {
				t.Errorf("video was back after %s", took)
			}
			h.must(nil, w.AwaitMedia(m.You(), signal.Microphone, 300))
			h.must(nil, a.Await("it stays", func(events []signal.Event) bool { return degradedTo(events) == signal.DegradedNot }))
		})
	}
}

func degradedTo(events []signal.Event) string {
	to := ""
	for _, e := range events {
		if e.Degraded != nil {
			to = e.Degraded.To
		}
	}
	return to
}

func TestLateIsNotLost(t *testing.T) {
	h, b, m, a := pair(t)
	b.delay.Store(int64(300 * time.Millisecond))
	h.must(nil, a.AwaitMedia(m.You(), signal.Microphone, 100))
	h.must(nil, m.AwaitMedia(a.You(), signal.Microphone, 100))
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 100))
}

// The picture takes 1.2 Mbit/s. Where less gets through it would fill the queue, and the
// voice would come later and later: the node has to notice before anything is lost.
func TestANarrowLinkTakesTheVideoAndLeavesTheVoiceInTime(t *testing.T) {
	h := open(t)
	h.room("r1")
	b := newBadNetwork(t, h)
	var took atomic.Int64
	m := h.come("r1", "mediator", nil, mediatest.Options{})
	a := h.come("r1", "applicant", m, mediatest.Options{Reroute: b.reroute, Packet: func(p mediatest.Packet) {
		if p.Source == signal.Microphone {
			took.Store(int64(p.Took()))
		}
	}})
	h.must(nil, m.Publish(signal.Microphone, signal.Camera))
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 200))
	b.width.Store(600_000)
	h.must(nil, a.Await("video is given up", func(events []signal.Event) bool { return degradedTo(events) == signal.DegradedVideo }))
	h.must(nil, a.AwaitMedia(m.You(), signal.Microphone, 100))
	if d := time.Duration(took.Load()); d > 200*time.Millisecond {
		t.Errorf("the voice comes %s late without any video", d)
	}
	b.width.Store(0)
	h.must(nil, a.Await("video is back", func(events []signal.Event) bool { return degradedTo(events) == signal.DegradedNot }))
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 100))
}

// Ten seconds without any network: the WebSocket dies, the media stops; when the network
// is back the client comes back with its session, and nothing that was written is lost.
func TestBackFromACutWithinFiveSecondsAndNoTextLost(t *testing.T) {
	h, b, m, a := pair(t)
	write := func(n int) {
		h.must(m.Ask("chat", map[string]any{"key": fmt.Sprintf("k%d", n), "text": fmt.Sprintf("第%d句", n)}))
	}
	for n := range 10 {
		write(n)
	}
	b.cut.Store(true)
	a.Cut()
	for n := 10; n < 20; n++ {
		write(n)
	}
	h.must(nil, m.Await("the others see that he is away", func(events []signal.Event) bool {
		for _, e := range events {
			if e.Type == "participant" && e.Participant.ID == a.You() && e.Participant.Away {
				return true
			}
		}
		return false
	}))
	cut := time.NewTimer(10 * time.Second)
	<-cut.C
	b.cut.Store(false)
	begun := time.Now()
	h.must(nil, a.Redial(t.Context(), h.ws(), false))
	h.must(nil, a.Send("restart", nil))
	h.must(nil, a.Offer(true))
	h.must(nil, a.AwaitMedia(m.You(), signal.Microphone, 5))
	h.must(nil, m.AwaitMedia(a.You(), signal.Microphone, 5))
	took := time.Since(begun)
	t.Logf("back after %.2f s", took.Seconds())
	if took > 5*time.Second {
		t.Errorf("back after %s", took)
	}
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 5))
	// The same text twice, as after a lost answer, is one text.
	write(19)
	h.must(a.Ask("ping", nil))
	texts := a.Texts()
	if len(texts) != 20 {
		t.Fatalf("%d of 20 texts: %q", len(texts), texts)
	}
	for n, text := range texts {
		if text != fmt.Sprintf("第%d句", n) {
			t.Errorf("text %d is %q", n, text)
		}
	}
}

// Cut off for longer than the node waits, while the WebSocket stands: what the client has
// is of no use any more, and it is told so.
func TestAConnectionThatTheNodeGaveUpIsMadeAnew(t *testing.T) {
	h, b, m, a := pair(t)
	r := h.node.room("r1")
	r.mu.Lock()
	p := r.anywhere(a.You())
	r.mu.Unlock()
	b.cut.Store(true)
	p.sub.mu.Lock()
	down := p.sub.pc
	p.sub.mu.Unlock()
	h.must(nil, p.publishing.Load().pc.Close()) // as after the time of ICE; nobody hears of it
	h.must(nil, down.Close())
	b.cut.Store(false)
	if err := a.Offer(true); code(err) != "conflict" {
		t.Error("renewed what is no more:", err)
	}
	a.DropMedia()
	h.must(nil, a.Send("restart", nil))
	h.must(nil, a.Publish(signal.Microphone, signal.Camera))
	h.must(nil, a.AwaitMedia(m.You(), signal.Camera, 10))
	h.must(nil, m.AwaitMedia(a.You(), signal.Camera, 10))
}

package layers

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// link is a way that carries so many bits a second and keeps what doesn't fit in a queue.
type link struct {
	bits   int
	length time.Duration
	jitter time.Duration // of up to so much more are two of three packets late
	offset time.Duration // of the viewer's clock
	drift  float64       // of the viewer's clock, seconds in a second
	free   time.Time     // when the queue is empty
}

// arrival tells when a packet comes out, by the viewer's clock.
func (l *link) arrival(now time.Time, bytes int) time.Duration {
	if l.free.Before(now) {
		l.free = now
	}
	l.free = l.free.Add(time.Duration(float64(bytes) * 8 / float64(l.bits) * float64(time.Second)))
	at := l.free.Add(l.length)
	if l.jitter > 0 && rand.IntN(3) > 0 {
		at = at.Add(rand.N(l.jitter))
	}
	since := at.Sub(epoch)
	return since + l.offset + time.Duration(float64(since)*l.drift)
}

var epoch = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// send sends packets of 1,000 bytes at a rate for half a second and looks.
func send(p *Path, l *link, now *time.Time, bits int) Flow {
	every := time.Duration(8000 / float64(bits) * float64(time.Second))
	for end := now.Add(500 * time.Millisecond); now.Before(end); *now = now.Add(every) {
		seq := p.Sent(1000, *now)
		p.Arrived(seq, l.arrival(*now, 1000))
	}
	return p.Look(*now)
}

func TestAFreeLinkHasNoQueueWhateverTheClocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := link{
			bits: 5_000_000, length: time.Duration(rapid.IntRange(0, 400).Draw(t, "length")) * time.Millisecond,
			jitter: 90 * time.Millisecond,
			offset: time.Duration(rapid.Int64Range(-1e15, 1e15).Draw(t, "offset")),
			drift:  rapid.Float64Range(-2e-4, 2e-4).Draw(t, "drift"),
		}
		var p Path
		p.next = rapid.Uint16().Draw(t, "number")
		now := epoch
		for i := range 120 {
			f := send(&p, &l, &now, 800_000)
			if i == 0 {
				continue // half a look's worth of time before the first
			}
			if !f.Known || f.Queue > slight || f.Arrived < 700_000 || f.Arrived > 900_000 {
				t.Fatalf("look %d: %+v", i, f)
			}
		}
	})
}

func TestAFullLinkShowsInItsQueueBeforeItLosesAnything(t *testing.T) {
	l := link{bits: 600_000, length: 20 * time.Millisecond}
	var p Path
	now := epoch
	for range 4 {
		send(&p, &l, &now, 300_000)
	}
	send(&p, &l, &now, 800_000)
	f := send(&p, &l, &now, 800_000)
	if f.Queue < standing {
		t.Fatalf("after a second of too much: %+v", f)
	}
}

// adapt runs a budget on a link: as much is sent as it says, up to a wish.
func adapt(l *link, wish int, change map[int]func(*link)) (sent []int, queues []time.Duration) {
	var p Path
	var b Budget
	now := epoch
	rate := wish
	for i := range 120 {
		if c := change[i]; c != nil {
			c(l)
		}
		f := send(&p, l, &now, rate)
		rate = max(60_000, min(wish, b.Update(Seen{Sent: rate, Flow: f, Next: max(wish-rate, 0)}, now)))
		sent, queues = append(sent, rate), append(queues, f.Queue)
	}
	return sent, queues
}

func TestTheBudgetSettlesBelowWhatTheLinkCarries(t *testing.T) {
	for _, bits := range []int{200_000, 500_000, 1_000_000} {
		sent, queues := adapt(&link{bits: bits, length: 30 * time.Millisecond}, 1_500_000, nil)
		late, sum := 0, 0
		for i := 20; i < len(sent); i++ {
			sum += sent[i]
			if queues[i] > 2*standing {
				late++
			}
		}
		mean := sum / (len(sent) - 20)
		if mean > bits*11/10 || mean < bits*4/10 {
			t.Errorf("on %d bit/s %d are sent", bits, mean)
		}
		if late > 25 {
			t.Errorf("on %d bit/s the queue was long %d times in 100", bits, late)
		}
	}
}

func TestALinkThatBecomesWiderIsUsed(t *testing.T) {
	sent, _ := adapt(&link{bits: 300_000}, 1_200_000, map[int]func(*link){40: func(l *link) { l.bits = 5_000_000 }})
	if last := sent[len(sent)-1]; last != 1_200_000 {
		t.Errorf("%d of 1200000 are sent 40 s after the link became wide", last)
	}
}

func TestALongerWayIsNoQueue(t *testing.T) {
	sent, queues := adapt(&link{bits: 9_000_000, length: 20 * time.Millisecond}, 1_000_000,
		map[int]func(*link){40: func(l *link) { l.length = 350 * time.Millisecond }})
	if last := sent[len(sent)-1]; last != 1_000_000 {
		t.Errorf("%d of 1000000 are sent over a longer way", last)
	}
	if q := queues[52]; q > slight {
		t.Errorf("six seconds later the way still counts as a queue of %s", q)
	}
	if least := slices.Min(sent); least < 500_000 {
		t.Errorf("meanwhile only %d were sent", least)
	}
}

func TestReportsThatLieChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Path
		now := epoch
		for range rapid.IntRange(0, 40).Draw(t, "packets") {
			p.Sent(1000, now)
		}
		for range rapid.IntRange(0, 200).Draw(t, "arrivals") {
			p.Arrived(rapid.Uint16().Draw(t, "number"), time.Duration(rapid.Int64().Draw(t, "at")))
		}
		f := p.Look(now.Add(500 * time.Millisecond))
		if f.Arrived < 0 || f.Arrived > 40*8000*2 {
			t.Fatalf("%+v of 40 packets", f)
		}
	})
}

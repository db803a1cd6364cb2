package layers

import (
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// However packets are told of, in which order and how often, what is counted as lost is
// what did not arrive.
func TestWhatIsLostIsWhatDidNotArrive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var p Path
		p.next = rapid.Uint16().Draw(t, "number")
		now := epoch
		n := rapid.IntRange(1, 400).Draw(t, "packets")
		first, lost := p.next, 0
		for range n {
			p.Sent(100, now)
		}
		p.Look(now)
		for i := range n {
			seq := first + uint16(i)
			fate := rapid.IntRange(0, 3).Draw(t, "fate")
			if fate != 0 {
				p.Missed(seq, now)
			}
			switch fate {
			case 1, 2: // told again, in a report that reaches further back
				p.Missed(seq, now)
				lost++
			case 3: // it was only late
				p.Arrived(seq, time.Second)
			default:
				p.Arrived(seq, time.Second)
				p.Missed(seq, now)
				p.Arrived(seq, time.Second)
			}
		}
		p.Missed(first+uint16(n), now) // never sent
		if f := p.Look(now.Add(500 * time.Millisecond)); f.Told != n || f.Lost != lost {
			t.Fatalf("%d of %d lost, and it says %d of %d", lost, n, f.Lost, f.Told)
		}
	})
}

func TestWhatWasLostInACutSaysNothingOfTheLineThatIsGoodAgain(t *testing.T) {
	var p Path
	now := epoch
	for range 100 { // ten seconds without a word
		p.Sent(40, now)
		now = now.Add(100 * time.Millisecond)
	}
	p.Look(now)
	for seq := range uint16(100) { // the last three arrived
		if seq < 97 {
			p.Missed(seq, now)
		} else {
			p.Arrived(seq, time.Second)
		}
	}
	if f := p.Look(now.Add(500 * time.Millisecond)); f.Lost != 12 || f.Told != 15 {
		t.Fatalf("%d of %d lost, and most of it long ago", f.Lost, f.Told)
	}
}

func TestLossesAreThoseOfTheLastLooks(t *testing.T) {
	var l Losses
	look := func(sent, told, lost int) (float64, bool) { return l.Look(Flow{Sent: sent, Told: told, Lost: lost}) }
	if _, known := look(5, 5, 5); known {
		t.Fatal("five packets say little")
	}
	if part, known := look(15, 15, 5); !known || part != 0.5 {
		t.Fatal(part, known)
	}
	for range lossLooks {
		look(10, 10, 0)
	}
	if part, known := look(10, 10, 0); !known || part != 0 {
		t.Fatalf("%.2f are lost, and nothing was lost of late", part)
	}
	look(10, 10, 6)
	look(10, 10, 4)
	for range 10 { // half of what is told gets lost too, and too little is left to go by
		if part, known := look(10, 5, 2); !known || part < 0.35 {
			t.Fatal("less is lost because less is told:", part, known)
		}
	}
	for range lossLooks + dueLooks {
		look(0, 0, 0)
	}
	if _, known := look(10, 0, 0); known {
		t.Fatal("known from before a pause")
	}
}

func TestAWayOnWhichHardlyAnythingIsSaidAnyMoreIsBad(t *testing.T) {
	var l Losses
	for range 10 {
		if part, known := l.Look(Flow{Sent: 75, Told: 75}); !known || part != 0 {
			t.Fatal(part, known)
		}
	}
	for i := range 10 {
		part, known := l.Look(Flow{Sent: 10, Told: i % 2})
		if i >= dueLooks+lossLooks && (!known || part < 0.79) {
			t.Fatal(i, part, known)
		}
	}
	for i := range 10 { // it is told of a second later, as on a long way
		told := 0
		if i > 1 {
			told = 75
		}
		if part, known := l.Look(Flow{Sent: 75, Told: told}); i > 1 && (!known || part > 0) {
			t.Fatal(i, part, known)
		}
	}
	var silent Losses // a client that tells nothing at all
	for range 10 {
		if _, known := silent.Look(Flow{Sent: 50}); known {
			t.Fatal("known from one who says nothing")
		}
	}
}

// A picture that is given back on a line that still loses as much is taken away again, and
// the next one waits twice as long.
func TestNoPictureIsGivenBackWhileAsMuchIsLost(t *testing.T) {
	const lives, seconds = 300, 20
	for _, lost := range []float64{0.4, 0.6} {
		back := 0
		for life := range lives {
			chance := rand.New(rand.NewPCG(uint64(life), 0))
			if n := rises(chance, lost, seconds*time.Second); n > 0 {
				back++
			}
		}
		if back*100 > lives {
			t.Errorf("at a loss of %.1f, in %d of %d lives a picture was given back", lost, back, lives)
		}
	}
}

// rises counts how often a picture is given back in a time after it was taken. Of the two
// packets in a tenth of a second one is told of together, or not.
func rises(chance *rand.Rand, lost float64, lasting time.Duration) (n int) {
	var l Losses
	ladder := Ladder{step: Audio}
	l.Look(Flow{Sent: 30, Told: 5})
	for range dueLooks + lossLooks {
		l.Look(Flow{}) // nothing could be sent
	}
	for now := epoch; now.Before(epoch.Add(lasting)); now = now.Add(500 * time.Millisecond) {
		f := Flow{Sent: 10}
		for range 5 {
			if chance.Float64() < lost {
				continue
			}
			for range 2 {
				f.Told++
				if chance.Float64() < lost {
					f.Lost++
				}
			}
		}
		part, known := l.Look(f)
		if !known {
			part = 0 // what a report says that is five seconds old
		}
		if step, changed := ladder.Update(Condition{Alive: true, Unsure: l.Unsure(), Loss: part}, now); changed && step == Video {
			n++
			ladder.step = Audio
		}
	}
	return n
}

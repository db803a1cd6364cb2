package layers

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var rates = [Count]int{150_000, 500_000, 1_500_000}

func TestAllGetTheirLowestBeforeAnyGetsBetter(t *testing.T) {
	tracks := []Track{{rates, 2, None, 0}, {rates, 2, None, 5}, {rates, 2, None, 1}}
	for _, c := range []struct {
		budget int
		want   []int
	}{
		{100_000, []int{None, None, None}}, {200_000, []int{None, 0, None}}, {600_000, []int{0, 0, 0}},
		{1_000_000, []int{0, 1, 0}}, {99_000_000, []int{2, 2, 2}},
	} {
		if got := Allocate(c.budget, tracks); !slices.Equal(got, c.want) {
			t.Errorf("%d: %v, want %v", c.budget, got, c.want)
		}
	}
}

func TestWhoIsSeenGoesOnBeingSeen(t *testing.T) {
	tracks := []Track{{rates, 2, None, 1}, {rates, 2, 0, 1}, {rates, 2, None, 1}}
	if got := Allocate(170_000, tracks); !slices.Equal(got, []int{None, 0, None}) {
		t.Fatal(got)
	}
}

func TestAnAllocationNeverExceedsTheBudgetNorTheWish(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tracks := make([]Track, rapid.IntRange(0, 8).Draw(t, "n"))
		for i := range tracks {
			for l := range Count {
				tracks[i].Rates[l] = rapid.IntRange(0, 3_000_000).Draw(t, "rate")
			}
			slices.Sort(tracks[i].Rates[:])
			tracks[i].Most = rapid.IntRange(None, 2).Draw(t, "most")
			tracks[i].Now = rapid.IntRange(None, 2).Draw(t, "now")
		}
		budget := rapid.IntRange(0, 9_000_000).Draw(t, "budget")
		sum := 0
		for i, l := range Allocate(budget, tracks) {
			if l > tracks[i].Most || (l != None && tracks[i].Rates[l] == 0) {
				t.Fatalf("track %d got layer %d", i, l)
			}
			sum += tracks[i].rate(l)
		}
		if sum > budget {
			t.Fatalf("%d of %d", sum, budget)
		}
	})
}

func TestALayerIsKeptWhereItWouldNotBeTakenUp(t *testing.T) {
	edge := rates[0] + (rates[1] - rates[0]) + 1000
	if got := Allocate(edge, []Track{{rates, 2, 0, 0}}); got[0] != 0 {
		t.Fatal("taken up at the edge")
	}
	if got := Allocate(edge, []Track{{rates, 2, 1, 0}}); got[0] != 1 {
		t.Fatal("given up at the edge")
	}
}

func TestTheBudgetShrinksAtOnceAndGrowsSlowly(t *testing.T) {
	now := time.Unix(0, 0)
	var b Budget
	for range settled {
		b.Update(Seen{Sent: 1_000_000}, now)
	}
	if got := b.Update(Seen{Sent: 1_000_000, REMB: 300_000}, now); got != 700_000 {
		t.Fatal(got)
	}
	if got := b.Update(Seen{Sent: 280_000, REMB: 300_000}, now.Add(time.Second/2)); got != 700_000 {
		t.Fatal("grew too early", got)
	}
	for i := range 20 {
		b.Update(Seen{Sent: 280_000, REMB: 300_000, Next: 900_000}, now.Add(time.Duration(2000+500*i)*time.Millisecond))
	}
	if b.Bits() <= 1_000_000 {
		t.Fatal("did not grow", b.Bits())
	}
}

func TestAnEstimateThatLagsBehindIsNoCongestion(t *testing.T) {
	now := time.Unix(0, 0)
	var b Budget
	b.Update(Seen{Sent: 100_000, REMB: 160_000}, now)
	if got := b.Update(Seen{Sent: 600_000, REMB: 160_000}, now); got < 600_000 {
		t.Fatal("shrunk to an estimate of what was sent before", got)
	}
}

func TestAnEstimateThatNothingConfirmsIsNotBelievedForLong(t *testing.T) {
	now := time.Unix(0, 0)
	var b Budget
	for range 40 {
		b.Update(Seen{Sent: 180_000, REMB: 80_000, Next: 140_000}, now)
		now = now.Add(500 * time.Millisecond)
	}
	if b.Bits() < 340_000 {
		t.Fatal("held down by a wrong estimate", b.Bits())
	}
}

func TestAFailedTryDoublesTheWait(t *testing.T) {
	now := time.Unix(0, 0)
	var b Budget
	b.Update(Seen{Sent: 500_000}, now)
	now = now.Add(3 * time.Second)
	b.Update(Seen{Sent: 500_000}, now)
	b.Update(Seen{Sent: 900_000, Loss: 0.3}, now.Add(time.Second))
	if b.wait != 2*firstWait {
		t.Fatal(b.wait)
	}
}

func TestAPersonGoesDownQuicklyAndComesBackByHimself(t *testing.T) {
	now := time.Unix(0, 0)
	var l Ladder
	run := func(c Condition, d time.Duration) Step {
		for end := now.Add(d); now.Before(end); now = now.Add(500 * time.Millisecond) {
			l.Update(c, now)
		}
		return l.Step()
	}
	well := Condition{Alive: true}
	if run(well, 10*time.Second) != Video {
		t.Fatal("went down in good weather")
	}
	if run(Condition{Alive: true, Loss: 0.4}, 3*time.Second) != Audio {
		t.Fatal("video at 40% loss")
	}
	if run(Condition{}, 3*time.Second) != Text {
		t.Fatal("a dead connection is no audio")
	}
	if run(well, time.Second) != Text {
		t.Fatal("came back at once")
	}
	if run(well, 2*time.Second) != Video {
		t.Fatal("did not come back as far as the way allows")
	}
}

// Whatever the reports say, nobody looks at a picture that stands still without being told
// that no video comes.
func TestNobodyIsLeftInTheDarkWithoutAWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(0, 0)
		var b Budget
		var l Ladder
		tracks := []Track{{[Count]int{rapid.IntRange(100_000, 1_400_000).Draw(t, "lowest")}, 0, None, 1}}
		dark := time.Duration(0)
		voice := rapid.IntRange(0, 60_000).Draw(t, "voice")
		for range rapid.IntRange(1, 80).Draw(t, "looks") {
			loss := float64(rapid.IntRange(0, 20).Draw(t, "loss")) / 100
			budget := b.Update(Seen{Sent: voice + tracks[0].rate(tracks[0].Now), Loss: loss, Next: Next(tracks)}, now) - voice
			chosen := Allocate(budget, tracks)
			step, changed := l.Update(Condition{Alive: true, Dark: Dark(chosen, tracks), Loss: loss}, now)
			if changed && step == Video {
				b.Raise(tracks[0].Lowest()*2+voice, now)
				chosen = Allocate(b.Bits()-voice, tracks)
			}
			if step > Video {
				chosen = Allocate(0, tracks)
			}
			tracks[0].Now = chosen[0]
			now = now.Add(500 * time.Millisecond)
			if chosen[0] != None || step != Video {
				dark = 0
			} else if dark += 500 * time.Millisecond; dark > patience {
				t.Fatalf("in the dark for %s with %d for %d", dark, budget, tracks[0].Lowest())
			}
		}
	})
}

package fanout

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTheLoadIsThePartOfTheTimeThatIsWorked(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l load
		now := time.Unix(1e9, 0)
		work := time.Duration(rapid.IntRange(0, 1000).Draw(t, "work")) * time.Microsecond
		rest := time.Duration(rapid.IntRange(1, 1000).Draw(t, "rest")) * time.Microsecond
		for begun := now; now.Sub(begun) < 3*loadOver; now = now.Add(rest) {
			l.work(now, now.Add(work))
			now = now.Add(work)
		}
		if want := float64(work) / float64(work+rest); math.Abs(l.part()-want) > 0.01 {
			t.Fatalf("%v instead of %v", l.part(), want)
		}
	})
}

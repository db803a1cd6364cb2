package law

import (
	"testing"

	"pgregory.net/rapid"

	"sutiao/dispute"
)

var anyDate = rapid.Custom(func(t *rapid.T) dispute.Date {
	start := dispute.Date{Year: 2020, Month: 6, Day: 1}
	return start.AddDays(rapid.IntRange(0, 3000).Draw(t, "day"))
})

var anyUnit = rapid.SampledFrom([]Unit{Day, WorkingDay, Month, Year, Hour})

var dayUnit = rapid.SampledFrom([]Unit{Day, WorkingDay})

func drawStops(t *rapid.T, from dispute.Date) []Stop {
	var stops []Stop
	for range rapid.IntRange(0, 4).Draw(t, "stops") {
		begin := from.AddDays(rapid.IntRange(-10, 60).Draw(t, "begin"))
		stops = append(stops, Stop{From: begin, To: begin.AddDays(rapid.IntRange(0, 20).Draw(t, "days"))})
	}
	return stops
}

func drawLength(t *rapid.T, units *rapid.Generator[Unit]) Length {
	return Length{rapid.IntRange(1, 40).Draw(t, "n"), units.Draw(t, "unit")}
}

func TestALongerPeriodNeverEndsEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, anyUnit), BuiltIn()
		stops := drawStops(t, from)
		short := Count(from, l, stops, cal)
		long := Count(from, Length{l.N + 1, l.Unit}, stops, cal)
		if long.Last.Before(short.Last) {
			t.Fatalf("%s ends %s but one more ends %s", l, short.Last, long.Last)
		}
	})
}

func TestALaterBeginningNeverEndsEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, anyUnit), BuiltIn()
		var stops []Stop
		// Months differ in length, so with stops the property holds of days alone.
		if l.Unit == Day || l.Unit == WorkingDay {
			stops = drawStops(t, from)
		}
		first, second := Count(from, l, stops, cal), Count(from.AddDays(1), l, stops, cal)
		if second.Last.Before(first.Last) {
			t.Fatalf("from %s ends %s, a day later ends %s", from, first.Last, second.Last)
		}
	})
}

func TestTheLastDayIsNeverOneOfRestNorInAStop(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, anyUnit), BuiltIn()
		stops := drawStops(t, from)
		got := Count(from, l, stops, cal)
		if rest, _ := cal.RestDay(got.Last); rest {
			t.Fatalf("%s is a rest day", got.Last)
		}
		for _, s := range stops {
			if !got.Last.Before(s.From) && got.Last.Before(s.To) {
				t.Fatalf("%s lies in the stop from %s to %s", got.Last, s.From, s.To)
			}
		}
	})
}

// TestDaysAgreeWithCountingOneByOne counts as a clerk would, with a finger on the calendar.
func TestDaysAgreeWithCountingOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, dayUnit), BuiltIn()
		stops := drawStops(t, from)
		stopped := func(d dispute.Date) bool {
			for _, s := range stops {
				if !d.Before(s.From) && d.Before(s.To) {
					return true
				}
			}
			return false
		}
		rest := func(d dispute.Date) bool {
			r, _ := cal.RestDay(d)
			return r
		}
		d := from
		for n := 0; n < l.N; {
			d = d.AddDays(1)
			if !stopped(d) && (l.Unit == Day || !rest(d)) {
				n++
			}
		}
		for rest(d) || stopped(d) {
			d = d.AddDays(1)
		}
		if got := Count(from, l, stops, cal).Last; got != d {
			t.Fatalf("from %s %s stops %v: got %s, one by one %s", from, l, stops, got, d)
		}
	})
}

func TestStopsNeverBringTheEndEarlier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, anyUnit), BuiltIn()
		stops := drawStops(t, from)
		without, with := Count(from, l, nil, cal), Count(from, l, stops, cal)
		if with.Last.Before(without.Last) {
			t.Fatalf("with stops %s, without %s", with.Last, without.Last)
		}
	})
}

func TestTheOrderOfStopsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from, l, cal := anyDate.Draw(t, "from"), drawLength(t, anyUnit), BuiltIn()
		stops := drawStops(t, from)
		shuffled := rapid.Permutation(stops).Draw(t, "shuffled")
		if a, b := Count(from, l, stops, cal).Last, Count(from, l, shuffled, cal).Last; a != b {
			t.Fatalf("%s and %s", a, b)
		}
	})
}

func TestACountInOfficialYearsIsNotProvisional(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := dispute.Date{Year: 2021, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 2000).Draw(t, "day"))
		got := Count(from, drawLength(t, dayUnit), nil, BuiltIn())
		if got.Provisional && got.Last.Before(dispute.Date{Year: 2026, Month: 12, Day: 28}) {
			t.Fatalf("from %s to %s", from, got.Last)
		}
	})
}

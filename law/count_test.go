package law

import (
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
)

func day(t testing.TB, s string) dispute.Date {
	t.Helper()
	if s == "" {
		return dispute.Date{}
	}
	d, err := dispute.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func stopsOf(t testing.TB, text string) []Stop {
	t.Helper()
	var stops []Stop
	for _, part := range strings.Fields(text) {
		from, to, _ := strings.Cut(part, "..")
		stops = append(stops, Stop{From: day(t, from), To: day(t, to)})
	}
	return stops
}

// handCounted was counted by hand against the notices of 2021 to 2026.
var handCounted = []struct {
	why, from, length, stops, last string
	provisional                    bool
}{
	{"plain 30 days", "2026-03-02", "30d", "", "2026-04-01", false},
	{"ends on the first day of Spring Festival", "2026-01-16", "30d", "", "2026-02-24", false},
	{"ends on the last day of Spring Festival", "2026-01-24", "30d", "", "2026-02-24", false},
	{"ends on a made-up Saturday before Spring Festival", "2026-01-15", "30d", "", "2026-02-14", false},
	{"ends on a made-up Saturday after Spring Festival", "2026-01-29", "30d", "", "2026-02-28", false},
	{"ends on an ordinary Sunday", "2026-01-30", "30d", "", "2026-03-02", false},
	{"ends on National Day", "2026-09-01", "30d", "", "2026-10-08", false},
	{"ends on the last day of the National Day holiday", "2026-09-07", "30d", "", "2026-10-08", false},
	{"ends on the made-up Saturday after National Day", "2026-09-10", "30d", "", "2026-10-10", false},
	{"ends on the made-up Sunday before National Day", "2026-08-21", "30d", "", "2026-09-20", false},
	{"ends at Mid-Autumn", "2026-08-26", "30d", "", "2026-09-28", false},
	{"ends at Tomb Sweeping", "2026-04-01", "3d", "", "2026-04-07", false},
	{"ends on Labour Day", "2026-04-24", "7d", "", "2026-05-06", false},
	{"ends on the made-up Saturday after Labour Day", "2026-04-24", "15d", "", "2026-05-09", false},
	{"ends at Dragon Boat", "2026-06-04", "15d", "", "2026-06-22", false},
	{"ends at New Year, whose next working day is a Sunday", "2025-12-25", "7d", "", "2026-01-04", false},
	{"New Year's Eve is a rest day by the coming year's notice", "2022-12-01", "30d", "", "2023-01-03", false},

	{"working days over Spring Festival, a Saturday among them", "2026-02-12", "3wd", "", "2026-02-24", false},
	{"working days from a Friday before a made-up Saturday", "2026-02-13", "2wd", "", "2026-02-24", false},
	{"working days after National Day end on a Saturday", "2026-09-30", "3wd", "", "2026-10-10", false},
	{"a made-up Sunday is a working day", "2026-09-18", "3wd", "", "2026-09-22", false},
	{"a made-up Saturday after Labour Day is a working day", "2026-05-06", "3wd", "", "2026-05-09", false},
	{"working days over New Year", "2025-12-31", "2wd", "", "2026-01-05", false},
	{"working days over a plain weekend", "2026-03-06", "2wd", "", "2026-03-10", false},
	{"working days from a Saturday", "2026-03-07", "1wd", "", "2026-03-09", false},

	{"a month from the 31st ends at the month's end, a made-up Saturday", "2026-01-31", "1m", "", "2026-02-28", false},
	{"a month from the 31st in a leap year", "2024-01-31", "1m", "", "2024-02-29", false},
	{"the corresponding day, not the month's end", "2026-04-30", "6m", "", "2026-10-30", false},
	{"six months end at Tomb Sweeping", "2025-10-05", "6m", "", "2026-04-07", false},
	{"a year from the leap day", "2024-02-29", "1y", "", "2025-02-28", false},
	{"two years from the leap day", "2024-02-29", "2y", "", "2026-02-28", false},
	{"two years end on a working day", "2024-10-08", "2y", "", "2026-10-08", false},
	{"two years end on National Day", "2024-10-01", "2y", "", "2026-10-08", false},
	{"hours are rounded up to days", "2026-03-02", "47h", "", "2026-03-04", false},

	{"the end of December waits for the coming notice", "2026-12-25", "3wd", "", "2026-12-30", true},
	{"into a provisional year", "2026-12-08", "30d", "", "2027-01-07", true},
	{"a provisional year knows its statutory days", "2027-01-06", "30d", "", "2027-02-09", true},
	{"half a year into a provisional one", "2026-08-31", "6m", "", "2027-03-01", true},
	{"a missing year knows weekends only", "2019-03-01", "30d", "", "2019-04-01", true},

	{"a stop pushes the end, which then rolls", "2026-03-02", "30d", "2026-03-10..2026-03-20", "2026-04-13", false},
	{"a stop of no day", "2026-03-02", "30d", "2026-03-10..2026-03-10", "2026-04-01", false},
	{"a stop on the last day leaves that day", "2026-03-02", "30d", "2026-04-01..2026-04-08", "2026-04-08", false},
	{"a stop after the end", "2026-03-02", "30d", "2026-04-02..2026-04-20", "2026-04-01", false},
	{"overlapping stops count once", "2026-03-02", "30d", "2026-03-15..2026-03-25 2026-03-10..2026-03-20", "2026-04-16", false},
	{"a stop reached only because of another", "2026-03-02", "30d", "2026-03-10..2026-03-20 2026-04-05..2026-04-08", "2026-04-14", false},
	{"a stop over the beginning", "2026-03-02", "30d", "2026-02-20..2026-03-05", "2026-04-03", false},
	{"a stop among working days", "2026-03-02", "3wd", "2026-03-04..2026-03-06", "2026-03-09", false},
	{"a stop that begins while the end rolls", "2026-03-05", "30d", "2026-04-05..2026-04-09", "2026-04-09", false},
	{"an open stop pushes nothing", "2026-03-02", "30d", "2026-03-10..", "2026-04-01", false},
}

func TestPeriodsEndAsCountedByHand(t *testing.T) {
	for _, c := range handCounted {
		t.Run(c.why, func(t *testing.T) {
			length, err := ParseLength(c.length)
			if err != nil {
				t.Fatal(err)
			}
			got := Count(day(t, c.from), length, stopsOf(t, c.stops), BuiltIn())
			if got.Last.String() != c.last || got.Provisional != c.provisional {
				t.Errorf("%s + %s: got %s provisional=%v, want %s %v", c.from, c.length, got.Last, got.Provisional, c.last, c.provisional)
			}
			if got.Due != got.Last.AddDays(1).Start() {
				t.Errorf("due %s does not follow the last day %s", got.Due, got.Last)
			}
		})
	}
}

func TestDueIsMidnightInBeijing(t *testing.T) {
	got := Count(day(t, "2026-03-02"), Length{30, Day}, nil, BuiltIn())
	want := time.Date(2026, 4, 1, 16, 0, 0, 0, time.UTC)
	if !got.Due.Equal(want) {
		t.Errorf("due %s, want %s", got.Due.UTC(), want)
	}
}

func TestAnOpenStopIsShown(t *testing.T) {
	got := Count(day(t, "2026-03-02"), Length{30, Day}, stopsOf(t, "2026-03-10.."), BuiltIn())
	if !got.Stopped {
		t.Error("the clock should stand")
	}
	got = Count(day(t, "2026-03-02"), Length{30, Day}, stopsOf(t, "2026-04-20.."), BuiltIn())
	if got.Stopped {
		t.Error("a stop after the end cannot hold it up")
	}
}

func TestEveryStepCitesItsSource(t *testing.T) {
	kinds := map[StepKind]bool{}
	for _, c := range handCounted {
		length, _ := ParseLength(c.length)
		for _, s := range Count(day(t, c.from), length, stopsOf(t, c.stops), BuiltIn()).Steps {
			kinds[s.Kind] = true
			if s.Source == "" || s.ZH == "" || s.EN == "" || s.Date.IsZero() {
				t.Errorf("%s: incomplete step %+v", c.why, s)
			}
		}
	}
	for _, k := range []StepKind{StepStart, StepStop, StepSkip, StepEnd, StepRoll, StepStopped, StepProvisional} {
		if !kinds[k] {
			t.Errorf("no case shows a step of the kind %s", k)
		}
	}
}

func TestAMissingYearIsToldApartFromAProvisionalOne(t *testing.T) {
	last := func(from string) string {
		steps := Count(day(t, from), Length{7, Day}, nil, BuiltIn()).Steps
		return steps[len(steps)-1].ZH
	}
	if got := last("2027-03-01"); !strings.Contains(got, "2027年放假通知尚未载入") {
		t.Error(got)
	}
	if got := last("2026-12-23"); !strings.Contains(got, "2027年放假通知尚未载入") {
		t.Error(got)
	}
	if got := last("2030-03-01"); !strings.Contains(got, "没有2030年的放假数据") {
		t.Error(got)
	}
}

func TestALoadedNoticeMovesAnEnd(t *testing.T) {
	year := CalendarYear{Year: 2027, Status: YearOfficial, Source: "test",
		Days: []SpecialDay{{day(t, "2027-02-09"), true, "春节"}, {day(t, "2027-02-05"), true, "春节"}, {day(t, "2027-02-08"), true, "春节"}}}
	cal, err := BuiltIn().With(year)
	if err != nil {
		t.Fatal(err)
	}
	got := Count(day(t, "2027-01-06"), Length{30, Day}, nil, cal)
	if got.Last.String() != "2027-02-10" || got.Provisional {
		t.Errorf("got %s provisional=%v", got.Last, got.Provisional)
	}
}

func BenchmarkCountWorkingDays(b *testing.B) {
	cal, from := BuiltIn(), day(b, "2026-01-05")
	for b.Loop() {
		Count(from, Length{60, WorkingDay}, nil, cal)
	}
}

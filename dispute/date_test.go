package dispute

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func date(y int, m time.Month, d int) Date { return Date{y, m, d} }

var anyDate = rapid.Custom(func(t *rapid.T) Date {
	return date(1900, 1, 1).AddDays(rapid.IntRange(0, 100_000).Draw(t, "day"))
})

func TestADayBelongsToBeijing(t *testing.T) {
	late := time.Date(2026, 3, 1, 16, 0, 0, 0, time.UTC) // midnight in Beijing
	if got := DateOf(late); got != date(2026, 3, 2) {
		t.Errorf("got %s", got)
	}
	if got := DateOf(late.Add(-time.Nanosecond)); got != date(2026, 3, 1) {
		t.Errorf("got %s", got)
	}
	if !DateOf(time.Time{}).IsZero() {
		t.Error("the zero instant has a day")
	}
	if got := date(2026, 3, 2).Start(); !got.Equal(late) {
		t.Errorf("the day starts %s", got.UTC())
	}
}

func TestDatesAreReadInOneFormOnly(t *testing.T) {
	if d, err := ParseDate("2024-02-29"); err != nil || d != date(2024, 2, 29) {
		t.Errorf("got %s, %v", d, err)
	}
	for _, s := range []string{"", "2026-2-3", "2026-02-30", "2025-02-29", "20260203", "2026/02/03", "0000-01-01", " 2026-02-03"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

func TestAMonthWithoutTheDayEndsOnItsLast(t *testing.T) {
	for _, c := range []struct {
		from   Date
		months int
		want   Date
	}{
		{date(2026, 1, 31), 1, date(2026, 2, 28)},
		{date(2024, 1, 31), 1, date(2024, 2, 29)},
		{date(2026, 1, 15), 1, date(2026, 2, 15)},
		{date(2026, 4, 30), 1, date(2026, 5, 30)},
		{date(2026, 8, 31), 6, date(2027, 2, 28)},
		{date(2024, 2, 29), 12, date(2025, 2, 28)},
		{date(2024, 2, 29), 48, date(2028, 2, 29)},
		{date(2026, 12, 31), 2, date(2027, 2, 28)},
		{date(2026, 3, 31), -1, date(2026, 2, 28)},
		{date(2026, 1, 31), -2, date(2025, 11, 30)},
	} {
		if got := c.from.AddMonths(c.months); got != c.want {
			t.Errorf("%s + %d months: got %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func TestAChineseDateHasNoLeadingZeros(t *testing.T) {
	if got := date(2026, 1, 4).Chinese(); got != "2026年1月4日" {
		t.Error(got)
	}
	if got := (Date{}).Chinese() + (Date{}).String(); got != "" {
		t.Error(got)
	}
}

func TestAnAbsentDateIsLeftOutOfJSON(t *testing.T) {
	data, err := json.Marshal(Obligation{Due: Date{}})
	if err != nil {
		t.Fatal(err)
	}
	var back Obligation
	if err := json.Unmarshal(data, &back); err != nil || !back.Due.IsZero() {
		t.Errorf("%s came back with %s, %v", data, back.Due, err)
	}
	if err := json.Unmarshal([]byte(`{"due":""}`), &back); err != nil || !back.Due.IsZero() {
		t.Errorf("an empty date: %s, %v", back.Due, err)
	}
	if err := json.Unmarshal([]byte(`{"due":"2026-02-30"}`), &back); err == nil {
		t.Error("an impossible date was read")
	}
}

func TestDatesSurviveTextAndKeepTheirOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "d"), rapid.IntRange(1, 5000).Draw(t, "n")
		back, err := ParseDate(d.String())
		if err != nil || back != d || DateOf(d.Start()) != d {
			t.Fatalf("%s became %s, %v", d, back, err)
		}
		later := d.AddDays(n)
		if !d.Before(later) || !later.After(d) || later.AddDays(-n) != d || d.Compare(d) != 0 {
			t.Fatalf("%s and %s are out of order", d, later)
		}
		if d.AddDays(7).Weekday() != d.Weekday() {
			t.Fatal("a week changes the weekday")
		}
		if m := d.AddMonths(n % 240); m.Day > d.Day {
			t.Fatalf("%s moved to %s", d, m)
		}
	})
}

func FuzzParseDate(f *testing.F) {
	f.Add("2026-03-02")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Errorf("%q became %q", s, d)
		}
	})
}

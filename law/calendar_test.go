package law

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"sutiao/dispute"
)

// The notice for 2026, as published on 2025-11-04: rest days as ranges, then working days.
var (
	rest2026 = [][2]string{
		{"2026-01-01", "2026-01-03"}, {"2026-02-15", "2026-02-23"}, {"2026-04-04", "2026-04-06"}, {"2026-05-01", "2026-05-05"},
		{"2026-06-19", "2026-06-21"}, {"2026-09-25", "2026-09-27"}, {"2026-10-01", "2026-10-07"},
	}
	work2026 = []string{"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}
)

func TestTheYear2026AgreesWithItsNotice(t *testing.T) {
	var want []SpecialDay
	for _, r := range rest2026 {
		for d := day(t, r[0]); !d.After(day(t, r[1])); d = d.AddDays(1) {
			want = append(want, SpecialDay{Date: d, Off: true})
		}
	}
	for _, w := range work2026 {
		want = append(want, SpecialDay{Date: day(t, w)})
	}
	slices.SortFunc(want, func(a, b SpecialDay) int { return a.Date.Compare(b.Date) })
	at, _ := BuiltIn().find(2026)
	got := BuiltIn().Years[at].Days
	for i := range got {
		got[i].Name = ""
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestTheStatutoryDaysOf2027AreThirteen(t *testing.T) {
	at, found := BuiltIn().find(2027)
	if !found {
		t.Fatal("no 2027")
	}
	year := BuiltIn().Years[at]
	if year.Status != YearProvisional || len(year.Days) != 13 {
		t.Errorf("got %s with %d days", year.Status, len(year.Days))
	}
}

func TestRestDaysFollowTheNoticeBeforeTheWeek(t *testing.T) {
	for _, c := range []struct {
		date   string
		rest   bool
		status YearStatus
	}{
		{"2026-02-14", false, YearOfficial}, // a Saturday made a working day
		{"2026-02-16", true, YearOfficial},  // a Monday of Spring Festival
		{"2026-03-07", true, YearOfficial},
		{"2026-03-09", false, YearOfficial},
		{"2022-12-31", true, YearOfficial}, // by the notice of 2023
		{"2026-12-25", false, YearOfficial},
		{"2026-12-30", false, YearProvisional}, // the notice of 2027 may still touch it
		{"2027-02-05", true, YearProvisional},
		{"2027-02-09", false, YearProvisional},
		{"2028-10-02", false, YearMissing},
		{"2020-10-03", true, YearMissing}, // a Saturday
	} {
		rest, status := BuiltIn().RestDay(day(t, c.date))
		if rest != c.rest || status != c.status {
			t.Errorf("%s: got %v %s, want %v %s", c.date, rest, status, c.rest, c.status)
		}
	}
}

func TestLoadingAYearLeavesTheOldCalendarAsItWas(t *testing.T) {
	before := BuiltIn()
	year := CalendarYear{Year: 2027, Status: YearOfficial, Source: "test", Days: []SpecialDay{{day(t, "2027-01-01"), true, "元旦"}}}
	after, err := before.With(year)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(before, BuiltIn()) || len(after.Years) != len(before.Years) {
		t.Error("the old calendar changed")
	}
	if _, status := after.RestDay(day(t, "2026-12-30")); status != YearOfficial {
		t.Errorf("with the notice loaded December is %s", status)
	}
	earlier, err := after.With(CalendarYear{Year: 2019, Status: YearOfficial, Source: "test", Days: []SpecialDay{
		{day(t, "2018-12-29"), false, "元旦"}, {day(t, "2018-12-31"), true, "元旦"}, {day(t, "2019-01-01"), true, "元旦"}}})
	if err != nil || earlier.Years[0].Year != 2019 {
		t.Fatalf("%v, first year %d", err, earlier.Years[0].Year)
	}
	if rest, _ := earlier.RestDay(day(t, "2018-12-29")); rest {
		t.Error("2018-12-29 was made a working day")
	}
}

func TestWrongNoticesAreRefused(t *testing.T) {
	good := SpecialDay{day(t, "2028-01-01"), true, "元旦"}
	for name, y := range map[string]CalendarYear{
		"no status":      {Year: 2028, Source: "test", Days: []SpecialDay{good}},
		"missing":        {Year: 2028, Status: YearMissing, Source: "test", Days: []SpecialDay{good}},
		"no source":      {Year: 2028, Status: YearOfficial, Days: []SpecialDay{good}},
		"no days":        {Year: 2028, Status: YearOfficial, Source: "test"},
		"no year":        {Status: YearOfficial, Source: "test", Days: []SpecialDay{good}},
		"other year":     {Year: 2029, Status: YearOfficial, Source: "test", Days: []SpecialDay{good}},
		"twice":          {Year: 2028, Status: YearOfficial, Source: "test", Days: []SpecialDay{good, good}},
		"no such day":    {Year: 2028, Status: YearOfficial, Source: "test", Days: []SpecialDay{{dispute.Date{Year: 2028, Month: 2, Day: 30}, true, "春节"}}},
		"weekday worked": {Year: 2028, Status: YearOfficial, Source: "test", Days: []SpecialDay{good, {day(t, "2028-01-04"), false, "元旦"}}},
	} {
		if _, err := BuiltIn().With(y); err == nil {
			t.Errorf("%s: the notice was taken", name)
		}
	}
}

func TestACalendarSurvivesJSON(t *testing.T) {
	data, err := json.Marshal(BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	var back Calendar
	if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back, BuiltIn()) {
		t.Errorf("came back changed: %v", err)
	}
}

// Art. 2 of 放假办法 gives 11 statutory days up to 2024 and 13 since 2025; a notice never
// gives fewer rest days than these.
func TestEveryOfficialYearHasItsStatutoryDays(t *testing.T) {
	for _, y := range BuiltIn().Years {
		if y.Status != YearOfficial {
			continue
		}
		off := 0
		for _, d := range y.Days {
			if d.Off {
				off++
			}
		}
		if off < 11 || (y.Year >= 2025 && off < 13) {
			t.Errorf("%d has %d rest days", y.Year, off)
		}
		national := dispute.Date{Year: y.Year, Month: time.October, Day: 1}
		if rest, _ := BuiltIn().RestDay(national); !rest {
			t.Errorf("%s is no rest day", national)
		}
	}
}

func FuzzCalendarWith(f *testing.F) {
	f.Add([]byte(`{"year":2028,"status":"official","source":"x","days":[{"date":"2028-01-01","off":true,"name":"元旦"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var y CalendarYear
		if json.Unmarshal(data, &y) != nil {
			return
		}
		cal, err := BuiltIn().With(y)
		if err != nil {
			return
		}
		if rest, _ := cal.RestDay(y.Days[0].Date); rest != y.Days[0].Off && y.Days[0].Date.Year == y.Year {
			t.Errorf("the notice says %v of %s", y.Days[0].Off, y.Days[0].Date)
		}
	})
}

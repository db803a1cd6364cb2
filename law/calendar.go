package law

import (
	_ "embed" // the notices are data
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sutiao/dispute"
)

//go:embed data/calendar.json
var calendarJSON []byte

// YearStatus tells what is known of a year's holidays.
type YearStatus string

// The statuses. A result that rests on any but an official year is provisional (暂定).
const (
	YearStatusUnknown YearStatus = ""
	YearOfficial      YearStatus = "official"    // the holiday notice is loaded
	YearProvisional   YearStatus = "provisional" // the statutory days only; the notice is still to come
	YearMissing       YearStatus = "missing"     // no data: weekends only
)

// SpecialDay is a day that a notice names: a rest day (放假), or a weekend day on which
// work is made up (调休上班).
type SpecialDay struct {
	Date dispute.Date `json:"date"`
	Off  bool         `json:"off"`
	Name string       `json:"name"` // the holiday, such as 春节
}

// CalendarYear is what is known of one year: the yearly notice of the General Office of
// the State Council, or what stands in for it.
type CalendarYear struct {
	Year   int        `json:"year"`
	Status YearStatus `json:"status"`
	Source string     `json:"source"`
	// Days are in order. They may reach back into the December before: a New Year holiday
	// that begins in the old year is announced with the new one.
	Days []SpecialDay `json:"days"`
}

// Calendar holds the years in order. It is a plain value, fit for a workflow's history.
type Calendar struct {
	Years []CalendarYear `json:"years"`
}

// builtIn is never handed out itself: callers may change what they get.
var builtIn = mustReadCalendar(calendarJSON)

func mustReadCalendar(data []byte) Calendar {
	var read, checked Calendar
	err := json.Unmarshal(data, &read)
	for _, y := range read.Years {
		if err == nil {
			checked, err = checked.With(y)
		}
	}
	if err != nil {
		panic("law: the embedded calendar: " + err.Error())
	}
	return checked
}

// BuiltIn is the calendar that comes with the program. Notices published later are added
// with With.
func BuiltIn() Calendar { return builtIn.clone() }

func (c Calendar) clone() Calendar {
	years := slices.Clone(c.Years)
	for i := range years {
		years[i].Days = slices.Clone(years[i].Days)
	}
	return Calendar{Years: years}
}

// With returns a calendar in which the year is loaded or replaced; c stays as it was. It
// fails, naming the field, where the notice contradicts itself or the week.
func (c Calendar) With(y CalendarYear) (Calendar, error) {
	y.Days = slices.Clone(y.Days)
	slices.SortStableFunc(y.Days, func(a, b SpecialDay) int { return a.Date.Compare(b.Date) })
	if err := y.check(); err != nil {
		return Calendar{}, err
	}
	with := c.clone()
	at, found := with.find(y.Year)
	if found {
		with.Years[at] = y
	} else {
		with.Years = slices.Insert(with.Years, at, y)
	}
	return with, nil
}

func (y CalendarYear) check() error {
	switch {
	case y.Year < 1950 || y.Year > 9998:
		return fmt.Errorf("year %d: out of range", y.Year)
	case y.Status != YearOfficial && y.Status != YearProvisional:
		return fmt.Errorf("year %d: status %q: want official or provisional", y.Year, y.Status)
	case y.Source == "":
		return fmt.Errorf("year %d: source: is required", y.Year)
	case !slices.ContainsFunc(y.Days, func(d SpecialDay) bool { return d.Off }):
		return fmt.Errorf("year %d: days: no rest day at all", y.Year)
	}
	for i, d := range y.Days {
		decemberBefore := d.Date.Year == y.Year-1 && d.Date.Month == time.December
		switch {
		case d.Date.Year != y.Year && !decemberBefore:
			return fmt.Errorf("year %d: days: %s lies outside the year", y.Year, d.Date)
		case d.Date != d.Date.AddDays(0):
			return fmt.Errorf("year %d: days: %s is no day of the calendar", y.Year, d.Date)
		case i > 0 && y.Days[i-1].Date == d.Date:
			return fmt.Errorf("year %d: days: %s stands twice", y.Year, d.Date)
		case !d.Off && !weekend(d.Date):
			return fmt.Errorf("year %d: days: %s is made a working day but is one already", y.Year, d.Date)
		}
	}
	return nil
}

func (c Calendar) find(year int) (int, bool) {
	return slices.BinarySearchFunc(c.Years, year, func(y CalendarYear, n int) int { return y.Year - n })
}

// RestDay tells whether a day is one of rest (法定休假日 or weekly rest day, 全国年节及纪念日
// 放假办法 2, 民法典 203), and how much is known of the year. The last days of December are no
// better known than the coming year, whose notice may still rearrange them.
func (c Calendar) RestDay(d dispute.Date) (rest bool, status YearStatus) {
	status = c.status(d.Year)
	if d.Month == time.December {
		if special, ok := c.special(d.Year+1, d); ok {
			return special.Off, c.status(d.Year + 1)
		}
		if d.Day >= firstBorrowed && status == YearOfficial && c.status(d.Year+1) != YearOfficial {
			status = YearProvisional
		}
	}
	if special, ok := c.special(d.Year, d); ok {
		return special.Off, status
	}
	return weekend(d), status
}

// firstBorrowed is the first day of December that a notice of the coming year has touched
// (2007-12-29 and 2018-12-29 were made working days), less a day for good measure.
const firstBorrowed = 28

func (c Calendar) status(year int) YearStatus {
	if at, ok := c.find(year); ok {
		return c.Years[at].Status
	}
	return YearMissing
}

func (c Calendar) special(year int, d dispute.Date) (SpecialDay, bool) {
	at, ok := c.find(year)
	if !ok {
		return SpecialDay{}, false
	}
	days := c.Years[at].Days
	i, ok := slices.BinarySearchFunc(days, d, func(s SpecialDay, d dispute.Date) int { return s.Date.Compare(d) })
	if !ok {
		return SpecialDay{}, false
	}
	return days[i], true
}

func weekend(d dispute.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

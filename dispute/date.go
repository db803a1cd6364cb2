package dispute

import (
	"cmp"
	"fmt"
	"time"
)

// Beijing is the legal time of China, a fixed +8 zone. It is not loaded from the zone
// database: workflows may not read files.
var Beijing = time.FixedZone("Asia/Shanghai", 8*60*60)

// Date is a civil day (日) in Beijing. The zero value is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day in Beijing on which an instant falls; the zero instant has none.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.In(Beijing).Date()
	return Date{y, m, d}
}

// ParseDate reads a day of the years 1 to 9999 in the form 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("date %q: want a day of the calendar in the form 2006-01-02", s)
	}
	y, m, d := t.Date()
	return Date{y, m, d}, nil
}

// String gives the form 2006-01-02, and nothing for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Chinese gives the form of legal documents, 2026年11月24日.
func (d Date) Chinese() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// MarshalText implements encoding.TextMarshaler; the zero date is the empty text.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; the empty text is the zero date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// IsZero tells that there is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Start is 00:00 in Beijing on that day; the zero date has the zero instant.
func (d Date) Start() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Beijing)
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Start().Weekday() }

// AddDays moves by whole days, back if n is negative.
func (d Date) AddDays(n int) Date {
	y, m, day := time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, Beijing).Date()
	return Date{y, m, day}
}

// AddMonths moves to the corresponding day (对应日) of another month, or where that month
// has none to its last day (民法典 202).
func (d Date) AddMonths(n int) Date {
	y, m, _ := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, Beijing).Date()
	lastDay := time.Date(y, m+1, 0, 0, 0, 0, 0, Beijing).Day()
	return Date{y, m, min(d.Day, lastDay)}
}

// Compare is negative if d is earlier than e, positive if later, 0 if the same day.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before tells whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After tells whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

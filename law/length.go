package law

import (
	"fmt"
	"regexp"
	"strconv"
)

// Unit is a unit of periods (期间以时、日、月、年计算, 民事诉讼法 85). Working days (工作日)
// come from the rules on online mediation.
type Unit string

// The units.
const (
	UnitUnknown Unit = ""
	Day         Unit = "day"        // 日
	WorkingDay  Unit = "workingday" // 工作日
	Month       Unit = "month"      // 月
	Year        Unit = "year"       // 年
	Hour        Unit = "hour"       // 时
)

// Length is the length of a period (期间). Its text form is 30d, 3wd, 6m, 2y or 48h.
type Length struct {
	N    int
	Unit Unit
}

// unitForms is in the order in which units are explained to users.
var unitForms = []struct {
	unit   Unit
	short  string
	zh, en string
	max    int // keeps results within four-digit years and counting quick
}{
	{Day, "d", "日", "day", 36_600},
	{WorkingDay, "wd", "个工作日", "working day", 10_000},
	{Month, "m", "个月", "month", 1_200},
	{Year, "y", "年", "year", 100},
	{Hour, "h", "小时", "hour", 87_600},
}

var lengthForm = regexp.MustCompile(`^([1-9]\d{0,5})(d|wd|m|y|h)$`)

// ParseLength reads a length in its text form.
func ParseLength(s string) (Length, error) {
	m := lengthForm.FindStringSubmatch(s)
	if m == nil {
		return Length{}, fmt.Errorf("length %q: want a number and d, wd, m, y or h, such as 30d or 3wd", s)
	}
	n, _ := strconv.Atoi(m[1])
	for _, f := range unitForms {
		if f.short != m[2] {
			continue
		}
		if n > f.max {
			return Length{}, fmt.Errorf("length %q: at most %d%s", s, f.max, f.short)
		}
		return Length{n, f.unit}, nil
	}
	return Length{}, fmt.Errorf("length %q: unknown unit", s)
}

// String gives the text form, and nothing for the zero length.
func (l Length) String() string {
	for _, f := range unitForms {
		if f.unit == l.Unit {
			return strconv.Itoa(l.N) + f.short
		}
	}
	return ""
}

// Chinese gives the wording of legal texts, 30日 or 3个工作日.
func (l Length) Chinese() string {
	for _, f := range unitForms {
		if f.unit == l.Unit {
			return strconv.Itoa(l.N) + f.zh
		}
	}
	return ""
}

// English gives the wording 30 days or 1 working day.
func (l Length) English() string {
	for _, f := range unitForms {
		if f.unit == l.Unit && l.N == 1 {
			return "1 " + f.en
		}
		if f.unit == l.Unit {
			return strconv.Itoa(l.N) + " " + f.en + "s"
		}
	}
	return ""
}

// MarshalText implements encoding.TextMarshaler.
func (l Length) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; the empty text is the zero length.
func (l *Length) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = Length{}
		return nil
	}
	parsed, err := ParseLength(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

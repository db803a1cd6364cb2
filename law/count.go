package law

import (
	"slices"
	"time"

	"sutiao/dispute"
)

// Stop is a time in which a period does not run (不计入期间), such as an appraisal ordered
// before filing (在线调解规则 26). The days from From up to but not including To are not
// counted: the clock runs again on To. A stop that begins on the last day thus leaves that
// day to the parties. A zero To means that the clock still stands.
type Stop struct {
	From, To dispute.Date
}

// Computation is a period counted out. All days are days in Beijing.
type Computation struct {
	From dispute.Date `json:"from"` // the day on which the period begins; itself not counted
	Last dispute.Date `json:"last"` // the last day on which the act is in time
	// Due is the instant at which the period is over: 00:00 in Beijing of the day after Last.
	Due time.Time `json:"due"`
	// Provisional (暂定) means that a holiday notice still to come may move Last.
	Provisional bool `json:"provisional,omitempty"`
	// Stopped means that the clock stands in an open stop. Last is then the earliest
	// day on which the period can end; it must not be taken as run out.
	Stopped bool   `json:"stopped,omitempty"`
	Steps   []Step `json:"steps,omitempty"`
}

// Count counts a period from the day on which it begins.
//
// The first day is not counted; a period whose last day is one of rest ends on the first
// day after; rest days in between count (民事诉讼法 85). Months and years end on the
// corresponding day, or at the month's end (民法典 202). Working days alone are counted
// where the length is in working days; a weekend day on which work is made up is one.
// Hours are rounded up to whole days, since From is a day.
//
// The days of a stop push the end; the rule on rest days is applied after, and a last day
// is never laid into a stop. An open stop pushes nothing: see Computation.Stopped. An
// unknown unit counts as days, and a length below one ends where it begins.
func Count(from dispute.Date, l Length, stops []Stop, cal Calendar) Computation {
	k := counting{cal: cal, closed: closedStops(from, stops), result: Computation{From: from}}
	k.note(StepStart, from)
	n := max(l.N, 0)
	switch l.Unit {
	case WorkingDay:
		k.workingDays(n, l)
	case Month:
		k.calendarDays(from.AddMonths(n), l)
	case Year:
		k.calendarDays(from.AddMonths(12*n), l)
	case Hour:
		k.calendarDays(from.AddDays((n+23)/24), l)
	default:
		k.calendarDays(from.AddDays(n), l)
	}
	k.roll()
	k.result.Due = k.result.Last.AddDays(1).Start()
	if open, ok := openStop(stops); ok && !open.From.After(k.result.Last) {
		k.result.Stopped = true
		k.note(StepStopped, open.From)
	}
	k.noteDoubts()
	return k.result
}

// closedStops are the ended stops after the first day, in order and without overlap.
func closedStops(from dispute.Date, stops []Stop) []Stop {
	var closed []Stop
	for _, s := range stops {
		if !from.Before(s.From) {
			s.From = from.AddDays(1)
		}
		if s.From.Before(s.To) {
			closed = append(closed, s)
		}
	}
	slices.SortStableFunc(closed, func(a, b Stop) int { return a.From.Compare(b.From) })
	var merged []Stop
	for _, s := range closed {
		if n := len(merged); n > 0 && !merged[n-1].To.Before(s.From) {
			if merged[n-1].To.Before(s.To) {
				merged[n-1].To = s.To
			}
			continue
		}
		merged = append(merged, s)
	}
	return merged
}

func openStop(stops []Stop) (Stop, bool) {
	at := slices.IndexFunc(stops, func(s Stop) bool { return s.To.IsZero() })
	if at < 0 {
		return Stop{}, false
	}
	return stops[at], true
}

type counting struct {
	cal     Calendar
	closed  []Stop
	doubted []int // years without notice that the result rests on
	result  Computation
}

// rest asks the calendar; an answer that rests on a year without notice is provisional.
func (k *counting) rest(d dispute.Date) bool {
	rest, status := k.cal.RestDay(d)
	if status != YearOfficial {
		year := d.Year
		if k.cal.status(year) == YearOfficial {
			year++ // the end of December waits for the coming year's notice
		}
		if !slices.Contains(k.doubted, year) {
			k.doubted = append(k.doubted, year)
		}
		k.result.Provisional = true
	}
	return rest
}

func (k *counting) stopped(d dispute.Date) bool {
	return slices.ContainsFunc(k.closed, func(s Stop) bool { return !d.Before(s.From) && d.Before(s.To) })
}

// calendarDays takes the end without stops and pushes it by each stop that it reaches.
func (k *counting) calendarDays(end dispute.Date, l Length) {
	for _, s := range k.closed {
		if s.From.After(end) {
			break
		}
		days := daysBetween(s.From, s.To)
		end = end.AddDays(days)
		k.noteStop(s, days)
	}
	k.result.Last = end
	k.noteEnd(l)
}

func (k *counting) workingDays(n int, l Length) {
	d := k.result.From
	var skipped skippedDays
	for n > 0 {
		d = d.AddDays(1)
		switch rest := k.rest(d); {
		case k.stopped(d):
		case rest:
			skipped.add(k.cal, d)
		default:
			if weekend(d) {
				skipped.madeUp++
			}
			n--
		}
	}
	k.result.Last = d
	for _, s := range k.closed {
		if !s.From.After(d) {
			k.noteStop(s, daysBetween(s.From, s.To))
		}
	}
	k.noteSkipped(skipped)
	k.noteEnd(l)
}

// roll moves a last day of rest to the first day after the rest. A stop that begins during
// the rest is waited for too, for the period was not over when it began.
func (k *counting) roll() {
	last := k.result.Last
	for k.rest(k.result.Last) || k.stopped(k.result.Last) {
		k.result.Last = k.result.Last.AddDays(1)
	}
	if last != k.result.Last {
		k.noteRoll(last)
	}
}

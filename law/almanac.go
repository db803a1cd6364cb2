package law

import "sutiao/dispute"

// Almanac is what counting needs besides the tables: the calendar, and lengths that an
// organisation or region has set where the law leaves them open. A workflow fetches it by
// activity, so that its history keeps what it counted with.
type Almanac struct {
	Calendar Calendar        `json:"calendar"`
	Lengths  []LengthSetting `json:"lengths,omitempty"`
	// SmallClaims is the ceiling of the small-claims mechanism in fen; 0 means the default.
	SmallClaims dispute.Fen `json:"smallClaims,omitempty"`
}

// LengthSetting sets the length of a configured limit.
type LengthSetting struct {
	Limit  string `json:"limit"`
	Length Length `json:"length"`
	Source string `json:"source"` // the local rule or minute that it rests on
}

// smallClaimDefault is the ceiling of the Shanghai pilot, 5,000 yuan.
const smallClaimDefault dispute.Fen = 500_000

// SmallClaimCeiling is the ceiling in force.
func (a Almanac) SmallClaimCeiling() dispute.Fen {
	if a.SmallClaims > 0 {
		return a.SmallClaims
	}
	return smallClaimDefault
}

// length is the limit's length; a statutory one cannot be set otherwise.
func (a Almanac) length(l Limit) Length {
	if l.Standing != Configured {
		return l.Length
	}
	for _, s := range a.Lengths {
		if s.Limit == l.ID {
			return s.Length
		}
	}
	return l.Length
}

// Near keeps the calendar of the years around one. What a workflow carries is paid by
// size, and no limit of a case reaches further than that.
func (a Almanac) Near(year int) Almanac {
	var near []CalendarYear
	for _, y := range a.Calendar.Years {
		if y.Year >= year-1 && y.Year <= year+3 {
			near = append(near, y)
		}
	}
	a.Calendar.Years = near
	return a
}

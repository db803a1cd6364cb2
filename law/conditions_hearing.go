package law

import (
	"time"

	"sutiao/dispute"
)

var noSessionPlanned = Condition{
	ID:     "no-session-planned",
	Reason: dispute.Text{ZH: "已安排了一次调解，请改期", EN: "a session is planned already; reschedule it"},
	Holds:  func(s Situation) bool { return s.Case.NextSession() == nil },
}

var sessionPlanned = Condition{
	ID:     "session-planned",
	Reason: dispute.Text{ZH: "尚未安排调解时间", EN: "no session is planned"},
	Holds:  func(s Situation) bool { return s.Case.NextSession() != nil },
}

func plannedStart(d dispute.Detail) time.Time {
	switch d := d.(type) {
	case *dispute.SessionPlan:
		return d.Start
	case *dispute.SessionMove:
		return d.Start
	}
	return time.Time{}
}

var sessionAhead = Condition{
	ID:     "session-ahead",
	Reason: dispute.Text{ZH: "调解时间应在现在之后", EN: "the session must lie ahead"},
	Holds: func(s Situation) bool {
		start := plannedStart(s.Detail)
		return start.IsZero() || !start.Before(s.Now)
	},
}

var sessionWithinPeriod = Condition{
	ID:     "session-within-period",
	Reason: dispute.Text{ZH: "调解时间超出调解期限，请先申请延期", EN: "the session lies beyond the period; ask for an extension first"},
	Holds: func(s Situation) bool {
		start := plannedStart(s.Detail)
		end, running := MainDeadline(s.Case, s.Almanac)
		if !running {
			end, running = DeadlineOf(s.Case, "D12R", s.Almanac)
		}
		return start.IsZero() || !running || start.Before(end.Due)
	},
}

// plannedMode is how the planned session would be held after a plan or a move.
func plannedMode(s Situation) dispute.Mode {
	switch d := s.Detail.(type) {
	case *dispute.SessionPlan:
		return d.Mode
	case *dispute.SessionMove:
		if planned := s.Case.NextSession(); d.Mode == "" && planned != nil {
			return planned.Mode
		}
		return d.Mode
	}
	return ""
}

var allMeetOnline = Condition{
	ID:     "all-meet-online",
	Reason: dispute.Text{ZH: "有当事人不同意在线音视频调解，请改为现场、电话或异步方式", EN: "a party does not agree to meet by video; choose another mode"},
	Holds: func(s Situation) bool {
		if plannedMode(s) != dispute.Video {
			return true
		}
		for i := range s.Case.Parties {
			if p := &s.Case.Parties[i]; p.WithdrewAt.IsZero() && p.DeclinesOnline(dispute.MeetOnline) {
				return false
			}
		}
		return true
	},
}

var sessionBegun = Condition{
	ID:     "session-begun",
	Reason: dispute.Text{ZH: "调解尚未到开始时间", EN: "the session has not begun yet"},
	Holds: func(s Situation) bool {
		planned := s.Case.NextSession()
		return planned != nil && !s.Now.Before(planned.Start)
	},
}

var attendeesKnown = Condition{
	ID:     "attendees-known",
	Reason: dispute.Text{ZH: "到场人员应为本案当事人", EN: "those who attend must be parties to the case"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.SessionOpening](s)
		if !ok {
			return true
		}
		for _, a := range d.Attendance {
			if s.Case.Party(a.Party) == nil {
				return false
			}
		}
		return true
	},
}

var absenteeKnown = Condition{
	ID:     "absentee-known",
	Reason: dispute.Text{ZH: "缺席人应为本案当事人", EN: "the absentee must be a party to the case"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.NoShow](s)
		return !ok || s.Case.Party(d.Party) != nil
	},
}

// nobodyInTheRoomUnlessSuspect: an open session is closed before an appraisal begins,
// but a suspicion of false mediation or a fault stops it where it is.
var nobodyInTheRoomUnlessSuspect = Condition{
	ID:     "session-closed-first",
	Reason: dispute.Text{ZH: "委托鉴定前请先结束本次调解", EN: "close the session before the appraisal"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.SuspensionOrder](s)
		return !ok || d.Ground != dispute.Appraisal || s.Case.Stage != dispute.InSession
	},
}

var suspectedFalse = Condition{
	ID:     "suspected-false",
	Reason: dispute.Text{ZH: "须先以涉嫌虚假调解为由中止", EN: "suspend first on that suspicion"},
	Holds:  func(s Situation) bool { return s.Case.SuspendedFor() == dispute.SuspectedFalse },
}

var sessionHeld = Condition{
	ID:     "session-held",
	Reason: dispute.Text{ZH: "须先进行调解", EN: "a session must have been held first"},
	Holds:  func(s Situation) bool { return s.Case.Has(dispute.SessionHeld) },
}

// refusalAfterTwoNoShows: one absence is followed by another invitation; the second
// without excuse may be taken as refusal.
var refusalAfterTwoNoShows = Condition{
	ID:     "refusal-after-two-no-shows",
	Reason: dispute.Text{ZH: "当事人两次无正当理由缺席，或者由其本人表示不同意，方可按拒绝调解终结", EN: "a refusal is the party's own word, or two absences without excuse"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Termination](s)
		if !ok || d.Ending != dispute.Refused {
			return true
		}
		return !s.Case.Every(func(p *dispute.Party) bool { return p.NoShows < 2 })
	},
}

// undisputedByConsent: facts are recorded as undisputed only where a session was held,
// in which all agreed to the record.
var undisputedByConsent = Condition{
	ID:     "undisputed-by-consent",
	Reason: dispute.Text{ZH: "无争议事实须经各方在调解中确认", EN: "undisputed facts need all parties' word in a session"},
	Holds: func(s Situation) bool {
		d, ok := detailOf[*dispute.Termination](s)
		return !ok || len(d.UndisputedByAll) == 0 || s.Case.Has(dispute.SessionHeld)
	},
}

package dispute

import (
	"fmt"
	"time"
)

// Mode is how a session is held (在线调解规则 16).
type Mode string

// The modes.
const (
	ModeUnknown  Mode = ""
	Video        Mode = "video"
	Telephone    Mode = "telephone"
	OnSite       Mode = "on-site"
	Asynchronous Mode = "asynchronous"
)

// Modes lists the modes with their names.
func Modes() []Named[Mode] {
	return []Named[Mode]{
		{Video, Text{"在线音视频", "video"}},
		{Telephone, Text{"电话", "telephone"}},
		{OnSite, Text{"现场", "on site"}},
		{Asynchronous, Text{"异步", "asynchronous"}},
	}
}

// Session is one meeting of the parties with the mediator.
type Session struct {
	No         int           `json:"no"`
	Start      time.Time     `json:"start"`     // planned for
	PlannedAt  time.Time     `json:"plannedAt"` // when it was fixed
	Mode       Mode          `json:"mode"`
	Place      string        `json:"place,omitempty"`
	State      string        `json:"state"` // planned, open, held, missed, cancelled
	OpenedAt   time.Time     `json:"openedAt,omitzero"`
	ClosedAt   time.Time     `json:"closedAt,omitzero"`
	Attendance []Attendance  `json:"attendance,omitempty"`
	Result     SessionResult `json:"result,omitempty"`
	Record     *Transcript   `json:"record,omitempty"`
	// Those of a session by video: whose identity was checked, who was there, what was recorded.
	Arrivals []Arrived  `json:"arrivals,omitempty"`
	Presence []Presence `json:"presence,omitempty"`
	// Caucuses are the private caucuses (背对背调解) that are going on, as the room names them.
	Caucuses   []string  `json:"caucuses,omitempty"`
	Recordings []Footage `json:"recordings,omitempty"`
}

// The states of a session.
const (
	SessionPlanned   = "planned"
	SessionOpen      = "open"
	SessionHeldState = "held"
	SessionMissed    = "missed"
	SessionCancelled = "cancelled"
)

// Attendance is who came and how the mediator made sure who it was. Identity is
// checked again at each session (在线调解规则 17).
type Attendance struct {
	Party      string `json:"party" maxLength:"8"`
	Identified string `json:"identified" enum:"id-comparison,document-shown,code-and-number,personally-known" doc:"how identified"`
	ByAgent    bool   `json:"byAgent,omitempty"`
}

// SessionResult is how a session went.
type SessionResult string

// The results.
const (
	ResultUnknown SessionResult = ""
	Adjourned     SessionResult = "adjourned" // go on another day
	Agreed        SessionResult = "agreed"    // terms settled
	NotAgreed     SessionResult = "not-agreed"
)

// planned finds the session that is to be held next, or nil.
func (c *Case) planned() *Session { return c.session(SessionPlanned) }

func (c *Case) session(state string) *Session {
	for i := len(c.Sessions) - 1; i >= 0; i-- {
		if c.Sessions[i].State == state {
			return &c.Sessions[i]
		}
	}
	return nil
}

// NextSession is the session that is planned, or nil.
func (c *Case) NextSession() *Session { return c.planned() }

// breakOff ends the session that is open where the mediation leaves it, without a result.
func (c *Case) breakOff(at time.Time) {
	if s := c.session(SessionOpen); s != nil {
		s.State, s.ClosedAt = SessionHeldState, at
	}
}

// SessionPlan fixes time, mode and place of a session.
type SessionPlan struct {
	Start time.Time `json:"start" doc:"planned start"`
	Mode  Mode      `json:"mode" enum:"video,telephone,on-site,asynchronous"`
	Place string    `json:"place,omitempty" doc:"address, or where the room is found" maxLength:"300"`
}

// Act implements Detail.
func (*SessionPlan) Act() Act { return ScheduleSession }

// Check implements Detail.
func (d *SessionPlan) Check() Problems {
	var p Problems
	if d.Start.IsZero() {
		p.Add("start", "请填写开始时间", "is required")
	}
	if !Known(Modes(), d.Mode) {
		p.Add("mode", "请选择调解方式", "unknown mode")
	}
	if d.Mode == OnSite {
		p.Require("place", d.Place)
	}
	return p
}

func (d *SessionPlan) apply(c *Case, e Entry) {
	c.Sessions = append(c.Sessions, Session{
		No: len(c.Sessions) + 1, Start: d.Start, PlannedAt: e.At, Mode: d.Mode, Place: d.Place, State: SessionPlanned,
	})
}

// SessionMove puts a planned session to another time.
type SessionMove struct {
	Start  time.Time `json:"start"`
	Mode   Mode      `json:"mode,omitempty" enum:"video,telephone,on-site,asynchronous" doc:"empty: as before"`
	Place  string    `json:"place,omitempty" doc:"address; empty: as before, if the mode is" maxLength:"300"`
	Reason string    `json:"reason" maxLength:"1000"`
}

// Act implements Detail.
func (*SessionMove) Act() Act { return RescheduleSession }

// Check implements Detail.
func (d *SessionMove) Check() Problems {
	var p Problems
	if d.Start.IsZero() {
		p.Add("start", "请填写开始时间", "is required")
	}
	if d.Mode != "" && !Known(Modes(), d.Mode) {
		p.Add("mode", "请选择调解方式", "unknown mode")
	}
	if d.Mode == OnSite {
		p.Require("place", d.Place)
	}
	p.Require("reason", d.Reason)
	return p
}

func (d *SessionMove) apply(c *Case, e Entry) {
	s := c.planned()
	s.State = SessionCancelled
	moved := Session{
		No: len(c.Sessions) + 1, Start: d.Start, PlannedAt: e.At, Mode: s.Mode, Place: s.Place, State: SessionPlanned,
	}
	if d.Mode != "" && d.Mode != s.Mode {
		moved.Mode, moved.Place = d.Mode, ""
	}
	if d.Place != "" {
		moved.Place = d.Place
	}
	c.Sessions = append(c.Sessions, moved)
}

// SessionOpening begins the planned session.
type SessionOpening struct {
	Attendance []Attendance `json:"attendance" maxItems:"60"`
	// RightsExplained covers rights and duties and the warning against false mediation.
	RightsExplained bool `json:"rightsExplained" doc:"rights notice and warning given (特邀调解规定 14)"`
}

// Act implements Detail.
func (*SessionOpening) Act() Act { return OpenSession }

// Check implements Detail.
func (d *SessionOpening) Check() Problems {
	var p Problems
	if len(d.Attendance) == 0 {
		p.Add("attendance", "请登记到场人员", "record who attends")
	}
	for i, a := range d.Attendance {
		p.Require(fmt.Sprintf("attendance[%d].identified", i), a.Identified)
	}
	if !d.RightsExplained {
		p.Add("rightsExplained", "须先告知权利义务及虚假调解的后果", "rights and the warning must be given first")
	}
	return p
}

func (d *SessionOpening) apply(c *Case, e Entry) {
	s := c.planned()
	s.State, s.OpenedAt, s.Attendance = SessionOpen, e.At, d.Attendance
	c.setStage(InSession)
}

// NoShow is a party who did not come to a planned session.
type NoShow struct {
	Party   string `json:"party" maxLength:"8"`
	Excused bool   `json:"excused"`
	Reason  string `json:"reason,omitempty" maxLength:"1000"`
}

// Act implements Detail.
func (*NoShow) Act() Act { return RecordNoShow }

// Check implements Detail.
func (d *NoShow) Check() Problems {
	var p Problems
	p.Require("party", d.Party)
	return p
}

func (d *NoShow) apply(c *Case, _ Entry) {
	c.planned().State = SessionMissed
	if !d.Excused {
		c.Party(d.Party).NoShows++
	}
}

// SessionClosing ends the open session.
type SessionClosing struct {
	Result SessionResult `json:"result" enum:"adjourned,agreed,not-agreed"`
	// Undisputed are the facts that all sides accept (无争议事实); they need not be
	// proved later, and must be written even where a recording replaces the record.
	Undisputed []string `json:"undisputed,omitempty" maxItems:"100"`
	// Record sums up the record as it stood; it is set by the system.
	Record *Transcript `json:"record,omitempty" doc:"set by the system"`
}

// Act implements Detail.
func (*SessionClosing) Act() Act { return CloseSession }

// Check implements Detail.
func (d *SessionClosing) Check() Problems {
	var p Problems
	switch d.Result {
	case Adjourned, Agreed, NotAgreed:
	default:
		p.Add("result", "请选择本次调解结果", "unknown result")
	}
	return p
}

func (d *SessionClosing) apply(c *Case, e Entry) {
	s := c.session(SessionOpen)
	s.State, s.ClosedAt, s.Result, s.Record = SessionHeldState, e.At, d.Result, d.Record
	c.Undisputed = append(c.Undisputed, d.Undisputed...)
	c.note(SessionHeld, e.At)
	if d.Result == Agreed {
		c.setStage(Drafting)
		return
	}
	c.setStage(Scheduling)
}

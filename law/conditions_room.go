package law

import (
	"slices"
	"time"

	"sutiao/dispute"
)

// DoorsOpen is how long before its planned start a session's room can be entered.
const DoorsOpen = 30 * time.Minute

// RoomState is whether the room of a session can be entered.
type RoomState string

// The states of a room.
const (
	RoomClosed RoomState = "closed" // there is none
	RoomEarly  RoomState = "early"
	RoomOpen   RoomState = "open"
	RoomOver   RoomState = "over"
)

// RoomOf tells whether the room of a session can be entered now: from some time before the
// planned start until the session ends, and on until the agreement that was reached in it
// is signed: it is drafted, read aloud and signed in the room.
func RoomOf(c *dispute.Case, s *dispute.Session, now time.Time) RoomState {
	switch {
	case s == nil || s.Mode != dispute.Video:
		return RoomClosed
	case !s.NeedsRoom(c.Stage):
		return RoomOver
	case s.State == dispute.SessionPlanned && now.Before(s.Start.Add(-DoorsOpen)):
		return RoomEarly
	}
	return RoomOpen
}

var videoSession = Condition{
	ID:     "video-session",
	Reason: dispute.Text{ZH: "没有这次视频调解", EN: "there is no such session by video"},
	Holds: func(s Situation) bool {
		d, given := detailOf[*dispute.Arrival](s)
		if given {
			return RoomOf(s.Case, s.Case.SessionNo(d.Session), s.Now) != RoomClosed
		}
		return slices.ContainsFunc(s.Case.Sessions, func(m dispute.Session) bool { return m.Mode == dispute.Video && m.NeedsRoom(s.Case.Stage) })
	},
}

var doorsOpen = Condition{
	ID:     "doors-open",
	Reason: dispute.Text{ZH: "调解室在计划开始前30分钟开放，本次调解结束或者协议签署后关闭", EN: "the room opens 30 minutes before the planned start and closes with the session, or when the agreement is signed"},
	Holds: func(s Situation) bool {
		d, given := detailOf[*dispute.Arrival](s)
		return !given || RoomOf(s.Case, s.Case.SessionNo(d.Session), s.Now) == RoomOpen
	},
}

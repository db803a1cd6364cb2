package dispute

import (
	"slices"
	"time"
)

// Arrived is somebody whose identity was checked for one session; it is checked again at
// each (在线调解规则 17).
type Arrived struct {
	Party          string    `json:"party"`
	Account        string    `json:"account"`
	ByAgent        bool      `json:"byAgent,omitempty"`
	Identified     string    `json:"identified"`
	RightsVersion  string    `json:"rightsVersion"`
	ConsentsOnline bool      `json:"consentsOnline"`
	At             time.Time `json:"at"`
}

// Arrival (到会核验身份) is a party who comes to the video room: by one-time code and the end
// of the document's number, having read the rights notice and agreed to mediate online.
type Arrival struct {
	Session        int    `json:"session" minimum:"1"`
	RightsRead     bool   `json:"rightsRead" doc:"the notice of rights and duties was read"`
	ConsentsOnline bool   `json:"consentsOnline" doc:"agrees to mediate online in this session"`
	Code           string `json:"code,omitempty" doc:"one-time code; checked and not kept" maxLength:"20"`
	Number         string `json:"number,omitempty" doc:"last six characters of the document's number; checked and not kept" maxLength:"20"`
	// Set by the system.
	Identified    string `json:"identified,omitempty" doc:"set by the system"`
	RightsVersion string `json:"rightsVersion,omitempty" doc:"set by the system"`
}

// Act implements Detail.
func (*Arrival) Act() Act { return ConfirmIdentity }

// Check implements Detail.
func (d *Arrival) Check() Problems {
	var p Problems
	if !d.RightsRead {
		p.Add("rightsRead", "请先阅读权利义务告知", "read the notice of rights first")
	}
	if !d.ConsentsOnline {
		p.Add("consentsOnline", "在线调解须经您同意", "mediation online needs your consent")
	}
	return p
}

func (d *Arrival) apply(c *Case, e Entry) {
	s := c.SessionNo(d.Session)
	party := c.Party(e.By.Party)
	if s == nil || party == nil {
		return
	}
	party.answerOnline(MeetOnline, true, e.At)
	s.Arrivals = append(s.Arrivals, Arrived{
		Party: party.ID, Account: e.By.Account, ByAgent: party.Account != e.By.Account, Identified: d.Identified,
		RightsVersion: d.RightsVersion, ConsentsOnline: d.ConsentsOnline, At: e.At,
	})
}

// SessionNo finds a session by its number, or nil.
func (c *Case) SessionNo(no int) *Session {
	if no < 1 || no > len(c.Sessions) {
		return nil
	}
	return &c.Sessions[no-1]
}

// NeedsRoom tells whether a session by video still needs its room at a stage of its case.
func (s *Session) NeedsRoom(stage Stage) bool {
	switch s.State {
	case SessionPlanned, SessionOpen:
		return stage != Closed
	case SessionHeldState:
		return s.Result == Agreed && (stage == Drafting || stage == Signing)
	}
	return false
}

// emptyRooms: when a room is needed no more, nobody is in it, though a lost node can't say so.
func (c *Case) emptyRooms(at time.Time) {
	for i := range c.Sessions {
		if s := &c.Sessions[i]; !s.NeedsRoom(c.Stage) {
			s.leave(at, func(*Presence) bool { return true })
		}
	}
}

// leave ends the spans of those in the room who are chosen.
func (s *Session) leave(at time.Time, chosen func(*Presence) bool) {
	for i := range s.Presence {
		if p := &s.Presence[i]; p.To.IsZero() && chosen(p) {
			p.To = at
		}
	}
}

// HasArrived tells that an account's identity was checked for the session.
func (s *Session) HasArrived(account string) bool {
	for _, a := range s.Arrivals {
		if a.Account == account {
			return true
		}
	}
	return false
}

// Presence is a span during which somebody was in the room.
type Presence struct {
	Account  string    `json:"account"`
	Party    string    `json:"party,omitempty"`
	Capacity string    `json:"capacity"` // mediator, party, agent or observer
	From     time.Time `json:"from"`
	To       time.Time `json:"to,omitzero"`
	Node     string    `json:"node,omitempty" doc:"the media node on which the room was open"`
	// Moved: he did not leave; the room went on on another node.
	Moved bool `json:"moved,omitempty"`
}

// Footage is a file of a consented recording of one person.
type Footage struct {
	Account string    `json:"account"`
	Party   string    `json:"party,omitempty"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	File    File      `json:"file"`
}

// RoomEvent is what the room reports.
type RoomEvent string

// The events of a room.
const (
	RoomCame        RoomEvent = "came"
	RoomWent        RoomEvent = "went"
	RoomRemoved     RoomEvent = "removed"
	RoomCaucusBegan RoomEvent = "caucus-began" // or changed
	RoomCaucusEnded RoomEvent = "caucus-ended"
	RoomConsented   RoomEvent = "recording-consented"
	RoomWithdrew    RoomEvent = "recording-withdrawn"
	RoomRecorded    RoomEvent = "recorded"
	RoomOffersAsked RoomEvent = "offers-asked" // a round of confidential figures began
	RoomOffersMet   RoomEvent = "offers-met"
)

// RoomNote is what happened in the video room, as its node reports it. The ledger goes into
// the case file and to courts, so it doesn't say who was in a caucus, nor figures that were
// entered in confidence (在线调解规则 18、29).
type RoomNote struct {
	Session  int       `json:"session"`
	Event    RoomEvent `json:"event"`
	At       time.Time `json:"at"`
	Account  string    `json:"account,omitempty"`
	Party    string    `json:"party,omitempty"`
	Capacity string    `json:"capacity,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Node     string    `json:"node,omitempty"`
	Caucus   string    `json:"caucus,omitempty"`
	Round    int       `json:"round,omitempty" doc:"of confidential figures, counted through all sessions of the case"`
	File     *File     `json:"file,omitempty"`
	From     time.Time `json:"from,omitzero"`
}

// Act implements Detail.
func (*RoomNote) Act() Act { return NoteRoom }

// Check implements Detail.
func (*RoomNote) Check() Problems { return nil }

func (d *RoomNote) apply(c *Case, _ Entry) {
	s := c.SessionNo(d.Session)
	if s == nil {
		return
	}
	switch d.Event {
	case RoomCame:
		s.leave(d.At, func(p *Presence) bool {
			p.Moved = p.Node != d.Node // the node was lost, or hands over and says so later
			return p.Moved
		})
		if s.presence(d.Account) == nil {
			s.Presence = append(s.Presence, Presence{Account: d.Account, Party: d.Party, Capacity: d.Capacity, From: d.At, Node: d.Node})
		}
	case RoomWent:
		s.leave(d.At, func(p *Presence) bool {
			return p.Account == d.Account && p.Node == d.Node // of a node that hands over it comes late
		})
	case RoomCaucusBegan:
		if !slices.Contains(s.Caucuses, d.Caucus) {
			s.Caucuses = append(s.Caucuses, d.Caucus)
		}
	case RoomCaucusEnded:
		s.Caucuses = slices.DeleteFunc(s.Caucuses, func(name string) bool { return name == d.Caucus })
	case RoomOffersAsked:
		c.OfferRounds = max(c.OfferRounds, d.Round)
	case RoomRecorded:
		if d.File != nil {
			s.Recordings = append(s.Recordings, Footage{Account: d.Account, Party: d.Party, From: d.From, To: d.At, File: *d.File})
		}
	}
}

// WasLetIn tells that somebody is in the room as far as the case knows, or was when it
// moved to another node. During a private caucus nobody counts as let in: who comes back
// from a lost node is placed by the mediator.
func (s *Session) WasLetIn(account string) bool {
	for _, p := range slices.Backward(s.Presence) {
		if p.Account == account {
			return len(s.Caucuses) == 0 && (p.To.IsZero() || p.Moved)
		}
	}
	return false
}

// presence is the span of somebody who is in the room, or nil.
func (s *Session) presence(account string) *Presence {
	for i := range s.Presence {
		if s.Presence[i].Account == account && s.Presence[i].To.IsZero() {
			return &s.Presence[i]
		}
	}
	return nil
}

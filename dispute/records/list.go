package records

import (
	"time"

	"sutiao/dispute"
)

// Order is the order of a list of cases.
type Order string

// Query narrows a list of cases; the zero value lists all that the viewer may see.
type Query struct {
	Stage  dispute.Stage
	Ending dispute.Ending
	Search string // part of a case number or of a party's name
	Order  Order  // empty means ByDue
	After  string // Next of the page before
	Limit  int    // 0 means 50; at most 200
}

// Page is a part of a list.
type Page struct {
	Items []Summary
	Next  string // empty on the last page
}

// Summary is a case as lists show it.
type Summary struct {
	ID                 string
	Number             string
	Seq                int
	Track              dispute.Track
	Procedure          dispute.Procedure
	Type               string
	CauseNumber        string
	CauseVersion       string
	Court              string
	CourtNumber        string
	ConfirmationCourt  string
	ConfirmationNumber string
	ConfirmingSince    *time.Time
	Organisation       string
	Mediator           string
	Stage              dispute.Stage
	Ending             dispute.Ending
	Amount             dispute.Fen
	ReceivedAt         time.Time
	EndedAt            *time.Time
	NearestDue         *time.Time
	NearestLimit       string
	NearestProvisional bool
	Parties            []PartyName `gorm:"serializer:json"`
	UpdatedAt          time.Time
}

// PartyName is a party as lists show it.
type PartyName struct {
	Role dispute.Role `json:"role"`
	Name string       `json:"name"`
}

// The orders of a list.
const (
	ByDue      Order = "due"      // the nearest last day first, cases without one at the end
	ByReceived Order = "received" // the newest first
)

// TableName names the table for the object mapper.
func (Summary) TableName() string { return "disputes" }

package media

import (
	"context"
	"time"

	"sutiao/dispute"
	"sutiao/media/token"
)

// Reporter takes down what happens in the rooms. The facts of one room come one after
// the other. A fact that is answered with an error comes again, with the same ID.
type Reporter interface {
	Joined(context.Context, Joined) error
	Left(context.Context, Left) error
	Admitted(context.Context, Moved) error
	Removed(context.Context, Moved) error
	CaucusOpened(context.Context, CaucusHeld) error
	CaucusClosed(context.Context, CaucusHeld) error
	ConsentGiven(context.Context, Consented) error
	ConsentWithdrawn(context.Context, Consented) error
	RecordingSegment(context.Context, Segment) error
	OffersAsked(context.Context, Asked) error
	OfferMatched(context.Context, Match) error
}

// Fact is what all facts have. ID is the same whenever the same fact is reported.
type Fact struct {
	ID        string    `json:"id"`
	Room      string    `json:"room"`
	DisputeID string    `json:"disputeId"`
	SessionNo int       `json:"sessionNo"`
	At        time.Time `json:"at"`
}

// Person is somebody in a room.
type Person struct {
	Participant string         `json:"participant"`
	Account     string         `json:"account"`
	Capacity    token.Capacity `json:"capacity"`
	Party       string         `json:"party,omitempty"`
	Side        dispute.Role   `json:"side,omitempty"`
}

// Joined tells that somebody connected for the first time, to the waiting room unless he
// is the mediator.
type Joined struct {
	Fact
	Person
}

// Left tells that somebody is gone for good. From is when he came.
type Left struct {
	Fact
	Person
	From   time.Time `json:"from"`
	Reason string    `json:"reason"` // left, lost, removed, room-closed
}

// Moved tells of somebody whom the mediator admitted or removed.
type Moved struct {
	Fact
	Person
	By     string `json:"by"` // account of the mediator
	Reason string `json:"reason,omitempty"`
}

// CaucusHeld tells that a private caucus began, changed or ended, and who was in it.
type CaucusHeld struct {
	Fact
	Caucus string   `json:"caucus"`
	By     string   `json:"by,omitempty"`
	People []Person `json:"people"`
}

// Consented tells of the consent to record a place.
type Consented struct {
	Fact
	Person
}

// Segment is a closed file of the recording of one person. The file is handed over: the
// node doesn't touch it again. Whoever has taken it removes it.
type Segment struct {
	Fact
	Person
	Keeper string    `json:"keeper,omitempty"`
	Path   string    `json:"path"`
	SHA256 string    `json:"sha256"` // hexadecimal, of the closed file
	Bytes  int64     `json:"bytes"`
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
}

// Asked tells that a round of confidential figures began. The case counts them: a room that
// moves, or another session, does not begin anew.
type Asked struct {
	Fact
	Round int `json:"round"`
}

// Match tells that the confidential figures of a round overlapped; neither figure is told.
type Match struct {
	Fact
	Round    int   `json:"round"`
	Midpoint int64 `json:"midpoint"` // fen
}

// Silent is a Reporter that reports nothing.
type Silent struct{}

// Joined implements Reporter.
func (Silent) Joined(context.Context, Joined) error { return nil }

// Left implements Reporter.
func (Silent) Left(context.Context, Left) error { return nil }

// Admitted implements Reporter.
func (Silent) Admitted(context.Context, Moved) error { return nil }

// Removed implements Reporter.
func (Silent) Removed(context.Context, Moved) error { return nil }

// CaucusOpened implements Reporter.
func (Silent) CaucusOpened(context.Context, CaucusHeld) error { return nil }

// CaucusClosed implements Reporter.
func (Silent) CaucusClosed(context.Context, CaucusHeld) error { return nil }

// ConsentGiven implements Reporter.
func (Silent) ConsentGiven(context.Context, Consented) error { return nil }

// ConsentWithdrawn implements Reporter.
func (Silent) ConsentWithdrawn(context.Context, Consented) error { return nil }

// RecordingSegment implements Reporter.
func (Silent) RecordingSegment(context.Context, Segment) error { return nil }

// OffersAsked implements Reporter.
func (Silent) OffersAsked(context.Context, Asked) error { return nil }

// OfferMatched implements Reporter.
func (Silent) OfferMatched(context.Context, Match) error { return nil }

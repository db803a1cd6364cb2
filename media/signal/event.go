package signal

import (
	"time"

	"sutiao/dispute"
	"sutiao/media/level"
	"sutiao/media/offers"
	"sutiao/media/token"
)

// Event is a message of the node.
type Event struct {
	Type string `json:"type"`
	Re   string `json:"re,omitempty"` // id of the request that it answers
	// Caucus is the private caucus that the message belongs to; what is said there is
	// confidential and Confidential says so (在线调解规则 18, 29).
	Caucus       string `json:"caucus,omitempty"`
	Confidential bool   `json:"confidential,omitempty"`

	// One of these, by type.
	*Welcome
	*Place
	Code        string           `json:"code,omitempty"`
	Message     *dispute.Text    `json:"message,omitempty"`
	SDP         string           `json:"sdp,omitempty"`
	Offer       int              `json:"offer,omitempty"`
	Tracks      []ReceivedTrack  `json:"tracks,omitempty"`
	Participant *Participant     `json:"participant,omitempty"`
	Who         string           `json:"who,omitempty"`
	Reason      string           `json:"reason,omitempty"`
	Waiting     *[]Participant   `json:"waiting,omitempty"`
	Where       []Whereabouts    `json:"where,omitempty"`
	Speakers    *[]level.Speaker `json:"speakers,omitempty"`
	Said        *Said            `json:"said,omitempty"`
	Pointed     *Pointed         `json:"pointed,omitempty"`
	Countdown   *Countdown       `json:"countdown,omitempty"`
	Recording   *RecordingState  `json:"recording,omitempty"`
	Round       *Round           `json:"round,omitempty"`
	Outcome     *offers.Outcome  `json:"outcome,omitempty"`
	Degraded    *Degraded        `json:"degraded,omitempty"`
}

// Welcome answers a hello.
type Welcome struct {
	Version int         `json:"version"`
	You     string      `json:"you"`
	Session string      `json:"session"` // to come back with
	State   string      `json:"state"`   // waiting or admitted
	Grace   int         `json:"grace"`   // seconds within which one can come back
	ICE     []ICEServer `json:"ice"`
	Resumed bool        `json:"resumed"`
}

// ICEServer is one entry of RTCConfiguration.iceServers.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username,omitempty"`
	Credential string   `json:"credential,omitempty"`
}

// Place is all there is to know of the place where one is: sent on entry, on every move
// and on every return.
type Place struct {
	Participants []Participant   `json:"participants"`
	Chat         []Said          `json:"chat"`
	Timer        *Countdown      `json:"timer,omitempty"`
	Pointer      *Pointed        `json:"pointer,omitempty"`
	Recorded     *RecordingState `json:"recorded"`
	Degrade      *Degraded       `json:"degrade,omitempty"`
	OfferRound   *Round          `json:"offerRound,omitempty"`
	OfferOutcome *offers.Outcome `json:"offerOutcome,omitempty"` // of the last round that was closed
}

// Participant is a person as the others of the same place see him.
type Participant struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Capacity token.Capacity `json:"capacity"`
	Party    string         `json:"party,omitempty"`
	Side     dispute.Role   `json:"side,omitempty"`
	Hand     bool           `json:"hand"`
	Away     bool           `json:"away"` // the connection is lost, he may come back
	Sources  []Sending      `json:"sources"`
	Took     bool           `json:"took,omitempty"` // came in from another tab or device just now
}

// Sending is a track that somebody sends.
type Sending struct {
	Source     Source `json:"source"`
	Muted      bool   `json:"muted"`
	ByMediator bool   `json:"byMediator,omitempty"`
}

// Whereabouts tells the mediator, who moves people, in which caucus somebody is.
type Whereabouts struct {
	Participant string `json:"participant"`
	Name        string `json:"name"`
	Caucus      string `json:"caucus,omitempty"`
}

// ReceivedTrack tells what a media section of a subscription offer carries.
type ReceivedTrack struct {
	MID         string `json:"mid"`
	Participant string `json:"participant"`
	Source      Source `json:"source"`
}

// Said is a text of the chat.
type Said struct {
	From string    `json:"from"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
	Key  string    `json:"key"`
}

// Pointed is where somebody points.
type Pointed struct {
	Pointer
	From string `json:"from"`
}

// Countdown is a running timer.
type Countdown struct {
	Label string    `json:"label,omitempty"`
	Ends  time.Time `json:"ends"`
	Left  int       `json:"left"` // seconds, for clocks that are wrong
}

// The states of a recording.
const (
	RecordingOff    = "off"
	RecordingAsked  = "asked"  // waits for the consent of all present
	RecordingOn     = "on"     // all present consented
	RecordingPaused = "paused" // somebody came who has not consented
)

// RecordingState is how far the recording of a place is. Audible asks the client to
// sound the notice.
type RecordingState struct {
	State     string   `json:"state"`
	Consented []string `json:"consented"`
	Missing   []string `json:"missing"`
	Audible   bool     `json:"audible"`
}

// Round is a round of confidential figures.
type Round struct {
	No   int  `json:"no"`
	Open bool `json:"open"`
}

// The steps of degrading, from best to worst.
const (
	DegradedNot   = "none"
	DegradedVideo = "audio" // no video is sent to this person
	DegradedAll   = "text"  // nor audio
)

// Degraded tells a person what of the others still reaches him, and why.
type Degraded struct {
	To     string `json:"to"`
	Reason string `json:"reason,omitempty"` // bandwidth, loss, connection
}

package signal

// Request is a message of a client. Check tells what is wrong with it, or "".
type Request interface{ Check() string }

// Hello is the first message of every connection: with a ticket, or with the session
// secret of an earlier welcome.
type Hello struct {
	Version int    `json:"version"`
	Token   string `json:"token,omitempty"`
	Session string `json:"session,omitempty"`
	Fresh   bool   `json:"fresh,omitempty"` // the page has no peer connections (any more)
}

// Publish is an offer for the connection that carries what the client sends.
type Publish struct {
	SDP    string      `json:"sdp"`
	Tracks []SentTrack `json:"tracks"`
}

// SentTrack tells what a media section of an offer carries.
type SentTrack struct {
	MID    string `json:"mid"`
	Source Source `json:"source"`
}

// Answer answers the subscription offer with that number.
type Answer struct {
	SDP   string `json:"sdp"`
	Offer int    `json:"offer"`
}

// Restart asks for an offer with new ICE credentials for what the client receives.
type Restart struct{}

// View wishes a track in a quality.
type View struct {
	Participant string  `json:"participant"`
	Source      Source  `json:"source"`
	Quality     Quality `json:"quality"`
}

// Mute mutes a track: one's own, or as the mediator somebody else's. Only its owner
// unmutes it.
type Mute struct {
	Participant string `json:"participant,omitempty"` // empty: oneself
	Source      Source `json:"source"`
	Muted       bool   `json:"muted"`
}

// Admit lets somebody in who waits.
type Admit struct {
	Participant string `json:"participant"`
}

// Remove puts somebody out.
type Remove struct {
	Participant string `json:"participant"`
	Reason      string `json:"reason"`
}

// Hand raises or lowers a hand; the mediator may lower another's.
type Hand struct {
	Participant string `json:"participant,omitempty"`
	Raised      bool   `json:"raised"`
}

// Chat says something in writing. The same key again is the same text again.
type Chat struct {
	Key  string `json:"key"`
	Text string `json:"text"`
	// Caucus is where it was written, "" for the common room: what was written in a caucus
	// and arrives after its end must not be read outside.
	Caucus *string `json:"caucus,omitempty"`
}

// Pointer points at a place on a page of a shared document; x and y are parts of its
// width and height.
type Pointer struct {
	Document string  `json:"document"`
	Page     int     `json:"page"`
	X        float64 `json:"x"`
	Y        float64 `json:"y"`
}

// Timer starts a countdown that all see; 0 seconds takes it away.
type Timer struct {
	Seconds int    `json:"seconds"`
	Label   string `json:"label,omitempty"`
}

// Caucus brings exactly these people into a private caucus (背对背调解); an empty name
// opens a new one. Whoever of it is not named goes back to the common room.
type Caucus struct {
	Caucus       string   `json:"caucus,omitempty"`
	Participants []string `json:"participants"`
}

// EndCaucus brings all of a caucus back to the common room.
type EndCaucus struct {
	Caucus string `json:"caucus"`
}

// Recording asks for, or ends, the recording of the place where the mediator is.
type Recording struct {
	On bool `json:"on"`
}

// Consent gives or withdraws the consent to record the place where one is.
type Consent struct {
	Given bool `json:"given"`
}

// OfferRound opens or closes a round of confidential figures.
type OfferRound struct {
	Open bool `json:"open"`
}

// Offer enters the confidential figure of one's side, in fen.
type Offer struct {
	Fen int64 `json:"fen"`
}

// Ping asks for a pong.
type Ping struct{}

// Leave goes for good.
type Leave struct{}

// Source is what a track shows.
type Source string

// The sources.
const (
	Microphone Source = "microphone"
	Camera     Source = "camera"
	Screen     Source = "screen"
)

// Sources lists the sources.
func Sources() []Source { return []Source{Microphone, Camera, Screen} }

// Quality is how well a viewer wishes to see a track.
type Quality string

// The qualities.
const (
	Off    Quality = "off"
	Low    Quality = "low"
	Medium Quality = "medium"
	High   Quality = "high"
)

package dispute

import "time"

// Confidence is what a party tells the mediator alone, or a mediator notes for himself
// (背对背调解). It is kept beside the case and never becomes part of it.
type Confidence struct {
	ID      string `json:"id"`
	Session int    `json:"session,omitempty"`
	By      string `json:"by"` // party ID or "mediator"
	Text    string `json:"text"`
	Mine    bool   `json:"mine"`
	// Released tells that its owner has released it to all parties.
	Released bool      `json:"released"`
	At       time.Time `json:"at"`
}

// ConfidenceRelease is the owner's consent that the other side learns of a confidence.
type ConfidenceRelease struct {
	Confidence string `json:"confidence" doc:"its ID" maxLength:"40"`
}

// Act implements Detail.
func (*ConfidenceRelease) Act() Act { return ReleaseConfidence }

// Check implements Detail.
func (d *ConfidenceRelease) Check() Problems {
	var p Problems
	p.Require("confidence", d.Confidence)
	return p
}

func (*ConfidenceRelease) apply(*Case, Entry) {}

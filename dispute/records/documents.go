package records

import (
	"time"

	"sutiao/dispute"
)

// DocumentKey names a document of a dispute: its kind, and the act or version that it
// stands for.
type DocumentKey struct {
	Dispute      string
	Organisation string
	Kind         dispute.DocumentKind
	Of           string // ID of the act, or the version of the agreement with its act
	Version      int    // of the agreement; 0 for other documents
}

// Revision is one file of a document: No 0 is the text, each signature makes one more.
type Revision struct {
	dispute.Document
	No     int
	Signer string // whose signature made it; empty for the text itself
	Places []dispute.SignaturePlace
}

// PaperOwed is a document that has still to be made.
type PaperOwed struct {
	dispute.PaperOwed
	Attempts int
}

// Genuineness is what a public page says of a document, and nothing more.
type Genuineness string

// The answers.
const (
	NotGenuine Genuineness = "not-genuine" // 无此文书
	Genuine    Genuineness = "genuine"     // 真实
	Superseded Genuineness = "superseded"  // 已有新的版本
)

// Template is an organisation's own wording of a document; a later one replaces it.
type Template struct {
	Organisation string
	Kind         dispute.DocumentKind
	Version      int
	Text         string
	By           string // account
	At           time.Time
}

// Filed is a document as it stands now, with whose key its file lies under.
type Filed struct {
	dispute.Document
	Keeper     string
	Signatures int
}

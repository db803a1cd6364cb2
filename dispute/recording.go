package dispute

import "time"

// Recording is what one step of a case leaves behind, written in one transaction: the
// ledger rows, the readable projection, its dates and the notices that are owed.
type Recording struct {
	Case    *Case     `json:"case"`
	Entries []Entry   `json:"entries"`
	Dates   []DueDate `json:"dates,omitempty"`
	Notices []Notice  `json:"notices,omitempty"`
	// Papers are the documents that the acts owe; they are made from the ledger.
	Papers []PaperOwed `json:"papers,omitempty"`
}

// PaperOwed is a document that an act owes: it records the case as that act left it.
type PaperOwed struct {
	Dispute string       `json:"dispute"`
	Kind    DocumentKind `json:"kind"`
	Of      string       `json:"of"` // ID of the act
}

// DueDate is a running limit as lists and reminders need it.
type DueDate struct {
	Limit       string    `json:"limit"`
	Name        Text      `json:"name"`
	Last        Date      `json:"last"`
	Due         time.Time `json:"due"`
	Provisional bool      `json:"provisional,omitempty"`
	Stopped     bool      `json:"stopped,omitempty"`
	Main        bool      `json:"main,omitempty"`
}

// Notice is a message owed to somebody. It names the case by reference; the wording is a
// template's, and holds no personal data beyond what the reader may see anyway.
type Notice struct {
	// Key is the business idempotency key: the same notice is never sent twice.
	Key string `json:"key"`
	// To is an account; Office is instead a whole organisation or court.
	To       string            `json:"to,omitempty"`
	Office   Office            `json:"office,omitzero"`
	Template string            `json:"template"`
	Values   map[string]string `json:"values,omitempty"`
	At       time.Time         `json:"at"`
}

// Office addresses whoever does the job at an organisation or court.
type Office struct {
	Organisation string `json:"organisation,omitempty"`
	Court        string `json:"court,omitempty"` // 法院代字
}

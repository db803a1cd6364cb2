package dispute

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// RecordLine is a line of the mediation record (调解笔录), written while people speak. A line
// that was wrong is not changed: another one replaces it.
type RecordLine struct {
	No       int       `json:"no"`
	Text     string    `json:"text"`
	Speaker  string    `json:"speaker,omitempty"` // party ID, or "mediator"
	Replaces int       `json:"replaces,omitempty"`
	At       time.Time `json:"at"`
	// Read says who has confirmed the line (在线调解规则 22), or objects to it.
	Read []LineRead `json:"read,omitempty"`
}

// LineRead is a party's word on a line.
type LineRead struct {
	Party     string    `json:"party"`
	Objection string    `json:"objection,omitempty"`
	At        time.Time `json:"at"`
}

// Transcript is what a session's record holds when the session ends. The lines themselves
// are kept beside the ledger; their hash in it binds them.
type Transcript struct {
	Lines  int    `json:"lines"`
	SHA256 string `json:"sha256,omitempty"` // of the lines as JSON, without who has read them
	// Unread are parties who have not confirmed every line.
	Unread []string `json:"unread,omitempty"`
}

// TranscriptOf makes the summary of a record's lines for those who attended.
func TranscriptOf(lines []RecordLine, attended []string) (*Transcript, error) {
	if len(lines) == 0 {
		return nil, nil
	}
	sum, err := hashOfLines(lines)
	if err != nil {
		return nil, err
	}
	t := &Transcript{Lines: len(lines), SHA256: sum}
	for _, party := range attended {
		if !readEvery(lines, party) {
			t.Unread = append(t.Unread, party)
		}
	}
	return t, nil
}

// Bound gives the lines that the summary covers: what was written after it is none of them.
// It reports an error where they are not the lines that were summed up.
func (t *Transcript) Bound(lines []RecordLine) ([]RecordLine, error) {
	if len(lines) < t.Lines {
		return nil, fmt.Errorf("the record has %d lines, the ledger binds %d", len(lines), t.Lines)
	}
	lines = lines[:t.Lines]
	sum, err := hashOfLines(lines)
	if err == nil && sum != t.SHA256 {
		err = fmt.Errorf("the lines of the record hash to %s, the ledger binds %s", sum, t.SHA256)
	}
	return lines, err
}

func hashOfLines(lines []RecordLine) (string, error) {
	bare := slices.Clone(lines)
	for i := range bare {
		bare[i].Read = nil // said later, too
	}
	data, err := json.Marshal(bare)
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), err
}

// Standing are the lines that no later line replaces.
func Standing(lines []RecordLine) []RecordLine {
	replaced := map[int]bool{}
	for _, l := range lines {
		replaced[l.Replaces] = true
	}
	var standing []RecordLine
	for _, l := range lines {
		if !replaced[l.No] {
			standing = append(standing, l)
		}
	}
	return standing
}

// StandsFor is the number of the line that now stands for a line: its own where none replaces it.
func StandsFor(lines []RecordLine, no int) int {
	for _, l := range lines { // a line replaces only earlier ones
		if l.Replaces == no && l.No > no {
			no = l.No
		}
	}
	return no
}

// ReplacedLine is the problem of a word on a line that another has replaced: it is to be said on
// the one that stands.
func ReplacedLine(field string, no, stands int) FieldError {
	return FieldError{Field: field, Reason: Text{
		ZH: fmt.Sprintf("第%d行已被更正，现以第%d行为准，请针对第%d行提出", no, stands, stands),
		EN: fmt.Sprintf("line %d has been corrected; line %d stands for it now: say it on line %d", no, stands, stands),
	}}
}

func readEvery(lines []RecordLine, party string) bool {
	for _, l := range Standing(lines) {
		read := false
		for _, r := range l.Read {
			read = read || (r.Party == party && r.Objection == "")
		}
		if !read {
			return false
		}
	}
	return true
}

package casefile

import (
	"io"
	"time"

	"sutiao/dispute"
	"sutiao/documents/verification"
)

// Open gives the content of a file from its start. It is called twice: once for the
// digests and once to copy.
type Open func() (io.ReadCloser, error)

// CaseFile is what goes into a case file.
type CaseFile struct {
	Case      verification.ManifestCase
	MadeAt    time.Time
	Documents []Document // in the order of the file
	Evidence  []Evidence
	Ledger    []verification.Row // as stored, with their hashes
}

// Document is a document of the procedure, a PDF.
type Document struct {
	Kind       dispute.DocumentKind
	Code       string
	Version    int
	Template   string
	MadeAt     time.Time
	Signatures int    // how many it has
	SHA256     string // hexadecimal, of the file as stored: another content is refused
	Size       int64  // bytes as recorded; 0 is not known
	Open       Open
}

// Evidence is a file that a party has handed in, or a decision that a court has.
type Evidence struct {
	Name   string // as uploaded
	SHA256 string // hexadecimal, of the file as stored: another content is refused
	Size   int64  // bytes as recorded; 0 is not known
	MadeAt time.Time
	Open   Open
}

// ChangedError tells that a stored file is no longer what was recorded.
type ChangedError struct{ Entry string }

func (e *ChangedError) Error() string {
	return "the stored file is not what was recorded: " + e.Entry
}

package activities

import (
	"context"
	"errors"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// Scribe writes a document of a dispute as a PDF.
type Scribe interface {
	Write(ctx context.Context, o PaperOrder) (Paper, error)
}

// PaperOrder asks for one document: which kind, of which case as which act left it.
type PaperOrder struct {
	Kind   dispute.DocumentKind
	Case   *dispute.Case
	Entry  dispute.Entry
	Ledger []dispute.Entry
	Code   string
	Index  []dispute.Document // what the file holds, for its index
}

// Paper is a document as it was written.
type Paper struct {
	PDF      []byte
	Pages    int
	Places   []dispute.SignaturePlace
	Template string
}

// Notary puts a signature or seal on a file, as a revision of its own.
type Notary interface {
	Sign(ctx context.Context, pdf []byte, s Stroke) ([]byte, error)
}

// Stroke is one signature as it goes on the file.
type Stroke struct {
	Organisation string // whose certificate signs
	Signer       string // party ID, dispute.MediatorSigner or dispute.OrganisationSigner
	Name         string
	Place        dispute.SignaturePlace
	Ink          []byte // PNG; empty where the name was typed
	Typed        string
	Evidence     *dispute.SigningEvidence
	Reason       string
	At           time.Time
	Last         bool // nobody signs after it
}

// Files keeps files by their hash, for each organisation apart.
type Files interface {
	Put(ctx context.Context, organisation string, data []byte) (dispute.File, error)
	Get(ctx context.Context, organisation, sha256 string) ([]byte, error)
}

// Register keeps what documents there are. A key names a document for good; asking for the
// code of the same key gives the same code.
type Register interface {
	Ledger(ctx context.Context, disputeID string) ([]dispute.Entry, error)
	DocumentCode(ctx context.Context, d records.DocumentKey) (code string, err error)
	// Revisions lists a document's files: as it was written, then with each signature.
	Revisions(ctx context.Context, code string) ([]records.Revision, error)
	AddRevision(ctx context.Context, r records.Revision) error
}

// errNoPapers: a worker that was given no scribe can't make documents.
var errNoPapers = errors.New("no scribe, notary or files are configured")

// write makes the first revision of a document, or gives the one that there is.
func (a *Activities) write(ctx context.Context, key records.DocumentKey, o PaperOrder) (records.Revision, error) {
	if a.Scribe == nil || a.Files == nil || a.Register == nil {
		return records.Revision{}, errNoPapers
	}
	code, err := a.Register.DocumentCode(ctx, key)
	if err != nil {
		return records.Revision{}, err
	}
	revisions, err := a.Register.Revisions(ctx, code)
	if err != nil || len(revisions) > 0 {
		return first(revisions), err
	}
	o.Code = code
	paper, err := a.Scribe.Write(ctx, o)
	if err != nil {
		return records.Revision{}, err
	}
	r := records.Revision{Places: paper.Places, Document: dispute.Document{
		Code: code, Kind: key.Kind, Version: key.Version, Pages: paper.Pages, Template: paper.Template, MadeAt: whole(o.Entry.At),
	}}
	return r, a.keep(ctx, key.Organisation, paper.PDF, &r)
}

func first(revisions []records.Revision) records.Revision {
	if len(revisions) == 0 {
		return records.Revision{}
	}
	return revisions[0]
}

// whole is a time as the register gives it back: what is made and what is found again must
// be the same.
func whole(t time.Time) time.Time { return t.Truncate(time.Microsecond).In(dispute.Beijing) }

// keep stores the file of a revision and registers it.
func (a *Activities) keep(ctx context.Context, organisation string, pdf []byte, r *records.Revision) error {
	file, err := a.Files.Put(ctx, organisation, pdf)
	if err != nil {
		return err
	}
	r.SHA256, r.SM3, r.Size = file.SHA256, file.SM3, file.Size
	if err := a.Register.AddRevision(ctx, *r); err != nil {
		return err
	}
	// Two attempts at the same step agree on the one that was registered first.
	revisions, err := a.Register.Revisions(ctx, r.Code)
	if err == nil && r.No < len(revisions) {
		*r = revisions[r.No]
	}
	return err
}

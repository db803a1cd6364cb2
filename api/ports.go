package api

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
	"sutiao/workflows"
)

// Cases reads the projection as far as the viewer may see it; what it may not see is
// not found.
type Cases interface {
	Dispute(ctx context.Context, viewer dispute.Actor, id string) (*dispute.Case, error)
	Disputes(ctx context.Context, viewer dispute.Actor, q records.Query) (records.Page, error)
	History(ctx context.Context, viewer dispute.Actor, id string, afterSeq, limit int) ([]records.LedgerRow, error)
	Confirmations(ctx context.Context, viewer dispute.Actor) ([]records.Summary, error)
	AddLateAct(ctx context.Context, viewer dispute.Actor, a records.LateAct) error
}

// Accounts keeps who may sign in. It never sees a plain secret.
type Accounts interface {
	CreateAccount(ctx context.Context, a records.Account) (*records.Account, error)
	AccountByLogin(ctx context.Context, login string) (*records.Account, error)
	AccountByPhone(ctx context.Context, phone string) (*records.Account, error)
	EnsurePartyAccount(ctx context.Context, phone, name string) (string, error)
	SetPassword(ctx context.Context, account, hash string, mustChange bool) error
}

// Logins keeps sessions, one-time codes and API keys, all as hashes.
type Logins interface {
	CreateSession(ctx context.Context, tokenHash []byte, account string, lasting time.Duration) error
	SessionByToken(ctx context.Context, tokenHash []byte, lasting time.Duration) (*records.Account, error)
	EndSession(ctx context.Context, tokenHash []byte) error
	PutCode(ctx context.Context, phone string, codeHash []byte, lasting time.Duration) error
	TakeCode(ctx context.Context, phone string, codeHash []byte, use string) error
	CreateAPIKey(ctx context.Context, keyHash []byte, account, note string) (string, error)
	AccountByAPIKey(ctx context.Context, keyHash []byte) (*records.Account, error)
	RevokeAPIKey(ctx context.Context, id string) error
}

// Register keeps organisations, mediators and courts.
type Register interface {
	CreateOrganisation(ctx context.Context, o records.Organisation) (*records.Organisation, error)
	Organisation(ctx context.Context, id string) (*records.Organisation, error)
	Organisations(ctx context.Context) ([]records.Organisation, error)
	PutMediator(ctx context.Context, m records.Mediator) error
	Mediators(ctx context.Context, organisation string) ([]records.Mediator, error)
	PutCourt(ctx context.Context, c records.Court) error
	Courts(ctx context.Context) ([]records.Court, error)
}

// Inbox keeps the notices that are shown in the pages.
type Inbox interface {
	Notices(ctx context.Context, viewer dispute.Actor, after int64, limit int) ([]records.ReceivedNotice, error)
	UnreadNotices(ctx context.Context, viewer dispute.Actor) (int64, error)
	MarkRead(ctx context.Context, viewer dispute.Actor, ids ...int64) error
}

// Keys makes every writing call repeatable.
type Keys interface {
	BeginKey(ctx context.Context, account, key, route string, bodyHash []byte) (*records.Response, error)
	FinishKey(ctx context.Context, account, key string, r records.Response) error
	DropKey(ctx context.Context, account, key string) error
}

// Almanacs gives the calendar in force and loads holiday notices.
type Almanacs interface {
	Almanac(ctx context.Context) (law.Almanac, error)
	LoadYear(ctx context.Context, y law.CalendarYear, by string) error
}

// Engine carries acts to the disputes' workflows.
type Engine interface {
	Open(ctx context.Context, in workflows.Start) (workflows.Receipt, error)
	Act(ctx context.Context, disputeID string, e dispute.Entry) (workflows.Receipt, error)
	CalendarChanged(ctx context.Context) error
	CaseFile(ctx context.Context, disputeID string, seq int) (dispute.File, error)
	// FindRoom waits for an opening of the room later than the one given.
	FindRoom(ctx context.Context, ref workflows.RoomRef, after int) (workflows.RoomPlace, error)
	RoomLost(ctx context.Context, disputeID string, session, opening int) error
	RoomLook(ctx context.Context, disputeID string, session int) error
}

// Documents knows what documents there are, as far as the viewer may see their case.
type Documents interface {
	Documents(ctx context.Context, viewer dispute.Actor, disputeID string) ([]dispute.Document, error)
	// DocumentFile gives a revision of a document and whose key it lies under; a negative
	// number means the last.
	DocumentFile(ctx context.Context, viewer dispute.Actor, disputeID, code string, no int) (d dispute.Document, keeper string, err error)
	Genuine(ctx context.Context, code, sha256 string) (records.Genuineness, error)
	AddTemplate(ctx context.Context, viewer dispute.Actor, kind dispute.DocumentKind, text string) (version int, err error)
	Template(ctx context.Context, viewer dispute.Actor, organisation string, kind dispute.DocumentKind) (*records.Template, error)
}

// Files keeps files by their hash, for each keeper apart.
type Files interface {
	Put(ctx context.Context, keeper string, content io.Reader) (dispute.File, error)
	Open(ctx context.Context, keeper, sha256 string) (content io.ReadCloser, size int64, err error)
}

// Uploads receives files piece by piece, and takes them over once an act names them.
type Uploads interface {
	http.Handler
	// Take inspects, scans and keeps an upload of the account. Taking it again gives the
	// same file.
	Take(ctx context.Context, account, keeper, uploadID string) (dispute.File, error)
	// Remove forgets an upload that was taken over.
	Remove(ctx context.Context, uploadID, account string) error
}

// Drawing tells whether a signature can be drawn on a document: every character has a
// glyph, and the picture can be read. The error names the field.
type Drawing interface {
	Drawable(name, typed string, ink []byte) error
}

// Trial writes the documents of an act that has not happened, and keeps none: what can't be
// typeset is refused before the act.
type Trial interface {
	TryDocuments(ctx context.Context, c *dispute.Case, e dispute.Entry, kinds []dispute.DocumentKind) error
}

// Codes sends a one-time code to a phone.
type Codes interface {
	SendCode(ctx context.Context, phone, code string) error
	// SendSigningCode sends a code that signs a document, which it names: somebody may have
	// several before them.
	SendSigningCode(ctx context.Context, phone, code, document string) error
}

// Wording gives the title and text of a notice by its template.
type Wording func(template string, values map[string]string) (title, body dispute.Text)

// Health tells whether a part that we need answers.
type Health interface {
	Ping(ctx context.Context) error
}

// detailJSON is the exact text of an act's detail.
func detailJSON(d dispute.Detail) string {
	data, err := json.Marshal(d)
	if err != nil {
		return "{}"
	}
	return string(data)
}

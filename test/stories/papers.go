package stories

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/dispute/records"
)

// Signs signs a version of the agreement by typing the name.
func Signs(version int) *dispute.Signature {
	return &dispute.Signature{Version: version, Document: Frozen(version).SHA256, Typed: "签名"}
}

// Frozen is the file of a version of the agreement, as the stories' scribe writes it.
func Frozen(version int) dispute.Document {
	return dispute.Document{
		Code: fmt.Sprintf("agreement-%d", version), Kind: dispute.AgreementText, Version: version,
		SHA256: hashOf(textOf(dispute.AgreementText, version)), Pages: 1, Template: "story",
	}
}

// SignsBoth signs the agreement and, in the same sitting, the joint application.
func SignsBoth(version int) *dispute.Signature {
	s := Signs(version)
	s.Application = hashOf(textOf(dispute.ConfirmationForm, version))
	return s
}

func textOf(kind dispute.DocumentKind, version int) []byte {
	return fmt.Appendf(nil, "%s %d", kind, version)
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Desk stands in for the scribe, the notary, the files and the register: it writes a line
// for each document and for each signature another.
type Desk struct {
	mu        sync.Mutex
	ledgers   map[string][]dispute.Entry
	revisions map[string][]records.Revision
	files     map[string][]byte
	// Away makes the next steps fail.
	Away int
}

// NewDesk makes an empty desk.
func NewDesk() *Desk {
	return &Desk{ledgers: map[string][]dispute.Entry{}, revisions: map[string][]records.Revision{}, files: map[string][]byte{}}
}

// Serve makes the desk the one that the activities work at.
func (d *Desk) Serve(a *activities.Activities) *activities.Activities {
	a.Scribe, a.Notary, a.Files, a.Register = d, d, d, d
	return a
}

// Remember takes the acts that were recorded.
func (d *Desk) Remember(r dispute.Recording) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ledger := d.ledgers[r.Case.ID]
	for _, e := range r.Entries {
		if !slices.ContainsFunc(ledger, func(known dispute.Entry) bool { return known.ID == e.ID }) {
			ledger = append(ledger, e)
		}
	}
	d.ledgers[r.Case.ID] = ledger
}

// Last is the last revision of a document, as text.
func (d *Desk) Last(code string) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.revisions[code]
	if len(r) == 0 {
		return ""
	}
	return string(d.files[r[len(r)-1].SHA256])
}

// Write implements activities.Scribe.
func (d *Desk) Write(_ context.Context, o activities.PaperOrder) (activities.Paper, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.Away > 0 {
		d.Away--
		return activities.Paper{}, errors.New("the scribe is away")
	}
	version := 0
	if o.Case.Agreement != nil {
		version = o.Case.Agreement.Version
	}
	places := []dispute.SignaturePlace{{Signer: dispute.MediatorSigner, Page: 1}, {Signer: dispute.OrganisationSigner, Page: 1}}
	for _, p := range o.Case.Parties {
		places = append(places, dispute.SignaturePlace{Signer: p.ID, Page: 1})
	}
	return activities.Paper{PDF: textOf(o.Kind, version), Pages: 1, Places: places, Template: "story"}, nil
}

// Sign implements activities.Notary.
func (d *Desk) Sign(_ context.Context, pdf []byte, s activities.Stroke) ([]byte, error) {
	return fmt.Appendf(slices.Clone(pdf), "\n%s", s.Signer), nil
}

// Put implements activities.Files.
func (d *Desk) Put(_ context.Context, _ string, data []byte) (dispute.File, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	sha := hashOf(data)
	d.files[sha] = data
	return dispute.File{SHA256: sha, Size: int64(len(data))}, nil
}

// Get implements activities.Files.
func (d *Desk) Get(_ context.Context, _, sha256 string) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	data, ok := d.files[sha256]
	if !ok {
		return nil, errors.New("no such file")
	}
	return data, nil
}

// Ledger implements activities.Register.
func (d *Desk) Ledger(_ context.Context, disputeID string) ([]dispute.Entry, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.ledgers[disputeID]), nil
}

// DocumentCode implements activities.Register.
func (d *Desk) DocumentCode(_ context.Context, k records.DocumentKey) (string, error) {
	return fmt.Sprintf("%s-%s-%d-%s", k.Dispute, k.Kind, k.Version, k.Of), nil
}

// Revisions implements activities.Register.
func (d *Desk) Revisions(_ context.Context, code string) ([]records.Revision, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.revisions[code]), nil
}

// AddRevision implements activities.Register.
func (d *Desk) AddRevision(_ context.Context, r records.Revision) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.revisions[r.Code] = append(d.revisions[r.Code], r)
	return nil
}

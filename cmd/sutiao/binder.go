package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/documents/casefile"
	"sutiao/documents/verification"
	"sutiao/storage"
	"sutiao/storage/files"
	"sutiao/storage/files/shelf"
)

// binder binds case files with the organisation's key.
type binder struct {
	db     *storage.DB
	store  *files.Store
	scribe scribe
	notary *notary
	now    func() time.Time
}

var _ activities.Binder = binder{}

// Bind implements activities.Binder.
func (b binder) Bind(ctx context.Context, o activities.CaseFileOrder) (dispute.File, error) {
	f, err := b.bind(ctx, o.Dispute)
	return f, carried(err)
}

// carried has a refusal reach whoever asked for the file. What is still being made is waited
// for; a file that is too large stays so.
func carried(err error) error {
	var reason *dispute.Error
	if !errors.As(err, &reason) {
		return err
	}
	return temporal.NewApplicationErrorWithOptions(reason.Error(), string(reason.Code), temporal.ApplicationErrorOptions{
		NonRetryable: reason.Code != dispute.CodeUnavailable, Cause: err, Details: []any{*reason},
	})
}

func (b binder) bind(ctx context.Context, id string) (dispute.File, error) {
	c, rows, err := b.asOf(ctx, id)
	if err != nil {
		return dispute.File{}, err
	}
	file, err := b.collect(ctx, c)
	file.Ledger = rows
	if err != nil {
		return dispute.File{}, err
	}
	organisation, err := b.db.Organisation(ctx, c.Organisation)
	if err != nil {
		return dispute.File{}, err
	}
	file.Case.Organisation = organisation.Name
	key, err := b.notary.key(organisation.ID, organisation.Name)
	if err != nil {
		return dispute.File{}, err
	}
	r, w := io.Pipe()
	go func() { _ = w.CloseWithError(casefile.Write(ctx, w, file, key, b.notary.stamps)) }()
	kept, err := shelf.Streams{Store: b.store}.Put(ctx, c.Keeper(), r)
	_ = r.CloseWithError(errors.New("the case file is not wanted any more"))
	kept.Name, kept.MediaType = "卷宗-"+nameOf(c)+".zip", "application/zip"
	return kept, err
}

// nameOf is how people call the case.
func nameOf(c *dispute.Case) string {
	for _, name := range []string{c.Number, c.CourtNumber} {
		if name != "" {
			return name
		}
	}
	return c.ID
}

// asOf reads the ledger and the case as exactly those acts have left it.
func (b binder) asOf(ctx context.Context, id string) (*dispute.Case, []verification.Row, error) {
	rows, err := b.ledger(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	acts, err := b.db.Ledger(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if len(rows) == 0 || len(acts) < len(rows) {
		return nil, nil, &dispute.Error{Code: dispute.CodeNotFound, Message: dispute.Text{ZH: "没有这个案件", EN: "there is no such case"}}
	}
	return dispute.Replay(id, acts[:len(rows)]), rows, nil
}

// notReady refuses a file that would lack something without saying so.
var notReady = &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
	ZH: "本案还有文书正在制作或者签章，卷宗尚不完整，请稍后再试", EN: "documents of this case are still being made or sealed; try again later"}}

// unfinished tells that the files of the agreement are behind the acts: not yet laid before
// the parties, without a signature that was given, or without the seal.
func unfinished(c *dispute.Case, filed []records.Filed) bool {
	a := c.Agreement
	switch {
	case a == nil:
		return false
	case c.AgreementStands():
		return a.Sealed == nil
	case c.Stage != dispute.Signing:
		return false
	case a.Frozen == nil:
		return true
	}
	return !slices.ContainsFunc(filed, func(f records.Filed) bool {
		return f.Code == a.Frozen.Code && f.Signatures == len(a.Signatures)
	})
}

// collect gathers what goes into the file but the ledger, which was read before: an index
// written now, every document and the evidence. What those acts owe must be there.
func (b binder) collect(ctx context.Context, c *dispute.Case) (casefile.CaseFile, error) {
	f := casefile.CaseFile{Case: caseOf(c), MadeAt: b.now()}
	owed, err := b.db.PapersOwed(ctx, c.ID)
	if err != nil {
		return f, err
	}
	filed, err := b.db.FiledDocuments(ctx, c.ID)
	if err != nil {
		return f, err
	}
	if owed > 0 || unfinished(c, filed) {
		return f, notReady
	}
	index, err := b.index(ctx, c, filed)
	if err != nil {
		return f, err
	}
	for _, d := range append([]records.Filed{index}, filed...) {
		f.Documents = append(f.Documents, casefile.Document{
			Kind: d.Kind, Code: d.Code, Version: d.Version, Template: d.Template, MadeAt: d.MadeAt,
			Signatures: d.Signatures, SHA256: d.SHA256, Size: d.Size, Open: b.opener(ctx, d.Keeper, d.SHA256),
		})
	}
	for _, e := range c.Evidence {
		for _, file := range e.Files {
			f.Evidence = append(f.Evidence, casefile.Evidence{
				Name: file.Name, SHA256: file.SHA256, Size: file.Size, MadeAt: e.At, Open: b.opener(ctx, file.Keeper, file.SHA256),
			})
		}
	}
	return f, nil
}

func (b binder) opener(ctx context.Context, keeper, sha256 string) casefile.Open {
	return func() (io.ReadCloser, error) { return b.store.Open(ctx, keeper, sha256) }
}

// index writes the index (卷宗目录) of what there is now.
func (b binder) index(ctx context.Context, c *dispute.Case, filed []records.Filed) (records.Filed, error) {
	order := activities.PaperOrder{Kind: dispute.FileIndex, Case: c, Entry: dispute.Entry{At: b.now(), By: dispute.TheSystem()}}
	for _, d := range filed {
		order.Index = append(order.Index, d.Document)
	}
	paper, err := b.scribe.Write(ctx, order)
	if err != nil {
		return records.Filed{}, fmt.Errorf("write the index: %w", err)
	}
	kept, err := shelf.Whole{Store: b.store}.Put(ctx, c.Keeper(), paper.PDF)
	return records.Filed{Keeper: c.Keeper(), Document: dispute.Document{
		Kind: dispute.FileIndex, SHA256: kept.SHA256, SM3: kept.SM3, Size: kept.Size,
		Pages: paper.Pages, Template: paper.Template, MadeAt: b.now(),
	}}, err
}

func (b binder) ledger(ctx context.Context, id string) ([]verification.Row, error) {
	stored, err := b.db.History(ctx, dispute.TheSystem(), id, 0, 0)
	if err != nil {
		return nil, err
	}
	rows := make([]verification.Row, len(stored))
	for i, r := range stored {
		rows[i] = verification.Row{
			DisputeID: r.DisputeID, Seq: r.Seq, ActID: r.ActID, Act: r.Act, ActorAccount: r.ActorAccount, Role: r.Role,
			Party: r.Party, Organisation: r.Organisation, Court: r.Court, At: r.When().UTC(), Expect: r.Expect, Detail: r.Detail,
			Previous: hex.EncodeToString(r.Previous), Hash: hex.EncodeToString(r.Hash),
		}
	}
	return rows, nil
}

func caseOf(c *dispute.Case) verification.ManifestCase {
	m := verification.ManifestCase{ID: c.ID, Number: c.Number, CourtNumber: c.CourtNumber}
	if cause, err := c.Cause.Resolve(); err == nil {
		m.Cause = cause.Name
	}
	for _, p := range c.Parties {
		m.Parties = append(m.Parties, p.Name)
	}
	return m
}

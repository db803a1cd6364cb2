package main

import (
	"context"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/documents"
	"sutiao/storage"
)

// scribe writes documents with the names that the register knows.
type scribe struct {
	db         *storage.DB
	verifyAt   string // where the square code on a document leads
	timestamps string
}

var _ activities.Scribe = scribe{}

// Write implements activities.Scribe.
func (s scribe) Write(ctx context.Context, o activities.PaperOrder) (activities.Paper, error) {
	order := documents.Order{
		Kind: o.Kind, Case: o.Case, Entry: o.Entry, Ledger: o.Ledger, Code: o.Code, Index: o.Index,
		VerifyAt: s.verifyAt, Timestamps: s.timestamps, Courts: map[string]string{}, People: map[string]string{},
	}
	if err := s.names(ctx, &order); err != nil {
		return activities.Paper{}, err
	}
	if err := s.record(ctx, &order); err != nil {
		return activities.Paper{}, err
	}
	own, err := s.db.Template(ctx, dispute.TheSystem(), o.Case.Organisation, o.Kind)
	if err != nil {
		return activities.Paper{}, err
	}
	if own != nil {
		if order.Template, err = documents.ParseTemplate(o.Kind, own.Text); err != nil {
			return activities.Paper{}, err
		}
	}
	w, err := documents.Write(order)
	return activities.Paper{PDF: w.PDF, Pages: w.Pages, Places: w.Places, Template: w.Template}, err
}

func (s scribe) names(ctx context.Context, o *documents.Order) error {
	if o.Case.Organisation != "" {
		organisation, err := s.db.Organisation(ctx, o.Case.Organisation)
		if err != nil {
			return err
		}
		o.Organisation = *organisation
	}
	courts, err := s.db.Courts(ctx)
	if err != nil {
		return err
	}
	for _, c := range courts {
		o.Courts[c.Code] = c.Name
	}
	accounts := []string{o.Case.Mediator}
	for _, e := range o.Ledger {
		accounts = append(accounts, e.By.Account)
	}
	for _, id := range accounts {
		if id == "" || o.People[id] != "" {
			continue
		}
		if a, err := s.db.AccountByID(ctx, id); err == nil {
			o.People[id] = a.Name
		}
	}
	return nil
}

// record reads what was said in the session that a record is about. The lines stand since
// the session was closed.
func (s scribe) record(ctx context.Context, o *documents.Order) error {
	closing, ok := o.Entry.Detail.(*dispute.SessionClosing)
	if o.Kind != dispute.MediationRecord || !ok || closing.Record == nil {
		return nil
	}
	for _, held := range o.Case.Sessions {
		if !held.ClosedAt.Equal(o.Entry.At) {
			continue
		}
		lines, err := s.db.SessionRecord(ctx, dispute.TheSystem(), o.Case.ID, held.No)
		if err != nil {
			return err
		}
		o.Record, err = closing.Record.Bound(lines)
		return err
	}
	return nil
}

// templates lets an organisation see and change the wording of its documents.
type templates struct{}

// BuiltinTemplate implements api.Templates.
func (templates) BuiltinTemplate(kind dispute.DocumentKind) (string, bool) {
	text, err := documents.BuiltinText(kind)
	return text, err == nil
}

// CheckTemplate implements api.Templates.
func (templates) CheckTemplate(kind dispute.DocumentKind, text string) error {
	return documents.CheckTemplate(kind, text)
}

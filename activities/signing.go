package activities

import (
	"context"
	"fmt"
	"strconv"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// AgreementOrder names the agreement whose files are wanted.
type AgreementOrder struct {
	Dispute string `json:"dispute"`
	Version int    `json:"version"`
	// Openings is how often the text had been laid before the parties.
	Openings int `json:"openings,omitempty"`
	// Signatures is how many had been given when this was ordered.
	Signatures int `json:"signatures,omitempty"`
}

// FreezeAgreement writes the files that are laid before the parties: the agreement and,
// where a court is named, the joint application for its confirmation.
func (a *Activities) FreezeAgreement(ctx context.Context, o AgreementOrder) (*dispute.Freezing, error) {
	w, err := a.worksheet(ctx, o)
	if w == nil {
		return nil, err
	}
	return a.freeze(ctx, w)
}

// worksheet is the case with what its agreement's files are made from.
type worksheet struct {
	c      *dispute.Case
	ledger []dispute.Entry
}

// worksheet is nil where the version was taken back meanwhile: nothing is to be made then.
func (a *Activities) worksheet(ctx context.Context, o AgreementOrder) (*worksheet, error) {
	if a.Register == nil {
		return nil, errNoPapers
	}
	ledger, err := a.Register.Ledger(ctx, o.Dispute)
	if err != nil {
		return nil, err
	}
	c := dispute.Replay(o.Dispute, ledger)
	if len(ledger) == 0 || c.Agreement == nil || c.Agreement.Version != o.Version || c.Agreement.Openings != o.Openings {
		return nil, nil
	}
	return &worksheet{c, ledger}, nil
}

func (a *Activities) freeze(ctx context.Context, w *worksheet) (*dispute.Freezing, error) {
	frozen := &dispute.Freezing{Version: w.c.Agreement.Version, Openings: w.c.Agreement.Openings}
	agreement, err := a.text(ctx, w, dispute.AgreementText)
	if err != nil {
		return nil, err
	}
	frozen.Agreement = agreement.Document
	if w.c.Agreement.ConfirmationCourt == "" || w.c.Agreement.Adopted != dispute.ProposalUnknown {
		return frozen, nil
	}
	application, err := a.text(ctx, w, dispute.ConfirmationForm)
	if err != nil {
		return nil, err
	}
	frozen.Application = &application.Document
	return frozen, nil
}

// text writes the agreement or the application as it was when the text was fixed, so that
// making it again gives the same bytes.
func (a *Activities) text(ctx context.Context, w *worksheet, kind dispute.DocumentKind) (records.Revision, error) {
	at := fixedBy(w)
	ledger := w.ledger[:at]
	c := dispute.Replay(w.c.ID, ledger)
	version := w.c.Agreement.Version
	if kind == dispute.ConfirmationForm {
		agreement, err := a.text(ctx, w, dispute.AgreementText)
		if err != nil {
			return agreement, err
		}
		c.Agreement.Frozen = &agreement.Document // the application names the agreement's code
	}
	key := records.DocumentKey{
		Dispute: c.ID, Organisation: c.Keeper(), Kind: kind,
		Of: strconv.Itoa(version) + "/" + ledger[at-1].ID, Version: version,
	}
	return a.write(ctx, key, PaperOrder{Kind: kind, Case: c, Entry: ledger[at-1], Ledger: ledger})
}

// fixedBy counts the acts up to the one that fixed the text: the last that opened the
// signing, or the one by which a proposal came into effect.
func fixedBy(w *worksheet) int {
	if w.c.Agreement.Adopted != dispute.ProposalUnknown {
		return adoptedBy(w)
	}
	for n := len(w.ledger); n > 0; n-- {
		switch d := w.ledger[n-1].Detail.(type) {
		case *dispute.SigningOpening:
			return n
		case *dispute.Draft:
			if d.ForSignature {
				return n
			}
		}
	}
	return len(w.ledger)
}

// adoptedBy counts the acts up to the one that made the proposal the agreement.
func adoptedBy(w *worksheet) int {
	c := &dispute.Case{ID: w.c.ID}
	adopted := len(w.ledger)
	for n, e := range w.ledger {
		before := c.Agreement
		c.Apply(e)
		if c.Agreement != before && c.Agreement != nil && c.Agreement.Adopted != dispute.ProposalUnknown {
			adopted = n + 1
		}
	}
	return adopted
}

// SignPapers puts every signature that was given on the files, in the order in which it
// was given. Those that are on them already are left alone.
func (a *Activities) SignPapers(ctx context.Context, o AgreementOrder) error {
	w, err := a.worksheet(ctx, o)
	if w == nil {
		return err
	}
	_, _, err = a.signed(ctx, w)
	return err
}

// SealAgreement puts what is missing on the files and the organisation's seal last.
func (a *Activities) SealAgreement(ctx context.Context, o AgreementOrder) (*dispute.Sealing, error) {
	w, err := a.worksheet(ctx, o)
	if w == nil {
		return nil, err
	}
	agreement, application, err := a.signed(ctx, w)
	if err != nil {
		return nil, err
	}
	sealed := &dispute.Sealing{Version: o.Version}
	if sealed.Agreement, err = a.seal(ctx, w, agreement, "调解组织用印"); err != nil {
		return nil, err
	}
	if application != nil && allSignedApplication(w.c) {
		sealed.Application = &application.Document
	}
	return sealed, nil
}

// allSignedApplication: only then is it a joint application.
func allSignedApplication(c *dispute.Case) bool {
	return c.Every(func(p *dispute.Party) bool { return signedApplication(c, p.ID) })
}

func signedApplication(c *dispute.Case, party string) bool {
	for _, s := range c.Agreement.Signatures {
		if s.Signer == party && s.Application {
			return true
		}
	}
	return false
}

// signed gives the last revisions of both files with all signatures on them.
func (a *Activities) signed(ctx context.Context, w *worksheet) (agreement records.Revision, application *records.Revision, err error) {
	if a.Notary == nil {
		return agreement, nil, errNoPapers
	}
	if agreement, err = a.signText(ctx, w, dispute.AgreementText, w.c.Agreement.Signatures); err != nil {
		return agreement, nil, fmt.Errorf("sign the agreement: %w", err)
	}
	if w.c.Agreement.FrozenApplication == nil {
		return agreement, nil, nil
	}
	var joined []dispute.Signed
	for _, s := range w.c.Agreement.Signatures {
		if s.Application && s.Signer != dispute.MediatorSigner {
			joined = append(joined, s)
		}
	}
	last, err := a.signText(ctx, w, dispute.ConfirmationForm, joined)
	if err != nil {
		return agreement, nil, fmt.Errorf("sign the application: %w", err)
	}
	return agreement, &last, nil
}

package documents

import (
	"slices"
	"time"

	"sutiao/dispute"
	"sutiao/documents/layout"
)

// signedBy tells for the kinds that are signed electronically who signs them. The other
// kinds leave room for ink.
var signedBy = map[dispute.DocumentKind]func(c *dispute.Case, at time.Time) []string{
	dispute.AgreementText: func(c *dispute.Case, at time.Time) []string {
		if adopted(c) {
			return []string{dispute.OrganisationSigner} // it came about without signatures
		}
		return append(present(c, at), dispute.MediatorSigner, dispute.OrganisationSigner)
	},
	dispute.ConfirmationForm: present,
}

// present are the parties who had not withdrawn before a moment.
func present(c *dispute.Case, at time.Time) []string {
	var ids []string
	for i := range c.Parties {
		if p := &c.Parties[i]; stillIn(p, at) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// stillIn: a document without an act is of the case as it stands.
func stillIn(p *dispute.Party, at time.Time) bool {
	return p.WithdrewAt.IsZero() || !at.IsZero() && !p.WithdrewAt.Before(at)
}

func adopted(c *dispute.Case) bool {
	return c.Agreement != nil && c.Agreement.Adopted != dispute.ProposalUnknown
}

// awaited are those who sign a document and for whom it leaves a place. They are written
// into the file, so that a check can tell from the file alone whether anybody is missing.
func (o *Order) awaited(blocks []layout.Block) []string {
	who := signedBy[o.Kind]
	if who == nil || o.Case == nil {
		return nil
	}
	var placed []string
	for _, b := range blocks {
		switch b := b.(type) {
		case layout.Signatures:
			for _, to := range b.Places {
				placed = append(placed, to.Signer)
			}
		case layout.Imprint:
			placed = append(placed, b.Signer)
		}
	}
	return slices.DeleteFunc(who(o.Case, o.Entry.At), func(signer string) bool { return !slices.Contains(placed, signer) })
}

// signedWith is the hash of the agreement that is signed in the same sitting as this
// application: the signers' evidence names it for both.
func (o *Order) signedWith() string {
	if o.Kind != dispute.ConfirmationForm || o.Case == nil || o.Case.Agreement == nil || o.Case.Agreement.Frozen == nil {
		return ""
	}
	return o.Case.Agreement.Frozen.SHA256
}

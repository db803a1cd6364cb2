package activities

import (
	"context"
	"fmt"
	"slices"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// IssueDocument makes a document that an act owes, from the case as that act left it.
// Issuing it again gives the same document.
func (a *Activities) IssueDocument(ctx context.Context, o dispute.PaperOwed) error {
	ledger, err := a.Register.Ledger(ctx, o.Dispute)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(ledger, func(e dispute.Entry) bool { return e.ID == o.Of })
	if at < 0 {
		return fmt.Errorf("the ledger of %s has no act %s", o.Dispute, o.Of)
	}
	entry, ledger := ledger[at], ledger[:at+1]
	c := dispute.Replay(o.Dispute, ledger)
	key := records.DocumentKey{Dispute: o.Dispute, Organisation: c.Keeper(), Kind: o.Kind, Of: entry.ID}
	_, err = a.write(ctx, key, PaperOrder{Kind: o.Kind, Case: c, Entry: entry, Ledger: ledger})
	return err
}

package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// addPapers notes the documents that acts owe; those noted before are left alone.
func addPapers(tx *gorm.DB, r dispute.Recording) error {
	for _, p := range r.Papers {
		err := tx.Exec("INSERT INTO papers_owed (dispute_id, kind, act_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
			p.Dispute, string(p.Kind), p.Of).Error
		if err != nil {
			return fmt.Errorf("note the documents owed: %w", err)
		}
	}
	return nil
}

// TakePaper takes the next document that is owed and keeps others from it until the lease
// is over; nil where nothing is owed now. It needs the worker's role.
func (d *DB) TakePaper(ctx context.Context, lease time.Duration) (*records.PaperOwed, error) {
	var row struct {
		DisputeID string
		Kind      string
		ActID     string
		Attempts  int
	}
	err := d.gorm.WithContext(ctx).Raw(`UPDATE papers_owed SET not_before = now() + ?::interval, attempts = attempts + 1
		WHERE (dispute_id, kind, act_id) = (SELECT dispute_id, kind, act_id FROM papers_owed
			WHERE done_at IS NULL AND not_before <= now() ORDER BY not_before LIMIT 1 FOR UPDATE SKIP LOCKED)
		RETURNING dispute_id, kind, act_id, attempts`, interval(lease)).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("take a document that is owed: %w", err)
	}
	owed := dispute.PaperOwed{Dispute: row.DisputeID, Kind: dispute.DocumentKind(row.Kind), Of: row.ActID}
	return &records.PaperOwed{PaperOwed: owed, Attempts: row.Attempts}, nil
}

// PapersOwed counts the documents of a case that have still to be made. It needs the
// worker's role.
func (d *DB) PapersOwed(ctx context.Context, disputeID string) (int, error) {
	var n int
	err := d.gorm.WithContext(ctx).Raw("SELECT count(*) FROM papers_owed WHERE dispute_id = ? AND done_at IS NULL", disputeID).Scan(&n).Error
	if err != nil {
		return 0, fmt.Errorf("count the documents owed: %w", err)
	}
	return n, nil
}

// PaperDone notes that a document was made.
func (d *DB) PaperDone(ctx context.Context, p dispute.PaperOwed) error {
	return d.paper(ctx, "done_at = now()", p)
}

// PaperFailed has a document tried again after a while.
func (d *DB) PaperFailed(ctx context.Context, p dispute.PaperOwed, after time.Duration) error {
	return d.paper(ctx, "not_before = now() + '"+interval(after)+"'::interval", p)
}

func (d *DB) paper(ctx context.Context, set string, p dispute.PaperOwed) error {
	err := d.gorm.WithContext(ctx).Exec("UPDATE papers_owed SET "+set+" WHERE dispute_id = ? AND kind = ? AND act_id = ?",
		p.Dispute, string(p.Kind), p.Of).Error
	if err != nil {
		return fmt.Errorf("note the state of a document: %w", err)
	}
	return nil
}

func interval(d time.Duration) string { return fmt.Sprintf("%d milliseconds", d.Milliseconds()) }

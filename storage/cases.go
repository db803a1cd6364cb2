package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// Dispute reads a case as it stands. A case that the viewer may not see is not found.
func (d *DB) Dispute(ctx context.Context, viewer dispute.Actor, id string) (*dispute.Case, error) {
	var row struct{ Body string }
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return scope(tx.Table("disputes"), viewer).Select("body").Where("id = ?", id).Take(&row).Error
	})
	if err != nil {
		return nil, orNotFound(fmt.Errorf("read case %s: %w", id, err))
	}
	var c dispute.Case
	if err := json.Unmarshal([]byte(row.Body), &c); err != nil {
		return nil, fmt.Errorf("read case %s: %w", id, err)
	}
	return &c, nil
}

// History reads the acts of a case after a row of its ledger, oldest first; a limit
// that is not positive means all.
func (d *DB) History(ctx context.Context, viewer dispute.Actor, id string, afterSeq, limit int) ([]LedgerRow, error) {
	var rows []LedgerRow
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		var visible []string
		if err := scope(tx.Table("disputes"), viewer).Where("id = ?", id).Pluck("id", &visible).Error; err != nil {
			return err
		}
		if len(visible) == 0 {
			return notFound()
		}
		query := tx.Where("dispute_id = ? AND seq > ?", id, afterSeq).Order("seq")
		if limit > 0 {
			query = query.Limit(limit)
		}
		return query.Find(&rows).Error
	})
	if err != nil {
		return nil, fmt.Errorf("read history of %s: %w", id, err)
	}
	return rows, nil
}

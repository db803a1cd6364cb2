package storage

import (
	"context"
	"fmt"
	"time"
)

// Footage is a file of a recording that is kept.
type Footage struct {
	DisputeID string
	Keeper    string
	SHA256    string `gorm:"column:sha256"`
	KeptAt    time.Time
}

// AddFootage notes that a recording is kept, so that it is removed in time.
func (d *DB) AddFootage(ctx context.Context, disputeID, keeper, sha256 string, session int) error {
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO footage (dispute_id, keeper, sha256, session)
		VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, disputeID, keeper, sha256, session).Error
	if err != nil {
		return fmt.Errorf("note a recording of %s: %w", disputeID, err)
	}
	return nil
}

// footagePage is how many recordings are listed at once.
const footagePage = 500

// FootageBefore lists recordings that were kept before a time and are still there, oldest
// first, from the one after another on; nothing follows an empty list. It needs the worker's
// role.
func (d *DB) FootageBefore(ctx context.Context, before time.Time, after Footage) ([]Footage, error) {
	var list []Footage
	err := d.gorm.WithContext(ctx).Raw(`SELECT dispute_id, keeper, sha256, kept_at FROM footage
		WHERE removed_at IS NULL AND kept_at < ? AND (kept_at, dispute_id, sha256) > (?, ?, ?)
		ORDER BY kept_at, dispute_id, sha256 LIMIT ?`,
		before, after.KeptAt, after.DisputeID, after.SHA256, footagePage).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("look for old recordings: %w", err)
	}
	return list, nil
}

// FootageRemoved notes that a recording is gone, and since when: noted again, nothing changes.
func (d *DB) FootageRemoved(ctx context.Context, f Footage) error {
	err := d.gorm.WithContext(ctx).Exec(`UPDATE footage SET removed_at = now()
		WHERE dispute_id = ? AND sha256 = ? AND removed_at IS NULL`, f.DisputeID, f.SHA256).Error
	if err != nil {
		return fmt.Errorf("note that a recording of %s is gone: %w", f.DisputeID, err)
	}
	return nil
}

package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// noticeRow is a notice as it is written.
type noticeRow struct {
	ID           int64 `gorm:"primaryKey;autoIncrement"`
	Key          string
	DisputeID    string
	ToAccount    string
	Organisation string
	Court        string
	Template     string
	Values       string
	At           time.Time
	ReadAt       *time.Time `gorm:"->"` // of the join with notice_reads
}

// TableName implements gorm's Tabler.
func (noticeRow) TableName() string { return "notices" }

// Notices lists the notices to the viewer or to the viewer's office, newest first. A
// positive after goes on behind the notice with that ID.
func (d *DB) Notices(ctx context.Context, viewer dispute.Actor, after int64, limit int) ([]ReceivedNotice, error) {
	var rows []noticeRow
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		query := addressedTo(tx, viewer).Select("n.*, r.read_at")
		if after > 0 {
			query = query.Where("n.id < ?", after)
		}
		return query.Order("n.id DESC").Limit(pageSize(limit)).Find(&rows).Error
	})
	if err != nil {
		return nil, fmt.Errorf("read notices: %w", err)
	}
	notices := make([]ReceivedNotice, len(rows))
	for i, row := range rows {
		notices[i] = ReceivedNotice{ID: row.ID, DisputeID: row.DisputeID, Notice: dispute.Notice{
			Key: row.Key, To: row.ToAccount, Template: row.Template, At: row.At,
			Office: dispute.Office{Organisation: row.Organisation, Court: row.Court},
		}}
		if row.ReadAt != nil {
			notices[i].ReadAt = *row.ReadAt
		}
		if err := json.Unmarshal([]byte(row.Values), &notices[i].Values); err != nil {
			return nil, fmt.Errorf("read notice %s: %w", row.Key, err)
		}
	}
	return notices, nil
}

// UnreadNotices counts the notices that the viewer has not read.
func (d *DB) UnreadNotices(ctx context.Context, viewer dispute.Actor) (int64, error) {
	var count int64
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return addressedTo(tx, viewer).Where("r.read_at IS NULL").Count(&count).Error
	})
	if err != nil {
		return 0, fmt.Errorf("count notices: %w", err)
	}
	return count, nil
}

// MarkRead notes that the viewer has read these notices; others' are left alone.
func (d *DB) MarkRead(ctx context.Context, viewer dispute.Actor, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO notice_reads (account, notice_id)
			SELECT ?, n.id FROM (?) n ON CONFLICT DO NOTHING`, viewer.Account,
			addressedTo(tx, viewer).Select("n.id").Where("n.id IN ?", ids)).Error
	})
	if err != nil {
		return fmt.Errorf("mark notices as read: %w", err)
	}
	return nil
}

// addressedTo repeats the notices' policy so that an index serves it.
func addressedTo(tx *gorm.DB, viewer dispute.Actor) *gorm.DB {
	query := tx.Table("notices n").
		Joins("LEFT JOIN notice_reads r ON r.notice_id = n.id AND r.account = ?", viewer.Account)
	mine := "(n.to_account = ? AND n.to_account <> '')"
	switch viewer.Role {
	case dispute.Manager:
		return query.Where(mine+" OR (n.organisation = ? AND n.organisation <> '')",
			viewer.Account, viewer.Organisation)
	case dispute.Clerk, dispute.Judge:
		return query.Where(mine+" OR (n.court = ? AND n.court <> '')", viewer.Account, viewer.Court)
	default:
		return query.Where(mine, viewer.Account)
	}
}

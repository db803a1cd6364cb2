package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"sutiao/dispute"
)

// ChangesChannel is the notification channel on which the ID of a changed case goes out.
const ChangesChannel = "sutiao_dispute"

// Record writes what one step of a case leaves behind, all of it or nothing. It may be
// repeated: acts and notices that are there already are left alone, and a recording
// that is older than what is stored and brings no new act does not turn it back. It
// needs the worker's role.
func (d *DB) Record(ctx context.Context, r dispute.Recording) error {
	if err := checkRecording(r); err != nil {
		return err
	}
	row, err := project(r)
	if err != nil {
		return err
	}
	err = d.inTransaction(ctx, func(tx *gorm.DB) error {
		return recordIn(tx, r, row)
	})
	if err != nil {
		return fmt.Errorf("record case %s: %w", r.Case.ID, err)
	}
	return nil
}

func checkRecording(r dispute.Recording) error {
	if r.Case == nil || r.Case.ID == "" {
		return errors.New("record: the case has no ID")
	}
	for _, e := range r.Entries {
		if e.ID == "" || e.Detail == nil {
			return fmt.Errorf("record case %s: an act has no ID or no detail", r.Case.ID)
		}
	}
	for _, n := range r.Notices {
		if n.Key == "" {
			return fmt.Errorf("record case %s: a notice has no key", r.Case.ID)
		}
	}
	return nil
}

func recordIn(tx *gorm.DB, r dispute.Recording, row disputeRow) error {
	inserted := tx.Clauses(clause.OnConflict{DoNothing: true}).Create(&row)
	if inserted.Error != nil {
		return fmt.Errorf("insert the projection: %w", inserted.Error)
	}
	head, err := readHead(tx, row.ID, forUpdate)
	if err != nil {
		return err
	}
	appended, err := appendActs(tx, r, &head)
	if err != nil {
		return err
	}
	changed := inserted.RowsAffected > 0 || appended
	if row.Seq >= head.Seq || appended {
		row.LedgerSeq, row.LedgerHead = head.LedgerSeq, head.LedgerHead
		updated, err := rewriteProjection(tx, r, row)
		if err != nil {
			return err
		}
		changed = changed || updated
	}
	added, err := addNotices(tx, r)
	if err != nil {
		return err
	}
	if err := addPapers(tx, r); err != nil {
		return err
	}
	if !changed && !added {
		return nil
	}
	if err := tx.Exec(`SELECT pg_notify(?, ?)`, ChangesChannel, row.ID).Error; err != nil {
		return fmt.Errorf("announce: %w", err)
	}
	return nil
}

// appendActs adds the acts that the ledger does not have yet and moves the head.
func appendActs(tx *gorm.DB, r dispute.Recording, head *chainHead) (bool, error) {
	if len(r.Entries) == 0 {
		return false, nil
	}
	ids := make([]string, len(r.Entries))
	for i, e := range r.Entries {
		ids[i] = e.ID
	}
	var known []string
	err := tx.Model(&LedgerRow{}).Where("dispute_id = ? AND act_id IN ?", r.Case.ID, ids).
		Pluck("act_id", &known).Error
	if err != nil {
		return false, fmt.Errorf("look for known acts: %w", err)
	}
	seen := make(map[string]bool, len(known))
	for _, id := range known {
		seen[id] = true
	}
	var rows []LedgerRow
	for _, e := range r.Entries {
		if seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		row, err := newLedgerRow(r.Case.ID, head.LedgerSeq+1, head.LedgerHead, e)
		if err != nil {
			return false, err
		}
		rows = append(rows, row)
		head.LedgerSeq, head.LedgerHead = row.Seq, row.Hash
	}
	if len(rows) == 0 {
		return false, nil
	}
	if err := tx.Create(&rows).Error; err != nil {
		return false, fmt.Errorf("append to the ledger: %w", err)
	}
	return true, nil
}

// rewriteProjection brings the case's columns, people and dates up to date and tells
// whether any column changed.
func rewriteProjection(tx *gorm.DB, r dispute.Recording, row disputeRow) (bool, error) {
	// All other columns follow from these, so comparing them is enough.
	updated := tx.Model(&disputeRow{}).Select("*").Omit("id").
		Where(`id = ? AND (body, nearest_due, nearest_limit, nearest_provisional, ledger_seq)
			IS DISTINCT FROM (?::jsonb, ?::timestamptz, ?, ?::boolean, ?::integer)`, row.ID,
			row.Body, row.NearestDue, row.NearestLimit, row.NearestProvisional, row.LedgerSeq).
		Updates(&row)
	if updated.Error != nil {
		return false, fmt.Errorf("update the projection: %w", updated.Error)
	}
	if err := replaceRows(tx, row.ID, people(r.Case)); err != nil {
		return false, fmt.Errorf("write the people: %w", err)
	}
	if err := replaceRows(tx, row.ID, datesOf(r)); err != nil {
		return false, fmt.Errorf("write the dates: %w", err)
	}
	return updated.RowsAffected > 0, nil
}

func replaceRows[T any](tx *gorm.DB, disputeID string, rows []T) error {
	var table T
	if err := tx.Where("dispute_id = ?", disputeID).Delete(&table).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	return tx.Create(&rows).Error
}

func addNotices(tx *gorm.DB, r dispute.Recording) (bool, error) {
	if len(r.Notices) == 0 {
		return false, nil
	}
	rows := make([]noticeRow, len(r.Notices))
	for i, n := range r.Notices {
		values, err := json.Marshal(n.Values)
		if err != nil {
			return false, fmt.Errorf("notice %s: %w", n.Key, err)
		}
		if n.Values == nil {
			values = []byte("{}")
		}
		rows[i] = noticeRow{
			Key: n.Key, DisputeID: r.Case.ID, ToAccount: n.To,
			Organisation: n.Office.Organisation, Court: n.Office.Court,
			Template: n.Template, Values: storableJSON(string(values)), At: n.At,
		}
	}
	added := tx.Clauses(clause.OnConflict{DoNothing: true}).Omit("ID").Create(&rows)
	if added.Error != nil {
		return false, fmt.Errorf("write the notices: %w", added.Error)
	}
	return added.RowsAffected > 0, nil
}

package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// AddRecordLine writes a line of a session's record as the mediator. The same key writes
// one line, however often it is sent. A line is corrected once: then its correction is.
func (d *DB) AddRecordLine(ctx context.Context, viewer dispute.Actor, disputeID string, session int, key string, l dispute.RecordLine) (int, error) {
	var no int
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		// One writer at a time, so that numbers follow one another.
		if err := tx.Exec("SELECT pg_advisory_xact_lock(hashtext(?))", fmt.Sprintf("record/%s/%d", disputeID, session)).Error; err != nil {
			return err
		}
		if l.Replaces > 0 {
			if err := unlessReplaced(tx, disputeID, session, key, l.Replaces); err != nil {
				return err
			}
		}
		err := tx.Exec(`INSERT INTO record_lines (dispute_id, session, no, text, speaker, replaces, key, by_account, at)
			SELECT ?, ?, coalesce(max(no), 0) + 1, ?, ?, ?, ?, ?, ? FROM record_lines WHERE dispute_id = ? AND session = ?
			ON CONFLICT (dispute_id, session, key) DO NOTHING`, disputeID, session, storable(l.Text), l.Speaker,
			l.Replaces, key, viewer.Account, l.At, disputeID, session).Error
		if err != nil {
			return err
		}
		if err := tx.Exec("SELECT pg_notify(?, ?)", ChangesChannel, disputeID).Error; err != nil {
			return err
		}
		return tx.Raw("SELECT no FROM record_lines WHERE dispute_id = ? AND session = ? AND key = ?",
			disputeID, session, key).Take(&no).Error
	})
	if err != nil {
		return 0, fmt.Errorf("write a line of the record: %w", err)
	}
	return no, nil
}

// unlessReplaced refuses to replace a line that another line than that of the key replaces.
func unlessReplaced(tx *gorm.DB, disputeID string, session int, key string, no int) error {
	var own int64
	err := tx.Raw("SELECT count(*) FROM record_lines WHERE dispute_id = ? AND session = ? AND key = ?",
		disputeID, session, key).Scan(&own).Error
	if err != nil || own > 0 {
		return err
	}
	corrections, err := correctionsIn(tx, disputeID, session)
	if err != nil {
		return err
	}
	if stands := dispute.StandsFor(corrections, no); stands != no {
		return dispute.Invalid([]dispute.FieldError{dispute.ReplacedLine("replaces", no, stands)})
	}
	return nil
}

// correctionsIn are the lines that replace others, without what they say.
func correctionsIn(tx *gorm.DB, disputeID string, session int) ([]dispute.RecordLine, error) {
	var rows []struct{ No, Replaces int }
	err := tx.Raw(`SELECT no, replaces FROM record_lines
		WHERE dispute_id = ? AND session = ? AND replaces > 0 ORDER BY no`, disputeID, session).Scan(&rows).Error
	lines := make([]dispute.RecordLine, len(rows))
	for i, r := range rows {
		lines[i] = dispute.RecordLine{No: r.No, Replaces: r.Replaces}
	}
	return lines, err
}

// allStand refuses a party's word on lines that were replaced, unless it was said before.
func allStand(tx *gorm.DB, viewer dispute.Actor, disputeID string, session int, lines []int) error {
	corrections, err := correctionsIn(tx, disputeID, session)
	if err != nil || len(corrections) == 0 {
		return err
	}
	var said []int
	err = tx.Raw("SELECT no FROM record_reads WHERE dispute_id = ? AND session = ? AND party = ?",
		disputeID, session, viewer.Party).Scan(&said).Error
	if err != nil {
		return err
	}
	var replaced []dispute.FieldError
	for i, no := range lines {
		if stands := dispute.StandsFor(corrections, no); stands != no && !slices.Contains(said, no) {
			replaced = append(replaced, dispute.ReplacedLine(fmt.Sprintf("lines[%d]", i), no, stands))
		}
	}
	if len(replaced) > 0 {
		return dispute.Invalid(replaced)
	}
	return nil
}

// ReadRecordLines keeps a party's word on lines that stand; the first word on each stays.
func (d *DB) ReadRecordLines(ctx context.Context, viewer dispute.Actor, disputeID string, session int, lines []int, objection string, at time.Time) error {
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		if err := allStand(tx, viewer, disputeID, session, lines); err != nil {
			return err
		}
		for _, no := range lines {
			err := tx.Exec(`INSERT INTO record_reads (dispute_id, session, no, party, objection, by_account, at)
				VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
				disputeID, session, no, viewer.Party, storable(objection), viewer.Account, at).Error
			if codeOf(err) == foreignKeyViolation {
				return notFound()
			}
			if err != nil {
				return err
			}
		}
		return tx.Exec("SELECT pg_notify(?, ?)", ChangesChannel, disputeID).Error
	})
	if err != nil {
		return fmt.Errorf("confirm lines of the record: %w", err)
	}
	return nil
}

// SessionRecord gives the lines of a session's record, each with who has read it, as far as the
// viewer may see them. The worker asks as dispute.TheSystem.
func (d *DB) SessionRecord(ctx context.Context, viewer dispute.Actor, disputeID string, session int) ([]dispute.RecordLine, error) {
	lines := []dispute.RecordLine{}
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		var rows []struct {
			No       int
			Text     string
			Speaker  string
			Replaces int
			At       time.Time
		}
		err := tx.Raw(`SELECT no, text, speaker, replaces, at FROM record_lines
			WHERE dispute_id = ? AND session = ? ORDER BY no`, disputeID, session).Scan(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			lines = append(lines, dispute.RecordLine{
				No: r.No, Text: r.Text, Speaker: r.Speaker, Replaces: r.Replaces, At: r.At.In(dispute.Beijing),
			})
		}
		return addReads(tx, disputeID, session, lines)
	})
	if err != nil {
		return nil, fmt.Errorf("read the record: %w", err)
	}
	return lines, nil
}

// addReads puts to each line who has read it. Lines are numbered without a gap.
func addReads(tx *gorm.DB, disputeID string, session int, lines []dispute.RecordLine) error {
	var reads []struct {
		No        int
		Party     string
		Objection string
		At        time.Time
	}
	err := tx.Raw(`SELECT no, party, objection, at FROM record_reads
		WHERE dispute_id = ? AND session = ? ORDER BY no, at, party`, disputeID, session).Scan(&reads).Error
	for _, r := range reads {
		if r.No <= len(lines) {
			line := &lines[r.No-1]
			line.Read = append(line.Read, dispute.LineRead{Party: r.Party, Objection: r.Objection, At: r.At.In(dispute.Beijing)})
		}
	}
	return err
}

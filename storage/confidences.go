package storage

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// AddConfidence keeps what somebody says in confidence. The same ID is kept once.
func (d *DB) AddConfidence(ctx context.Context, viewer dispute.Actor, disputeID, toldTo string, c dispute.Confidence) error {
	party := c.By
	if party == dispute.MediatorSigner {
		party = ""
	}
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO confidences (id, dispute_id, session, owner, owner_party, told_to, text, at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
			c.ID, disputeID, c.Session, viewer.Account, party, toldTo, storable(c.Text), c.At).Error
	})
	if err != nil {
		return fmt.Errorf("keep a confidence: %w", err)
	}
	return nil
}

// Confidences lists what the viewer may know of what was said in confidence.
func (d *DB) Confidences(ctx context.Context, viewer dispute.Actor, disputeID string) ([]dispute.Confidence, error) {
	var rows []struct {
		ID         string
		Session    int
		Owner      string
		OwnerParty string
		Text       string
		At         time.Time
		Released   bool
		Mine       bool
	}
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Raw(`SELECT id, session, owner, owner_party, text, at,
			owner = ? OR EXISTS (SELECT FROM dispute_people p WHERE p.dispute_id = c.dispute_id
				AND p.account = ? AND p.party = owner_party) AS mine,
			EXISTS (SELECT FROM ledger l WHERE l.dispute_id = c.dispute_id
				AND CASE WHEN l.act = ? THEN l.detail::jsonb ->> 'confidence' = c.id ELSE false END) AS released
			FROM confidences c WHERE dispute_id = ? ORDER BY at, id`,
			viewer.Account, viewer.Account, string(dispute.ReleaseConfidence), disputeID).Scan(&rows).Error
	})
	if err != nil {
		return nil, fmt.Errorf("read confidences: %w", err)
	}
	list := make([]dispute.Confidence, len(rows))
	for i, r := range rows {
		by := r.OwnerParty
		if by == "" {
			by = dispute.MediatorSigner
		}
		list[i] = dispute.Confidence{
			ID: r.ID, Session: r.Session, By: by, Text: r.Text, Mine: r.Mine, Released: r.Released, At: r.At.In(dispute.Beijing),
		}
	}
	return list, nil
}

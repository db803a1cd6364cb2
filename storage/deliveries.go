package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// The states of a delivery.
const (
	Sending   = "sending"
	Delivered = "delivered"
)

type deliveryRow struct {
	Delivery
	Body string
}

// TableName implements gorm's Tabler.
func (deliveryRow) TableName() string { return "deliveries" }

func (r deliveryRow) delivery() Delivery {
	d := r.Delivery
	d.Body = json.RawMessage(r.Body)
	return d
}

// BeginDelivery notes that something is about to be sent and returns what is known under
// its key: with the state Delivered it was sent before, and must not be sent again. The
// content of the first attempt stays. It needs the worker's role, as FinishDelivery does.
func (d *DB) BeginDelivery(ctx context.Context, delivery Delivery) (*Delivery, error) {
	if delivery.Key == "" || !json.Valid(delivery.Body) {
		return nil, fmt.Errorf("begin delivery: it has no key or its body is no JSON")
	}
	var row deliveryRow
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		err := tx.Exec(`INSERT INTO deliveries (key, dispute_id, kind, counterparty, state, body)
			VALUES (?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING`, delivery.Key, delivery.DisputeID,
			delivery.Kind, delivery.Counterparty, Sending, storableJSON(string(delivery.Body))).Error
		if err != nil {
			return err
		}
		return tx.Where("key = ?", delivery.Key).Take(&row).Error
	})
	if err != nil {
		return nil, fmt.Errorf("begin delivery %s: %w", delivery.Key, err)
	}
	known := row.delivery()
	return &known, nil
}

// FinishDelivery keeps the counterparty's receipt; the first receipt stays.
func (d *DB) FinishDelivery(ctx context.Context, key, receipt string) error {
	finished := d.gorm.WithContext(ctx).Exec(`UPDATE deliveries SET
		receipt = CASE WHEN state = 'delivered' THEN receipt ELSE ? END,
		delivered_at = coalesce(delivered_at, now()), state = 'delivered' WHERE key = ?`, receipt, key)
	if finished.Error != nil {
		return fmt.Errorf("finish delivery %s: %w", key, finished.Error)
	}
	if finished.RowsAffected == 0 {
		return fmt.Errorf("finish delivery %s: it was never begun", key)
	}
	return nil
}

// CourtInbox lists what was delivered to the viewer's court, the newest first.
func (d *DB) CourtInbox(ctx context.Context, viewer dispute.Actor) ([]Delivery, error) {
	var rows []deliveryRow
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Where("counterparty = ? AND counterparty <> '' AND state = ?", viewer.Court, Delivered).
			Order("delivered_at DESC, key").Limit(200).Find(&rows).Error
	})
	if err != nil {
		return nil, fmt.Errorf("read court inbox: %w", err)
	}
	deliveries := make([]Delivery, len(rows))
	for i, row := range rows {
		deliveries[i] = row.delivery()
	}
	return deliveries, nil
}

package storage

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// abandonedAfter is when a request that never finished counts as dead, so that its
// repetition may take over. It is longer than any request lasts; an act that was
// performed after all is recognised by its own ID.
const abandonedAfter = 45 * time.Second

type keyRow struct {
	Route     string
	BodyHash  []byte
	Status    *int
	Response  []byte
	Abandoned bool
}

// BeginKey claims an idempotency key. Nil and no error: it is the caller's, who must
// call FinishKey or DropKey. A stored response: the request was answered before. A
// conflict: the same key came with another request, or the first is still in progress.
func (d *DB) BeginKey(ctx context.Context, account, key, route string, bodyHash []byte) (*Response, error) {
	var stored *Response
	err := d.as(ctx, dispute.Actor{Account: account}, func(tx *gorm.DB) error {
		inserted := tx.Exec(`INSERT INTO idempotency_keys (account, key, route, body_hash)
			VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`, account, key, route, bodyHash)
		if inserted.Error != nil || inserted.RowsAffected > 0 {
			return inserted.Error
		}
		var row keyRow
		err := tx.Raw(`SELECT route, body_hash, status, response,
				created_at < now() - make_interval(secs => ?) AS abandoned
			FROM idempotency_keys WHERE account = ? AND key = ? FOR UPDATE`,
			abandonedAfter.Seconds(), account, key).Take(&row).Error
		if err != nil {
			return err
		}
		switch {
		case row.Route != route || !bytes.Equal(row.BodyHash, bodyHash):
			return conflict("该幂等键已用于另一请求", "the idempotency key belongs to another request")
		case row.Status != nil:
			stored = &Response{Status: *row.Status, Body: row.Response}
			return nil
		case !row.Abandoned:
			return conflict("同一请求正在处理中，请稍候", "the same request is in progress")
		}
		return tx.Exec("UPDATE idempotency_keys SET created_at = now() WHERE account = ? AND key = ?",
			account, key).Error
	})
	if err != nil {
		return nil, fmt.Errorf("begin idempotent request: %w", err)
	}
	return stored, nil
}

// FinishKey keeps the reply for the key's repetitions.
func (d *DB) FinishKey(ctx context.Context, account, key string, r Response) error {
	return d.changeKey(ctx, account, `UPDATE idempotency_keys SET status = ?, response = ?
		WHERE account = ? AND key = ? AND status IS NULL`, r.Status, r.Body, account, key)
}

// DropKey gives a key back after a failure that the caller may try again.
func (d *DB) DropKey(ctx context.Context, account, key string) error {
	return d.changeKey(ctx, account,
		"DELETE FROM idempotency_keys WHERE account = ? AND key = ? AND status IS NULL", account, key)
}

func (d *DB) changeKey(ctx context.Context, account, statement string, values ...any) error {
	err := d.as(ctx, dispute.Actor{Account: account}, func(tx *gorm.DB) error {
		return tx.Exec(statement, values...).Error
	})
	if err != nil {
		return fmt.Errorf("finish idempotent request: %w", err)
	}
	return nil
}

// PruneKeys forgets keys that are older. It needs the worker's role.
func (d *DB) PruneKeys(ctx context.Context, before time.Time) error {
	err := d.gorm.WithContext(ctx).Exec("DELETE FROM idempotency_keys WHERE created_at < ?", before).Error
	if err != nil {
		return fmt.Errorf("prune idempotency keys: %w", err)
	}
	return nil
}

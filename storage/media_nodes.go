package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute/records"
)

// nodeSilence is how long a media node may be silent before it counts as gone.
const nodeSilence = 3 * time.Second

// RegisterMediaNode keeps a node's sign of life, and forgets nodes that are long gone or
// whose place another has taken: at an address there is one.
func (d *DB) RegisterMediaNode(ctx context.Context, n records.MediaNode) error {
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		err := tx.Exec(`INSERT INTO media_nodes (id, queue, url, rooms, participants, draining)
			VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET queue = excluded.queue, url = excluded.url,
				rooms = excluded.rooms, participants = excluded.participants, draining = excluded.draining, seen_at = now()`,
			n.ID, n.Queue, n.URL, n.Rooms, n.Participants, n.Draining).Error
		if err != nil {
			return err
		}
		return tx.Exec("DELETE FROM media_nodes WHERE seen_at < now() - interval '1 hour' OR url = ? AND id <> ?", n.URL, n.ID).Error
	})
	if err != nil {
		return fmt.Errorf("register media node %s: %w", n.ID, err)
	}
	return nil
}

// ChooseMediaNode gives the least loaded node that is alive and takes rooms, none of those
// named; nil if there is none.
func (d *DB) ChooseMediaNode(ctx context.Context, not []string) (*records.MediaNode, error) {
	tx := d.gorm.WithContext(ctx).Table("media_nodes").
		Where("NOT draining AND seen_at > now() - make_interval(secs => ?)", nodeSilence.Seconds())
	if len(not) > 0 {
		tx = tx.Where("id NOT IN ?", not)
	}
	return oneNode(tx.Order("participants, rooms, id"))
}

// MediaNode finds a node by its ID, alive or not; nil if there is none.
func (d *DB) MediaNode(ctx context.Context, id string) (*records.MediaNode, error) {
	return oneNode(d.gorm.WithContext(ctx).Table("media_nodes").Where("id = ?", id))
}

func oneNode(tx *gorm.DB) (*records.MediaNode, error) {
	var n records.MediaNode
	err := tx.Select("id, queue, url, rooms, participants, draining").Take(&n).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find a media node: %w", err)
	}
	return &n, nil
}

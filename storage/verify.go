package storage

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// BrokenChain tells where a case's ledger was tampered with.
type BrokenChain struct {
	DisputeID string
	Seq       int // the first bad row
	Problem   string
}

func (b *BrokenChain) Error() string {
	return fmt.Sprintf("ledger of %s: row %d: %s", b.DisputeID, b.Seq, b.Problem)
}

// VerifyChain recomputes the chain of a case and returns a *BrokenChain that names the
// first bad row, or nil. It sees the whole ledger only with the worker's role.
func (d *DB) VerifyChain(ctx context.Context, disputeID string) error {
	// One snapshot for the rows and the head, so that no act comes in between.
	snapshot := &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	return d.gorm.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		head, err := readHead(tx, disputeID, "")
		if err != nil {
			return err
		}
		rows, err := readLedger(tx, disputeID)
		if err != nil {
			return err
		}
		if bad := checkChain(disputeID, rows, head); bad != nil {
			return bad
		}
		return nil
	}, snapshot)
}

// chainHead is where a chain ends, kept beside the projection.
type chainHead struct {
	Seq        int // of the projection
	LedgerSeq  int
	LedgerHead []byte
}

const forUpdate = "FOR UPDATE"

func readHead(tx *gorm.DB, disputeID, lock string) (chainHead, error) {
	var head chainHead
	err := tx.Raw("SELECT seq, ledger_seq, ledger_head FROM disputes WHERE id = ? "+lock, disputeID).
		Take(&head).Error
	if err != nil {
		return head, orNotFound(fmt.Errorf("read case %s: %w", disputeID, err))
	}
	return head, nil
}

func readLedger(tx *gorm.DB, disputeID string) ([]LedgerRow, error) {
	var rows []LedgerRow
	if err := tx.Where("dispute_id = ?", disputeID).Order("seq").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read ledger of %s: %w", disputeID, err)
	}
	return rows, nil
}

func checkChain(disputeID string, rows []LedgerRow, head chainHead) *BrokenChain {
	previous := []byte{}
	for i, row := range rows {
		bad := ""
		switch {
		case row.Seq != i+1:
			return &BrokenChain{disputeID, i + 1, "the row is missing"}
		case !bytes.Equal(row.Previous, previous):
			bad = "it does not follow the row before"
		case !bytes.Equal(row.Hash, HashEntry(previous, row)):
			bad = "its hash is not that of its content"
		}
		if bad != "" {
			return &BrokenChain{disputeID, row.Seq, bad}
		}
		previous = row.Hash
	}
	if len(rows) < head.LedgerSeq {
		return &BrokenChain{disputeID, len(rows) + 1, "the row is missing at the end"}
	}
	if len(rows) != head.LedgerSeq || !bytes.Equal(previous, head.LedgerHead) {
		return &BrokenChain{disputeID, len(rows), "it is not the row that was recorded last"}
	}
	return nil
}

// Replayed folds the ledger of a case. It must give what the projection holds.
func (d *DB) Replayed(ctx context.Context, id string) (*dispute.Case, error) {
	rows, err := readLedger(d.gorm.WithContext(ctx), id)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, notFound()
	}
	entries := make([]dispute.Entry, len(rows))
	for i, row := range rows {
		if entries[i], err = row.Entry(); err != nil {
			return nil, fmt.Errorf("ledger of %s: %w", id, err)
		}
	}
	return dispute.Replay(id, entries), nil
}

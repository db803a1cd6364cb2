package storage

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"sutiao/dispute"
)

// LedgerRow is an act as the ledger keeps it.
type LedgerRow struct {
	DisputeID    string
	Seq          int
	ActID        string
	Act          string
	ActorAccount string
	Role         string
	Party        string
	Organisation string
	Court        string
	At           time.Time
	AtNanos      int // nanoseconds below the microsecond, which timestamptz can't keep
	Expect       int
	Detail       string // exact JSON
	Previous     []byte
	Hash         []byte
}

// TableName implements gorm's Tabler.
func (LedgerRow) TableName() string { return "ledger" }

// When is the exact time of the act, in Beijing.
func (r LedgerRow) When() time.Time {
	return r.At.Truncate(time.Microsecond).Add(time.Duration(r.AtNanos)).In(dispute.Beijing)
}

// Entry gives the act back as it was recorded.
func (r LedgerRow) Entry() (dispute.Entry, error) {
	detail, err := dispute.DecodeDetail(dispute.Act(r.Act), []byte(r.Detail))
	if err != nil {
		return dispute.Entry{}, fmt.Errorf("ledger row %d: %w", r.Seq, err)
	}
	return dispute.Entry{
		ID:  r.ActID,
		Seq: r.Seq,
		Act: dispute.Act(r.Act),
		By: dispute.Actor{
			Account: r.ActorAccount, Role: dispute.Role(r.Role), Party: r.Party,
			Organisation: r.Organisation, Court: r.Court,
		},
		At:     r.When(),
		Expect: r.Expect,
		Detail: detail,
	}, nil
}

// newLedgerRow puts an entry at its place in the chain.
func newLedgerRow(disputeID string, seq int, previous []byte, e dispute.Entry) (LedgerRow, error) {
	detail, err := json.Marshal(e.Detail)
	if err != nil {
		return LedgerRow{}, fmt.Errorf("act %s: %w", e.ID, err)
	}
	at := e.At.Truncate(time.Microsecond)
	if previous == nil {
		previous = []byte{} // the column is never null
	}
	row := LedgerRow{
		DisputeID: disputeID, Seq: seq, ActID: e.ID, Act: string(e.Act),
		ActorAccount: e.By.Account, Role: string(e.By.Role), Party: e.By.Party,
		Organisation: e.By.Organisation, Court: e.By.Court,
		At: at, AtNanos: int(e.At.Sub(at)), Expect: e.Expect,
		Detail: string(detail), Previous: previous,
	}
	row.Hash = HashEntry(previous, row)
	return row, nil
}

// HashEntry computes the hash of a row that follows the row with the hash previous; the
// package comment says over what. The row's own Previous and Hash are not looked at.
func HashEntry(previous []byte, row LedgerRow) []byte {
	h := sha256.New()
	field := func(value []byte) {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(value)))
		h.Write(length[:])
		h.Write(value)
	}
	field([]byte("sutiao-ledger-1"))
	field(previous)
	for _, text := range []string{
		row.DisputeID, strconv.Itoa(row.Seq), row.ActID, row.Act,
		row.ActorAccount, row.Role, row.Party, row.Organisation, row.Court,
		row.When().UTC().Format(time.RFC3339Nano), strconv.Itoa(row.Expect), row.Detail,
	} {
		field([]byte(text))
	}
	return h.Sum(nil)
}

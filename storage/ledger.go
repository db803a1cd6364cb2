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

package verification

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"
)

// Row is a row of the ledger: all that its hash covers, and the hash.
type Row struct {
	DisputeID    string    `json:"disputeId"`
	Seq          int       `json:"seq"` // from 1
	ActID        string    `json:"actId"`
	Act          string    `json:"act"`
	ActorAccount string    `json:"actorAccount"`
	Role         string    `json:"role"`
	Party        string    `json:"party"`
	Organisation string    `json:"organisation"`
	Court        string    `json:"court"`
	At           time.Time `json:"at"` // UTC
	Expect       int       `json:"expect"`
	Detail       string    `json:"detail"`   // JSON, the exact bytes
	Previous     string    `json:"previous"` // hexadecimal, empty for the first row
	Hash         string    `json:"hash"`     // hexadecimal
}

// Encode writes the row as a line of ledger.jsonl.
func (r *Row) Encode() ([]byte, error) { return encode(r, "") }

// Chained is the hash of the row after the row with the hash previous, by the rule in the
// package comment.
func (r *Row) Chained(previous []byte) []byte {
	h := sha256.New()
	field := func(value string) {
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(value)))
		h.Write(length[:])
		h.Write([]byte(value))
	}
	for _, value := range []string{
		"sutiao-ledger-1", string(previous), r.DisputeID, strconv.Itoa(r.Seq), r.ActID, r.Act,
		r.ActorAccount, r.Role, r.Party, r.Organisation, r.Court,
		r.At.UTC().Format(time.RFC3339Nano), strconv.Itoa(r.Expect), r.Detail,
	} {
		field(value)
	}
	return h.Sum(nil)
}

// ledger recomputes the chain and compares its end with the manifest. It stops at the
// first bad row: those after it cannot be judged. It gives the good ones.
func (r *Report) ledger(data []byte, m *Manifest) (good []Row) {
	previous := []byte{}
	rows := 0
	for at := 0; at < len(data); rows++ {
		line, _, whole := bytes.Cut(data[at:], []byte("\n"))
		where := Where{Entry: LedgerEntry, Row: rows + 1, Offset: &at}
		row := &Row{}
		if !whole || json.Unmarshal(line, row) != nil {
			r.find(where, "台账行无法读取", "the row cannot be read")
			return good
		}
		again, err := row.Encode()
		hash := row.Chained(previous)
		switch {
		case err != nil || !bytes.Equal(again, data[at:at+len(line)+1]):
			r.find(where, "台账行的写法与规定不符", "the row is not written as it must be")
		case row.DisputeID != m.Case.ID:
			r.find(where, "台账行属于另一案件", "the row is of another case")
		case row.Seq != rows+1:
			r.find(where, "台账缺行或顺序被改动", "a row is missing or the order was changed")
		case row.Previous != hex.EncodeToString(previous):
			r.find(where, "台账行与前一行不相接", "the row does not follow the row before")
		case row.Hash != hex.EncodeToString(hash):
			r.find(where, "台账行内容与其哈希不符", "the row's hash is not that of its content")
		default:
			previous = hash
			at += len(line) + 1
			good = append(good, *row)
			continue
		}
		return good
	}
	if rows != m.Ledger.Rows || hex.EncodeToString(previous) != m.Ledger.Head {
		r.find(Where{Entry: LedgerEntry, Row: rows}, "台账末行不是清单所载的末行", "the ledger does not end with the row that the manifest names")
	}
	return good
}

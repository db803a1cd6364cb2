package records

import (
	"fmt"
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

// TableName names the table for the object mapper.
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

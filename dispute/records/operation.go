package records

import (
	"encoding/json"
	"time"

	"sutiao/dispute"
)

// StuckStep is a step of a case that has failed and not passed since.
type StuckStep struct {
	DisputeID string
	Step      string
	Attempts  int
	LastError string
	Since     time.Time
	LastAt    time.Time
}

// Repair is what an operator did to a stuck case; it can't be changed afterwards.
type Repair struct {
	ID        int64
	DisputeID string
	Operator  string // account
	Kind      string
	Reason    string
	At        time.Time `gorm:"->"`
	Point     string    // where the case was set back to
	Result    string
}

// LateAct is an act that came after the case's ending: kept and not applied.
type LateAct struct {
	ID        int64
	DisputeID string
	Act       dispute.Act
	Account   string
	Role      dispute.Role
	At        time.Time
	Detail    string // exact JSON
	Reason    string // why it is not applied
}

// Delivery is something sent to a court or a platform.
type Delivery struct {
	Key          string // business idempotency key
	DisputeID    string
	Kind         string
	Counterparty string // 法院代字, or the name of a platform
	State        string
	Receipt      string
	CreatedAt    time.Time
	DeliveredAt  *time.Time
	Body         json.RawMessage `gorm:"-"`
}

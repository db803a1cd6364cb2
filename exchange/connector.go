// Package exchange carries what a dispute owes to others: one connector for each way in
// which a court or a platform receives. A connector delivers the same key once.
package exchange

import (
	"context"
	"encoding/json"
)

// Message is what a counterparty is sent.
type Message struct {
	Key  string          `json:"key"` // business idempotency key
	Kind string          `json:"kind"`
	To   string          `json:"to"` // 法院代字, or the name of a platform
	Body json.RawMessage `json:"body"`
}

// Connector delivers to a counterparty and returns its receipt.
type Connector interface {
	Deliver(ctx context.Context, m Message) (receipt string, err error)
}

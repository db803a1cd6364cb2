package exchange

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
)

// Pages is the connector to a court that works in our own pages: what is recorded for it
// is delivered, and its inbox shows it.
type Pages struct{}

var _ Connector = Pages{}

// Deliver implements Connector.
func (Pages) Deliver(_ context.Context, m Message) (string, error) {
	sum := sha256.Sum256([]byte(m.To + "\x00" + m.Key))
	return "P-" + hex.EncodeToString(sum[:8]), nil
}

package activities

import (
	"context"

	"go.temporal.io/sdk/temporal"

	"sutiao/dispute"
)

// Delivery is what a court is sent. Offers and concessions made in mediation are no part
// of it (在线调解规则 18).
type Delivery struct {
	Key     string                   `json:"key"` // business idempotency key
	Dispute string                   `json:"dispute"`
	Kind    dispute.TransmissionKind `json:"kind"`
	Court   string                   `json:"court"` // 法院代字
	Number  string                   `json:"number,omitempty"`
	Ending  dispute.Ending           `json:"ending,omitempty"`
	Report  *dispute.EndReport       `json:"report,omitempty"`
	Terms   *dispute.Terms           `json:"terms,omitempty"`
}

// TellCourt delivers to the court. It is tried until the court has it; a court's own
// refusal of the form is final and waits for an operator.
func (a *Activities) TellCourt(ctx context.Context, d Delivery) (string, error) {
	receipt, err := a.Courts.Deliver(ctx, d)
	if err == nil {
		return receipt, nil
	}
	return "", temporal.NewApplicationErrorWithCause("the court could not be told", "CourtUnreachable", err)
}

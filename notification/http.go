package notification

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// HTTP is the gateway to an SMS provider's adapter: a POST of the message as JSON under
// its key.
type HTTP struct {
	URL    string
	Client *http.Client // nil means one with a timeout of ten seconds
}

var patient = &http.Client{Timeout: 10 * time.Second}

// Send implements Gateway. The error names no recipient.
func (h HTTP) Send(ctx context.Context, m Message) error {
	body, err := json.Marshal(m)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("notification: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", m.Key)
	client := h.Client
	if client == nil {
		client = patient
	}
	resp, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("notification: the gateway cannot be reached: %w", err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("notification: the gateway answered %s", resp.Status)
	}
	return nil
}

package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// HTTP is the connector to a court's own system: a POST of the message as JSON under its
// idempotency key, answered by a receipt.
type HTTP struct {
	URL    string
	Client *http.Client // nil means one with a timeout of ten seconds
}

var _ Connector = HTTP{}

const longestReceipt = 200

var patient = &http.Client{Timeout: 10 * time.Second}

// Deliver implements Connector. An answer other than 200, 201 or 409 with a receipt is an
// error: 409 is how a counterparty says that it has the message already.
func (h HTTP) Deliver(ctx context.Context, m Message) (string, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("exchange: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", m.Key)
	client := h.Client
	if client == nil {
		client = patient
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", fmt.Errorf("exchange: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated, http.StatusConflict:
		return readReceipt(resp.Body)
	default:
		return "", fmt.Errorf("exchange: %s answered %s", h.URL, resp.Status)
	}
}

func readReceipt(body io.Reader) (string, error) {
	var answer struct {
		Receipt string `json:"receipt"`
	}
	if err := json.NewDecoder(io.LimitReader(body, 1<<16)).Decode(&answer); err != nil {
		return "", fmt.Errorf("exchange: the receipt cannot be read: %w", err)
	}
	if answer.Receipt == "" || len(answer.Receipt) > longestReceipt {
		return "", fmt.Errorf("exchange: the answer holds no receipt")
	}
	return answer.Receipt, nil
}

package main

import (
	"context"
	"encoding/json"

	"sutiao/activities"
	"sutiao/exchange"
	"sutiao/storage"
)

// courts delivers to each court in its own way, and keeps what was delivered.
type courts struct{ db *storage.DB }

var _ activities.Courts = courts{}

// Deliver implements activities.Courts. What was delivered before gives its receipt again
// without being sent: neither a retry nor a reset tells a court twice.
func (c courts) Deliver(ctx context.Context, d activities.Delivery) (string, error) {
	body, err := json.Marshal(d)
	if err != nil {
		return "", err
	}
	begun, err := c.db.BeginDelivery(ctx, storage.Delivery{
		Key: d.Key, DisputeID: d.Dispute, Kind: string(d.Kind), Counterparty: d.Court, Body: body,
	})
	if err != nil {
		return "", err
	}
	if begun.State == storage.Delivered {
		return begun.Receipt, nil
	}
	connector, err := c.connector(ctx, d.Court)
	if err != nil {
		return "", err
	}
	receipt, err := connector.Deliver(ctx, exchange.Message{Key: d.Key, Kind: string(d.Kind), To: d.Court, Body: begun.Body})
	if err != nil {
		return "", err
	}
	return receipt, c.db.FinishDelivery(ctx, d.Key, receipt)
}

func (c courts) connector(ctx context.Context, code string) (exchange.Connector, error) {
	list, err := c.db.Courts(ctx)
	if err != nil {
		return nil, err
	}
	for _, court := range list {
		if court.Code == code && court.Endpoint != nil && *court.Endpoint != "" {
			return exchange.HTTP{URL: *court.Endpoint}, nil
		}
	}
	return exchange.Pages{}, nil
}

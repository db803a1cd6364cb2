package storage

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// The orders.
const dueColumn = "coalesce(nearest_due, 'infinity'::timestamptz)"

// Disputes lists the cases that the viewer may see.
func (d *DB) Disputes(ctx context.Context, viewer dispute.Actor, q Query) (Page, error) {
	if q.Order == "" {
		q.Order = ByDue
	}
	after, err := readCursor(q)
	if err != nil {
		return Page{}, err
	}
	limit := pageSize(q.Limit)
	var items []Summary
	err = d.as(ctx, viewer, func(tx *gorm.DB) error {
		query := narrow(scope(tx, viewer), q)
		if q.Order == ByReceived {
			query = query.Order("received_at DESC, id DESC")
		} else {
			query = query.Order(dueColumn + ", id")
		}
		// One more than asked for tells whether there is another page.
		return after.resume(query).Limit(limit + 1).Find(&items).Error
	})
	if err != nil {
		return Page{}, fmt.Errorf("list cases: %w", err)
	}
	page := Page{Items: items}
	if len(items) > limit {
		page.Items = items[:limit]
		page.Next = cursorOf(q.Order, items[limit-1])
	}
	return page, nil
}

// Confirmations is a court's queue: applications filed and not settled, the nearest
// last day first.
func (d *DB) Confirmations(ctx context.Context, viewer dispute.Actor) ([]Summary, error) {
	var items []Summary
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Where("confirmation_court = ? AND confirmation_court <> '' AND confirming_since IS NOT NULL",
			viewer.Court).Order(dueColumn + ", id").Find(&items).Error
	})
	if err != nil {
		return nil, fmt.Errorf("list confirmations: %w", err)
	}
	return items, nil
}

var likeEscapes = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

func narrow(query *gorm.DB, q Query) *gorm.DB {
	if q.Stage != "" {
		query = query.Where("stage = ?", q.Stage)
	}
	if q.Ending != "" {
		query = query.Where("ending = ?", q.Ending)
	}
	if text := strings.TrimSpace(storable(q.Search)); text != "" {
		query = query.Where("search_text ILIKE ?", "%"+likeEscapes.Replace(text)+"%")
	}
	return query
}

func pageSize(limit int) int {
	switch {
	case limit <= 0:
		return 50
	case limit > 200:
		return 200
	default:
		return limit
	}
}

// cursor is the place behind a case in a list.
type cursor struct {
	Order Order  `json:"o"`
	Key   string `json:"k"` // the time that orders, or infinity
	ID    string `json:"i"`
}

func cursorOf(order Order, last Summary) string {
	c := cursor{Order: order, ID: last.ID, Key: "infinity"}
	switch {
	case order == ByReceived:
		c.Key = last.ReceivedAt.UTC().Format(time.RFC3339Nano)
	case last.NearestDue != nil:
		c.Key = last.NearestDue.UTC().Format(time.RFC3339Nano)
	}
	data, _ := json.Marshal(c) // three strings can always be written
	return base64.RawURLEncoding.EncodeToString(data)
}

func readCursor(q Query) (cursor, error) {
	var c cursor
	if q.Order != ByDue && q.Order != ByReceived {
		return c, invalidField("order", "未知的排序方式", "must be due or received")
	}
	if q.After == "" {
		return c, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(q.After)
	if err == nil {
		err = json.Unmarshal(data, &c)
	}
	if err == nil && c.Key != "infinity" {
		_, err = time.Parse(time.RFC3339Nano, c.Key)
	}
	if err != nil || c.Order != q.Order || c.ID != storable(c.ID) {
		return c, invalidField("after", "分页标记无效，请从第一页重新查询", "not a cursor of this list; begin again")
	}
	return c, nil
}

func (c cursor) resume(query *gorm.DB) *gorm.DB {
	switch {
	case c.ID == "":
		return query
	// Under row security an index serves a comparison of times, but not one of rows.
	case c.Order == ByReceived:
		return query.Where("received_at <= ?::timestamptz AND (received_at, id) < (?::timestamptz, ?)",
			c.Key, c.Key, c.ID)
	default:
		return query.Where(dueColumn+" >= ?::timestamptz AND ("+dueColumn+", id) > (?::timestamptz, ?)",
			c.Key, c.Key, c.ID)
	}
}

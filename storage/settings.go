package storage

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
)

// CalendarYear is the notice on holidays of one year, as package law reads it.
type CalendarYear struct {
	Year     int
	Status   string
	Source   string
	Body     json.RawMessage
	LoadedBy string // account, or the program
}

// PutCalendarYear loads the notice of a year or replaces it.
func (d *DB) PutCalendarYear(ctx context.Context, y CalendarYear) error {
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO calendar_years (year, status, source, body, loaded_by)
		VALUES (?, ?, ?, ?::jsonb, ?) ON CONFLICT (year) DO UPDATE SET status = excluded.status,
			source = excluded.source, body = excluded.body, loaded_by = excluded.loaded_by, loaded_at = now()`,
		y.Year, y.Status, y.Source, string(y.Body), y.LoadedBy).Error
	if err != nil {
		return fmt.Errorf("put calendar year %d: %w", y.Year, err)
	}
	return nil
}

// CalendarYears gives the bodies of the years that are loaded, in their order.
func (d *DB) CalendarYears(ctx context.Context) ([]json.RawMessage, error) {
	var bodies []string
	err := d.gorm.WithContext(ctx).Table("calendar_years").Order("year").Pluck("body", &bodies).Error
	if err != nil {
		return nil, fmt.Errorf("read calendar: %w", err)
	}
	years := make([]json.RawMessage, len(bodies))
	for i, body := range bodies {
		years[i] = json.RawMessage(body)
	}
	return years, nil
}

// Setting reads a setting; an absent one is not found.
func (d *DB) Setting(ctx context.Context, name string) (json.RawMessage, error) {
	return readSetting(d.gorm.WithContext(ctx), name)
}

// PutSetting keeps a setting, whatever it was before.
func (d *DB) PutSetting(ctx context.Context, name string, value json.RawMessage) error {
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO settings (name, value) VALUES (?, ?::jsonb)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, string(value)).Error
	if err != nil {
		return fmt.Errorf("put setting %s: %w", name, err)
	}
	return nil
}

// PutSettingOnce keeps a setting unless there is one, and returns the one that holds.
// Processes that start together so agree on the first one's value.
func (d *DB) PutSettingOnce(ctx context.Context, name string, value json.RawMessage) (json.RawMessage, error) {
	var holds json.RawMessage
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		err := tx.Exec(`INSERT INTO settings (name, value) VALUES (?, ?::jsonb) ON CONFLICT DO NOTHING`,
			name, string(value)).Error
		if err != nil {
			return err
		}
		holds, err = readSetting(tx, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("put setting %s: %w", name, err)
	}
	return holds, nil
}

func readSetting(tx *gorm.DB, name string) (json.RawMessage, error) {
	var row struct{ Value string }
	if err := tx.Table("settings").Where("name = ?", name).Take(&row).Error; err != nil {
		return nil, orNotFound(fmt.Errorf("read setting %s: %w", name, err))
	}
	return json.RawMessage(row.Value), nil
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/storage"
)

// almanacs reads the calendar that is built in, the notices loaded since, and the lengths
// that the installation has set.
type almanacs struct {
	db *storage.DB

	mu    sync.Mutex
	read  time.Time
	known law.Almanac
}

// fresh is how long an almanac is used before it is read again. A notice that another
// process loads is seen that much later; the disputes are told of it at once anyway.
const fresh = time.Second

func (a *almanacs) Almanac(ctx context.Context) (law.Almanac, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if time.Since(a.read) < fresh {
		return a.known, nil
	}
	almanac := law.Almanac{Calendar: law.BuiltIn()}
	years, err := a.db.CalendarYears(ctx)
	if err != nil {
		return law.Almanac{}, err
	}
	for _, body := range years {
		var y law.CalendarYear
		if err := json.Unmarshal(body, &y); err != nil {
			return law.Almanac{}, fmt.Errorf("a loaded holiday notice cannot be read: %w", err)
		}
		if almanac.Calendar, err = almanac.Calendar.With(y); err != nil {
			return law.Almanac{}, fmt.Errorf("the loaded holiday notice of %d: %w", y.Year, err)
		}
	}
	if err := a.settings(ctx, &almanac); err != nil {
		return law.Almanac{}, err
	}
	a.known, a.read = almanac, time.Now()
	return almanac, nil
}

// settings adds lengths and the small-claims ceiling from the setting "law".
func (a *almanacs) settings(ctx context.Context, almanac *law.Almanac) error {
	set, err := a.db.Setting(ctx, "law")
	var absent *dispute.Error
	if errors.As(err, &absent) && absent.Code == dispute.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	var own struct {
		Lengths     []law.LengthSetting `json:"lengths"`
		SmallClaims json.Number         `json:"smallClaims"`
	}
	if err := json.Unmarshal(set, &own); err != nil {
		return fmt.Errorf("the setting law cannot be read: %w", err)
	}
	almanac.Lengths = own.Lengths
	if fen, err := own.SmallClaims.Int64(); err == nil {
		almanac.SmallClaims = dispute.Fen(fen)
	}
	return nil
}

// LoadYear keeps a year's holiday notice.
func (a *almanacs) LoadYear(ctx context.Context, y law.CalendarYear, by string) error {
	body, err := json.Marshal(y)
	if err != nil {
		return err
	}
	err = a.db.PutCalendarYear(ctx, storage.CalendarYear{
		Year: y.Year, Status: string(y.Status), Source: y.Source, Body: body, LoadedBy: by,
	})
	a.mu.Lock()
	a.read = time.Time{}
	a.mu.Unlock()
	return err
}

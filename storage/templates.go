package storage

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

type templateRow struct {
	records.Template
	ByAccount string
}

// TableName implements gorm's Tabler.
func (templateRow) TableName() string { return "templates" }

// AddTemplate keeps an organisation's own wording of a document as its next version.
func (d *DB) AddTemplate(ctx context.Context, viewer dispute.Actor, kind dispute.DocumentKind, text string) (int, error) {
	var version int
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Raw(`INSERT INTO templates (organisation, kind, version, text, by_account)
			SELECT ?, ?, coalesce(max(version), 0) + 1, ?, ? FROM templates WHERE organisation = ? AND kind = ?
			RETURNING version`, viewer.Organisation, string(kind), text, viewer.Account,
			viewer.Organisation, string(kind)).Take(&version).Error
	})
	if err != nil {
		return 0, orTaken(fmt.Errorf("keep a template: %w", err), "模板刚刚被别人修改，请刷新后再试", "somebody else changed the template just now")
	}
	return version, nil
}

// Template gives the organisation's newest wording of a document; nil where it has none.
// The worker asks for any organisation, a manager for its own.
func (d *DB) Template(ctx context.Context, viewer dispute.Actor, organisation string, kind dispute.DocumentKind) (*records.Template, error) {
	var row templateRow
	err := d.as(ctx, viewer, func(tx *gorm.DB) error {
		return tx.Select("organisation, kind, version, text, by_account, at").
			Where("organisation = ? AND kind = ?", organisation, string(kind)).Order("version DESC").Take(&row).Error
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a template: %w", err)
	}
	t := row.Template
	t.By = row.ByAccount
	return &t, nil
}

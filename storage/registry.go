package storage

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"
)

// CreateOrganisation adds an organisation and returns it with its ID.
func (d *DB) CreateOrganisation(ctx context.Context, o Organisation) (*Organisation, error) {
	if o.ID == "" {
		o.ID = newID("org")
	}
	if err := d.gorm.WithContext(ctx).Create(&o).Error; err != nil {
		return nil, fmt.Errorf("create organisation: %w",
			orTaken(err, "该调解组织已登记", "the organisation is registered already"))
	}
	return &o, nil
}

// UpdateOrganisation replaces what is registered of an organisation.
func (d *DB) UpdateOrganisation(ctx context.Context, o Organisation) error {
	changed := d.gorm.WithContext(ctx).Model(&o).Select("*").Omit("id", "created_at").Updates(&o)
	if changed.Error != nil {
		return fmt.Errorf("update organisation: %w", changed.Error)
	}
	if changed.RowsAffected == 0 {
		return notFound()
	}
	return nil
}

// Organisation finds an organisation by ID.
func (d *DB) Organisation(ctx context.Context, id string) (*Organisation, error) {
	var o Organisation
	if err := d.gorm.WithContext(ctx).Where("id = ?", id).Take(&o).Error; err != nil {
		return nil, orNotFound(fmt.Errorf("find organisation: %w", err))
	}
	return &o, nil
}

// Organisations lists all organisations by name.
func (d *DB) Organisations(ctx context.Context) ([]Organisation, error) {
	return listOf[Organisation](ctx, d, "name, id")
}

// PutMediator registers a mediator or replaces what is registered.
func (d *DB) PutMediator(ctx context.Context, m Mediator) error {
	err := d.gorm.WithContext(ctx).Clauses(clause.OnConflict{UpdateAll: true}).Create(&m).Error
	if err != nil {
		return fmt.Errorf("put mediator: %w", err)
	}
	return nil
}

// Mediators lists the mediators of an organisation whose accounts are not disabled.
func (d *DB) Mediators(ctx context.Context, organisation string) ([]Mediator, error) {
	var mediators []Mediator
	err := d.gorm.WithContext(ctx).Select("mediators.*, a.name").
		Joins("JOIN accounts a ON a.id = mediators.account AND a.disabled_at IS NULL").
		Where("mediators.organisation = ?", organisation).Order("a.name, a.id").Find(&mediators).Error
	if err != nil {
		return nil, fmt.Errorf("list mediators: %w", err)
	}
	return mediators, nil
}

// PutCourt registers a court or replaces what is registered.
func (d *DB) PutCourt(ctx context.Context, c Court) error {
	err := d.gorm.WithContext(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "code"}},
		DoUpdates: clause.AssignmentColumns([]string{"name", "level", "endpoint"}),
	}).Create(&c).Error
	if err != nil {
		return fmt.Errorf("put court: %w", err)
	}
	return nil
}

// Courts lists all courts by code.
func (d *DB) Courts(ctx context.Context) ([]Court, error) {
	return listOf[Court](ctx, d, "code")
}

// PutInstitution registers an institution, known by its credit code, or replaces what is
// registered, and returns its ID.
func (d *DB) PutInstitution(ctx context.Context, i Institution) (string, error) {
	if i.ID == "" {
		i.ID = newID("ins")
	}
	err := d.gorm.WithContext(ctx).Raw(`INSERT INTO institutions (id, name, credit_code, kind)
		VALUES (?, ?, ?, ?) ON CONFLICT (credit_code)
		DO UPDATE SET name = excluded.name, kind = excluded.kind RETURNING id`,
		i.ID, i.Name, i.CreditCode, i.Kind).Scan(&i.ID).Error
	if err != nil {
		return "", fmt.Errorf("put institution: %w", err)
	}
	return i.ID, nil
}

// Institutions lists all institutions by name.
func (d *DB) Institutions(ctx context.Context) ([]Institution, error) {
	return listOf[Institution](ctx, d, "name, id")
}

func listOf[T any](ctx context.Context, d *DB, order string) ([]T, error) {
	var rows []T
	if err := d.gorm.WithContext(ctx).Order(order).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list %T: %w", rows, err)
	}
	return rows, nil
}

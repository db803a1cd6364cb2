package storage

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"sutiao/dispute"
)

// newID makes an identifier that can't be guessed.
func newID(kind string) string { return kind + "-" + strings.ToLower(rand.Text()) }

// CreateAccount adds an account and returns it with its ID. A login or phone that is
// taken is a conflict.
func (d *DB) CreateAccount(ctx context.Context, a Account) (*Account, error) {
	if a.ID == "" {
		a.ID = newID("acc")
	}
	if a.CreatedAt.IsZero() {
		a.CreatedAt = time.Now().In(dispute.Beijing)
	}
	if err := d.gorm.WithContext(ctx).Create(&a).Error; err != nil {
		return nil, fmt.Errorf("create account: %w",
			orTaken(err, "登录名或手机号已被使用", "the login or telephone is taken"))
	}
	return &a, nil
}

// AccountByID finds an account, disabled ones too, without its password.
func (d *DB) AccountByID(ctx context.Context, id string) (*Account, error) {
	return d.accountBy(ctx, publicColumns, "id", id)
}

// AccountByLogin finds an account, disabled ones too. Only the API may call it.
func (d *DB) AccountByLogin(ctx context.Context, login string) (*Account, error) {
	return d.accountBy(ctx, "*", "login", login)
}

// AccountByPhone finds an account, disabled ones too, without its password.
func (d *DB) AccountByPhone(ctx context.Context, phone string) (*Account, error) {
	return d.accountBy(ctx, publicColumns, "phone", phone)
}

// publicColumns are those that the worker may read too.
const publicColumns = "id, role, name, login, phone, organisation, court, must_change, disabled_at, created_at"

func (d *DB) accountBy(ctx context.Context, columns, key, value string) (*Account, error) {
	var a Account
	err := d.gorm.WithContext(ctx).Select(columns).Where(key+" = ?", value).Take(&a).Error
	if err != nil {
		return nil, orNotFound(fmt.Errorf("find account by %s: %w", key, err))
	}
	return &a, nil
}

// Accounts lists the accounts of an organisation or a court, or with an empty Office
// all of staff, by name.
func (d *DB) Accounts(ctx context.Context, office dispute.Office) ([]Account, error) {
	query := d.gorm.WithContext(ctx).Select(publicColumns).Where("role <> ?", PartyViewer)
	if office.Organisation != "" {
		query = query.Where("organisation = ?", office.Organisation)
	}
	if office.Court != "" {
		query = query.Where("court = ?", office.Court)
	}
	var accounts []Account
	if err := query.Order("name, id").Find(&accounts).Error; err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	return accounts, nil
}

// EnsurePartyAccount gives the account with a party's telephone and makes it if there is
// none. It may be repeated; the name of an account that exists stays.
func (d *DB) EnsurePartyAccount(ctx context.Context, phone, name string) (string, error) {
	if phone == "" {
		return "", invalidField("phone", "必填", "is required")
	}
	var id string
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		err := tx.Exec(`INSERT INTO accounts (id, role, name, phone) VALUES (?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, newID("acc"), PartyViewer, storable(name), phone).Error
		if err != nil {
			return err
		}
		return tx.Raw("SELECT id FROM accounts WHERE phone = ?", phone).Take(&id).Error
	})
	if err != nil {
		return "", fmt.Errorf("make a party's account: %w", err)
	}
	return id, nil
}

// SetPassword keeps a new password hash and ends all sessions of the account, so that
// whoever knew the old password is out.
func (d *DB) SetPassword(ctx context.Context, account, passwordHash string, mustChange bool) error {
	return d.changeAccount(ctx, account, map[string]any{
		"password_hash": passwordHash, "must_change": mustChange,
	})
}

// DisableAccount shuts an account out and ends its sessions; EnableAccount undoes it.
func (d *DB) DisableAccount(ctx context.Context, account string) error {
	return d.changeAccount(ctx, account, map[string]any{"disabled_at": gorm.Expr("now()")})
}

// EnableAccount lets a disabled account in again.
func (d *DB) EnableAccount(ctx context.Context, account string) error {
	return d.changeAccount(ctx, account, map[string]any{"disabled_at": nil})
}

func (d *DB) changeAccount(ctx context.Context, account string, changes map[string]any) error {
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		changed := tx.Model(&Account{}).Where("id = ?", account).Updates(changes)
		if changed.Error != nil {
			return changed.Error
		}
		if changed.RowsAffected == 0 {
			return notFound()
		}
		return tx.Exec("DELETE FROM login_sessions WHERE account = ?", account).Error
	})
	if err != nil {
		return fmt.Errorf("change account: %w", err)
	}
	return nil
}

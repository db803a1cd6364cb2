package storage

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// CreateSession keeps a login for as long as it lasts without use.
func (d *DB) CreateSession(ctx context.Context, tokenHash []byte, account string, lasting time.Duration) error {
	// A hash must not come first: gorm spreads a slice that follows a parenthesis.
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO login_sessions (account, token_hash, expires_at)
		VALUES (?, ?, now() + make_interval(secs => ?))`, account, tokenHash, lasting.Seconds()).Error
	if err != nil {
		return fmt.Errorf("create session: %w", err)
	}
	return nil
}

// SessionByToken finds who is signed in and lets the session last anew from now. Over,
// unknown and disabled look alike: unauthorised.
func (d *DB) SessionByToken(ctx context.Context, tokenHash []byte, lasting time.Duration) (*Account, error) {
	var row struct {
		Account
		Idle float64
	}
	db := d.gorm.WithContext(ctx)
	err := db.Raw(`SELECT a.*, extract(epoch FROM now() - s.last_seen) AS idle
		FROM login_sessions s JOIN accounts a ON a.id = s.account
		WHERE s.token_hash = ? AND s.expires_at > now() AND a.disabled_at IS NULL`, tokenHash).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, unauthorised("请先登录", "sign in first")
	}
	if err != nil {
		return nil, fmt.Errorf("find session: %w", err)
	}
	// A write for each request would be much for little; a minute more or less is nothing.
	if row.Idle >= 60 {
		err := db.Exec(`UPDATE login_sessions SET last_seen = now(),
			expires_at = now() + make_interval(secs => ?) WHERE token_hash = ?`,
			lasting.Seconds(), tokenHash).Error
		if err != nil {
			return nil, fmt.Errorf("prolong session: %w", err)
		}
	}
	return &row.Account, nil
}

// EndSession signs out.
func (d *DB) EndSession(ctx context.Context, tokenHash []byte) error {
	err := d.gorm.WithContext(ctx).Exec("DELETE FROM login_sessions WHERE token_hash = ?", tokenHash).Error
	if err != nil {
		return fmt.Errorf("end session: %w", err)
	}
	return nil
}

// PruneLogins deletes sessions and one-time codes that are over.
func (d *DB) PruneLogins(ctx context.Context) error {
	for _, statement := range []string{
		"DELETE FROM login_sessions WHERE expires_at < now()",
		"DELETE FROM one_time_codes WHERE expires_at < now()",
	} {
		if err := d.gorm.WithContext(ctx).Exec(statement).Error; err != nil {
			return fmt.Errorf("prune logins: %w", err)
		}
	}
	return nil
}

// maxCodeAttempts is how often a code may be tried before it is void. How often a new
// one may be asked for is the caller's to limit.
const maxCodeAttempts = 5

// PutCode keeps the hash of a one-time code; an earlier code for the same telephone is
// void from then on.
func (d *DB) PutCode(ctx context.Context, phone string, codeHash []byte, lasting time.Duration) error {
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO one_time_codes (phone, code_hash, expires_at)
		VALUES (?, ?, now() + make_interval(secs => ?))
		ON CONFLICT (phone) DO UPDATE SET code_hash = excluded.code_hash,
			expires_at = excluded.expires_at, attempts = 0, used_at = NULL, created_at = now()`,
		phone, codeHash, lasting.Seconds()).Error
	if err != nil {
		return fmt.Errorf("keep one-time code: %w", err)
	}
	return nil
}

// TakeCode uses a code up, for one use that is named: the same use may take it again, as
// when its answer was lost. Wrong, over, used and tried too often look alike: unauthorised.
func (d *DB) TakeCode(ctx context.Context, phone string, codeHash []byte, use string) error {
	right := false
	err := d.inTransaction(ctx, func(tx *gorm.DB) error {
		// One statement counts the attempt and locks the row, so that guesses made at
		// the same time are counted one by one.
		var kept struct{ CodeHash []byte }
		err := tx.Raw(`UPDATE one_time_codes SET attempts = attempts + 1
			WHERE phone = ? AND attempts < ? AND expires_at > now()
				AND (used_at IS NULL OR (used_for <> '' AND used_for = ?))
			RETURNING code_hash`, phone, maxCodeAttempts, use).Take(&kept).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if subtle.ConstantTimeCompare(kept.CodeHash, codeHash) != 1 {
			return nil // committed: the attempt counts
		}
		right = true
		return tx.Exec("UPDATE one_time_codes SET used_at = now(), used_for = ? WHERE phone = ?", use, phone).Error
	})
	if err != nil {
		return fmt.Errorf("take one-time code: %w", err)
	}
	if !right {
		return unauthorised("验证码错误或已失效，请重新获取", "the code is wrong or void; ask for a new one")
	}
	return nil
}

// CreateAPIKey keeps a key's hash and returns the key's ID, by which it can be revoked.
func (d *DB) CreateAPIKey(ctx context.Context, keyHash []byte, account, note string) (string, error) {
	id := newID("key")
	err := d.gorm.WithContext(ctx).Exec(`INSERT INTO api_keys (id, key_hash, account, note)
		VALUES (?, ?, ?, ?)`, id, keyHash, account, note).Error
	if codeOf(err) == foreignKeyViolation {
		return "", invalidField("account", "没有这个账号", "no such account")
	}
	if err != nil {
		return "", fmt.Errorf("create API key: %w", err)
	}
	return id, nil
}

// AccountByAPIKey finds the account that a key acts for. Revoked, unknown and disabled
// look alike: unauthorised.
func (d *DB) AccountByAPIKey(ctx context.Context, keyHash []byte) (*Account, error) {
	var a Account
	err := d.gorm.WithContext(ctx).Raw(`SELECT a.* FROM api_keys k JOIN accounts a ON a.id = k.account
		WHERE k.key_hash = ? AND k.revoked_at IS NULL AND a.disabled_at IS NULL`, keyHash).Take(&a).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, unauthorised("接口密钥无效", "the API key is not valid")
	}
	if err != nil {
		return nil, fmt.Errorf("find API key: %w", err)
	}
	return &a, nil
}

// APIKeys lists the keys of an account, the newest first.
func (d *DB) APIKeys(ctx context.Context, account string) ([]APIKey, error) {
	var keys []APIKey
	err := d.gorm.WithContext(ctx).Table("api_keys").Where("account = ?", account).
		Order("created_at DESC, id").Find(&keys).Error
	if err != nil {
		return nil, fmt.Errorf("list API keys: %w", err)
	}
	return keys, nil
}

// RevokeAPIKey ends a key for good.
func (d *DB) RevokeAPIKey(ctx context.Context, id string) error {
	revoked := d.gorm.WithContext(ctx).Exec(
		"UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = ?", id)
	if revoked.Error != nil {
		return fmt.Errorf("revoke API key: %w", revoked.Error)
	}
	if revoked.RowsAffected == 0 {
		return notFound()
	}
	return nil
}

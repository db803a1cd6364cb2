package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/embedded"
	"sutiao/storage"
)

const firstLogin = "operator"

// firstAccount makes the operator's account at the first start and prints its one-time
// password, once. A data folder, where there is one, also gets an API key with which tools on this machine,
// such as the demonstration, act as the operator.
func firstAccount(ctx context.Context, db *storage.DB, folder *embedded.Folder) error {
	_, err := db.AccountByLogin(ctx, firstLogin)
	var own *dispute.Error
	if err == nil || !errors.As(err, &own) || own.Code != dispute.CodeNotFound {
		return err
	}
	password := api.NewSecret()[:16]
	hash, login := api.HashPassword(password), firstLogin
	account, err := db.CreateAccount(ctx, storage.Account{
		Role: dispute.Operator, Name: "系统管理员", Login: &login, PasswordHash: &hash, MustChange: true,
	})
	if err != nil {
		return err
	}
	fmt.Printf("· 系统管理员账号 · operator account: %s  一次性密码 · one-time password: %s\n", *account.Login, password)
	if folder == nil {
		return nil
	}
	// The key has an account of its own: it must not wait for a password to be changed.
	tools, err := db.CreateAccount(ctx, storage.Account{Role: dispute.Operator, Name: "本机工具"})
	if err != nil {
		return err
	}
	secret, err := folder.Secret(operatorKeyName, 32)
	if err != nil {
		return err
	}
	_, err = db.CreateAPIKey(ctx, api.HashSecret(fmt.Sprintf("%x", secret)), tools.ID, "本机工具")
	return err
}

const operatorKeyName = "operator-api-key"

// connection is how tools on this machine reach a running `sutiao up`. It holds secrets
// and only its owner can read it.
type connection struct {
	URL      string `json:"url"`
	Temporal string `json:"temporal"`
	API      string `json:"apiDatabase"`
	Outbox   string `json:"outbox"`
}

func writeConnection(folder *embedded.Folder, s settings, apiURL string) error {
	data, err := json.Marshal(connection{
		URL: "http://" + s.Listen, Temporal: s.TemporalAddress, API: apiURL, Outbox: s.outbox(),
	})
	if err != nil {
		return err
	}
	return os.WriteFile(folder.Path("secrets", "connection.json"), data, 0o600)
}

// withUser puts another user and password into a database address.
func withUser(address, user, password string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", errors.New("DATABASE_URL: 地址无法识别 · the address cannot be read")
	}
	u.User = url.UserPassword(user, password)
	return u.String(), nil
}

// roleName is the role as the name of a secret.
func roleName(role string) string { return strings.ReplaceAll(role, "_", "-") }

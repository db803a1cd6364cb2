// Package storagetest gives tests a real PostgreSQL: one throw-away server per test
// binary and a fresh, migrated database per test.
package storagetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"sutiao/storage"
)

// AddressVariable names the environment variable with the address of a server to use
// instead of a throw-away one. Its role must be allowed to make databases and roles.
const AddressVariable = "SUTIAO_TEST_DATABASE_URL"

const (
	ownerRole = "sutiao_owner"
	template  = "sutiao_template"
	// password is that of every role of the throw-away server.
	password = "throw-away"
)

// server is where databases are made: admin may make them, owner owns them.
type server struct {
	admin, owner string
	template     string // empty: migrate each database by itself
}

var theServer = sync.OnceValues(func() (server, error) {
	if address := os.Getenv(AddressVariable); address != "" {
		return server{admin: address, owner: address}, nil
	}
	return startOwnServer()
})

// Start makes a fresh, migrated database and returns the address of its owner, which
// is no superuser. The database goes away with the test.
func Start(tb testing.TB) (ownerURL string) {
	tb.Helper()
	s, err := theServer()
	if err != nil {
		tb.Fatalf("these tests need PostgreSQL (install it, or set %s): %v", AddressVariable, err)
	}
	ctx := context.Background()
	name := "t_" + strings.ToLower(rand.Text()[:16])
	statement := "CREATE DATABASE " + name
	if s.template != "" {
		statement += " TEMPLATE " + s.template + " OWNER " + ownerRole
	}
	if err := execute(ctx, s.admin, statement); err != nil {
		tb.Fatalf("make the test's database: %v", err)
	}
	tb.Cleanup(func() {
		if err := execute(ctx, s.admin, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			tb.Logf("drop the test's database: %v", err)
		}
	})
	ownerURL = withDatabase(s.owner, name)
	if s.template == "" {
		if err := storage.Migrate(ctx, ownerURL); err != nil {
			tb.Fatal(err)
		}
	}
	return ownerURL
}

// Login lets one of storage's roles sign in and returns its address for the database
// that Start made.
func Login(tb testing.TB, ownerURL, role string) string {
	tb.Helper()
	if err := loginOf(ownerURL, role); err != nil {
		tb.Fatal(err)
	}
	u, err := url.Parse(ownerURL)
	if err != nil {
		tb.Fatalf("read the address: %v", err)
	}
	u.User = url.UserPassword(role, password)
	return u.String()
}

var logins sync.Mutex

// loginOf repeats itself when another test binary changes the same role of a shared
// server at the same moment, which PostgreSQL answers with "tuple concurrently updated".
func loginOf(ownerURL, role string) error {
	logins.Lock()
	defer logins.Unlock()
	var err error
	for range 10 {
		err = storage.GrantLogin(context.Background(), ownerURL, role, password)
		if err == nil || !strings.Contains(err.Error(), "concurrently updated") {
			return err
		}
	}
	return err
}

func execute(ctx context.Context, address string, statements ...string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = conn.Close(ctx) }()
	for _, statement := range statements {
		if _, err := conn.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func withDatabase(address, name string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Path = "/" + name
	return u.String()
}

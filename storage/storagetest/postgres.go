// Package storagetest gives tests a real PostgreSQL: one throw-away server per test
// binary and a fresh, migrated database per test.
package storagetest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

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
		return useServer(address)
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
	if s.owner != s.admin {
		statement += " OWNER " + ownerRole
	}
	if s.template != "" {
		statement += " TEMPLATE " + s.template
	}
	if err := execute(ctx, s.admin, statement); err != nil {
		tb.Fatalf("make the test's database: %v", err)
	}
	tb.Cleanup(func() {
		if err := drop(s.admin, name); err != nil {
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

// drop tries again while connections that the test has closed are still going away:
// only a superuser may push them.
func drop(admin, name string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	retry := time.NewTicker(50 * time.Millisecond)
	defer retry.Stop()
	for {
		err := execute(ctx, admin, "DROP DATABASE "+name+" WITH (FORCE)")
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-retry.C:
		}
	}
}

// Login lets one of storage's roles sign in and returns its address for the database
// that Start made.
func Login(tb testing.TB, ownerURL, role string) string {
	tb.Helper()
	logins.Lock()
	defer logins.Unlock()
	err := persist(func() error {
		return storage.GrantLogin(context.Background(), ownerURL, role, password)
	})
	if err != nil {
		tb.Fatal(err)
	}
	address, err := withUser(ownerURL, role)
	if err != nil {
		tb.Fatal(err)
	}
	return address
}

var logins sync.Mutex

// useServer prepares somebody else's server. A superuser is bound by no row security,
// so such an address makes a role without that power and leaves the databases to it.
func useServer(address string) (server, error) {
	s := server{admin: address, owner: address}
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return s, fmt.Errorf("connect: %w", err)
	}
	var superuser bool
	err = conn.QueryRow(ctx, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user").Scan(&superuser)
	if err := errors.Join(err, conn.Close(ctx)); err != nil || !superuser {
		return s, err
	}
	s.owner, err = withUser(address, ownerRole)
	if err != nil {
		return s, err
	}
	return s, persist(func() error {
		return execute(ctx, address,
			"DO $$ BEGIN CREATE ROLE "+ownerRole+"; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
			"ALTER ROLE "+ownerRole+" LOGIN CREATEROLE PASSWORD '"+password+"'")
	})
}

// persist repeats what another test binary disturbed by changing the same role of a
// shared server at the same moment.
func persist(change func() error) error {
	var err error
	for range 20 {
		err = change()
		if err == nil || !strings.Contains(err.Error(), "concurrently updated") &&
			!strings.Contains(err.Error(), "duplicate key") {
			return err
		}
	}
	return err
}

func withUser(address, role string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("read the address: %w", err)
	}
	u.User = url.UserPassword(role, password)
	return u.String(), nil
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

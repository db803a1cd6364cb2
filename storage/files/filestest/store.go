// Package filestest gives tests a store of files in memory.
package filestest

import (
	"encoding/base64"
	"log/slog"
	"testing"

	_ "gocloud.dev/blob/memblob" // mem://

	"sutiao/storage/files"
)

// New opens an empty store that lives as long as the test.
func New(t testing.TB) *files.Store {
	t.Helper()
	return Open(t, "mem://", "test")
}

// Open opens the store at the address with master keys of these IDs, the current one
// first. The same ID is the same key.
func Open(t testing.TB, address string, ids ...string) *files.Store {
	t.Helper()
	store, err := files.Open(t.Context(), address, Keys(t, ids...), files.Options{
		Spool: t.TempDir(), Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// Keys are master keys derived from their IDs.
func Keys(t testing.TB, ids ...string) files.Keys {
	t.Helper()
	text := ""
	for _, id := range ids {
		secret := make([]byte, 32)
		copy(secret, id)
		text += id + " " + base64.StdEncoding.EncodeToString(secret) + "\n"
	}
	keys, err := files.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

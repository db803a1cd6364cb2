package uploads

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"github.com/tus/tusd/v2/pkg/filestore"
	tus "github.com/tus/tusd/v2/pkg/handler"
)

// spool is the folder of pieces. An upload is two files: <id> holds the bytes, and
// <id>.info what is known of them.
type spool struct {
	filestore.FileStore
	uploads *Uploads
	mu      sync.Mutex // from counting an account's uploads to beginning one more
}

// An ID is the account's mark and 16 random bytes. So an upload is somebody's by its
// name, and no account stands readable in the folder.
var uploadID = regexp.MustCompile(`^[0-9a-f]{32}-[0-9a-f]{32}$`)

func markOf(account string) string {
	sum := sha256.Sum256([]byte("sutiao-upload\x00" + account))
	return hex.EncodeToString(sum[:16])
}

func belongs(id, account string) bool {
	return uploadID.MatchString(id) && id[:32] == markOf(account)
}

type accountKey struct{}

func withAccount(ctx context.Context, account string) context.Context {
	return context.WithValue(ctx, accountKey{}, account)
}

var errTooMany = tus.NewError("ERR_TOO_MANY_UPLOADS", "too many unfinished uploads", 429)

// NewUpload implements tus.DataStore.
func (s *spool) NewUpload(ctx context.Context, info tus.FileInfo) (tus.Upload, error) {
	account, ok := ctx.Value(accountKey{}).(string)
	if !ok {
		return nil, errors.New("uploads: an upload of nobody")
	}
	var random [16]byte
	if _, err := rand.Read(random[:]); err != nil {
		return nil, err
	}
	info.ID = markOf(account) + "-" + hex.EncodeToString(random[:])
	s.mu.Lock()
	defer s.mu.Unlock()
	open, err := filepath.Glob(filepath.Join(s.Path, markOf(account)+"-*.info"))
	if err != nil {
		return nil, err
	}
	live := 0
	for _, path := range open {
		id := filepath.Base(path[:len(path)-len(".info")])
		if _, _, err := s.load(id); err == nil {
			live++
		}
	}
	if live >= s.uploads.MaxOpen {
		return nil, errTooMany
	}
	return s.FileStore.NewUpload(ctx, info)
}

// load reads what is known of an upload: os.ErrNotExist for one that is absent, has
// expired, or was cut short by a crash while it was begun.
func (s *spool) load(id string) (info tus.FileInfo, expires time.Time, err error) {
	text, err := os.ReadFile(filepath.Join(s.Path, id+".info")) //nolint:gosec // IDs are checked by uploadID
	if err != nil {
		return info, expires, err
	}
	if json.Unmarshal(text, &info) != nil || info.ID != id {
		return info, expires, os.ErrNotExist
	}
	data, err := os.Stat(filepath.Join(s.Path, id))
	if err != nil {
		return info, expires, err
	}
	info.Offset = data.Size()
	expires = data.ModTime().Add(s.uploads.Expiry)
	if !s.uploads.Now().Before(expires) {
		return info, expires, os.ErrNotExist
	}
	return info, expires, nil
}

func (s *spool) remove(id string) error {
	// The bytes first: what is left by a crash in between is then small, and swept.
	for _, name := range []string{id, id + ".info"} {
		if err := os.Remove(filepath.Join(s.Path, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("uploads: %w", err)
		}
	}
	return nil
}

// Sweep removes what has expired by now and returns how many uploads that were.
func (u *Uploads) Sweep(ctx context.Context, now time.Time) (int, error) {
	entries, err := os.ReadDir(u.Folder)
	if err != nil {
		return 0, fmt.Errorf("uploads: %w", err)
	}
	removed := map[string]bool{}
	for _, entry := range entries {
		if ctx.Err() != nil {
			return len(removed), ctx.Err()
		}
		id := entry.Name()
		if filepath.Ext(id) == ".info" {
			id = id[:len(id)-len(".info")]
		}
		if !uploadID.MatchString(id) || removed[id] || now.Before(u.lastTouched(id).Add(u.Expiry)) {
			continue
		}
		if err := u.spool.remove(id); err != nil {
			return len(removed), err
		}
		removed[id] = true
	}
	return len(removed), nil
}

// lastTouched is when the newer of the upload's files was written.
func (u *Uploads) lastTouched(id string) time.Time {
	var last time.Time
	for _, name := range []string{id, id + ".info"} {
		if found, err := os.Stat(filepath.Join(u.Folder, name)); err == nil && found.ModTime().After(last) {
			last = found.ModTime()
		}
	}
	return last
}

package files

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	_ "gocloud.dev/blob/fileblob" // file://
)

// folder adds to a bucket in a folder what its driver lacks: a create-if-absent that
// holds between processes, and names that survive a power cut.
type folder struct {
	path    string
	address string // what the driver is opened with
}

// folderOf is nil for an address that names no folder.
func folderOf(address string) (*folder, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("files: the bucket's address: %w", err)
	}
	if u.Scheme != "file" {
		return nil, nil
	}
	path := u.Path
	if u.Host == "." {
		path = strings.TrimPrefix(path, "/")
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("files: the bucket's folder: %w", err)
	}
	if err := os.MkdirAll(path, 0o700); err != nil { //nolint:gosec // the operator chooses the folder
		return nil, fmt.Errorf("files: the bucket's folder: %w", err)
	}
	q := u.Query()
	q.Set("dir_file_mode", "0700")
	q.Set("metadata", "skip")
	q.Set("no_tmp_dir", "1") // a rename must not cross file systems
	u.RawQuery = q.Encode()
	return &folder{path: path, address: u.String()}, nil
}

// there is what the driver doesn't tell: to it, a folder that is gone looks empty.
func (f *folder) there() bool {
	if f == nil {
		return true
	}
	_, err := os.Stat(f.path)
	return err == nil
}

// alone runs the work while no other process or goroutine does. The driver only looks
// for the name and then renames, so without this two of them could both win.
func (f *folder) alone(work func() error) error {
	if f == nil {
		return work()
	}
	lock, err := os.OpenFile(filepath.Join(f.path, ".lock"), os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the operator's own folder
	if err != nil {
		return err
	}
	defer func() { _ = lock.Close() }() // which also unlocks

	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	return work()
}

// persist makes the name of a blob, and of the folders it made, survive a power cut.
func (f *folder) persist(name string) error {
	if f == nil {
		return nil
	}
	for dir := filepath.Dir(filepath.Join(f.path, filepath.FromSlash(name))); ; dir = filepath.Dir(dir) {
		d, err := os.Open(dir) //nolint:gosec // inside the operator's folder; names are checked
		if err != nil {
			return err
		}
		err = d.Sync()
		_ = d.Close()
		if err != nil || dir == f.path {
			return err
		}
	}
}

// strandedAfter is longer than any transfer.
const strandedAfter = 24 * time.Hour

// Sweep removes what processes that were killed while writing left in the folder, and
// returns how many. They are sealed and under no name, so nothing reads them.
func (s *Store) Sweep(ctx context.Context, now time.Time) (int, error) {
	if s.folder == nil {
		return 0, nil
	}
	removed := 0
	err := filepath.WalkDir(s.folder.path, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if entry.IsDir() || filepath.Ext(path) != ".tmp" {
			return nil
		}
		info, err := entry.Info()
		if err != nil || now.Sub(info.ModTime()) < strandedAfter {
			return nil // a file that vanished was finished meanwhile
		}
		removed++
		return os.Remove(path) //nolint:gosec // found by walking the operator's own folder
	})
	return removed, err
}

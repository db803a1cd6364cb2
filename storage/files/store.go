package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"sync"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"
)

// Options tune a Store; the zero value is right.
type Options struct {
	Spool    string        // where content waits, sealed, until its name is known; "" means the system's folder
	Timeout  time.Duration // for each short call to the bucket; 0 means 15 s
	Transfer time.Duration // for one whole file, either way; 0 means 30 min
	Logger   *slog.Logger  // nil means slog.Default()
}

// Store keeps files. It is safe for concurrent use, also by several processes.
type Store struct {
	bucket            *blob.Bucket
	folder            *folder // nil where the bucket is no folder
	keys              Keys
	spools            string
	timeout, transfer time.Duration
	log               *slog.Logger

	mu      sync.Mutex
	ciphers map[string]tink.StreamingAEAD // by organisation
}

// Stored is a file that the store holds.
type Stored struct {
	SHA256 string `json:"sha256"` // of the plain content, lower-case hex; the file's name
	SM3    string `json:"sm3"`    // GB/T 32905 of the plain content, lower-case hex; what courts ask for
	Size   int64  `json:"size"`   // bytes of plain content
}

// Open opens the bucket that the address names and checks nothing else; see Ping.
func Open(ctx context.Context, address string, keys Keys, o Options) (*Store, error) {
	if len(keys) == 0 {
		return nil, errors.New("files: there is no master key")
	}
	s := &Store{
		keys: keys, spools: o.Spool, timeout: o.Timeout, transfer: o.Transfer, log: o.Logger,
		ciphers: map[string]tink.StreamingAEAD{},
	}
	if s.timeout <= 0 {
		s.timeout = 15 * time.Second
	}
	if s.transfer <= 0 {
		s.transfer = 30 * time.Minute
	}
	if s.log == nil {
		s.log = slog.Default()
	}
	var err error
	if s.folder, err = folderOf(address); err != nil {
		return nil, err
	}
	if s.folder != nil {
		address = s.folder.address
	}
	if s.bucket, err = blob.OpenBucket(ctx, address); err != nil {
		return nil, fmt.Errorf("files: open the bucket: %w", err)
	}
	return s, nil
}

// Close ends the use of the bucket.
func (s *Store) Close() error { return s.bucket.Close() }

// Ping tells whether the bucket answers.
func (s *Store) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	ok, err := s.bucket.IsAccessible(ctx)
	if err == nil && (!ok || !s.folder.there()) {
		err = errors.New("it does not exist")
	}
	if err != nil {
		return fmt.Errorf("files: the bucket: %w", err)
	}
	return nil
}

// An organisation is part of a path, and "keyset" lies beside folders of two hex digits.
var organisationID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$`)
var sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)

func nameOf(organisation, sha string) string {
	return organisation + "/" + sha[:2] + "/" + sha
}

// errTaken says that the name holds a blob already.
var errTaken = errors.New("the name is taken")

// write makes a blob that is seen whole or not at all. Where once is set, a blob that
// is there already stays, and the error is errTaken.
func (s *Store) write(ctx context.Context, name string, once bool, content func(io.Writer) error) error {
	ctx, abandon := context.WithCancel(ctx)
	defer abandon()
	var onDisk *os.File
	w, err := s.bucket.NewWriter(ctx, name, &blob.WriterOptions{
		ContentType:                 "application/octet-stream",
		DisableContentTypeDetection: true,
		IfNotExist:                  once,
		BeforeWrite: func(as func(any) bool) error {
			if as(&onDisk) {
				return onDisk.Chmod(0o600)
			}
			return nil
		},
	})
	if err != nil {
		return fmt.Errorf("files: write %s: %w", name, err)
	}
	err = content(w)
	if err == nil && onDisk != nil {
		err = onDisk.Sync()
	}
	if err != nil {
		abandon() // closing a writer whose context has ended leaves nothing
		_ = w.Close()
		return fmt.Errorf("files: write %s: %w", name, err)
	}
	err = s.folder.alone(w.Close)
	if gcerrors.Code(err) == gcerrors.FailedPrecondition {
		return errTaken
	}
	if err == nil {
		err = s.folder.persist(name)
	}
	if err != nil {
		return fmt.Errorf("files: write %s: %w", name, err)
	}
	return nil
}

package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// Reader reads one file. What it hands out is authentic, segment by segment; only
// io.EOF says that it was the whole file.
type Reader struct {
	Size int64 // bytes of plain content, to be believed at io.EOF

	ctx    context.Context
	store  *Store
	name   string
	sha    string
	source *source
	plain  io.Reader
	hash   hash.Hash
	read   int64
	failed error
	cancel context.CancelFunc
}

// Open opens a file of the organisation, by the SHA-256 of its content. The caller
// closes it.
func (s *Store) Open(ctx context.Context, organisation, sha string) (*Reader, error) {
	if !organisationID.MatchString(organisation) || !sha256Hex.MatchString(sha) {
		return nil, ErrNotFound
	}
	name := nameOf(organisation, sha)
	ctx, cancel := context.WithTimeout(ctx, s.transfer)
	sealed, err := s.bucket.NewReader(ctx, name, nil)
	if err != nil {
		cancel()
		if gcerrors.Code(err) == gcerrors.NotFound {
			return nil, ErrNotFound
		}
		return nil, fmt.Errorf("files: open %s: %w", name, err)
	}
	r := &Reader{
		Size: plainSize(sealed.Size()), ctx: ctx, store: s, name: name, sha: sha,
		source: &source{blob: sealed}, hash: sha256.New(), cancel: cancel,
	}
	if r.Size < 0 {
		_ = r.Close()
		return nil, s.damaged(ctx, name, fmt.Errorf("%d bytes are too short to be sealed", sealed.Size()))
	}
	cipher, err := s.cipher(ctx, organisation, false)
	if err == nil {
		r.plain, err = cipher.NewDecryptingReader(r.source, contentContext(organisation, sha))
	}
	if err != nil {
		_ = r.Close()
		return nil, err
	}
	return r, nil
}

// Read implements io.Reader.
func (r *Reader) Read(p []byte) (int, error) {
	if r.failed != nil {
		return 0, r.failed
	}
	n, err := r.plain.Read(p)
	r.hash.Write(p[:n])
	r.read += int64(n)
	if err != nil {
		r.failed = r.verdict(err)
		err = r.failed
	}
	return n, err
}

// verdict tells a damaged file from a bucket that failed.
func (r *Reader) verdict(err error) error {
	switch {
	case r.source.err != nil:
		return fmt.Errorf("files: read %s: %w", r.name, r.source.err)
	case !errors.Is(err, io.EOF):
		return r.store.damaged(r.ctx, r.name, err)
	case hex.EncodeToString(r.hash.Sum(nil)) != r.sha:
		return r.store.damaged(r.ctx, r.name, errors.New("the content has another SHA-256"))
	case r.read != r.Size:
		return r.store.damaged(r.ctx, r.name, fmt.Errorf("%d bytes were read, not %d", r.read, r.Size))
	}
	return io.EOF
}

// Close ends the reading.
func (r *Reader) Close() error {
	defer r.cancel()
	return r.source.blob.Close()
}

// source remembers that the bucket failed, which the cipher reports as a broken seal.
type source struct {
	blob *blob.Reader
	err  error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.blob.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}

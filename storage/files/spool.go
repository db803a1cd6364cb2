package files

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"github.com/emmansun/gmsm/sm3"
)

// spool holds content until its hash, and so its name, is known. On the disk it is
// encrypted under a key that is never written down, in a file without a name, so a
// process that is killed leaves nothing.
type spool struct {
	Stored
	file  *os.File
	block cipher.Block
}

func newSpool(ctx context.Context, dir string, r io.Reader) (*spool, error) {
	if dir != "" {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
	}
	file, err := os.CreateTemp(dir, "sutiao-spool-*") // 0600
	if err != nil {
		return nil, err
	}
	s := &spool{file: file}
	if err := s.fill(ctx, r); err != nil {
		_ = file.Close()
		return nil, err
	}
	return s, nil
}

func (s *spool) fill(ctx context.Context, r io.Reader) error {
	if err := os.Remove(s.file.Name()); err != nil {
		return err
	}
	var secret [32]byte
	if _, err := rand.Read(secret[:]); err != nil {
		return err
	}
	var err error
	if s.block, err = aes.NewCipher(secret[:]); err != nil {
		return err
	}
	sealed := cipher.StreamWriter{S: s.stream(), W: s.file}
	sha, sm := sha256.New(), sm3.New()
	if s.Size, err = io.Copy(io.MultiWriter(sealed, sha, sm), whileLive{ctx, r}); err != nil {
		return err
	}
	s.SHA256, s.SM3 = hex.EncodeToString(sha.Sum(nil)), hex.EncodeToString(sm.Sum(nil))
	return nil
}

// stream needs no nonce: each spool has a key of its own and is written once.
func (s *spool) stream() cipher.Stream {
	return cipher.NewCTR(s.block, make([]byte, aes.BlockSize)) //nolint:gosec // see above
}

// content is the plain content from the beginning.
func (s *spool) content() (io.Reader, error) {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return cipher.StreamReader{S: s.stream(), R: s.file}, nil
}

func (s *spool) close() { _ = s.file.Close() }

// whileLive stops reading when the context ends.
type whileLive struct {
	ctx context.Context
	r   io.Reader
}

func (l whileLive) Read(p []byte) (int, error) {
	if err := l.ctx.Err(); err != nil {
		return 0, err
	}
	return l.r.Read(p)
}

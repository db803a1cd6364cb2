package files

import (
	"context"
	"errors"
	"fmt"
	"io"

	"gocloud.dev/gcerrors"
)

// Put stores the content for the organisation. Content that it has already is not
// written again. Memory stays bounded whatever the size.
func (s *Store) Put(ctx context.Context, organisation string, r io.Reader) (Stored, error) {
	if !organisationID.MatchString(organisation) {
		return Stored{}, fmt.Errorf("files: %q cannot name an organisation", organisation)
	}
	ctx, cancel := context.WithTimeout(ctx, s.transfer)
	defer cancel()
	waiting, err := newSpool(ctx, s.spools, r)
	if err != nil {
		return Stored{}, fmt.Errorf("files: take the content: %w", err)
	}
	defer waiting.close()
	if waiting.Size == 0 {
		return Stored{}, ErrEmpty
	}
	if err := s.putSpool(ctx, organisation, waiting); err != nil {
		return Stored{}, err
	}
	return waiting.Stored, nil
}

func (s *Store) putSpool(ctx context.Context, organisation string, waiting *spool) error {
	there, err := s.holds(ctx, organisation, waiting.Stored)
	if there || err != nil {
		return err
	}
	content, err := waiting.content()
	if err != nil {
		return fmt.Errorf("files: reread the content: %w", err)
	}
	err = s.seal(ctx, organisation, waiting.SHA256, content)
	if errors.Is(err, errTaken) { // by the same content, a moment ago
		_, err = s.holds(ctx, organisation, waiting.Stored)
	}
	return err
}

// holds tells whether the file is there. It compares sizes, so that what was cut short
// isn't taken for the file; reading compares everything.
func (s *Store) holds(ctx context.Context, organisation string, file Stored) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	name := nameOf(organisation, file.SHA256)
	found, err := s.bucket.Attributes(ctx, name)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("files: look for %s: %w", name, err)
	}
	if want := sealedSize(file.Size); found.Size != want {
		return false, s.damaged(ctx, name, fmt.Errorf("%d bytes are stored, not %d", found.Size, want))
	}
	return true, nil
}

func (s *Store) seal(ctx context.Context, organisation, sha string, content io.Reader) error {
	cipher, err := s.cipher(ctx, organisation, true)
	if err != nil {
		return err
	}
	return s.write(ctx, nameOf(organisation, sha), true, func(w io.Writer) error {
		sealing, err := cipher.NewEncryptingWriter(w, contentContext(organisation, sha))
		if err != nil {
			return err
		}
		if _, err := io.Copy(sealing, whileLive{ctx, content}); err != nil {
			return err
		}
		return sealing.Close()
	})
}

func contentContext(organisation, sha string) []byte {
	return []byte("sutiao-file-1\x00" + organisation + "\x00" + sha + "\x00")
}

// What sealing adds, from Tink's AES-GCM-HKDF streaming format: a header, then segments
// that each end with a tag; the header counts as part of the first segment.
const (
	headerSize  = 40
	tagSize     = 16
	segmentSize = 1 << 20
)

func sealedSize(plain int64) int64 {
	const room = segmentSize - tagSize
	segments := max(1, (plain+headerSize+room-1)/room)
	return plain + headerSize + tagSize*segments
}

func plainSize(sealed int64) int64 {
	segments := (sealed + segmentSize - 1) / segmentSize
	return sealed - headerSize - tagSize*segments
}

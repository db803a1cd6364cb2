package files

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	aead "github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/streamingaead"
	"github.com/tink-crypto/tink-go/v2/tink"
	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
)

// sealedKeyset is the blob <organisation>/keyset.
type sealedKeyset struct {
	Key    string `json:"key"`    // ID of the master key
	Keyset []byte `json:"keyset"` // Tink's EncryptedKeyset
}

func keysetName(organisation string) string { return organisation + "/keyset" }

// cipher is the organisation's own. Where it has none, one is made if asked for.
func (s *Store) cipher(ctx context.Context, organisation string, make bool) (tink.StreamingAEAD, error) {
	s.mu.Lock()
	known := s.ciphers[organisation]
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	handle, _, err := s.readKeyset(ctx, organisation)
	if gcerrors.Code(err) == gcerrors.NotFound && make {
		if err = s.makeKeyset(ctx, organisation); err == nil {
			// Read even after making it: whichever process was first, all use its keyset.
			handle, _, err = s.readKeyset(ctx, organisation)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("files: the keyset of %s: %w", organisation, err)
	}
	cipher, err := streamingaead.New(handle)
	if err != nil {
		return nil, fmt.Errorf("files: the keyset of %s: %w", organisation, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ciphers[organisation] = cipher
	return cipher, nil
}

// readKeyset also returns the ID of the master key that sealed it.
func (s *Store) readKeyset(ctx context.Context, organisation string) (*keyset.Handle, string, error) {
	text, err := s.bucket.ReadAll(ctx, keysetName(organisation))
	if err != nil {
		return nil, "", err
	}
	var sealed sealedKeyset
	if err := json.Unmarshal(text, &sealed); err != nil {
		return nil, "", fmt.Errorf("unreadable: %w", err)
	}
	key, ok := s.keys.find(sealed.Key)
	if !ok {
		return nil, "", fmt.Errorf("no master key %q; add it to the file keys", sealed.Key)
	}
	master, err := aead.NewAESGCM(key.secret)
	if err != nil {
		return nil, "", err
	}
	handle, err := keyset.ReadWithAssociatedData(
		keyset.NewBinaryReader(bytes.NewReader(sealed.Keyset)), master, keysetContext(organisation, key.ID))
	if err != nil {
		return nil, "", fmt.Errorf("the seal of master key %q is broken: %w", key.ID, err)
	}
	return handle, key.ID, nil
}

// makeKeyset makes the organisation's first keyset, unless another process does.
func (s *Store) makeKeyset(ctx context.Context, organisation string) error {
	orphans, err := s.hasFiles(ctx, organisation)
	if err != nil {
		return err
	}
	if orphans {
		// Either another process was faster, or the keyset is lost. A new one would hide
		// the loss until somebody needs an old file.
		if _, err = s.bucket.Attributes(ctx, keysetName(organisation)); gcerrors.Code(err) == gcerrors.NotFound {
			return errors.New("it is missing while files are there; restore it from a backup")
		}
		return err
	}
	handle, err := keyset.NewHandle(streamingaead.AES256GCMHKDF1MBKeyTemplate())
	if err != nil {
		return err
	}
	if err := s.writeKeyset(ctx, organisation, handle, true); !errors.Is(err, errTaken) {
		return err
	}
	return nil
}

func (s *Store) writeKeyset(ctx context.Context, organisation string, handle *keyset.Handle, once bool) error {
	current := s.keys[0]
	master, err := aead.NewAESGCM(current.secret)
	if err != nil {
		return err
	}
	var sealed bytes.Buffer
	err = handle.WriteWithAssociatedData(keyset.NewBinaryWriter(&sealed), master, keysetContext(organisation, current.ID))
	if err != nil {
		return err
	}
	text, err := json.Marshal(sealedKeyset{Key: current.ID, Keyset: sealed.Bytes()})
	if err != nil {
		return err
	}
	return s.write(ctx, keysetName(organisation), once, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

func keysetContext(organisation, key string) []byte {
	return []byte("sutiao-keyset-1\x00" + organisation + "\x00" + key + "\x00")
}

func (s *Store) hasFiles(ctx context.Context, organisation string) (bool, error) {
	first, err := s.bucket.List(&blob.ListOptions{Prefix: organisation + "/", Delimiter: "/"}).Next(ctx)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return first.IsDir, nil
}

// Rewrap seals every keyset by the current master key and returns how many it changed.
// Afterwards no older key is needed. Files are not touched.
func (s *Store) Rewrap(ctx context.Context) (int, error) {
	changed := 0
	organisations := s.bucket.List(&blob.ListOptions{Delimiter: "/"})
	for {
		entry, err := organisations.Next(ctx)
		if errors.Is(err, io.EOF) {
			return changed, nil
		}
		if err != nil {
			return changed, fmt.Errorf("files: list the organisations: %w", err)
		}
		if !entry.IsDir {
			continue
		}
		organisation := entry.Key[:len(entry.Key)-1]
		handle, key, err := s.readKeyset(ctx, organisation)
		if err == nil && key != s.keys[0].ID {
			err = s.writeKeyset(ctx, organisation, handle, false)
			changed++
		}
		if err != nil {
			return changed, fmt.Errorf("files: rewrap the keyset of %s: %w", organisation, err)
		}
	}
}

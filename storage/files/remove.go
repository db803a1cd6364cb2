package files

import (
	"context"
	"fmt"

	"gocloud.dev/gcerrors"
)

// Remove takes a file out of the store for good. It is for what the rules say must go,
// such as recordings; removing what is gone already is done.
func (s *Store) Remove(ctx context.Context, organisation, sha string) error {
	if !organisationID.MatchString(organisation) || !sha256Hex.MatchString(sha) {
		return ErrNotFound
	}
	ctx, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	name := nameOf(organisation, sha)
	if err := s.bucket.Delete(ctx, name); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
		return fmt.Errorf("files: remove %s: %w", name, err)
	}
	return nil
}

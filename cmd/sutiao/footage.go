package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sutiao/storage"
	"sutiao/storage/files"
)

// forgetFootage removes recordings that have been kept as long as the rule says. Their
// hashes stay in the ledger. One that can't be removed keeps no other: it is tried again
// the next time.
func forgetFootage(db *storage.DB, store *files.Store, kept time.Duration) func(context.Context) error {
	return func(ctx context.Context) error {
		before := time.Now().Add(-kept)
		var last storage.Footage
		var first error
		failed := 0
		for {
			old, err := db.FootageBefore(ctx, before, last)
			if err != nil {
				return err
			}
			if len(old) == 0 {
				break
			}
			for _, last = range old {
				err := forgetOne(ctx, db, store, last)
				if err == nil {
					continue
				}
				if away := answers(ctx, db, store); away != nil {
					return errors.Join(err, away)
				}
				if failed++; first == nil {
					first = err
				}
			}
		}
		if failed > 0 {
			return fmt.Errorf("%d recordings could not be removed, the first: %w", failed, first)
		}
		return nil
	}
}

// forgetOne notes last what is done: if it was not noted, it is done again.
func forgetOne(ctx context.Context, db *storage.DB, store *files.Store, f storage.Footage) error {
	if err := store.Remove(ctx, f.Keeper, f.SHA256); err != nil {
		return fmt.Errorf("a recording of %s: %w", f.DisputeID, err)
	}
	return db.FootageRemoved(ctx, f)
}

// answers tells one recording's trouble from everybody's, with which to go on would only
// cost time.
func answers(ctx context.Context, db *storage.DB, store *files.Store) error {
	if err := store.Ping(ctx); err != nil {
		return err
	}
	return db.Ping(ctx)
}

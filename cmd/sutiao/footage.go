package main

import (
	"context"
	"time"

	"sutiao/storage"
	"sutiao/storage/files"
)

// forgetFootage removes recordings that have been kept as long as the rule says. Their
// hashes stay in the ledger.
func forgetFootage(db *storage.DB, store *files.Store, kept time.Duration) func(context.Context) error {
	return func(ctx context.Context) error {
		old, err := db.FootageBefore(ctx, time.Now().Add(-kept))
		if err != nil {
			return err
		}
		for _, f := range old {
			if err := store.Remove(ctx, f.Keeper, f.SHA256); err != nil {
				return err
			}
			if err := db.FootageRemoved(ctx, f); err != nil {
				return err
			}
		}
		return nil
	}
}

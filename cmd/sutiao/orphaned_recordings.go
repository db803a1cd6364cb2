package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// orphanedAfter is how long a file that a node was killed over may lie there: longer than
// any session lasts and any site is out of reach.
const orphanedAfter = 24 * time.Hour

// sweepRecordings removes what killed nodes left in the folder under which each has one of
// its own. A recording is kept for a time that is counted in days, and not for ever, on a
// disk where nobody looks for it: what was not handed over is in no ledger.
func sweepRecordings(folder, own string, now time.Time) error {
	nodes, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var errs []error
	for _, node := range nodes {
		if node.IsDir() && node.Name() != own {
			errs = append(errs, sweepNode(filepath.Join(folder, node.Name()), now))
		}
	}
	return errors.Join(errs...)
}

func sweepNode(folder string, now time.Time) error {
	files, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	left := len(files)
	for _, f := range files {
		about, err := f.Info()
		if err != nil || now.Sub(about.ModTime()) < orphanedAfter {
			continue
		}
		if err := os.Remove(filepath.Join(folder, f.Name())); err != nil {
			return err
		}
		slog.Warn("a recording that a killed node left behind was removed", "bytes", about.Size())
		left--
	}
	if left > 0 {
		return nil
	}
	return os.Remove(folder)
}

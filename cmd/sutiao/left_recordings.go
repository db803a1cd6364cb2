package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"sutiao/media"
)

// orphanedAfter is how long a recording that the site does not take may lie there: longer
// than any session lasts and any site is out of reach.
const orphanedAfter = 24 * time.Hour

// lookForLeft is how often a node looks for what others on its machine have left.
const lookForLeft = time.Minute

// leftRecordings are the recordings of nodes that were killed, in the folder under which
// each node of this machine has one of its own. They are handed over like any other, since
// all who are in them have consented; what is nobody's is removed in time, and not kept for
// ever on a disk where nobody looks for it.
type leftRecordings struct {
	folder   string
	handOver func(ctx context.Context, node string, s media.Segment) error
}

// claim makes the folder of a node and holds it for as long as the process lives: what is
// in a folder that nobody holds was left.
func (l leftRecordings) claim(node string) (*os.File, error) {
	path := filepath.Join(l.folder, node)
	for {
		if err := os.MkdirAll(path, 0o700); err != nil {
			return nil, fmt.Errorf("make the folder of recordings: %w", err)
		}
		held, err := hold(path)
		if err != nil {
			return nil, err
		}
		mine, err := held.Stat()
		there, gone := os.Stat(path)
		if err == nil && gone == nil && os.SameFile(mine, there) {
			return held, nil
		}
		_ = held.Close() // somebody took the empty folder for a left one
	}
}

// errHeld: the node of a folder is alive.
var errHeld = errors.New("the folder is held")

func hold(path string) (*os.File, error) {
	folder, err := os.Open(path) //nolint:gosec // below the folder of recordings
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(folder.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = folder.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, errHeld
		}
		return nil, fmt.Errorf("hold the folder of recordings: %w", err)
	}
	return folder, nil
}

// watch hands over what is left, now and again and again.
func (l leftRecordings) watch(ctx context.Context) {
	tick := time.NewTicker(lookForLeft)
	defer tick.Stop()
	for {
		if err := l.sweep(ctx, time.Now()); err != nil && ctx.Err() == nil {
			slog.Warn("what killed nodes left behind could not all be handed over", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (l leftRecordings) sweep(ctx context.Context, now time.Time) error {
	nodes, err := os.ReadDir(l.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var errs []error
	for _, node := range nodes {
		if node.IsDir() {
			errs = append(errs, l.sweepNode(ctx, node.Name(), now))
		}
	}
	return errors.Join(errs...)
}

func (l leftRecordings) sweepNode(ctx context.Context, node string, now time.Time) error {
	path := filepath.Join(l.folder, node)
	held, err := hold(path)
	if errors.Is(err, errHeld) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = held.Close() }()
	left, err := media.Leftovers(path)
	errs := []error{err}
	for _, s := range left {
		slog.Info("a recording that a killed node left behind is handed over", "dispute", s.DisputeID, "bytes", s.Bytes)
		errs = append(errs, l.handOver(ctx, node, s))
	}
	return errors.Join(append(errs, forgetOld(path, now))...)
}

// forgetOld removes what was too long in the folder, and the folder when it is empty.
func forgetOld(path string, now time.Time) error {
	files, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	left := len(files)
	for _, f := range files {
		about, err := f.Info()
		if err != nil || now.Sub(about.ModTime()) < orphanedAfter {
			continue
		}
		if err := os.Remove(filepath.Join(path, f.Name())); err != nil {
			return err
		}
		slog.Warn("a recording that a killed node left behind was removed", "bytes", about.Size())
		left--
	}
	if left > 0 {
		return nil
	}
	return os.Remove(path)
}

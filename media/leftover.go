package media

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sutiao/media/record"
)

// about names the file beside a recording that tells whose it is. It is written first, so
// that a recording whose node is killed over it is not one of nobody.
func about(path string) string { return path + ".json" }

// describe writes down whose recording is about to begin.
func (s Segment) describe() error {
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	if err := os.WriteFile(about(s.Path), text, 0o600); err != nil {
		return fmt.Errorf("recording: %w", err)
	}
	return nil
}

// Remove removes the recording and what tells whose it is.
func (s Segment) Remove() error {
	for _, path := range []string{s.Path, about(s.Path)} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("recording: %w", err)
		}
	}
	return nil
}

// Leftovers lists the recordings that a node which is no more has left in its folder:
// those over which it was killed, and those that it could not hand over. A recording in
// which nothing was taken down yet is removed.
func Leftovers(folder string) ([]Segment, error) {
	found, err := filepath.Glob(filepath.Join(folder, "*.webm"))
	if err != nil {
		return nil, fmt.Errorf("recording: %w", err)
	}
	var left []Segment
	var errs []error
	for _, path := range found {
		s, err := leftover(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			// Nobody's: whoever cleans up the folder removes it in time.
		case errors.Is(err, record.ErrNothing):
			errs = append(errs, s.Remove())
		case err != nil:
			errs = append(errs, err)
		default:
			left = append(left, s)
		}
	}
	return left, errors.Join(errs...)
}

func leftover(path string) (Segment, error) {
	var s Segment
	text, err := os.ReadFile(about(path))
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(text, &s); err != nil {
		return s, fmt.Errorf("recording: %w", err)
	}
	s.Path = path
	file, err := os.Stat(path)
	if err != nil {
		return s, fmt.Errorf("recording: %w", err)
	}
	s.To, s.At = file.ModTime(), file.ModTime()
	if s.SHA256, s.Bytes, err = record.Mend(path); err != nil {
		return s, err
	}
	// When it was last written to is when it ended, also when this is asked again.
	if err := os.Chtimes(path, s.To, s.To); err != nil {
		return s, fmt.Errorf("recording: %w", err)
	}
	return s, nil
}

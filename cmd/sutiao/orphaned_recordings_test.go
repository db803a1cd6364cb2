package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestRecordingsOfKilledNodesAreNotKeptForEver(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "recordings")
	if err := sweepRecordings(folder, "own", time.Now()); err != nil {
		t.Fatal("nothing was ever recorded:", err)
	}
	for path, age := range map[string]time.Duration{
		"killed/old.webm": 25 * time.Hour, "other/old.webm": 25 * time.Hour, "other/new.webm": time.Hour, "own/old.webm": 25 * time.Hour,
	} {
		file := filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("film"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, time.Now().Add(-age), time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := sweepRecordings(folder, "own", time.Now()); err != nil {
		t.Fatal(err)
	}
	for path, there := range map[string]bool{"killed": false, "other/old.webm": false, "other/new.webm": true, "own/old.webm": true} {
		if _, err := os.Stat(filepath.Join(folder, path)); (err == nil) != there {
			t.Errorf("%s: there is %v, want %v", path, err == nil, there)
		}
	}
}

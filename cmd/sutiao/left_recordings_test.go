package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sutiao/media"
)

func TestRecordingsOfKilledNodesAreNotKeptForEver(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "recordings")
	left := leftRecordings{folder: folder, handOver: func(context.Context, string, media.Segment) error {
		t.Error("what is nobody's was handed over")
		return nil
	}}
	if err := left.sweep(t.Context(), time.Now()); err != nil {
		t.Fatal("nothing was ever recorded:", err)
	}
	own, err := left.claim("own")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = own.Close() }()
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
	if err := left.sweep(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	for path, there := range map[string]bool{"killed": false, "other/old.webm": false, "other/new.webm": true, "own/old.webm": true} {
		if _, err := os.Stat(filepath.Join(folder, path)); (err == nil) != there {
			t.Errorf("%s: there is %v, want %v", path, err == nil, there)
		}
	}
}

// film is the least that a recording can be: a header and a block of sound.
var film = []byte{0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xff, 0x1f, 0x43, 0xb6, 0x75, 0xff, 0xa3, 0x85, 0x81, 0, 0, 0x80, 1}

func TestARecordingOverWhichItsNodeWasKilledIsHandedOver(t *testing.T) {
	folder := t.TempDir()
	site := map[string]media.Segment{}
	away := true
	left := leftRecordings{folder: folder, handOver: func(_ context.Context, node string, s media.Segment) error {
		if away {
			return errors.New("the site is away")
		}
		site[node] = s
		return s.Remove()
	}}
	nodes := map[string]*os.File{}
	for _, node := range []string{"alive", "killed"} {
		held, err := left.claim(node)
		if err != nil {
			t.Fatal(err)
		}
		nodes[node] = held
		file := filepath.Join(folder, node, "d1-1.webm")
		about := media.Segment{Fact: media.Fact{ID: "d1/1/o1/segment/p1/7", DisputeID: "d1"}, Person: media.Person{Party: "P1"}, Keeper: "org"}
		text, err := json.Marshal(about)
		if err != nil {
			t.Fatal(err)
		}
		for path, content := range map[string][]byte{file: append(film, 0xa3, 0x85), file + ".json": text} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = nodes["killed"].Close() // as its process ends
	if err := left.sweep(t.Context(), time.Now()); err == nil {
		t.Fatal("nobody took it")
	}
	away = false
	if err := left.sweep(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(film)
	s := site["killed"]
	if len(site) != 1 || s.ID != "d1/1/o1/segment/p1/7" || s.Party != "P1" || s.Keeper != "org" || s.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("handed over: %+v", site)
	}
	if _, err := os.Stat(filepath.Join(folder, "killed")); err == nil {
		t.Error("it is still there")
	}
	_ = nodes["alive"].Close()
}

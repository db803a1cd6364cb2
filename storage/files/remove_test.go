package files_test

import (
	"errors"
	"strings"
	"testing"

	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
)

func TestARemovedFileIsGoneForItsKeeperAndForNobodyElse(t *testing.T) {
	s := filestest.New(t)
	stored, err := s.Put(t.Context(), "org-1", strings.NewReader("recording"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), "org-2", strings.NewReader("recording")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Remove(t.Context(), "org-1", stored.SHA256); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Open(t.Context(), "org-1", stored.SHA256); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("opening it gives %v", err)
	}
	r, err := s.Open(t.Context(), "org-2", stored.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Close()
}

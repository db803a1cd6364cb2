package files_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
	"sutiao/storage/files/inspection"
)

// scanner finds what a test wants it to find, and keeps what it saw.
type scanner struct {
	finds error
	saw   []byte
}

func (s *scanner) Scan(_ context.Context, content io.Reader) (err error) {
	if s.saw, err = io.ReadAll(content); err != nil {
		return err
	}
	return s.finds
}

func aPhoto(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	// What follows the end of a PNG is shown nowhere, and so is a place to hide things.
	return append(b.Bytes(), "hidden"...)
}

func TestEvidenceIsInspectedScannedAndStored(t *testing.T) {
	store, sent, looked := filestest.New(t), aPhoto(t), &scanner{}
	filed, err := files.Take(t.Context(), store, looked, "org-1", bytes.NewReader(sent), "借条.PNG")
	if err != nil {
		t.Fatal(err)
	}
	if filed.Name != "借条.PNG" || filed.MediaType != "image/png" || filed.Kind != inspection.Photo || !filed.Inline {
		t.Errorf("%+v", filed)
	}
	if !bytes.Equal(looked.saw, sent) {
		t.Error("the scanner saw something else than what was sent")
	}
	kept := read(t, store, "org-1", filed.SHA256)
	if bytes.Contains(kept, []byte("hidden")) || int64(len(kept)) != filed.Size {
		t.Errorf("%d bytes are kept, of size %d", len(kept), filed.Size)
	}
	again, err := files.Take(t.Context(), store, nil, "org-1", bytes.NewReader(sent), "x")
	if err != nil || again.Stored != filed.Stored {
		t.Errorf("after a crash: %+v, %v", again, err)
	}
}

func TestWhatIsRefusedIsNotStored(t *testing.T) {
	store := filestest.New(t)
	virus := &dispute.Error{Code: dispute.CodeInvalid}
	down := &dispute.Error{Code: dispute.CodeUnavailable}
	for name, c := range map[string]struct {
		content string
		scanner *scanner
		code    dispute.Code
	}{
		"a script": {"#!/bin/sh\n", &scanner{}, dispute.CodeInvalid},
		"a virus":  {"文字", &scanner{finds: virus}, dispute.CodeInvalid},
		"no scan":  {"文字", &scanner{finds: down}, dispute.CodeUnavailable},
	} {
		_, err := files.Take(t.Context(), store, c.scanner, "org-1", strings.NewReader(c.content), "a.txt")
		var e *dispute.Error
		if !errors.As(err, &e) || e.Code != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	stored := put(t, filestest.New(t), "org-1", []byte("文字"))
	if _, err := store.Open(t.Context(), "org-1", stored.SHA256); !errors.Is(err, files.ErrNotFound) {
		t.Error("it is stored:", err)
	}
}

package api

import (
	"bytes"
	"io"
	"testing"

	"pgregory.net/rapid"
)

// Read from anywhere, in any order, a stored file is what it is.
func TestAStoredFileIsReadFromAnyPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "content")
		opened, closed := 0, 0
		s := &seekable{size: int64(len(content)), open: func() (io.ReadCloser, error) {
			opened++
			return closing{bytes.NewReader(content), &closed}, nil
		}}
		for range rapid.IntRange(1, 20).Draw(t, "reads") {
			at := rapid.IntRange(0, len(content)).Draw(t, "at")
			n := rapid.IntRange(0, len(content)-at).Draw(t, "n")
			if _, err := s.Seek(int64(at), io.SeekStart); err != nil {
				t.Fatal(err)
			}
			part := make([]byte, n)
			if _, err := io.ReadFull(s, part); err != nil || !bytes.Equal(part, content[at:at+n]) {
				t.Fatalf("%d from %d: %q, %v", n, at, part, err)
			}
		}
		if err := s.Close(); err != nil || opened != closed {
			t.Fatalf("opened %d times, closed %d times, %v", opened, closed, err)
		}
	})
}

type closing struct {
	io.Reader
	closed *int
}

func (c closing) Close() error { *c.closed++; return nil }

package record

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"sutiao/media/mediatest"
)

// killed is a file over which its writer was killed, as far as it had come on the disk.
func killed(t *testing.T) []byte {
	t.Helper()
	s := newSpeaker(t, true)
	s.perform()
	var film []byte
	s.await("most of it is on the disk", func() bool {
		var err error
		film, err = os.ReadFile(s.w.options.Path)
		return err == nil && len(film) > 60_000
	})
	s.close()
	return film
}

func mended(t *testing.T, film []byte) (path string, size int64, err error) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "x.webm")
	if err := os.WriteFile(path, film, 0o600); err != nil {
		t.Fatal(err)
	}
	_, size, err = Mend(path)
	return path, size, err
}

func TestARecordingCutOffAnywherePlaysToWhereItWasCutOff(t *testing.T) {
	if !mediatest.CanPlay() {
		t.Skip("SKIPPED, NO RECORDING PLAYED: there is no ffmpeg")
	}
	film := killed(t)
	for range 8 {
		cut := len(film)/4 + rand.IntN(len(film)*3/4)
		path, size, err := mended(t, film[:cut])
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if size > int64(cut) || size < int64(cut)-20_000 {
			t.Errorf("of %d bytes %d are left", cut, size)
		}
		if err := mediatest.Plays(path); err != nil {
			t.Errorf("cut at %d: %v", cut, err)
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if again, _, err := mended(t, whole); err != nil {
			t.Error(err)
		} else if b, _ := os.ReadFile(again); !bytes.Equal(b, whole) {
			t.Error("mended again it is another file")
		}
	}
}

func TestAWholeRecordingIsLeftAsItIs(t *testing.T) {
	s := newSpeaker(t, true)
	s.perform()
	w := s.close()
	before, err := os.ReadFile(w.Path)
	if err != nil {
		t.Fatal(err)
	}
	sum, size, err := Mend(w.Path)
	if err != nil || sum != w.SHA256 || size != w.Bytes {
		t.Errorf("%d bytes of %d, %v", size, len(before), err)
	}
}

func TestAFileWithoutABlockHoldsNothing(t *testing.T) {
	if _, _, err := mended(t, nil); !errors.Is(err, ErrNothing) {
		t.Error(err)
	}
	if _, _, err := mended(t, []byte("this is a letter, and no film")); err == nil || errors.Is(err, ErrNothing) {
		t.Error(err)
	}
}

func FuzzMend(f *testing.F) {
	f.Add([]byte{0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xff, 0x1f, 0x43, 0xb6, 0x75, 0xff, 0xa3, 0x85, 0x81, 0, 0, 0x80, 1})
	f.Add([]byte{0x1a, 0x45, 0xdf, 0xa3, 0x9f})
	f.Fuzz(func(t *testing.T, film []byte) {
		path, size, err := mended(t, film)
		if err != nil {
			return
		}
		if size > int64(len(film)) {
			t.Error("it grew")
		}
		if _, again, err := Mend(path); err != nil || again != size {
			t.Errorf("mended again: %d and %d bytes, %v", size, again, err)
		}
	})
}

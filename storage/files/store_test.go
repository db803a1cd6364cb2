package files_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/storage/files"
	"sutiao/storage/files/filestest"
)

func TestWhatWasPutIsReadBack(t *testing.T) {
	store := filestest.New(t)
	for _, size := range []int{1, 100, 1<<20 - 57, 1<<20 - 56, 1<<20 - 55, 1 << 20, 2<<20 - 72, 2<<20 - 71, 3<<20 + 5} {
		content := bytes.Repeat([]byte("证据a"), size/7+1)[:size]
		stored := put(t, store, "org-1", content)
		if got := read(t, store, "org-1", stored.SHA256); !bytes.Equal(got, content) {
			t.Errorf("%d bytes came back as %d others", size, len(got))
		}
		if stored.Size != int64(size) {
			t.Errorf("size %d, want %d", stored.Size, size)
		}
	}
}

func TestTheHashesAreThoseOfTheStandards(t *testing.T) {
	stored := put(t, filestest.New(t), "org-1", []byte("abc"))
	// FIPS 180-2, B.1 and GB/T 32905-2016, A.1.
	if stored.SHA256 != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" {
		t.Error("SHA-256:", stored.SHA256)
	}
	if stored.SM3 != "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" {
		t.Error("SM3:", stored.SM3)
	}
}

func TestNothingReadableLiesOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	stored := put(t, filestest.Open(t, "file://"+dir, "k"), "org-1", bytes.Repeat([]byte("身份证号"), 1000))
	seen := 0
	walk(t, dir, func(path string, info fs.FileInfo) {
		seen++
		text, _ := os.ReadFile(path)
		if bytes.Contains(text, []byte("身份证号")) {
			t.Error("readable:", path)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", path, info.Mode())
		}
	})
	if seen != 3 { // the file, the keyset and the lock
		t.Errorf("%d files on the disk", seen)
	}
	if _, err := os.Stat(filepath.Join(dir, "org-1", stored.SHA256[:2], stored.SHA256)); err != nil {
		t.Error(err)
	}
}

func TestAFileIsNeverOverwritten(t *testing.T) {
	dir := t.TempDir()
	store := filestest.Open(t, "file://"+dir, "k")
	stored := put(t, store, "org-1", []byte("合同"))
	path := filepath.Join(dir, "org-1", stored.SHA256[:2], stored.SHA256)
	before, _ := os.ReadFile(path)
	if again := put(t, store, "org-1", []byte("合同")); again != stored {
		t.Errorf("%+v, then %+v", stored, again)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the blob was written again")
	}
}

func TestManyProcessesPutTheSameFile(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 8 {
		store := filestest.Open(t, "file://"+dir, "k") // knows nothing of the others' keysets
		all.Go(func() {
			for _, content := range []string{"合同", "借条"} {
				if _, err := store.Put(t.Context(), "org-1", strings.NewReader(content)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	fresh := filestest.Open(t, "file://"+dir, "k")
	for _, content := range []string{"合同", "借条"} {
		stored := put(t, fresh, "org-1", []byte(content))
		if got := read(t, fresh, "org-1", stored.SHA256); string(got) != content {
			t.Errorf("%q came back as %q", content, got)
		}
	}
}

func TestAnotherOrganisationsFileIsNotThere(t *testing.T) {
	dir := t.TempDir()
	store := filestest.Open(t, "file://"+dir, "k")
	stored := put(t, store, "org-1", []byte("合同"))
	put(t, store, "org-2", []byte("别的"))
	for _, organisation := range []string{"org-2", "org-3", "..", "org-1/../org-1", ""} {
		if _, err := store.Open(t.Context(), organisation, stored.SHA256); !errors.Is(err, files.ErrNotFound) {
			t.Errorf("%q: %v", organisation, err)
		}
	}
	// Nor does it help to carry the blob over.
	from := filepath.Join(dir, "org-1", stored.SHA256[:2], stored.SHA256)
	to := filepath.Join(dir, "org-2", stored.SHA256[:2], stored.SHA256)
	blob, _ := os.ReadFile(from)
	_ = os.MkdirAll(filepath.Dir(to), 0o700)
	if err := os.WriteFile(to, blob, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readErr(store, t, "org-2", stored.SHA256); !errors.Is(err, files.ErrDamaged) {
		t.Error(err)
	}
}

func TestADamagedFileIsAClearError(t *testing.T) {
	dir := t.TempDir()
	store := filestest.Open(t, "file://"+dir, "k")
	content := bytes.Repeat([]byte("x"), 3<<20)
	stored, other := put(t, store, "org-1", content), put(t, store, "org-1", content[1:])
	path := func(s files.Stored) string { return filepath.Join(dir, "org-1", s.SHA256[:2], s.SHA256) }
	whole, _ := os.ReadFile(path(stored))
	swapped, _ := os.ReadFile(path(other))
	flipped := bytes.Clone(whole)
	flipped[2<<20] ^= 1
	for name, blob := range map[string][]byte{
		"one bit": flipped, "cut": whole[:2<<20], "cut in a segment": whole[:len(whole)-1], "longer": append(bytes.Clone(whole), 0),
		"another file": swapped, "a header only": whole[:40], "nothing": nil,
	} {
		if err := os.WriteFile(path(stored), blob, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := readErr(store, t, "org-1", stored.SHA256)
		var shown *dispute.Error
		if !errors.Is(err, files.ErrDamaged) || !errors.As(err, &shown) || shown.Message.ZH == "" {
			t.Errorf("%s: %v", name, err)
		}
		if len(blob) != len(whole) {
			if _, err := store.Put(t.Context(), "org-1", bytes.NewReader(content)); !errors.Is(err, files.ErrDamaged) {
				t.Errorf("%s, put again: %v", name, err)
			}
		}
	}
}

func TestKeysRotate(t *testing.T) {
	at := "file://" + t.TempDir()
	old := put(t, filestest.Open(t, at, "2025"), "org-1", []byte("去年"))
	both := filestest.Open(t, at, "2026", "2025")
	put(t, both, "org-2", []byte("今年"))
	if got := read(t, both, "org-1", old.SHA256); string(got) != "去年" {
		t.Error(string(got))
	}
	if n, err := both.Rewrap(t.Context()); n != 1 || err != nil {
		t.Error(n, err)
	}
	if n, err := both.Rewrap(t.Context()); n != 0 || err != nil {
		t.Error("a second time:", n, err)
	}
	if got := read(t, filestest.Open(t, at, "2026"), "org-1", old.SHA256); string(got) != "去年" {
		t.Error(string(got))
	}
}

func TestAWrongMasterKeyOpensNothing(t *testing.T) {
	at := "file://" + t.TempDir()
	stored := put(t, filestest.Open(t, at, "right"), "org-1", []byte("合同"))
	absent := filestest.Open(t, at, "other")
	if _, err := readErr(absent, t, "org-1", stored.SHA256); err == nil || !strings.Contains(err.Error(), `no master key "right"`) {
		t.Error(err)
	}
	keys, err := files.ParseKeys("right MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
	if err != nil {
		t.Fatal(err)
	}
	wrong, err := files.Open(t.Context(), at, keys, files.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readErr(wrong, t, "org-1", stored.SHA256); err == nil || !strings.Contains(err.Error(), "seal of master key") {
		t.Error(err)
	}
	if _, err := wrong.Put(t.Context(), "org-1", strings.NewReader("新的")); err == nil {
		t.Error("a keyset of others was replaced")
	}
}

func TestALostKeysetIsNotReplaced(t *testing.T) {
	dir := t.TempDir()
	put(t, filestest.Open(t, "file://"+dir, "k"), "org-1", []byte("合同"))
	if err := os.Remove(filepath.Join(dir, "org-1", "keyset")); err != nil {
		t.Fatal(err)
	}
	_, err := filestest.Open(t, "file://"+dir, "k").Put(t.Context(), "org-1", strings.NewReader("新的"))
	if err == nil || !strings.Contains(err.Error(), "backup") {
		t.Error(err)
	}
}

func TestEmptyContentIsRefused(t *testing.T) {
	if _, err := filestest.New(t).Put(t.Context(), "org-1", strings.NewReader("")); !errors.Is(err, files.ErrEmpty) {
		t.Error(err)
	}
}

func TestSweepRemovesOnlyWhatIsLongStranded(t *testing.T) {
	dir := t.TempDir()
	store := filestest.Open(t, "file://"+dir, "k")
	stored := put(t, store, "org-1", []byte("合同"))
	stranded := filepath.Join(dir, "org-1", "ab.123.tmp")
	if err := os.WriteFile(stranded, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := store.Sweep(t.Context(), time.Now()); n != 0 || err != nil {
		t.Error(n, err)
	}
	if n, err := store.Sweep(t.Context(), time.Now().Add(25*time.Hour)); n != 1 || err != nil {
		t.Error(n, err)
	}
	read(t, store, "org-1", stored.SHA256)
}

func TestPingTellsWhetherTheBucketIsThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	store := filestest.Open(t, "file://"+dir, "k")
	if err := store.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := store.Ping(t.Context()); err == nil {
		t.Error("a folder that is gone answers")
	}
}

func put(t *testing.T, store *files.Store, organisation string, content []byte) files.Stored {
	t.Helper()
	stored, err := store.Put(t.Context(), organisation, bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func read(t *testing.T, store *files.Store, organisation, sha string) []byte {
	t.Helper()
	content, err := readErr(store, t, organisation, sha)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func readErr(store *files.Store, t *testing.T, organisation, sha string) ([]byte, error) {
	r, err := store.Open(t.Context(), organisation, sha)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	content, err := io.ReadAll(r)
	if err == nil && int64(len(content)) != r.Size {
		t.Errorf("the size is said to be %d, not %d", r.Size, len(content))
	}
	return content, err
}

func walk(t *testing.T, dir string, visit func(string, fs.FileInfo)) {
	t.Helper()
	err := filepath.Walk(dir, func(path string, info fs.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			visit(path, info)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

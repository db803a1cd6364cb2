package embedded

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func TestFolderIsLockedUntilClosed(t *testing.T) {
	path := newPath(t)
	first := open(t, path)
	_, err := OpenFolder(path)
	wantProblem(t, err, "正被另一个 sutiao", "in use by another sutiao", strconv.Itoa(os.Getpid()), "SUTIAO_DATA")
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, path)
}

func TestFolderOfAnotherVersionIsRefused(t *testing.T) {
	path := newPath(t)
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "VERSION"), []byte("7\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenFolder(path)
	wantProblem(t, err, "布局版本是 7", "layout version 7 and this program uses 1")
}

func TestFolderThatCannotBeCreated(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenFolder(filepath.Join(file, "data"))
	wantProblem(t, err, "cannot create the data folder", "SUTIAO_DATA")
}

func TestSecretIsDrawnOnceAndKeptPrivate(t *testing.T) {
	path := newPath(t)
	folder := open(t, path)
	first, err := folder.Secret("history-key", 32)
	if err != nil || len(first) != 32 {
		t.Fatalf("got %d bytes, %v", len(first), err)
	}
	other, err := folder.Secret("other", 32)
	if err != nil || bytes.Equal(first, other) {
		t.Fatalf("two secrets are the same, %v", err)
	}
	_ = folder.Close()
	again, err := open(t, path).Secret("history-key", 32)
	if err != nil || !bytes.Equal(first, again) {
		t.Fatalf("the secret has changed, %v", err)
	}
	for name, mode := range map[string]os.FileMode{"secrets": 0o700, "secrets/history-key": 0o600} {
		info, err := os.Stat(filepath.Join(path, name))
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s has mode %v, %v", name, info.Mode().Perm(), err)
		}
	}
}

func TestSecretRefusals(t *testing.T) {
	folder := open(t, newPath(t))
	for _, name := range []string{"", "../VERSION", "a/b", "A"} {
		if _, err := folder.Secret(name, 32); err == nil {
			t.Errorf("%q is no name for a secret", name)
		}
	}
	if _, err := folder.Secret("short", 8); err == nil {
		t.Error("eight bytes are no secret")
	}
	if err := os.WriteFile(folder.Path("secrets", "cut"), []byte("ab\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := folder.Secret("cut", 32)
	wantProblem(t, err, "已损坏", "is damaged")
}

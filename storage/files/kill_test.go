package files

import (
	"context"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

const doomedFolder = "SUTIAO_TEST_DOOMED_FOLDER"

// TestMain lets this binary be the process that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv(doomedFolder); dir != "" {
		dieWhileWriting(dir)
	}
	os.Exit(m.Run())
}

// deadly kills its own process after so many bytes.
type deadly struct{ left int }

func (d *deadly) Read(p []byte) (int, error) {
	if d.left <= 0 {
		_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		select {}
	}
	d.left -= len(p)
	return len(p), nil
}

func dieWhileWriting(dir string) {
	store, err := Open(context.Background(), "file://"+dir, testKeys(), Options{})
	if err != nil {
		panic(err)
	}
	err = store.seal(context.Background(), "org-1", strings.Repeat("ab", 32), &deadly{left: 5 << 20})
	panic(err)
}

func testKeys() Keys {
	keys, err := ParseKeys("k " + base64.StdEncoding.EncodeToString(make([]byte, 32)))
	if err != nil {
		panic(err)
	}
	return keys
}

func TestAProcessKilledWhileWritingLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), doomedFolder+"="+dir)
	out, err := child.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("%v: %s", err, out)
	}
	store, err := Open(t.Context(), "file://"+dir, testKeys(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), "org-1", strings.Repeat("ab", 32)); !errors.Is(err, ErrNotFound) {
		t.Error("a half-written file is seen:", err)
	}
	stranded, _ := filepath.Glob(filepath.Join(dir, "org-1", "*", "*.tmp"))
	if len(stranded) != 1 {
		t.Errorf("stranded: %v; the test should have killed the process in the middle", stranded)
	}
}

var errBroken = errors.New("the connection broke")

func TestAReaderThatFailsLeavesNoFile(t *testing.T) {
	dir := t.TempDir()
	store, err := Open(t.Context(), "file://"+dir, testKeys(), Options{Spool: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	broken := io.MultiReader(io.LimitReader(&deadly{left: 9 << 20}, 3<<20), errorReader{})
	if err := store.seal(t.Context(), "org-1", strings.Repeat("ab", 32), broken); !errors.Is(err, errBroken) {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "org-1", "ab", "*")); len(left) != 0 {
		t.Error("left behind:", left)
	}
	if _, err := store.Put(t.Context(), "org-1", errorReader{}); !errors.Is(err, errBroken) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(store.spools); len(left) != 0 {
		t.Error("left in the spool:", left)
	}
}

type errorReader struct{}

func (errorReader) Read([]byte) (int, error) { return 0, errBroken }

// zeros is an endless file that remembers how much memory was in use while it was read.
type zeros struct{ peak uint64 }

func (z *zeros) Read(p []byte) (int, error) {
	z.look()
	clear(p)
	return len(p), nil
}

func (z *zeros) Write(p []byte) (int, error) {
	z.look()
	return len(p), nil
}

func (z *zeros) look() {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	z.peak = max(z.peak, m.HeapInuse)
}

func TestALargeFileNeedsLittleMemory(t *testing.T) {
	store, err := Open(t.Context(), "file://"+t.TempDir(), testKeys(), Options{Spool: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	var watch zeros
	watch.look()
	before := watch.peak
	stored, err := store.Put(t.Context(), "org-1", io.LimitReader(&watch, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	r, err := store.Open(t.Context(), "org-1", stored.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	if n, err := io.Copy(&watch, r); n != 64<<20 || err != nil {
		t.Error(n, err)
	}
	if grown := watch.peak - before; grown > 24<<20 {
		t.Errorf("64 MB took %d MB of memory", grown>>20)
	}
}

func TestSizesAreThoseOfTheFormat(t *testing.T) {
	for _, plain := range []int64{1, 1<<20 - 56, 1<<20 - 55, 1 << 20, 200 << 20} {
		if got := plainSize(sealedSize(plain)); got != plain {
			t.Errorf("%d became %d", plain, got)
		}
	}
}

package embedded

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// actAsProgram names the role in which the tests run their own binary again, to
// have a program that they can kill.
const actAsProgram = "SUTIAO_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(actAsProgram); role != "" {
		if err := roles[role](os.Args[len(os.Args)-1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// roles are programs like `sutiao up`, on the data folder they are given: they
// print a line once they are up and run until they are killed.
var roles = map[string]func(folder string) error{
	"postgres": func(path string) error {
		p, _, err := startInFolder(path)
		if err != nil {
			return err
		}
		fmt.Println(p.PID())
		return forever()
	},
	"both": func(path string) error {
		p, folder, err := startInFolder(path)
		if err != nil {
			return err
		}
		t, err := StartTemporal(context.Background(), TemporalOptions{
			Folder: folder, DatabaseURL: p.URL(""), Log: os.Stderr,
		})
		if err != nil {
			return err
		}
		fmt.Println(t.Address(), t.PID())
		return forever()
	},
}

func startInFolder(path string) (*Postgres, *Folder, error) {
	folder, err := OpenFolder(path)
	if err != nil {
		return nil, nil, err
	}
	p, err := StartPostgres(context.Background(), PostgresOptions{Folder: folder, Log: os.Stderr})
	return p, folder, err
}

// forever waits for the test to kill this program.
func forever() error {
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// newPath returns a place for a data folder which other accounts can reach:
// that of t.TempDir is closed to them.
func newPath(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "sutiao-embedded-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

func open(t *testing.T, path string) *Folder {
	t.Helper()
	f, err := OpenFolder(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// journal is a log that a test can read while it is written.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); <-tick.C {
		if condition() {
			return
		}
	}
	t.Fatalf("not within a minute: %s", what)
}

func wantProblem(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error; want one that says %q", parts)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	for _, part := range parts {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

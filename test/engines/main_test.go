//go:build engines

package engines_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"sutiao/embedded"
)

// The programs, as absolute paths: one built for this run, one built by `make temporal`.
var program, temporalProgram string

// all is the installation that the tests share and whose processes they kill.
var all *installation

func TestMain(m *testing.M) {
	code, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func run(m *testing.M) (int, error) {
	folder, err := os.MkdirTemp("", "sutiao-engines-")
	if err != nil {
		return 1, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	// PostgreSQL, which root runs as another user, has to pass.
	if err := os.Chmod(folder, 0o711); err != nil {
		return 1, err
	}
	if err := prepare(folder); err != nil {
		return 1, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	all, err = install(ctx, filepath.Join(folder, "shared"))
	if err != nil {
		return 1, err
	}
	defer all.stop()
	return m.Run(), nil
}

// prepare builds the program from the sources that are tested.
func prepare(folder string) error {
	program = filepath.Join(folder, "sutiao")
	built, err := exec.Command("go", "build", "-o", program, "sutiao/cmd/sutiao").CombinedOutput()
	if err != nil {
		return fmt.Errorf("build the program: %w\n%s", err, built)
	}
	if os.Getenv(embedded.TemporalVariable) == "" {
		if err := os.Setenv(embedded.TemporalVariable, filepath.Join("..", "..", "bin", "sutiao-temporal")); err != nil {
			return err
		}
	}
	if temporalProgram, err = embedded.FindTemporal(); err != nil {
		return fmt.Errorf("run make temporal first: %w", err)
	}
	return os.Setenv(embedded.TemporalVariable, temporalProgram)
}

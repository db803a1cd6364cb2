package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// certainlyDead is a process id that no system hands out.
const certainlyDead = 1 << 30

// stopOrphan ends a server that an earlier run left on this data folder. It looks
// at postmaster.pid and stops the process only after making sure that it is a
// PostgreSQL working on this very folder: pids are used again. The lock on the
// data folder excludes that it belongs to another `sutiao up`.
func (c *cluster) stopOrphan() error {
	path := filepath.Join(c.data, "postmaster.pid")
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read postmaster.pid: %w", err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 {
		// Cut short by a crash of the machine; nothing can be running from it.
		return os.Remove(path)
	}
	if !alive(pid) {
		return nil // PostgreSQL deals with a stale file itself
	}
	if c.runsHere(pid) {
		if !stopStranger(pid, 20*time.Second, syscall.SIGINT, syscall.SIGQUIT) {
			return problem(nil, "上次遗留的 PostgreSQL（进程 %d）无法停止",
				"a PostgreSQL left over from last time (process %d) does not stop", pid)
		}
		return nil
	}
	// Someone else has that pid now, and PostgreSQL would take it for a running
	// server and refuse. The file stays, with a pid that is surely free: by it
	// PostgreSQL still finds shared memory that is in use.
	return writeInPlace(path, strconv.Itoa(certainlyDead)+"\n"+rest)
}

func (c *cluster) runsHere(pid int) bool {
	arguments := commandLine(pid)
	return len(arguments) > 0 && strings.Contains(filepath.Base(arguments[0]), "postgres") &&
		slices.Contains(arguments, c.data)
}

// writeInPlace keeps the owner of the file, which is not us when we are root.
func writeInPlace(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("mark postmaster.pid as stale: %w", err)
	}
	return nil
}

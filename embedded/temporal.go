package embedded

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// TemporalVariable names the environment variable with the path of the binary.
const TemporalVariable = "SUTIAO_TEMPORAL_BIN"

const temporalProgram = "sutiao-temporal"

// TemporalOptions says where and how the private Temporal server runs.
type TemporalOptions struct {
	Folder      *Folder
	Binary      string    // empty: looked for, see FindTemporal
	DatabaseURL string    // the PostgreSQL server; Temporal makes two databases on it
	Namespace   string    // empty: sutiao
	Log         io.Writer // the server's output and our notes on its restarts
}

// Temporal is the private Temporal server. It is restarted when it dies, at the
// same address, and ends with this process.
type Temporal struct {
	address string
	engine  *supervisor

	mu    sync.Mutex
	ready chan struct{} // closed by the ready line of the latest start
}

// FindTemporal returns the path of the server's binary: the one that
// SUTIAO_TEMPORAL_BIN names, or sutiao-temporal beside this program or in ./bin.
func FindTemporal() (string, error) {
	if named := os.Getenv(TemporalVariable); named != "" {
		if executable(named) {
			return filepath.Abs(named)
		}
		return "", problem(nil, "%s 指向的 %s 不是可执行文件", "%s names %s, which is not an executable file",
			TemporalVariable, named)
	}
	candidates := []string{filepath.Join("bin", temporalProgram)}
	if self, err := os.Executable(); err == nil {
		candidates = slices.Insert(candidates, 0, filepath.Join(filepath.Dir(self), temporalProgram))
	}
	for _, path := range candidates {
		if executable(path) {
			return filepath.Abs(path)
		}
	}
	return "", problem(nil,
		"找不到 Temporal 服务程序：请运行 make temporal（仅需一次，约八分钟），或用 TEMPORAL_ADDRESS 指定您自己的集群",
		"the Temporal server is not built yet: run make temporal (once, about eight minutes), or name your own cluster with TEMPORAL_ADDRESS")
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0
}

// StartTemporal starts the Temporal server and returns once its namespace serves.
// The context limits the start only.
func StartTemporal(ctx context.Context, o TemporalOptions) (*Temporal, error) {
	if o.Binary == "" {
		var err error
		if o.Binary, err = FindTemporal(); err != nil {
			return nil, err
		}
	}
	if o.Namespace == "" {
		o.Namespace = "sutiao"
	}
	record := o.Folder.Path("temporal.pid")
	// An orphan is on its way out already, and the port is free when it is gone.
	if err := stopOrphanTemporal(record); err != nil {
		return nil, err
	}
	port, err := o.Folder.rememberedPort("temporal")
	if err != nil {
		return nil, err
	}
	t := &Temporal{address: loopback(port), ready: make(chan struct{})}
	t.engine, err = supervise(ctx, engine{
		name:     "Temporal",
		command:  func(out io.Writer) *exec.Cmd { return t.command(o, out) },
		clear:    func() error { return stopOrphanTemporal(record) },
		ready:    t.waitReady,
		started:  func(pid int) error { return writeOnce(record, fmt.Sprintf("%d %s", pid, t.address)) },
		signals:  []syscall.Signal{syscall.SIGTERM},
		patience: 20 * time.Second,
		limit:    2 * time.Minute,
	}, o.Log)
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (t *Temporal) command(o TemporalOptions, out io.Writer) *exec.Cmd {
	ready := make(chan struct{})
	t.mu.Lock()
	t.ready = ready
	t.mu.Unlock()

	cmd := exec.Command(o.Binary, "-with-parent", "-listen", t.address, "-namespace", o.Namespace)
	// The database URL has a password in it: the environment is private, flags are not.
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "SUTIAO_TEMPORAL_DATABASE_URL=" + o.DatabaseURL}
	cmd.Dir = o.Folder.Path()
	cmd.Stderr = out
	var once sync.Once
	cmd.Stdout = &lineWriter{line: func(line []byte) {
		var report struct{ Ready bool }
		if json.Unmarshal(line, &report) == nil && report.Ready {
			once.Do(func() { close(ready) })
		}
	}}
	// We hold this pipe and never write to it: its end tells the server that we
	// are gone. Wait closes it.
	_, _ = cmd.StdinPipe() // fails only on a command that has begun
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	dieWithParent(cmd.SysProcAttr, syscall.SIGTERM)
	return cmd
}

func (t *Temporal) waitReady(ctx context.Context, ended <-chan struct{}) error {
	t.mu.Lock()
	ready := t.ready
	t.mu.Unlock()
	select {
	case <-ready:
		return nil
	case <-ended:
		return errors.New("it ended")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Address returns where the server is reached; it stays the same over restarts.
func (t *Temporal) Address() string { return t.address }

// PID returns the process id of the server, which changes when it is restarted.
func (t *Temporal) PID() int { return t.engine.pid() }

// Stop shuts the server down cleanly and returns when it is gone.
func (t *Temporal) Stop() { t.engine.stop() }

// stopOrphanTemporal ends a server of an earlier run that was killed. The server
// sees the end of that run by itself; this makes sure, and waits for it.
func stopOrphanTemporal(record string) error {
	text, err := os.ReadFile(record)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read temporal.pid: %w", err)
	}
	number, address, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	pid, err := strconv.Atoi(number)
	if err != nil || pid <= 1 || !alive(pid) || !isTemporal(pid, address) {
		return nil
	}
	if !stopStranger(pid, 20*time.Second, syscall.SIGTERM) {
		return problem(nil, "上次遗留的 Temporal（进程 %d）无法停止",
			"a Temporal server left over from last time (process %d) does not stop", pid)
	}
	return nil
}

// isTemporal makes sure that the pid was not given to someone else since.
func isTemporal(pid int, address string) bool {
	arguments := commandLine(pid)
	return slices.Contains(arguments, "-with-parent") && slices.Contains(arguments, address)
}

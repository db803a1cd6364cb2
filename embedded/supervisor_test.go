package embedded

import (
	"context"
	"errors"
	"io"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// shell is an engine whose starts run the given scripts in turn, the last one
// again and again. It is ready when it prints "ready".
func shell(scripts ...string) engine {
	var starts atomic.Int64
	var ready atomic.Pointer[chan struct{}]
	return engine{
		name:     "Shell",
		signals:  []syscall.Signal{syscall.SIGTERM},
		patience: time.Second,
		limit:    10 * time.Second,
		clear:    func() error { return nil },
		command: func(out io.Writer) *exec.Cmd {
			n := min(int(starts.Add(1)), len(scripts))
			printed := make(chan struct{})
			ready.Store(&printed)
			cmd := exec.Command("/bin/sh", "-c", scripts[n-1])
			cmd.Stderr = out
			cmd.Stdout = &lineWriter{line: func([]byte) { close(printed) }}
			return cmd
		},
		ready: func(ctx context.Context, ended <-chan struct{}) error {
			select {
			case <-*ready.Load():
				return nil
			case <-ended:
				return errors.New("it ended")
			case <-ctx.Done():
				return ctx.Err()
			}
		},
	}
}

const serving = "echo ready; exec sleep 600"

func TestFirstStartThatFailsQuotesTheEngine(t *testing.T) {
	_, err := supervise(t.Context(), shell(`echo '{"msg":"no","error":"disk full"}' >&2; exit 3`), nil)
	wantProblem(t, err, "Shell 未能启动", "Shell did not come up", "no: disk full")
}

func TestEngineThatDoesNotComeUpAgainIsTriedAgain(t *testing.T) {
	log := &journal{}
	s, err := supervise(t.Context(), shell(serving, "exit 1", "exit 1", serving), log)
	if err != nil {
		t.Fatal(err)
	}
	defer s.stop()
	if err := syscall.Kill(s.pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it is back", func() bool { return strings.Contains(log.String(), "Shell is back") })
	if n := strings.Count(log.String(), "Shell did not restart"); n != 2 {
		t.Errorf("%d failures in the log, want 2:\n%s", n, log)
	}
}

func TestStopDuringARestart(t *testing.T) {
	log := &journal{}
	s, err := supervise(t.Context(), shell(serving, "exit 1"), log)
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(s.pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "it keeps failing", func() bool {
		return strings.Count(log.String(), "Shell did not restart") >= 2
	})
	s.stop()
	s.stop() // once more does no harm
}

func TestStartThatIsGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := supervise(ctx, shell("exec sleep 600"), nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}

func TestStubbornEngineIsKilled(t *testing.T) {
	e := shell("trap '' TERM; echo ready; while :; do sleep 0.1; done")
	e.patience = 100 * time.Millisecond
	s, err := supervise(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	pid := s.pid()
	s.stop()
	if alive(pid) {
		t.Error("it is still there")
	}
}

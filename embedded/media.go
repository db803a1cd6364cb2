package embedded

import (
	"context"
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

const mediaVerb = "media"

// MediaOptions says how the media node of a private installation runs.
type MediaOptions struct {
	Folder      *Folder
	Program     string        // this program, which is also the media node
	Environment []string      // all that the node is told
	ReadyLine   string        // what it prints once it takes rooms
	Drain       time.Duration // how long it may take to hand its rooms over
	Log         io.Writer     // the node's log and our notes on its restarts
}

// Media is the media node of a private installation: a process of its own, so that what
// the packets of the world can do to it is done to nothing else. It is restarted when it
// dies and ends with this process.
type Media struct {
	record string
	engine *supervisor
}

// StartMedia starts the media node and returns once it takes rooms. The context limits
// the start only.
func StartMedia(ctx context.Context, o MediaOptions) (*Media, error) {
	m := &Media{record: o.Folder.Path("media.pid")}
	var ready chan struct{}
	engine, err := supervise(ctx, engine{
		name: "sutiao media",
		command: func(out io.Writer) *exec.Cmd {
			ready = make(chan struct{})
			return mediaCommand(o, out, ready)
		},
		clear:   func() error { return stopOrphanMedia(m.record, o.Program) },
		started: func(pid int) error { return writeOnce(m.record, strconv.Itoa(pid)) },
		ready: func(ctx context.Context, ended <-chan struct{}) error {
			select {
			case <-ready:
				return nil
			case <-ended:
				return errors.New("it ended")
			case <-ctx.Done():
				return ctx.Err()
			}
		},
		signals:  []syscall.Signal{syscall.SIGTERM},
		patience: o.Drain,
		limit:    time.Minute,
		longest:  5 * time.Second, // people sit in a room and wait
	}, o.Log)
	if err != nil {
		return nil, err
	}
	m.engine = engine
	return m, nil
}

// mediaCommand closes ready when the node says that it takes rooms.
func mediaCommand(o MediaOptions, out io.Writer, ready chan<- struct{}) *exec.Cmd {
	cmd := exec.Command(o.Program, mediaVerb)
	cmd.Env = o.Environment
	cmd.Stderr = out
	var once sync.Once
	cmd.Stdout = &lineWriter{line: func(line []byte) {
		if string(line) == o.ReadyLine {
			once.Do(func() { close(ready) })
		}
	}}
	// Not SIGTERM: with the site gone there is nobody to hand rooms over to, and the
	// ports are wanted by the next start.
	cmd.SysProcAttr = &syscall.SysProcAttr{}
	dieWithParent(cmd.SysProcAttr, syscall.SIGKILL)
	return cmd
}

// PID returns the process id of the node, which changes when it is restarted.
func (m *Media) PID() int { return m.engine.pid() }

// Stop has the node hand its rooms over and returns when it is gone.
func (m *Media) Stop() {
	m.engine.stop()
	_ = os.Remove(m.record)
}

// stopOrphanMedia ends a node of an earlier run that was killed, where the system did not:
// it would hold the ports.
func stopOrphanMedia(record, program string) error {
	text, err := os.ReadFile(record)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read media.pid: %w", err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || pid <= 1 || !alive(pid) || !isMedia(pid, program) {
		return nil
	}
	if !stopStranger(pid, time.Second) {
		return problem(nil, "上次遗留的视频节点（进程 %d）无法停止",
			"a media node left over from last time (process %d) does not stop", pid)
	}
	return nil
}

// isMedia makes sure that the pid was not given to someone else since.
func isMedia(pid int, program string) bool {
	arguments := commandLine(pid)
	return len(arguments) > 0 && filepath.Base(arguments[0]) == filepath.Base(program) &&
		slices.Contains(arguments[1:], mediaVerb)
}

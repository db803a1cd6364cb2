//go:build engines

package engines_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
)

// child is a process of ours: `sutiao worker`, `sutiao api` or `sutiao up`.
type child struct {
	verb string
	env  []string

	mu     sync.Mutex
	output *transcript
	cmd    *exec.Cmd
	ended  chan struct{}
}

// transcript keeps what a process says.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// errEnded: what ended does not become ready, however long one waits.
var errEnded = errors.New("it ended")

const readyMark = "✓ 就绪"

// start starts the process and returns when it says that it is ready.
func (c *child) start(ctx context.Context) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.output, c.ended = &transcript{}, make(chan struct{})
	c.cmd = exec.Command(program, c.verb)
	c.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, c.env...)
	c.cmd.Stdout, c.cmd.Stderr = c.output, c.output
	c.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	endWithTests(c.cmd.SysProcAttr)
	started := make(chan error)
	go func(cmd *exec.Cmd, ended chan struct{}) {
		runtime.LockOSThread() // to which the death signal is bound
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // how it ended is seen in its transcript
			close(ended)
		}
	}(c.cmd, c.ended)
	if err := <-started; err != nil {
		return err
	}
	return until(ctx, "sutiao "+c.verb+" is ready", func() error {
		switch {
		case strings.Contains(c.output.String(), readyMark):
			return nil
		case closed(c.ended):
			return fmt.Errorf("%w:\n%s", errEnded, c.output)
		}
		return errors.New("it said:\n" + c.output.String())
	})
}

// kill ends the process without a word of warning.
func (c *child) kill() { c.end(syscall.SIGKILL) }

func (c *child) end(s syscall.Signal) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cmd == nil || c.cmd.Process == nil {
		return
	}
	_ = c.cmd.Process.Signal(s) // it may be gone already
	<-c.ended
}

// running tells that the process has not ended by itself.
func (c *child) running() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if closed(c.ended) {
		return fmt.Errorf("sutiao %s ended by itself:\n%s", c.verb, c.output)
	}
	return nil
}

func closed(ended <-chan struct{}) bool {
	select {
	case <-ended:
		return true
	default:
		return false
	}
}

// until asks again and again, and gives the last answer when the time is up, or nothing
// can change any more.
func until(ctx context.Context, what string, ask func() error) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		err := ask()
		if err == nil {
			return nil
		}
		if errors.Is(err, errEnded) {
			return fmt.Errorf("waited until %s: %w", what, err)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("waited until %s: %w", what, err)
		case <-tick.C:
		}
	}
}

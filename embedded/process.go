package embedded

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// process is one running child.
type process struct {
	pid    int
	handle *os.Process
	done   chan struct{} // closed once the child has ended
	err    error         // how it ended; valid after done
}

// startProcess starts the command so that it dies with this process and does not
// see the terminal's Ctrl-C: engines are stopped by us, in order.
func startProcess(cmd *exec.Cmd) (*process, error) {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Setpgid = true
	cmd.WaitDelay = 10 * time.Second

	p := &process{done: make(chan struct{})}
	started := make(chan error)
	go func() {
		// The death signal is bound to the thread that started the child, not to
		// the process: a thread that Go retires would take the engine with it.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		err := cmd.Start()
		if err == nil {
			p.pid, p.handle = cmd.Process.Pid, cmd.Process
		}
		started <- err
		if err == nil {
			p.err = cmd.Wait()
			close(p.done)
		}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return p, nil
}

// signal sends a signal to the child unless it has ended.
func (p *process) signal(s syscall.Signal) { _ = p.handle.Signal(s) }

func (p *process) ended(within time.Duration) bool {
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-p.done:
		return true
	case <-timer.C:
		return false
	}
}

// stop sends the signals one after another, each with time to take effect.
func (p *process) stop(patience time.Duration, signals ...syscall.Signal) {
	for _, s := range signals {
		p.signal(s)
		if p.ended(patience) {
			return
		}
	}
	p.signal(syscall.SIGKILL)
	<-p.done
}

func (p *process) reason() string {
	if p.err == nil {
		return "exit status 0"
	}
	return p.err.Error()
}

// alive reports whether a process of that pid exists, whoever owns it.
func alive(pid int) bool {
	err := syscall.Kill(pid, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}

// stopStranger ends a process that is no child of ours: one left over by an
// earlier run that was killed. The caller has made sure that it is ours to stop.
func stopStranger(pid int, patience time.Duration, signals ...syscall.Signal) bool {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for _, s := range append(signals, syscall.SIGKILL) {
		_ = syscall.Kill(pid, s)
		for deadline := time.Now().Add(patience); time.Now().Before(deadline); <-tick.C {
			if !alive(pid) {
				return true
			}
		}
	}
	return !alive(pid)
}

package embedded

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

const (
	firstPause = 100 * time.Millisecond
	longPause  = 10 * time.Second
	steady     = time.Minute // an engine up for so long has recovered
)

// engine is what a supervisor needs to know about what it keeps alive.
type engine struct {
	name     string
	command  func(out io.Writer) *exec.Cmd                          // a fresh command for each start
	clear    func() error                                           // removes what an earlier start left behind
	started  func(pid int) error                                    // takes note of the pid; may be nil
	ready    func(ctx context.Context, ended <-chan struct{}) error // returns once the engine serves
	signals  []syscall.Signal                                       // ask it to stop, ever less politely
	patience time.Duration                                          // for each signal
	limit    time.Duration                                          // for becoming ready
	longest  time.Duration                                          // pause between two starts; zero: longPause
}

// supervisor keeps one engine running until stop.
type supervisor struct {
	engine
	out      *output
	stopping chan struct{}
	stopped  chan struct{}
	once     sync.Once

	mu      sync.Mutex
	current *process
}

// supervise starts the engine, waits until it serves, and from then on restarts
// it whenever it ends. Only the first start can fail.
func supervise(ctx context.Context, e engine, log io.Writer) (*supervisor, error) {
	s := &supervisor{
		engine:   e,
		out:      newOutput(log),
		stopping: make(chan struct{}),
		stopped:  make(chan struct{}),
	}
	p, err := s.start(ctx)
	if err != nil {
		return nil, err
	}
	go s.watch(p)
	return s, nil
}

// start brings the engine up once; what it started is gone if it fails.
func (s *supervisor) start(ctx context.Context) (*process, error) {
	if err := s.clear(); err != nil {
		return nil, err
	}
	s.out.forget()
	p, err := startProcess(s.command(s.out))
	if err != nil {
		return nil, problem(err, "无法启动 %s", "cannot start %s", s.name)
	}
	s.mu.Lock()
	s.current = p
	s.mu.Unlock()
	if s.started != nil {
		if err := s.started(p.pid); err != nil {
			p.stop(s.patience, s.signals...)
			return nil, err
		}
	}
	limited, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	if err := s.waitReady(limited, p); err != nil {
		p.stop(s.patience, s.signals...)
		return nil, problem(fmt.Errorf("%w; %s", err, s.out.last()), "%s 未能启动", "%s did not come up", s.name)
	}
	return p, nil
}

// waitReady waits, and says so from time to time if that takes long.
func (s *supervisor) waitReady(ctx context.Context, p *process) error {
	begun := time.Now()
	tick := time.NewTicker(5 * time.Second)
	defer tick.Stop()
	served := make(chan error, 1)
	go func() { served <- s.ready(ctx, p.done) }()
	for {
		select {
		case err := <-served:
			return err
		case <-tick.C:
			s.say("%s 正在启动（已 %d 秒）", "%s is starting (%d s so far)", s.name, int(time.Since(begun).Seconds()))
		}
	}
}

// watch restarts the engine when it ends, with growing pauses while it fails.
func (s *supervisor) watch(p *process) {
	defer close(s.stopped)
	pause := firstPause
	for {
		up := time.Now()
		select {
		case <-s.stopping:
			p.stop(s.patience, s.signals...)
			return
		case <-p.done:
		}
		if time.Since(up) > steady {
			pause = firstPause
		}
		s.say("%s 意外退出（%s），即将重启", "%s ended unexpectedly (%s); restarting it", s.name, p.reason())
		if p, pause = s.restart(pause); p == nil {
			return
		}
		s.say("%s 已恢复", "%s is back", s.name)
	}
}

// restart tries until the engine serves again; nil means that it is to stop.
func (s *supervisor) restart(pause time.Duration) (*process, time.Duration) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		select {
		case <-s.stopping:
			cancel()
		case <-ctx.Done():
		}
	}()
	for {
		timer := time.NewTimer(pause)
		select {
		case <-s.stopping:
			timer.Stop()
			return nil, pause
		case <-timer.C:
		}
		pause = min(2*pause, cmp.Or(s.longest, longPause))
		p, err := s.start(ctx)
		if err == nil {
			return p, pause
		}
		if ctx.Err() != nil {
			return nil, pause
		}
		s.say("%s 重启失败：%v", "%s did not restart: %v", s.name, err)
	}
}

// stop ends the engine and returns when it is gone.
func (s *supervisor) stop() {
	s.once.Do(func() { close(s.stopping) })
	<-s.stopped
}

// pid returns the process id of the latest start.
func (s *supervisor) pid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.current.pid
}

func (s *supervisor) say(chinese, english string, args ...any) {
	s.out.say(problem(nil, chinese, english, args...).Error())
}

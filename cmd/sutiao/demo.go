package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"sutiao/demonstration"
	"sutiao/testdata"
)

// runDemo plays the example disputes against the running system. Where that runs on a
// real calendar, or none runs, a private one with two-second days is started for it.
func runDemo(ctx context.Context, args []string) error {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	cases, err := demonstration.Cases(testdata.Referrals, "referrals")
	if err != nil {
		return err
	}
	if len(args) > 0 {
		if cases = named(cases, args); len(cases) == 0 {
			return fmt.Errorf("没有这个案例 · no such case: %s", strings.Join(args, " "))
		}
	}
	run, err := demoRun(s)
	if err == nil {
		var day time.Duration
		if day, err = run.Clock(ctx); err == nil && day == 0 {
			err = errors.New("a real calendar")
		}
	}
	if err != nil {
		return playApart(ctx, s, cases)
	}
	fmt.Printf("· %d 件案例 · %d cases\n", len(cases), len(cases))
	return run.Play(ctx, cases)
}

func named(cases []demonstration.Case, names []string) []demonstration.Case {
	var chosen []demonstration.Case
	for _, c := range cases {
		for _, n := range names {
			if strings.HasPrefix(c.Name, n) {
				chosen = append(chosen, c)
				break
			}
		}
	}
	return chosen
}

func demoRun(s settings) (*demonstration.Run, error) {
	c, err := readConnection(s)
	if err != nil {
		return nil, err
	}
	key, err := localSecret(s, operatorKeyName)
	if err != nil {
		return nil, err
	}
	return demonstration.New(c.URL, key, c.Outbox, os.Stdout)
}

// playApart starts a system of its own for the demonstration, and stops it afterwards.
func playApart(ctx context.Context, s settings, cases []demonstration.Case) error {
	fmt.Println("· 为演示另行启动一套系统（一天 = 2秒）· starting a system of its own for the demonstration (a day lasts 2 s)")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return err
	}
	own := s
	own.Data = filepath.Join(s.Data, "demonstration")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	child := exec.CommandContext(ctx, self, "up") //nolint:gosec // this program itself
	child.Env = append(os.Environ(), "SUTIAO_DATA="+own.Data, "SUTIAO_LISTEN="+address, "SUTIAO_DAY=2s",
		"DATABASE_URL=", "TEMPORAL_ADDRESS=", "SUTIAO_PUBLIC_URL=")
	child.Stderr = os.Stderr
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	child.WaitDelay = 20 * time.Second
	stdout, err := child.StdoutPipe()
	if err != nil {
		return err
	}
	if err := child.Start(); err != nil {
		return err
	}
	defer func() {
		_ = child.Process.Signal(syscall.SIGTERM)
		_ = child.Wait()
	}()
	if err := untilReady(stdout); err != nil {
		return err
	}
	run, err := demoRun(own)
	if err != nil {
		return err
	}
	return run.Play(ctx, cases)
}

func untilReady(out io.Reader) error {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		fmt.Println(" ", lines.Text())
		if strings.HasPrefix(lines.Text(), "✓") {
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return nil
		}
	}
	return errors.New("演示系统未能启动 · the demonstration's system did not start")
}

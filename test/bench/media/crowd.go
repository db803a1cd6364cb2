package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sutiao/dispute"
	"sutiao/media/fanout"
	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// result is one measurement.
type result struct {
	CPU, P50, P99, Late, Memory, Rate, Lost float64
}

func (r result) String() string {
	return fmt.Sprintf("%.1f CPU-s/Mpacket, p50 %.2f ms, p99 %.2f ms, timer %.2f ms, %.2f MB each, %.0f packets/s, lost %.3f %%",
		r.CPU, r.P50, r.P99, r.Late, r.Memory, r.Rate, r.Lost)
}

// crowd is all clients of a server, and what they have seen of it.
type crowd struct {
	people []*visitor
	left   *log // when packets left those who made them
	on     atomic.Bool
	sent   atomic.Uint64
	came   atomic.Uint64
	// delays is a histogram in steps of 20 µs up to a second, of the packets that are timed.
	delays [50_001]atomic.Uint32
	timed  atomic.Uint64
}

func (c *crowd) send(packet []byte, at time.Time) {
	if fanout.IsMedia(packet) {
		c.left.note(packet, at)
		c.sent.Add(1)
	}
}

// time counts a packet, and how long it took to come.
func (c *crowd) time(p mediatest.Packet, came *log) {
	c.came.Add(1)
	left, known := c.left.of(p.Sent())
	at, timed := came.of(p.SSRC, p.Seq)
	if c.on.Load() && known && timed {
		c.delays[min(max(at.Sub(left)/(20*time.Microsecond), 0), 50_000)].Add(1)
		c.timed.Add(1)
	}
}

func (c *crowd) part(p float64) float64 {
	upTo := uint64(p * float64(c.timed.Load()))
	seen := uint64(0)
	for i := range c.delays {
		if seen += uint64(c.delays[i].Load()); seen > upTo {
			return float64(i) * 0.02
		}
	}
	return 1000
}

// visit fills the rooms, waits until everyone gets everything, and measures.
func visit(ctx context.Context, url string, pid int, s setting) (result, error) {
	before, err := resident(pid)
	if err != nil {
		return result{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	c := &crowd{left: newLog()}
	defer func() {
		cancel()
		for _, v := range c.people {
			v.client.Close()
		}
	}()
	for r := range s.rooms {
		if err := c.fill(ctx, url, fmt.Sprintf("room%d", r), s.people); err != nil {
			return result{}, err
		}
	}
	for r := range s.rooms {
		if err := everyoneReceives(c.people[r*s.people : (r+1)*s.people]); err != nil {
			return result{}, err
		}
	}
	if s.watched > 0 {
		for _, v := range c.people[s.watched*s.people:] {
			go v.doze(ctx)
		}
	}
	if err := c.settle(ctx, s); err != nil {
		return result{}, err
	}
	return c.window(pid, s, before)
}

// settles is how long it may take until all of what is sent comes: so many who join at once
// are more than the machine's part for them can take, and a server sends less for a while.
const settles = 40 * time.Second

// settle waits until everything has come for three seconds.
func (c *crowd) settle(ctx context.Context, s setting) error {
	ctx, cancel := context.WithTimeout(ctx, settles)
	defer cancel()
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for well := 0; well < 3; {
		sent, came := c.sent.Load(), c.came.Load()
		select {
		case <-t.C:
		case <-ctx.Done():
			return fmt.Errorf("not everything came after %s", settles)
		}
		if well++; lost(c.sent.Load()-sent, c.came.Load()-came, s) > mostLost {
			well = 0
		}
	}
	return nil
}

// mostLost is how much may be lost, in percent: who sends less has it easier.
const mostLost = 1

func lost(sent, came uint64, s setting) float64 {
	return max(0, 100*(1-float64(came)/(float64(sent)*float64(s.people-1))))
}

func (c *crowd) window(pid int, s setting, before float64) (result, error) {
	first, err := ticks(pid)
	if err != nil {
		return result{}, err
	}
	fmt.Println("begin")
	begun, sent, came := time.Now(), c.sent.Load(), c.came.Load()
	c.on.Store(true)
	<-time.NewTimer(time.Duration(*seconds) * time.Second).C
	c.on.Store(false)
	sent, came = c.sent.Load()-sent, c.came.Load()-came
	took := time.Since(begun).Seconds()
	last, err := ticks(pid)
	if err != nil {
		return result{}, err
	}
	after, err := resident(pid)
	if err != nil {
		return result{}, err
	}
	r := result{
		CPU: float64(last-first) / 100 / float64(came) * 1e6, P50: c.part(0.50), P99: c.part(0.99),
		Memory: (after - before) / float64(s.rooms*s.people), Rate: float64(came) / took, Lost: lost(sent, came, s),
	}
	if r.Lost > mostLost {
		return r, fmt.Errorf("%.1f %% lost: not to be compared", r.Lost)
	}
	return r, nil
}

// fill has people come to a room and send.
func (c *crowd) fill(ctx context.Context, url, room string, n int) error {
	people := []*mediatest.Client{}
	for i := range n {
		v, err := c.visitor(ctx, url)
		if err != nil {
			return err
		}
		c.people = append(c.people, v)
		people = append(people, v.client)
		claims := token.Claims{
			Room: room, Node: "bench", Opening: "o1", Account: fmt.Sprintf("a%d", i), Name: "n", Capacity: token.Mediator, Expires: time.Now().Add(time.Minute),
		}
		if i > 0 {
			claims.Capacity, claims.Party, claims.Side = token.Party, "P1", dispute.Applicant
		}
		ticket, err := token.Mint(key, claims)
		if err != nil {
			return err
		}
		welcome, err := v.client.Hello(ticket)
		if err != nil {
			return err
		}
		if welcome.State == "waiting" {
			if _, err := people[0].Ask("admit", map[string]any{"participant": v.client.You()}); err != nil {
				return err
			}
		}
	}
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i, p := range people {
		wg.Go(func() { errs[i] = p.Publish(signal.Microphone, signal.Camera) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

func everyoneReceives(people []*visitor) error {
	for _, v := range people {
		for _, other := range people {
			if other == v {
				continue
			}
			for _, source := range []signal.Source{signal.Microphone, signal.Camera} {
				if err := v.client.AwaitMedia(other.client.You(), source, 5); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// ticks is the processor time of a process, user's and system's, in hundredths of a second.
func ticks(pid int) (int, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+2:]))
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return user + system, err
}

// resident is the memory of a process in MB.
func resident(pid int) (float64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "VmRSS:" {
			kb, err := strconv.Atoi(f[1])
			return float64(kb) / 1024, err
		}
	}
	return 0, errors.New("no VmRSS")
}

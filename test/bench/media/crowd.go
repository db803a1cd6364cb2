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
	"sutiao/media/mediatest"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// result is one measurement.
type result struct {
	cpu, p50, p99, memory, rate, lost float64
}

func (r result) String() string {
	return fmt.Sprintf("%.1f CPU-s/Mpacket, p50 %.2f ms, p99 %.2f ms, %.2f MB each, %.0f packets/s, lost %.3f %%",
		r.cpu, r.p50, r.p99, r.memory, r.rate, r.lost)
}

// delays is a histogram in steps of 20 µs up to a second.
type delays struct {
	on    atomic.Bool
	count [50_001]atomic.Uint32
	n     atomic.Uint64
	all   atomic.Uint64 // packets, also of rooms whose delays are not looked at
}

func (d *delays) add(_ string, _ signal.Source, payload []byte, at time.Time) {
	if !d.on.Load() {
		return
	}
	i := min(max(mediatest.Took(payload, at)/(20*time.Microsecond), 0), 50_000)
	d.count[i].Add(1)
	d.n.Add(1)
	d.all.Add(1)
}

// pass counts a packet whose delay is not looked at.
func (d *delays) pass(string, signal.Source, []byte, time.Time) {
	if d.on.Load() {
		d.all.Add(1)
	}
}

func (d *delays) part(p float64) float64 {
	upTo := uint64(p * float64(d.n.Load()))
	seen := uint64(0)
	for i := range d.count {
		if seen += uint64(d.count[i].Load()); seen > upTo {
			return float64(i) * 0.02
		}
	}
	return 1000
}

// crowd fills the rooms, waits until everyone gets everything, and measures.
func crowd(ctx context.Context, url string, pid int, s setting) (result, error) {
	before, err := resident(pid)
	if err != nil {
		return result{}, err
	}
	d := &delays{}
	var mu sync.Mutex
	people := []*mediatest.Client{}
	defer func() {
		for _, c := range people {
			c.Close()
		}
	}()
	for r := range s.rooms {
		note := d.add
		if s.watched > 0 && r >= s.watched {
			note = d.pass
		}
		room, err := fill(ctx, url, fmt.Sprintf("room%d", r), s.people, note)
		mu.Lock()
		people = append(people, room...)
		mu.Unlock()
		if err != nil {
			return result{}, err
		}
	}
	for r := range s.rooms {
		if err := everyoneReceives(people[r*s.people : (r+1)*s.people]); err != nil {
			return result{}, err
		}
	}
	settle := time.NewTimer(3 * time.Second)
	<-settle.C
	return window(pid, s, d, before)
}

func window(pid int, s setting, d *delays, before float64) (result, error) {
	first, err := ticks(pid)
	if err != nil {
		return result{}, err
	}
	begun := time.Now()
	d.on.Store(true)
	<-time.NewTimer(time.Duration(*seconds) * time.Second).C
	d.on.Store(false)
	took := time.Since(begun).Seconds()
	last, err := ticks(pid)
	if err != nil {
		return result{}, err
	}
	after, err := resident(pid)
	if err != nil {
		return result{}, err
	}
	n := float64(d.all.Load())
	everyone := float64(s.rooms * s.people)
	due := everyone * float64(s.people-1) * 200 * took // 50 of a voice, 150 of a picture
	return result{
		cpu: float64(last-first) / 100 / n * 1e6, p50: d.part(0.50), p99: d.part(0.99),
		memory: (after - before) / everyone, rate: n / took, lost: max(0, 100*(1-n/due)),
	}, nil
}

type packetNote func(from string, source signal.Source, payload []byte, at time.Time)

func fill(ctx context.Context, url, room string, n int, note packetNote) ([]*mediatest.Client, error) {
	people := []*mediatest.Client{}
	for i := range n {
		c, err := mediatest.Dial(ctx, url, mediatest.Options{Packet: note})
		if err != nil {
			return people, err
		}
		people = append(people, c)
		claims := token.Claims{
			Room: room, Node: "bench", Opening: "o1", Account: fmt.Sprintf("a%d", i), Name: "n", Capacity: token.Mediator, Expires: time.Now().Add(time.Minute),
		}
		if i > 0 {
			claims.Capacity, claims.Party, claims.Side = token.Party, "P1", dispute.Applicant
		}
		ticket, err := token.Mint(key, claims)
		if err != nil {
			return people, err
		}
		welcome, err := c.Hello(ticket)
		if err != nil {
			return people, err
		}
		if welcome.State == "waiting" {
			if _, err := people[0].Ask("admit", map[string]any{"participant": c.You()}); err != nil {
				return people, err
			}
		}
	}
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i, c := range people {
		wg.Go(func() { errs[i] = c.Publish(signal.Microphone, signal.Camera) })
	}
	wg.Wait()
	return people, errors.Join(errs...)
}

func everyoneReceives(people []*mediatest.Client) error {
	for _, c := range people {
		for _, other := range people {
			if other == c {
				continue
			}
			for _, source := range []signal.Source{signal.Microphone, signal.Camera} {
				if err := c.AwaitMedia(other.You(), source, 5); err != nil {
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

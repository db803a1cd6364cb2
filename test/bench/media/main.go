// Command media measures what a media node costs: processor time per forwarded packet,
// the delay that forwarding adds, and memory per participant, for one room of eight and
// twenty rooms of three, and the delay in a room alone and beside twenty others. Beside it,
// in alternating rounds, runs the fan-out that pion's examples show: a TrackLocalStaticRTP
// for each track, all of pion's default interceptors.
//
// Each server is a process of its own, so that its processor time is its own, and has all
// cores, as it would. Its clients are another, which goes behind it and on half of the
// cores, since they stand for people at other machines; where it is asked what the people
// in other rooms cost a room, the server keeps to the other half.
//
// The delay is from when a client gives a packet to the kernel until the kernel has it for
// another: what the clients take to make it and to open it is not in it. How late the
// machine wakes a process that does nothing but wait for a timer, on the server's cores, is
// printed beside it.
//
//	go run ./test/bench/media [-rounds 3] [-seconds 20]
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	rounds  = flag.Int("rounds", 3, "rounds of each server in each setting")
	seconds = flag.Int("seconds", 15, "length of a measurement; the clock of processes ticks 100 times a second")
	serve   = flag.String("serve", "", "be a server: sutiao or bare")
	visited = flag.String("visit", "", "be the clients of the server at this address")
	server  = flag.Int("server", 0, "process of that server")
	profile = flag.String("profile", "", "write processor profiles of the servers and of the clients, to this path and a name")
	apart   = flag.Bool("apart", false, "keep the servers off the clients' cores in all settings")
	only    = flag.String("only", "", "only the setting whose name holds this")
)

// setting is how many rooms there are, of how many people.
type setting struct {
	name          string
	rooms, people int
	watched       int  // the first rooms, whose delays are looked at; 0 for all
	apart         bool // server and clients have cores of their own
}

// settings are measured in groups, whose rounds alternate: the last shows what others cost
// a room.
var settings = [][]setting{
	{{"1 room of 8", 1, 8, 0, false}},
	{{"20 rooms of 3", 20, 3, 4, false}},
	{{"a room of 3 alone", 1, 3, 0, true}, {"a room of 3 beside 20", 21, 3, 1, true}},
}

var kinds = []string{"bare", "sutiao"}

func main() {
	flag.Parse()
	var err error
	switch {
	case *serve != "":
		err = runServer(*serve)
	case *visited != "":
		err = runClients(*visited, *server)
	default:
		err = compare()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compare() error {
	fmt.Printf("%s, %d cores, %d rounds of %d s\n\n", runtime.Version(), runtime.NumCPU(), *rounds, *seconds)
	fmt.Println("| setting | server | CPU-s per million packets | p50 ms | p99 ms | timer late p99 ms | MB per participant | packets/s | lost |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	for _, group := range settings {
		group = slices.DeleteFunc(slices.Clone(group), func(s setting) bool { return !strings.Contains(s.name, *only) })
		if err := measure(group); err != nil {
			return err
		}
	}
	return nil
}

// measure prints the medians of all rounds of a group of settings.
func measure(group []setting) error {
	results := map[string][]result{}
	for round := range *rounds {
		order := []func() error{}
		for _, s := range group {
			for _, kind := range kinds {
				order = append(order, func() error {
					r, err := oneRound(kind, s)
					if err != nil {
						return fmt.Errorf("%s, %s: %w", s.name, kind, err)
					}
					fmt.Fprintf(os.Stderr, "%s %s round %d: %s\n", s.name, kind, round+1, r)
					results[s.name+kind] = append(results[s.name+kind], r)
					return nil
				})
			}
		}
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, next := range order {
			if err := next(); err != nil {
				return err
			}
		}
	}
	for _, s := range group {
		report(s, results)
	}
	return nil
}

func report(s setting, results map[string][]result) {
	for _, kind := range kinds {
		all := results[s.name+kind]
		fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", s.name, kind,
			spread(all, func(r result) float64 { return r.CPU }, 1),
			spread(all, func(r result) float64 { return r.P50 }, 2),
			spread(all, func(r result) float64 { return r.P99 }, 2),
			spread(all, func(r result) float64 { return r.Late }, 2),
			spread(all, func(r result) float64 { return r.Memory }, 2),
			spread(all, func(r result) float64 { return r.Rate }, 0),
			spread(all, func(r result) float64 { return r.Lost }, 3))
	}
	middle := func(kind string) float64 {
		return median(results[s.name+kind], func(r result) float64 { return r.CPU })
	}
	fmt.Printf("\n%s: %.2f of the bare fan-out's processor time\n\n", s.name, middle("sutiao")/middle("bare"))
}

func oneRound(kind string, s setting) (result, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	self, err := os.Executable()
	if err != nil {
		return result{}, err
	}
	cmd := exec.CommandContext(ctx, self, "-serve", kind, "-profile", *profile)
	cmd.Stderr = os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return result{}, err
	}
	if err := on(s.servers(), cmd.Start); err != nil {
		return result{}, err
	}
	defer func() { cancel(); _ = cmd.Wait() }() // it was told to stop
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return result{}, errors.New("the server did not start")
	}
	return visitors(ctx, self, lines.Text(), cmd.Process.Pid, s)
}

// visitors runs the clients of one server as a process that goes behind it, and on half of
// the cores: they stand for people at other machines, who take no time of the server's.
func visitors(ctx context.Context, self, url string, server int, s setting) (result, error) {
	cmd := exec.CommandContext(ctx, "nice", "-n", "19", self, "-visit", url, "-server", strconv.Itoa(server),
		"-only", s.name, "-seconds", strconv.Itoa(*seconds), "-profile", *profile)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return result{}, err
	}
	if err := on(lowerHalf, cmd.Start); err != nil {
		return result{}, err
	}
	var r result
	lines := bufio.NewScanner(out)
	if lines.Scan() { // the window begins
		ended := make(chan struct{})
		late := make(chan float64)
		go func() {
			_ = on(s.servers(), func() error { late <- lateness(ended); return nil }) // or on all
		}()
		lines.Scan()
		close(ended)
		err = json.Unmarshal(lines.Bytes(), &r)
		r.Late = <-late
	}
	return r, errors.Join(cmd.Wait(), err)
}

// runClients measures one setting and prints the result.
func runClients(url string, server int) error {
	if *profile != "" {
		stop, err := profileInto(*profile + ".clients")
		if err != nil {
			return err
		}
		defer stop()
	}
	all := slices.Concat(settings...)
	i := slices.IndexFunc(all, func(s setting) bool { return s.name == *only })
	if i < 0 {
		return fmt.Errorf("no setting is called %q", *only)
	}
	r, err := visit(context.Background(), url, server, all[i])
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

func median(r []result, of func(result) float64) float64 {
	v := values(r, of)
	return v[len(v)/2]
}

func values(r []result, of func(result) float64) []float64 {
	v := make([]float64, len(r))
	for i := range r {
		v[i] = of(r[i])
	}
	slices.Sort(v)
	return v
}

// spread writes median and range.
func spread(r []result, of func(result) float64, decimals int) string {
	v := values(r, of)
	return fmt.Sprintf("%.*f (%.*f to %.*f)", decimals, v[len(v)/2], decimals, v[0], decimals, v[len(v)-1])
}

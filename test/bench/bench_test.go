//go:build engines

package bench

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"sutiao/workflows"
)

const (
	// together is how many lives go on at the same time.
	together = 3
	// rounds of ours and of the floor take turns, so that both meet the same machine.
	rounds        = 15
	livesPerRound = 12
)

type play func(context.Context) (id string, took []time.Duration, err error)

// batch is what n lives gave.
type batch struct {
	perSecond float64
	took      []time.Duration
	last      string
}

// play n lives, some at the same time.
func (p play) many(b *testing.B, n int) batch {
	b.Helper()
	var (
		mu     sync.Mutex
		all    batch
		failed error
		next   = make(chan struct{}, n)
		drive  sync.WaitGroup
	)
	for range n {
		next <- struct{}{}
	}
	close(next)
	begun := time.Now()
	for range min(together, n) {
		drive.Go(func() {
			for range next {
				id, took, err := p(b.Context())
				mu.Lock()
				all.took, all.last = append(all.took, took...), id
				if err != nil {
					failed = err
				}
				mu.Unlock()
			}
		})
	}
	drive.Wait()
	if failed != nil {
		b.Fatal(failed)
	}
	all.perSecond = float64(n) / time.Since(begun).Seconds()
	return all
}

func BenchmarkLives(b *testing.B) {
	lives := play(live).many(b, b.N)
	b.StopTimer()
	n, err := count(b.Context(), theSite.temporal, workflows.ID(lives.last))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(lives.perSecond, "lives/s")
	b.ReportMetric(float64(n.signed), "events/life")
	b.ReportMetric(float64(n.all), "events-with-report/life")
	logOnce(b, n)
}

func BenchmarkFloor(b *testing.B) {
	bares := play(stand).many(b, b.N)
	b.StopTimer()
	n, err := count(b.Context(), theSite.plain, bares.last)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(bares.perSecond, "lives/s")
	b.ReportMetric(float64(n.signed), "events/life")
	logOnce(b, n)
}

// logOnce leaves out the run by which the testing package warms up.
func logOnce(b *testing.B, n counted) {
	b.Helper()
	if b.N > 1 {
		b.Log(n)
	}
}

// BenchmarkActOverHTTP is one act after another, as a person waits for it.
func BenchmarkActOverHTTP(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		_, t, err := live(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, t...)
	}
	b.ReportMetric(0, "ns/op") // of a whole life
	b.ReportMetric(at(took, 0.50), "p50-ms")
	b.ReportMetric(at(took, 0.99), "p99-ms")
	b.ReportMetric(float64(len(took)), "acts")
}

// BenchmarkAgainstFloor lets lives and the floor take turns.
func BenchmarkAgainstFloor(b *testing.B) {
	result := compared(b)
	b.ReportMetric(0, "ns/op") // says nothing here
	b.ReportMetric(middle(result.ratios), "ratio")
	b.ReportMetric(middle(result.lives), "lives/s")
	b.ReportMetric(middle(result.floors), "floor-lives/s")
	b.ReportMetric(at(result.took, 0.50), "loaded-p50-ms")
	b.ReportMetric(at(result.took, 0.99), "loaded-p99-ms")
}

type comparison struct {
	lives, floors, ratios []float64
	took                  []time.Duration
}

// comparing is done once, however often the benchmark is called to settle its length.
var comparing comparison

func compared(b *testing.B) comparison {
	b.Helper()
	if len(comparing.ratios) > 0 {
		return comparing
	}
	play(live).many(b, livesPerRound)
	play(stand).many(b, livesPerRound)
	for round := range rounds {
		var ours, floor batch
		if round%2 == 0 { // neither always goes first
			ours, floor = play(live).many(b, livesPerRound), play(stand).many(b, livesPerRound)
		} else {
			floor, ours = play(stand).many(b, livesPerRound), play(live).many(b, livesPerRound)
		}
		comparing.lives = append(comparing.lives, ours.perSecond)
		comparing.floors = append(comparing.floors, floor.perSecond)
		comparing.ratios = append(comparing.ratios, ours.perSecond/floor.perSecond)
		comparing.took = append(comparing.took, ours.took...)
	}
	b.Logf("%d rounds of %d lives, %d at a time", rounds, livesPerRound, together)
	logRange(b, "lives/s", comparing.lives)
	logRange(b, "floor lives/s", comparing.floors)
	logRange(b, "ratio", comparing.ratios)
	return comparing
}

func logRange(b *testing.B, name string, values []float64) {
	b.Helper()
	b.Logf("%-13s median %.2f, range %.2f to %.2f", name, middle(values), slices.Min(values), slices.Max(values))
}

func middle(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// at is a quantile in milliseconds.
func at(took []time.Duration, share float64) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[min(int(share*float64(len(sorted))), len(sorted)-1)].Seconds() * 1000
}

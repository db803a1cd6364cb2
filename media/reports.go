package media

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// farewell is how long a closed room still tries to report what it holds.
const farewell = 30 * time.Second

// reports hands the facts of one room to the Reporter, one after the other, and again
// until each is taken. Nobody in the room waits for it.
type reports struct {
	mu    sync.Mutex
	queue []func(context.Context) error
	wake  chan struct{}
	end   chan struct{}
	done  chan struct{}
	log   *slog.Logger
}

func newReports(log *slog.Logger) *reports {
	r := &reports{wake: make(chan struct{}, 1), end: make(chan struct{}), done: make(chan struct{}), log: log}
	go r.run()
	return r
}

func (r *reports) add(report func(context.Context) error) {
	r.mu.Lock()
	r.queue = append(r.queue, report)
	r.mu.Unlock()
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

func (r *reports) next() func(context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) == 0 {
		return nil
	}
	return r.queue[0]
}

func (r *reports) run() {
	defer close(r.done)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ending := r.end
	pause := time.Second
	for {
		report := r.next()
		if report == nil {
			select {
			case <-r.wake:
			case <-ending:
				if r.next() == nil {
					return
				}
			}
			continue
		}
		err := report(ctx)
		if err == nil {
			r.mu.Lock()
			r.queue = r.queue[1:]
			r.mu.Unlock()
			pause = time.Second
			continue
		}
		r.log.Warn("a fact of the room was not taken", "error", err)
		select {
		case <-time.After(pause):
			pause = min(2*pause, 30*time.Second)
		case <-ending:
			ending = nil
			time.AfterFunc(farewell, cancel)
			pause = time.Second
		}
		if ctx.Err() != nil {
			r.log.Error("facts of the room are lost", "count", len(r.queue))
			return
		}
	}
}

// close lets the rest be reported.
func (r *reports) close() { close(r.end) }

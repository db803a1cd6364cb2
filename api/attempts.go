package api

import (
	"sync"
	"time"

	"sutiao/dispute"
)

// attempts slows down guessing: after a few failures a name must wait.
type attempts struct {
	mu   sync.Mutex
	now  func() time.Time
	last map[string]failures
}

type failures struct {
	count int
	until time.Time
}

const (
	freeAttempts = 5
	longestWait  = 15 * time.Minute
	// remembered bounds the memory that strangers can make us use.
	remembered = 10_000
)

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, last: map[string]failures{}}
}

// allowed refuses a name that has to wait.
func (a *attempts) allowed(name string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if f, ok := a.last[name]; ok && f.count >= freeAttempts && a.now().Before(f.until) {
		return &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
			ZH: "尝试次数过多，请稍后再试", EN: "too many attempts; please wait"}}
	}
	return nil
}

func (a *attempts) failed(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.last) >= remembered {
		for k, f := range a.last {
			if a.now().After(f.until) {
				delete(a.last, k)
			}
		}
	}
	f := a.last[name]
	f.count++
	wait := min(time.Second<<min(f.count, 20), longestWait)
	f.until = a.now().Add(wait)
	a.last[name] = f
}

func (a *attempts) succeeded(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.last, name)
}

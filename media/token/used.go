package token

import (
	"sync"
	"time"
)

// Used remembers which tickets were taken, each until it would have run out anyway.
type Used struct {
	mu   sync.Mutex
	seen map[string]time.Time
	next time.Time // when the forgotten are next swept out
}

// Take marks the ticket as used. It is false where that was so already.
func (u *Used) Take(c Claims, now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.seen == nil {
		u.seen = map[string]time.Time{}
	}
	if now.After(u.next) {
		for id, until := range u.seen {
			if now.After(until) {
				delete(u.seen, id)
			}
		}
		u.next = now.Add(time.Minute)
	}
	if _, ok := u.seen[c.ID]; ok {
		return false
	}
	u.seen[c.ID] = c.Expires
	return true
}

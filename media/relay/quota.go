package relay

import (
	"net"
	"sync"

	"github.com/pion/turn/v5"
)

// quota counts the relayed ports of each credential.
type quota struct {
	mu   sync.Mutex
	most int
	held map[string]int
}

func newQuota(most int) *quota { return &quota{most: most, held: map[string]int{}} }

func (q *quota) allows(user, _ string, _ net.Addr) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.held[user] < q.most
}

func (q *quota) events() turn.EventHandler {
	return turn.EventHandler{
		OnAllocationCreated: func(_, _ net.Addr, _, user, _ string, _ net.Addr, _ int) { q.change(user, 1) },
		OnAllocationDeleted: func(_, _ net.Addr, _, user, _ string) { q.change(user, -1) },
	}
}

func (q *quota) change(user string, by int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.held[user] += by; q.held[user] <= 0 {
		delete(q.held, user)
	}
}

package activities_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"go.temporal.io/sdk/testsuite"

	"sutiao/activities"
)

// hall is a media node that takes down what is asked of it.
type hall struct {
	mu     sync.Mutex
	open   map[activities.RoomRef]int
	closed chan activities.RoomRef
	leave  chan struct{}
}

func (h *hall) Open(_ context.Context, o activities.RoomOpening) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.open[o.RoomRef]++
	return nil
}

func (h *hall) Turn(activities.RoomTurn) error { return nil }

func (h *hall) Close(r activities.RoomRef) error {
	h.closed <- r
	return nil
}

func (h *hall) Draining() <-chan struct{} { return h.leave }

func TestARoomThatNobodyHoldsIsClosed(t *testing.T) {
	h := &hall{open: map[activities.RoomRef]int{}, closed: make(chan activities.RoomRef, 4), leave: make(chan struct{})}
	rooms := &activities.Rooms{Node: h, Beat: 50 * time.Millisecond}
	forgotten, kept := activities.RoomRef{Dispute: "d1", Session: 1}, activities.RoomRef{Dispute: "d2", Session: 1}
	for _, room := range []activities.RoomRef{forgotten, kept} {
		if err := rooms.OpenRoom(t.Context(), activities.RoomOpening{RoomRef: room, Opening: "o1"}); err != nil {
			t.Fatal(err)
		}
	}
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	env.RegisterActivity(rooms.HoldRoom)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = env.ExecuteActivity(rooms.HoldRoom, kept) // until the node takes leave
	}()
	if room := <-h.closed; room != forgotten {
		t.Errorf("%v was closed, which is held", room)
	}
	close(h.leave)
	<-ended
}

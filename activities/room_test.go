package activities_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
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

// late is a list of nodes on which there is none before so many looks.
type late struct{ looks int }

func (l *late) Choose(_ context.Context, not []string) (*activities.MediaNode, error) {
	if l.looks--; l.looks > 0 || len(not) != 1 || not[0] != "killed" {
		return nil, nil
	}
	return &activities.MediaNode{ID: "back"}, nil
}

func TestANodeThatIsBackInAMomentIsWaitedFor(t *testing.T) {
	for _, c := range []struct {
		looks int
		found bool
		took  time.Duration
	}{
		{1, true, 0}, {6, true, 500 * time.Millisecond}, {1000, false, 1200 * time.Millisecond},
	} {
		synctest.Test(t, func(t *testing.T) {
			begun := time.Now()
			a := &activities.Activities{Nodes: &late{looks: c.looks}}
			node, err := a.ChooseNode(t.Context(), activities.NodeChoice{Not: []string{"killed"}})
			if took := time.Since(begun); err != nil || (node != nil) != c.found || took != c.took {
				t.Errorf("after %d looks: %v, %v, in %s", c.looks, node, err, took)
			}
		})
	}
}

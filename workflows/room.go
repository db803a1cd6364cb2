package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
)

// RoomName is the workflow type that keeps the video room of a session open somewhere.
const RoomName = "Room"

// RoomRef names the room of a session.
type RoomRef = activities.RoomRef

// The messages of a room.
const (
	WhereIsRoom = "WhereIsRoom" // Query: the RoomPlace; without a node while it is nowhere
	RoomOver    = "RoomOver"    // Signal: the session has ended
	RoomLost    = "RoomLost"    // Signal: the node of this opening is gone, as the site has seen
)

// RoomID names the room of a session: there is one.
func RoomID(r activities.RoomRef) string { return fmt.Sprintf("room/%s/%d", r.Dispute, r.Session) }

// RoomPlace is where a room is open.
type RoomPlace struct {
	Node string `json:"node"`
	// Opening counts how often it was opened: a later one is after a node was lost.
	Opening int `json:"opening"`
}

const (
	roomSilence = 2 * time.Second // a node that is silent for so long has lost the room
	roomCheck   = time.Minute     // how often the case is asked whether the session goes on
	roomLongest = 14 * time.Hour  // no session lasts longer
	roomOpening = 3 * time.Second // for a node to open it
	roomGone    = 3 * time.Second // a node that has ended may still be listed for so long
)

// room is the state of the workflow.
type room struct {
	ref   activities.RoomRef
	place RoomPlace
	avoid []string  // nodes that have just lost it
	until time.Time // they are avoided, though there be no other
	over  bool
	lost  int // the last opening whose node is known to be gone
}

// pauseBetween is how long to wait before the next look for a node: people sit there and
// wait, but not for hours.
func pauseBetween(looks int) time.Duration {
	switch {
	case looks < 25:
		return 200 * time.Millisecond
	case looks < 60:
		return time.Second
	}
	return 5 * time.Second
}

// Room keeps the room of a session open: on a node chosen by load, and on another when the
// node falls silent or takes leave. The session itself belongs to the dispute's workflow;
// the packets belong to the node.
func Room(ctx workflow.Context, ref activities.RoomRef) error {
	r := &room{ref: ref}
	if err := r.listen(ctx); err != nil {
		return err
	}
	ends := workflow.Now(ctx).Add(roomLongest)
	looks := 0
	for !r.over && workflow.Now(ctx).Before(ends) {
		node, err := r.choose(ctx)
		if err != nil {
			return err
		}
		if node == nil {
			if !workflow.Now(ctx).Before(r.until) {
				r.avoid = nil // one that was silent may be back
			}
			if _, err := workflow.AwaitWithTimeout(ctx, pauseBetween(looks), func() bool { return r.over }); err != nil {
				return err
			}
			looks++
			if err := r.askWhetherItGoesOn(ctx); err != nil {
				return err
			}
			continue
		}
		looks = 0
		if err := r.keep(ctx, node, ends); err != nil {
			return err
		}
	}
	return nil
}

func (r *room) listen(ctx workflow.Context) error {
	err := workflow.SetQueryHandler(ctx, WhereIsRoom, func() (RoomPlace, error) { return r.place, nil })
	if err != nil {
		return err
	}
	lost := workflow.GetSignalChannel(ctx, RoomLost)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for opening := 0; lost.Receive(ctx, &opening); {
			r.lost = max(r.lost, opening)
		}
	})
	ended := workflow.GetSignalChannel(ctx, RoomOver)
	workflow.Go(ctx, func(ctx workflow.Context) {
		ended.Receive(ctx, nil)
		r.over = true
	})
	return nil
}

func (r *room) choose(ctx workflow.Context) (*activities.MediaNode, error) {
	var acts *activities.Activities
	var node *activities.MediaNode
	err := workflow.ExecuteLocalActivity(quickly(ctx), acts.ChooseNode, activities.NodeChoice{Not: r.avoid}).Get(ctx, &node)
	if err != nil {
		workflow.GetLogger(ctx).Warn("no node could be chosen", "dispute", r.ref.Dispute)
		return nil, nil
	}
	return node, nil
}

// keep opens the room on a node and stays with it until it is lost or over.
func (r *room) keep(ctx workflow.Context, node *activities.MediaNode, ends time.Time) error {
	ctx, cancel := workflow.WithCancel(onNode(ctx, node))
	defer cancel()
	var rooms *activities.Rooms
	if err := workflow.ExecuteActivity(ctx, rooms.OpenRoom, r.ref).Get(ctx, nil); err != nil {
		r.avoid = append(r.avoid, node.ID)
		return nil
	}
	r.place = RoomPlace{Node: node.ID, Opening: r.place.Opening + 1}
	hold := workflow.ExecuteActivity(holding(ctx), rooms.HoldRoom, r.ref)
	gone := func() bool { return hold.IsReady() || r.lost >= r.place.Opening }
	for !gone() && !r.over && workflow.Now(ctx).Before(ends) {
		if _, err := workflow.AwaitWithTimeout(ctx, roomCheck, func() bool { return gone() || r.over }); err != nil {
			return err
		}
		if err := r.askWhetherItGoesOn(ctx); err != nil {
			return err
		}
	}
	r.place.Node = ""
	if gone() {
		r.avoid = []string{node.ID}
		if r.lost >= r.place.Opening {
			r.until = workflow.Now(ctx).Add(roomGone)
		}
		return nil
	}
	cancel()
	_ = hold.Get(ctx, nil) // the node closes the room, or is gone
	return nil
}

// askWhetherItGoesOn is the safety net: the signal of the end may have been lost.
func (r *room) askWhetherItGoesOn(ctx workflow.Context) error {
	if r.over {
		return nil
	}
	var acts *activities.Activities
	going := true
	if err := workflow.ExecuteLocalActivity(quickly(ctx), acts.SessionGoing, r.ref).Get(ctx, &going); err != nil {
		workflow.GetLogger(ctx).Warn("the case did not tell whether the session goes on", "dispute", r.ref.Dispute)
		return nil
	}
	r.over = r.over || !going
	return nil
}

// onNode: what a node is told names nobody and is not sealed, so that a node, which takes
// the packets of strangers, has no key to any history.
func onNode(ctx workflow.Context, node *activities.MediaNode) workflow.Context {
	ctx = workflow.WithDataConverter(ctx, converter.GetDefaultDataConverter())
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue: node.Queue, ScheduleToCloseTimeout: roomOpening, RetryPolicy: &temporal.RetryPolicy{MaximumAttempts: 1},
	})
}

func holding(ctx workflow.Context) workflow.Context {
	options := workflow.GetActivityOptions(ctx)
	return workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		TaskQueue: options.TaskQueue, ScheduleToStartTimeout: roomOpening, StartToCloseTimeout: roomLongest,
		HeartbeatTimeout: roomSilence, WaitForCancellation: true, RetryPolicy: options.RetryPolicy,
	})
}

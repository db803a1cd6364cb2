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
	LookAtCase  = "LookAtCase"  // Signal: the case has changed in what it needs of the room
	RoomLost    = "RoomLost"    // Signal: the node of this opening is gone, as the site has seen
)

// RoomID names the room of a session: there is one.
func RoomID(r activities.RoomRef) string { return fmt.Sprintf("room/%s/%d", r.Dispute, r.Session) }

// RoomPlace is where a room is open.
type RoomPlace struct {
	Node string `json:"node"`
	// Opening counts how often it was opened: a later one is after a node was lost.
	Opening int `json:"opening"`
	// Name tells this opening from all others: tickets are for one.
	Name string `json:"name"`
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
	lost  int       // the last opening whose node is known to be gone
	tries int       // openings, those included that came to nothing
	need  activities.RoomNeed
	look  bool // the case has changed
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
	r := &room{ref: ref, need: activities.RoomNeed{Going: true}}
	if err := r.listen(ctx); err != nil {
		return err
	}
	ends := workflow.Now(ctx).Add(roomLongest)
	looks := 0
	if err := r.askTheCase(ctx); err != nil {
		return err
	}
	for r.need.Going && workflow.Now(ctx).Before(ends) {
		node, err := r.choose(ctx)
		if err != nil {
			return err
		}
		if node == nil {
			if !workflow.Now(ctx).Before(r.until) {
				r.avoid = nil // one that was silent may be back
			}
			if _, err := workflow.AwaitWithTimeout(ctx, pauseBetween(looks), func() bool { return r.look }); err != nil {
				return err
			}
			looks++
			if err := r.askTheCase(ctx); err != nil {
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
	changed := workflow.GetSignalChannel(ctx, LookAtCase)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for changed.Receive(ctx, nil) {
			r.look = true
		}
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
	r.tries++
	name := fmt.Sprintf("%.8s-%d", workflow.GetInfo(ctx).WorkflowExecution.RunID, r.tries)
	turn := r.need.Turn
	opening := activities.RoomOpening{RoomRef: r.ref, Opening: name, Turn: turn, Rounds: r.need.Rounds}
	if err := workflow.ExecuteActivity(ctx, rooms.OpenRoom, opening).Get(ctx, nil); err != nil {
		r.avoid = append(r.avoid, node.ID)
		return nil
	}
	r.place = RoomPlace{Node: node.ID, Opening: r.place.Opening + 1, Name: name}
	hold := workflow.ExecuteActivity(holding(ctx), rooms.HoldRoom, r.ref)
	gone := func() bool { return hold.IsReady() || r.lost >= r.place.Opening }
	for !gone() && r.need.Going && workflow.Now(ctx).Before(ends) {
		if r.need.Turn > turn {
			turnRoom := activities.RoomTurn{RoomRef: r.ref, Turn: r.need.Turn}
			if err := workflow.ExecuteActivity(ctx, rooms.TurnRoom, turnRoom).Get(ctx, nil); err == nil {
				turn = r.need.Turn
			}
		}
		if _, err := workflow.AwaitWithTimeout(ctx, roomCheck, func() bool { return gone() || r.look }); err != nil {
			return err
		}
		if err := r.askTheCase(ctx); err != nil {
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

// askTheCase is done when a signal comes, and now and then: a signal may have been lost.
func (r *room) askTheCase(ctx workflow.Context) error {
	r.look = false
	var acts *activities.Activities
	need := r.need
	if err := workflow.ExecuteLocalActivity(quickly(ctx), acts.SessionNeeds, r.ref).Get(ctx, &need); err != nil {
		workflow.GetLogger(ctx).Warn("the case did not tell what it needs of its room", "dispute", r.ref.Dispute)
		return nil
	}
	r.need = need
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

package activities

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"sutiao/dispute"
)

// RoomRef names the video room of a session.
type RoomRef struct {
	Dispute string `json:"dispute"`
	Session int    `json:"session"`
	// Keeper is under whose key recordings are kept.
	Keeper string `json:"keeper,omitempty"`
}

// MediaNode is a media node as it has registered itself.
type MediaNode struct {
	ID    string `json:"id"`
	Queue string `json:"queue"` // its own task queue
}

// MediaNodes knows which media nodes are alive.
type MediaNodes interface {
	// Choose gives the least loaded node that takes rooms, none of those named; nil if
	// there is none.
	Choose(ctx context.Context, not []string) (*MediaNode, error)
}

// NodeChoice asks for a node other than those that have just failed.
type NodeChoice struct {
	Not []string `json:"not,omitempty"`
}

// How often it is looked for a node, and how often again.
const (
	nodeLook  = 100 * time.Millisecond
	nodeLooks = 12
)

// ChooseNode chooses the node on which a room opens. Where there is none it waits for a
// moment: people sit there, one that was killed is back in half a second, and a timer of
// Temporal may be a second late.
func (a *Activities) ChooseNode(ctx context.Context, o NodeChoice) (*MediaNode, error) {
	if a.Nodes == nil {
		return nil, nil
	}
	look := time.NewTicker(nodeLook)
	defer look.Stop()
	for looks := 0; ; looks++ {
		node, err := a.Nodes.Choose(ctx, o.Not)
		if node != nil || err != nil || looks == nodeLooks {
			return node, err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// RoomNeed is what a session needs of its room.
type RoomNeed struct {
	Going bool `json:"going"` // there is still something to happen in it
	Turn  int  `json:"turn"`  // of the case's mediator: those of an earlier turn have no seat
	// Rounds of confidential figures that the case has had: each tells a little.
	Rounds int `json:"rounds"`
}

// SessionNeeds tells what the session needs of its room, as the case stands.
func (a *Activities) SessionNeeds(ctx context.Context, r RoomRef) (RoomNeed, error) {
	ledger, err := a.Register.Ledger(ctx, r.Dispute)
	if err != nil {
		return RoomNeed{}, err
	}
	c := dispute.Replay(r.Dispute, ledger)
	s := c.SessionNo(r.Session)
	return RoomNeed{Going: s != nil && s.NeedsRoom(c.Stage), Turn: c.MediatorTurn, Rounds: c.OfferRounds}, nil
}

// RoomOpening is one opening of a room.
type RoomOpening struct {
	RoomRef
	Opening string `json:"opening"` // tickets are for this one alone
	Turn    int    `json:"turn"`
	Rounds  int    `json:"rounds"`
}

// RoomTurn tells a room that the case's mediator changed.
type RoomTurn struct {
	RoomRef
	Turn int `json:"turn"`
}

// RoomNode is the media node of this process.
type RoomNode interface {
	Open(ctx context.Context, o RoomOpening) error
	// Turn puts mediators of an earlier turn out of the room.
	Turn(t RoomTurn) error
	Close(r RoomRef) error
	// Draining is closed when the node takes leave: its rooms open elsewhere.
	Draining() <-chan struct{}
}

// Rooms are the activities of a media node, on its own task queue.
type Rooms struct {
	Node RoomNode
	// Beat is how often a held room gives a sign of life.
	Beat time.Duration

	mu       sync.Mutex
	openings map[RoomRef]int
	held     map[RoomRef]int // by how many activities
}

// opened counts how often a room was opened here, and now tells it.
func (r *Rooms) opened(room RoomRef, more int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.openings == nil {
		r.openings = map[RoomRef]int{}
	}
	r.openings[room] += more
	return r.openings[room]
}

// RoomDraining is the type of the error of a room whose node takes leave.
const RoomDraining = "RoomDraining"

// OpenRoom opens the room on this node, or finds it open.
func (r *Rooms) OpenRoom(ctx context.Context, o RoomOpening) error {
	select {
	case <-r.Node.Draining():
		return temporal.NewApplicationError("the node takes leave", RoomDraining)
	default:
		opening := r.opened(o.RoomRef, 1)
		if err := r.Node.Open(ctx, o); err != nil {
			return err
		}
		time.AfterFunc(heldWithin*r.Beat, func() { r.closeUnheld(o.RoomRef, opening) })
		return nil
	}
}

// heldWithin is how many beats a room may be open that nobody holds: whoever opened it may
// have given up waiting, and it is open elsewhere.
const heldWithin = 20

func (r *Rooms) closeUnheld(room RoomRef, opening int) {
	if r.opened(room, 0) == opening && r.hold(room, 0) == 0 {
		_ = r.Node.Close(room) // closed meanwhile is closed
	}
}

// hold counts who holds a room, and now tells it.
func (r *Rooms) hold(room RoomRef, more int) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.held == nil {
		r.held = map[RoomRef]int{}
	}
	r.held[room] += more
	return r.held[room]
}

// TurnRoom puts whoever was the case's mediator before out of the room.
func (r *Rooms) TurnRoom(_ context.Context, t RoomTurn) error { return r.Node.Turn(t) }

// moveWithin is how long a draining node keeps a room that is opening elsewhere.
const moveWithin = 3 * time.Second

// HoldRoom gives signs of life until the room is over, which the workflow says by
// cancelling, or the node takes leave. Without a sign the room opens on another node.
func (r *Rooms) HoldRoom(ctx context.Context, room RoomRef) error {
	beat := time.NewTicker(r.Beat)
	defer beat.Stop()
	r.hold(room, 1)
	defer r.hold(room, -1)
	opening := r.opened(room, 0)
	for {
		activity.RecordHeartbeat(ctx)
		select {
		case <-ctx.Done():
			if errors.Is(context.Cause(ctx), context.DeadlineExceeded) {
				return ctx.Err()
			}
			if r.opened(room, 0) != opening {
				return ctx.Err() // a sign of life came late: the room was opened here again meanwhile
			}
			if err := r.Node.Close(room); err != nil {
				activity.GetLogger(ctx).Warn("a room was closed already", "dispute", room.Dispute, "session", room.Session)
			}
			return ctx.Err()
		case <-r.Node.Draining():
			time.AfterFunc(moveWithin, func() { _ = r.Node.Close(room) })
			return temporal.NewApplicationError("the node takes leave", RoomDraining)
		case <-beat.C:
		}
	}
}

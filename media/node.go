package media

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/webrtc/v4"

	"sutiao/media/token"
)

// The refusals of a node.
var (
	ErrDraining = errors.New("media: the node takes no new rooms")
	ErrFull     = errors.New("media: the node is full")
	ErrNoRoom   = errors.New("media: no such room")
)

// RoomSpec is what a room is opened with.
type RoomSpec struct {
	ID        string
	DisputeID string
	SessionNo int
	Limit     int // people at most; 0 means sixteen
	// Opening tells this opening of the room from every other: tickets are for one.
	Opening string
	Turn    int // of the case's mediator, see token.Claims
	Rounds  int // of confidential figures that the case has had
	// Keeper is under whose key recordings are kept; whoever takes them is told.
	Keeper string
}

// Load is how busy a node is.
type Load struct {
	Rooms        int
	Participants int
	Forwarded    uint64 // packets sent on since the start
	Calls        uint64 // system calls that they were sent by
	Relayed      int    // ports that the relay holds
	Draining     bool
}

// Node holds the rooms of one process.
type Node struct {
	options Options
	network *network
	log     pionLog
	used    token.Used
	closed  context.Context
	stop    context.CancelFunc

	strangers atomic.Int64 // connections that have not said hello
	forwarded atomic.Uint64

	probes probes

	mu       sync.Mutex
	rooms    map[string]*room
	draining bool
	emptied  chan struct{} // closed and replaced whenever a room closes
}

// New opens the node's ports.
func New(o Options) (*Node, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	if o.RecordingFolder != "" {
		if err := os.MkdirAll(o.RecordingFolder, 0o700); err != nil {
			return nil, fmt.Errorf("media: the folder of recordings: %w", err)
		}
	}
	n := &Node{options: o, log: pionLog{o.Log}, rooms: map[string]*room{}, emptied: make(chan struct{}), probes: newProbes()}
	n.closed, n.stop = context.WithCancel(context.Background())
	network, err := openNetwork(&n.options, n.log)
	if err != nil {
		return nil, err
	}
	n.network = network
	return n, nil
}

// Open makes the room, or finds it where it is open already: then under its new opening.
func (n *Node) Open(_ context.Context, spec RoomSpec) error {
	if spec.ID == "" || spec.Opening == "" {
		return errors.New("media: a room needs an ID and an opening")
	}
	if spec.Limit <= 0 || spec.Limit > peoplePerRoom {
		spec.Limit = peoplePerRoom
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if r := n.rooms[spec.ID]; r != nil {
		r.reopen(spec)
		return nil
	}
	if n.draining {
		return ErrDraining
	}
	if len(n.rooms) >= roomsPerNode {
		return ErrFull
	}
	n.rooms[spec.ID] = newRoom(n, spec)
	return nil
}

// Turn tells a room of which turn its mediator is. Mediators of an earlier turn are put out.
func (n *Node) Turn(id string, turn int) error {
	r := n.room(id)
	if r == nil {
		return fmt.Errorf("%w: %s", ErrNoRoom, id)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.turnTo(turn)
	return nil
}

// Close ends a room: everyone is told the reason and put out. It returns when recordings
// are closed and handed over, or reports an error where there is no such room.
func (n *Node) Close(id, reason string) error {
	n.mu.Lock()
	r := n.rooms[id]
	delete(n.rooms, id)
	n.mu.Unlock()
	if r == nil {
		return fmt.Errorf("%w: %s", ErrNoRoom, id)
	}
	r.close(reason)
	n.mu.Lock()
	close(n.emptied)
	n.emptied = make(chan struct{})
	n.mu.Unlock()
	return nil
}

func (n *Node) isDraining() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.draining
}

// Load tells how busy the node is.
func (n *Node) Load() Load {
	n.mu.Lock()
	l := Load{Rooms: len(n.rooms), Draining: n.draining, Forwarded: n.forwarded.Load(), Calls: n.network.socket.Calls()}
	rooms := n.list()
	n.mu.Unlock()
	for _, r := range rooms {
		l.Participants += r.count()
	}
	if n.network.relay != nil {
		l.Relayed = n.network.relay.Allocations()
	}
	return l
}

func (n *Node) list() []*room {
	rooms := make([]*room, 0, len(n.rooms))
	for _, r := range n.rooms {
		rooms = append(rooms, r)
	}
	return rooms
}

// Drain takes no new rooms, tells everyone to reconnect elsewhere, and returns when the
// last room was closed by its owner, or with the context's error.
func (n *Node) Drain(ctx context.Context) error {
	n.mu.Lock()
	n.draining = true
	rooms := n.list()
	n.mu.Unlock()
	for _, r := range rooms {
		r.tellToReconnect()
	}
	for {
		n.mu.Lock()
		left, changed := len(n.rooms), n.emptied
		n.mu.Unlock()
		if left == 0 {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Shutdown closes all rooms and the ports.
func (n *Node) Shutdown() error {
	n.mu.Lock()
	n.draining = true
	rooms := n.list()
	n.mu.Unlock()
	for _, r := range rooms {
		_ = n.Close(r.spec.ID, "node-stopped") // closed meanwhile is closed
	}
	n.stop()
	return n.network.close()
}

func (n *Node) room(id string) *room {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.rooms[id]
}

func (n *Node) now() time.Time { return n.options.Now() }

func (n *Node) newSubscribing() (*webrtc.PeerConnection, error) {
	return n.network.subscribing.NewPeerConnection(n.network.configuration)
}

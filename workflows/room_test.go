package workflows_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/workflows"
)

// building has media nodes that open and hold rooms as the test says.
type building struct {
	nodes   []string
	opened  []string
	going   bool
	turn    int
	turned  []int
	onTurn  func()
	names   []string
	asked   int
	hold    func(ctx context.Context, node string) error
	refuses map[string]bool
}

func (b *building) choose(_ context.Context, o activities.NodeChoice) (*activities.MediaNode, error) {
	for _, n := range b.nodes {
		if !slices.Contains(o.Not, n) {
			return &activities.MediaNode{ID: n, Queue: n}, nil
		}
	}
	return nil, nil
}

func (b *building) open(ctx context.Context, o activities.RoomOpening) error {
	node := activity.GetInfo(ctx).TaskQueue
	b.names = append(b.names, o.Opening)
	if b.refuses[node] {
		return errors.New("no port")
	}
	b.opened = append(b.opened, node)
	return nil
}

func playRoom(t *testing.T, b *building, during func(env *testsuite.TestWorkflowEnvironment)) {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	env := suite.NewTestWorkflowEnvironment()
	env.RegisterWorkflowWithOptions(workflows.Room, workflow.RegisterOptions{Name: workflows.RoomName})
	named := func(f any, name string) { env.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name}) }
	named(b.choose, "ChooseNode")
	named(func(context.Context, activities.RoomRef) (activities.RoomNeed, error) {
		b.asked++
		return activities.RoomNeed{Going: b.going, Turn: b.turn}, nil
	}, "SessionNeeds")
	named(func(_ context.Context, t activities.RoomTurn) error {
		b.turned = append(b.turned, t.Turn)
		b.onTurn()
		return nil
	}, "TurnRoom")
	named(b.open, "OpenRoom")
	named(func(ctx context.Context, _ activities.RoomRef) error {
		return b.hold(ctx, activity.GetInfo(ctx).TaskQueue)
	}, "HoldRoom")
	during(env)
	env.ExecuteWorkflow(workflows.RoomName, workflows.RoomRef{Dispute: "d1", Session: 1})
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
}

func TestARoomWhoseNodeTakesLeaveOpensOnAnother(t *testing.T) {
	b := &building{nodes: []string{"n1", "n2"}, going: true}
	b.hold = func(_ context.Context, node string) error {
		if node == "n2" {
			b.going = false
		}
		return temporal.NewApplicationError("the node takes leave", activities.RoomDraining)
	}
	playRoom(t, b, func(*testsuite.TestWorkflowEnvironment) {})
	if !slices.Equal(b.opened[:2], []string{"n1", "n2"}) {
		t.Errorf("the room was opened on %v", b.opened)
	}
}

func TestANodeThatCannotOpenTheRoomIsPassedOver(t *testing.T) {
	b := &building{nodes: []string{"n1", "n2"}, going: true, refuses: map[string]bool{"n1": true}}
	b.hold = func(context.Context, string) error { b.going = false; return nil }
	playRoom(t, b, func(*testsuite.TestWorkflowEnvironment) {})
	if b.opened[0] != "n2" {
		t.Errorf("the room was opened on %v", b.opened)
	}
}

func TestARoomWaitsForANodeAndEndsWithItsSession(t *testing.T) {
	b := &building{going: true}
	playRoom(t, b, func(env *testsuite.TestWorkflowEnvironment) {
		env.RegisterDelayedCallback(func() {
			value, err := env.QueryWorkflow(workflows.WhereIsRoom)
			var place workflows.RoomPlace
			if err != nil || value.Get(&place) != nil || place.Node != "" {
				t.Errorf("a room without a node is at %v, %v", place, err)
			}
		}, 3*time.Second)
		env.RegisterDelayedCallback(func() { b.going = false }, 5*time.Second)
	})
	if len(b.opened) != 0 || b.asked < 5 {
		t.Errorf("opened on %v, asked %d times whether the session goes on", b.opened, b.asked)
	}
}

func TestARoomWhoseNodeIsFoundGoneMovesAtOnce(t *testing.T) {
	b := &building{nodes: []string{"n1", "n2"}, going: true}
	b.hold = func(ctx context.Context, node string) error {
		if node == "n2" {
			b.going = false
			return nil
		}
		<-ctx.Done() // it says nothing any more
		return ctx.Err()
	}
	playRoom(t, b, func(env *testsuite.TestWorkflowEnvironment) {
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(workflows.RoomLost, 1) }, 0)
	})
	if !slices.Equal(b.opened, []string{"n1", "n2"}) {
		t.Errorf("the room was opened on %v", b.opened)
	}
}

func TestARoomIsNotOpenedOnTheDeadNodeThatIsStillListed(t *testing.T) {
	b := &building{nodes: []string{"n1"}, going: true}
	b.hold = func(ctx context.Context, node string) error {
		if node == "n2" {
			b.going = false
			return nil
		}
		<-ctx.Done()
		return ctx.Err()
	}
	playRoom(t, b, func(env *testsuite.TestWorkflowEnvironment) {
		env.RegisterDelayedCallback(func() { env.SignalWorkflow(workflows.RoomLost, 1) }, 0)
		env.RegisterDelayedCallback(func() { b.nodes = []string{"n1", "n2"} }, 2500*time.Millisecond) // n2 starts
	})
	if !slices.Equal(b.opened, []string{"n1", "n2"}) {
		t.Errorf("the room was opened on %v", b.opened)
	}
}

func TestARoomHearsThatTheMediatorChangedAndEndsWhenItsCaseSaysSo(t *testing.T) {
	b := &building{nodes: []string{"n1"}, going: true, turn: 1}
	playRoom(t, b, func(env *testsuite.TestWorkflowEnvironment) {
		tell := func() { env.SignalWorkflow(workflows.LookAtCase, nil) }
		b.hold = func(ctx context.Context, _ string) error {
			b.turn = 2
			tell()
			<-ctx.Done()
			return ctx.Err()
		}
		b.onTurn = func() { b.going = false; tell() }
	})
	if !slices.Equal(b.turned, []int{2}) {
		t.Errorf("the node heard of the turns %v", b.turned)
	}
}

func TestEveryOpeningHasANameOfItsOwn(t *testing.T) {
	b := &building{nodes: []string{"n1", "n2"}, going: true, refuses: map[string]bool{"n1": true}}
	b.hold = func(context.Context, string) error {
		b.going = len(b.opened) < 3
		return temporal.NewApplicationError("the node takes leave", activities.RoomDraining)
	}
	playRoom(t, b, func(*testsuite.TestWorkflowEnvironment) {})
	slices.Sort(b.names)
	if len(b.names) < 3 || len(slices.Compact(slices.Clone(b.names))) != len(b.names) {
		t.Errorf("the openings are %v", b.names)
	}
}

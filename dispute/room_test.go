package dispute

import "testing"

func TestWhoIsInACaucusIsPlacedByTheMediatorAfterANodeIsLost(t *testing.T) {
	c := &Case{Sessions: []Session{{No: 1, Mode: Video, State: SessionOpen}}}
	note := func(event RoomEvent, caucus string) {
		(&RoomNote{Session: 1, Event: event, Account: "a1", Caucus: caucus}).apply(c, Entry{})
	}
	letIn := func() bool { return c.Sessions[0].WasLetIn("a1") }
	note(RoomCame, "")
	if !letIn() {
		t.Fatal("who came is not let in again")
	}
	note(RoomCaucusBegan, "c1")
	note(RoomCaucusBegan, "c2")
	note(RoomCaucusBegan, "c1") // changed
	note(RoomCaucusEnded, "c1")
	if letIn() {
		t.Error("let in though another caucus goes on")
	}
	note(RoomCaucusEnded, "c2")
	if !letIn() {
		t.Error("not let in though no caucus goes on")
	}
}

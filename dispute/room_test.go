package dispute

import (
	"testing"
	"time"
)

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

func TestWhoWasThereWhenANodeIsLost(t *testing.T) {
	c := &Case{Stage: InSession, Sessions: []Session{{No: 1, Mode: Video, State: SessionOpen}}}
	s := &c.Sessions[0]
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, Beijing)
	note := func(minute int, event RoomEvent, account, node string) {
		moment := at.Add(time.Duration(minute) * time.Minute)
		c.Apply(Entry{At: moment, Detail: &RoomNote{Session: 1, At: moment, Event: event, Account: account, Node: node}})
	}
	note(0, RoomCame, "mediator", "n1")
	note(1, RoomCame, "a1", "n1")
	note(2, RoomCame, "a2", "n1")
	note(10, RoomCame, "mediator", "n2") // n1 is gone without a word
	for _, account := range []string{"a1", "a2"} {
		if !s.WasLetIn(account) {
			t.Errorf("%s has to wait again because the room moved", account)
		}
	}
	note(11, RoomCame, "a1", "n2")
	note(12, RoomWent, "a1", "n1") // said late
	note(20, RoomWent, "a1", "n2")
	if s.WasLetIn("a1") {
		t.Error("who left is let in without a word of the mediator")
	}
	c.Apply(Entry{At: at.Add(30 * time.Minute), Detail: &SessionClosing{Result: Adjourned}})
	want := []struct {
		account, node string
		from, to      int
	}{{"mediator", "n1", 0, 10}, {"a1", "n1", 1, 10}, {"a2", "n1", 2, 10}, {"mediator", "n2", 10, 30}, {"a1", "n2", 11, 20}}
	for i, w := range want {
		if i >= len(s.Presence) {
			t.Fatalf("only %d spans", len(s.Presence))
		}
		p := s.Presence[i]
		if p.Account != w.account || p.Node != w.node || !p.From.Equal(at.Add(time.Duration(w.from)*time.Minute)) || !p.To.Equal(at.Add(time.Duration(w.to)*time.Minute)) {
			t.Errorf("span %d is %s on %s from %v to %v", i, p.Account, p.Node, p.From.Sub(at), p.To.Sub(at))
		}
	}
	if len(s.Presence) != len(want) {
		t.Errorf("%d spans", len(s.Presence))
	}
}

func TestRoundsOfFiguresAreCountedThroughAllSessionsOfACase(t *testing.T) {
	c := &Case{Sessions: []Session{{No: 1, Mode: Video}, {No: 2, Mode: Video}}}
	for _, n := range []struct{ session, round, want int }{{1, 1, 1}, {1, 2, 2}, {2, 3, 3}, {1, 2, 3}} {
		(&RoomNote{Session: n.session, Event: RoomOffersAsked, Round: n.round}).apply(c, Entry{})
		if c.OfferRounds != n.want {
			t.Errorf("after round %d of session %d: %d", n.round, n.session, c.OfferRounds)
		}
	}
}

func TestTheLastWordOnAStepOnlineCounts(t *testing.T) {
	p := &Party{}
	if p.TakesElectronically() {
		t.Error("served electronically before it agreed to anything")
	}
	p.Consent = &Consent{ElectronicService: true}
	for n, want := range []bool{true, false, true, false} {
		if n > 0 {
			p.answerOnline(ServeOnline, want, time.Time{})
		}
		if p.TakesElectronically() != want || p.DeclinesOnline(MeetOnline) || len(p.Online) > 1 {
			t.Errorf("after answer %d: %+v", n, p.Online)
		}
	}
	p.Consent = &Consent{}
	if p.TakesElectronically() {
		t.Error("a no was taken for a yes")
	}
	p.answerOnline(ServeOnline, true, time.Time{})
	if !p.TakesElectronically() {
		t.Error("a later yes does not count")
	}
}

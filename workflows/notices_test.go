package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func (w *world) tells(account, template string) int {
	n := 0
	for _, notice := range w.notices {
		if notice.To == account && notice.Template == template {
			n++
		}
	}
	return n
}

func TestWhoeverKeptSilentIsToldThatTheAgreementStands(t *testing.T) {
	w := newWorld()
	s := story(t, "silence for seven days")
	endsAs(t, play(t, s, w), s)
	if w.tells(stories.Consumer.Account, "in-effect") != 1 {
		t.Error("the consumer was not told of the agreement that its silence made")
	}
}

func TestOneOfSeveralApplicantsLeavesQuietly(t *testing.T) {
	w := newWorld()
	s := story(t, "two applicants")
	steps := len(s.Steps) - 2 // the second try of the first, and the second applicant's withdrawal
	s.Steps = append(s.Steps[:steps:steps], stories.Step{
		After: stories.Day, By: stories.Mediator, Detail: always(&dispute.Termination{Ending: dispute.DifferencesTooLarge, Cause: "分歧较大"}),
	})
	s.Ending = dispute.DifferencesTooLarge
	endsAs(t, play(t, s, w), s)
	if n := w.tells(stories.Bank.Account, "ended"); n != 1 {
		t.Errorf("the bank was told %d times that the case has ended", n)
	}
	if w.tells(stories.Consumer.Account, "ended") != 0 {
		t.Error("who has withdrawn was told how the others fared")
	}
}

func TestPartiesAreToldWhereAndFromWhenTheRoomOfASessionIsOpen(t *testing.T) {
	w := newWorld()
	s := story(t, "T04 the differences are too large")
	endsAs(t, play(t, s, w), s)
	for _, n := range w.notices {
		if n.To != stories.Consumer.Account || n.Template != "video-planned" {
			continue
		}
		begins, err := time.Parse("2006-01-02 15:04", n.Values["time"])
		require.NoError(t, err)
		require.Equal(t, begins.Add(-30*time.Minute).Format("2006-01-02 15:04"), n.Values["doors"])
		require.Regexp(t, `^/cases/[a-z0-9-]+/room/1$`, n.Values["room"])
		return
	}
	t.Error("nobody was told of the room")
}

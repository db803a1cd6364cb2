package workflows_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
	"sutiao/workflows"
)

func story(t *testing.T, prefix string) stories.Story {
	t.Helper()
	for _, s := range append(stories.Endings(), stories.Turns()...) {
		if len(s.Name) >= len(prefix) && s.Name[:len(prefix)] == prefix {
			return s
		}
	}
	t.Fatalf("no story begins with %q", prefix)
	return stories.Story{}
}

func TestNothingIsLostWhileTheDatabaseIsAway(t *testing.T) {
	w := newWorld()
	w.fail = 12 // longer than the quick tries
	s := story(t, "T10")
	endsAs(t, play(t, s, w), s)
	acts := 0
	for _, e := range w.ledger {
		if e.By.Role != dispute.System {
			acts++
		}
	}
	if want := len(s.Steps) + 1; acts != want {
		t.Errorf("%d acts were recorded, want %d", acts, want)
	}
	sameCase(t, w.last, dispute.Replay("case-1", w.ledger))
}

func TestActsGoOnWhileTheCourtCannotBeReached(t *testing.T) {
	w := newWorld()
	s := story(t, "T11")
	env := prepared(t, w, w)
	env.OnActivity("TellCourt", mock.Anything, mock.Anything).After(5*stories.Day).Return("late receipt", nil)
	schedule(t, env, w, s)
	start(env, w, s)
	endsAs(t, env, s)
	told := 0
	for _, e := range w.ledger {
		if d, ok := e.Detail.(*dispute.Transmission); ok && d.Receipt == "late receipt" {
			told++
		}
	}
	if told != 2 {
		t.Errorf("the court was told %d times in the end, want the agreement and the application", told)
	}
}

// TestOneSilenceDoesNotKeepAnotherMessageBack: the application reaches its court though
// the report of the agreement is still on its way.
func TestOneSilenceDoesNotKeepAnotherMessageBack(t *testing.T) {
	w := newWorld()
	s := story(t, "T11")
	env := prepared(t, w, w)
	report := mock.MatchedBy(func(d activities.Delivery) bool { return d.Kind == dispute.AgreementReported })
	env.OnActivity("TellCourt", mock.Anything, report).After(100*stories.Day).Return("late", nil)
	env.OnActivity("TellCourt", mock.Anything, mock.Anything).Return("prompt", nil)
	schedule(t, env, w, s)
	start(env, w, s)
	endsAs(t, env, s)
	var order []string
	for _, e := range w.ledger {
		if d, ok := e.Detail.(*dispute.Transmission); ok {
			order = append(order, d.Receipt)
		}
	}
	if !slices.Equal(order, []string{"prompt", "late"}) {
		t.Errorf("the courts answered %v", order)
	}
}

func TestTheSameActTwiceIsOneAct(t *testing.T) {
	w := newWorld()
	s := story(t, "T16")
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	schedule(t, env, w, s) // every act again, under its own ID
	start(env, w, s)
	endsAs(t, env, s)
	var ids []string
	for _, e := range w.ledger {
		if slices.Contains(ids, e.ID) {
			t.Errorf("%s was recorded twice", e.ID)
		}
		ids = append(ids, e.ID)
	}
}

func TestAHolidayDeclaredMeanwhileMovesTheLastDay(t *testing.T) {
	w := newWorld()
	s := story(t, "T05") // accepted on 2 March 2026: thirty days end on 1 April
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	env.RegisterDelayedCallback(func() {
		declared := calendarYear(t, w.almanac.Calendar, 2026)
		declared.Days = append(slices.Clone(declared.Days), law.SpecialDay{
			Date: dispute.Date{Year: 2026, Month: 4, Day: 1}, Off: true, Name: "临时放假",
		})
		slices.SortFunc(declared.Days, func(a, b law.SpecialDay) int { return a.Date.Compare(b.Date) })
		loaded, err := w.almanac.Calendar.With(declared)
		if err != nil {
			t.Error(err)
		}
		w.almanac.Calendar = loaded
		env.SignalWorkflow(workflows.CalendarChanged, nil)
	}, 10*stories.Day)
	start(env, w, s)
	endsAs(t, env, s)
	if len(w.last.Calendar) != 1 || w.last.Calendar[0].New.String() != "2026-04-02" {
		t.Errorf("the move is not in the record: %+v", w.last.Calendar)
	}
	if last := w.last.When(dispute.Ended); dispute.DateOf(last).String() != "2026-04-03" {
		t.Errorf("closed on %s, want just after 2 April", last)
	}
}

func TestAHolidayLoadedWithoutASignalIsSeenWhenTheAlarmRings(t *testing.T) {
	w := newWorld()
	s := story(t, "T05")
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	env.RegisterDelayedCallback(func() {
		y := calendarYear(t, w.almanac.Calendar, 2026)
		y.Days = append(slices.Clone(y.Days), law.SpecialDay{Date: dispute.Date{Year: 2026, Month: 4, Day: 1}, Off: true, Name: "临时放假"})
		slices.SortFunc(y.Days, func(a, b law.SpecialDay) int { return a.Date.Compare(b.Date) })
		w.almanac.Calendar, _ = w.almanac.Calendar.With(y)
	}, 10*stories.Day)
	start(env, w, s)
	endsAs(t, env, s)
	if last := w.last.When(dispute.Ended); dispute.DateOf(last).String() != "2026-04-03" {
		t.Errorf("closed on %s, want just after 2 April", last)
	}
}

func calendarYear(t *testing.T, c law.Calendar, year int) law.CalendarYear {
	t.Helper()
	for _, y := range c.Years {
		if y.Year == year {
			return y
		}
	}
	t.Fatalf("no year %d", year)
	return law.CalendarYear{}
}

func TestALongLifeGoesOnInANewRunWithNothingLost(t *testing.T) {
	w := newWorld()
	s := story(t, "T10")
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	env.RegisterDelayedCallback(func() { env.SetContinueAsNewSuggested(true) }, 30*time.Hour)
	start(env, w, s)
	next := continued(t, env)
	if next.Case == nil || next.Case.Seq != len(w.ledger) || len(next.Seen) != len(w.ledger) || next.Opening != nil {
		t.Fatalf("the new run begins with %+v, %d acts recorded", next.Case, len(w.ledger))
	}
	sameCase(t, w.last, next.Case)

	rest := prepared(t, w, w)
	rest.SetStartTime(w.ledger[len(w.ledger)-1].At)
	rest.RegisterDelayedCallback(func() {
		perform(t, rest, w, 100, stories.Step{By: stories.Mediator, Detail: func(time.Time) dispute.Detail {
			return &dispute.Termination{Ending: dispute.OtherEnding, Cause: "与另案合并"}
		}})
	}, time.Hour)
	rest.ExecuteWorkflow(workflows.Mediation, next)
	if !rest.IsWorkflowCompleted() || w.last.Ending == dispute.EndingNone {
		t.Errorf("the new run did not go on: %s", w.last.Stage)
	}
}

// continued is the input with which the life goes on.
func continued(t *testing.T, env *testsuite.TestWorkflowEnvironment) workflows.Start {
	t.Helper()
	var again *workflow.ContinueAsNewError
	if err := env.GetWorkflowError(); !errors.As(err, &again) {
		t.Fatalf("the life did not go on in a new run: %v", err)
	}
	var next workflows.Start
	if err := converter.GetDefaultDataConverter().FromPayloads(again.Input, &next); err != nil {
		t.Fatal(err)
	}
	return next
}

func TestAReferralThatTheLawRefusesStartsNothing(t *testing.T) {
	w := newWorld()
	s := story(t, "T01")
	s.Open.By = stories.OtherJudge // of another court
	s.Steps = nil
	env := play(t, s, w)
	if r := workflows.AsRefusal(env.GetWorkflowError()); r == nil || r.Code != dispute.CodeNotPermitted {
		t.Errorf("got %v", env.GetWorkflowError())
	}
	if len(w.ledger) != 0 {
		t.Error("something was recorded")
	}
}

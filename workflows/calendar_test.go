package workflows_test

import (
	"testing"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
	"sutiao/workflows"
)

func TestALengthThatIsSetNoMoreIsForgotten(t *testing.T) {
	w := newWorld()
	w.almanac.Lengths = []law.LengthSetting{{Limit: "D20", Length: law.Length{N: 60, Unit: law.Day}, Source: "会商纪要"}}
	s := story(t, "T05")
	s.Open = stories.Step{By: stories.Manager, Detail: story(t, "T08").Open.Detail} // a direct application, on 2 March 2026
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	env.RegisterDelayedCallback(func() {
		w.almanac.Lengths = nil
		env.SignalWorkflow(workflows.CalendarChanged, nil)
	}, 10*stories.Day)
	start(env, w, s)
	endsAs(t, env, s)
	if last := dispute.DateOf(w.last.When(dispute.Ended)).String(); last != "2026-04-02" {
		t.Errorf("closed on %s, want just after the usual thirty days", last)
	}
}

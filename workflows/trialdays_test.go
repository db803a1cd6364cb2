package workflows_test

import (
	"slices"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func TestTheCourtIsToldOfTheExtensionThatLedToAnAgreement(t *testing.T) {
	w := newWorld()
	s := story(t, "T15") // accepted in a suit on 2 March 2026: fifteen days end on 17 March
	s.Steps = slices.Insert(slices.Clone(s.Steps), 2,
		after(time.Hour, stories.Consumer, func(now time.Time) dispute.Detail {
			return &dispute.ExtensionRequest{NewDue: dispute.DateOf(now).AddDays(40), Reason: "等待材料"}
		}),
		after(time.Hour, stories.Bank, always(&dispute.ExtensionConsent{})))
	s.Steps[4].After += 18 * stories.Day
	endsAs(t, play(t, s, w), s)
	if r := w.told[0].Report; r == nil || r.TrialDaysExcluded != 4 || r.Cause != "" {
		t.Errorf("the court was told %+v, want the four days from 17 to 21 March and nothing of the talks", r)
	}
}

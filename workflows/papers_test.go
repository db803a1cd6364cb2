package workflows_test

import (
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func storyNamed(t *testing.T, name string) stories.Story {
	t.Helper()
	for _, s := range append(stories.Endings(), stories.Turns()...) {
		if strings.Contains(s.Name, name) {
			return s
		}
	}
	t.Fatalf("no story is called %q", name)
	return stories.Story{}
}

func TestEverySignatureGoesOnTheFileInItsOrderAndTheSealLast(t *testing.T) {
	w := newWorld()
	play(t, storyNamed(t, "files itself"), w)
	signed := w.desk.Last(w.last.Agreement.Sealed.Code)
	if signed != "agreement 1\np1\np2\nmediator\norganisation" {
		t.Errorf("the agreement went on file as %q", signed)
	}
	application := w.desk.Last(w.last.Agreement.SealedApplication.Code)
	if application != "confirmation-application 1\np1\np2" {
		t.Errorf("the application went on file as %q", application)
	}
}

func TestAScribeWhoIsAwayHoldsUpNothingButTheSigning(t *testing.T) {
	w := newWorld()
	w.desk.Away = 8 // more often than a short step tries
	play(t, storyNamed(t, "files itself"), w)
	if w.last.Ending != dispute.Confirmed || w.last.Agreement.Sealed == nil {
		t.Errorf("the case ended as %q, sealed %v", w.last.Ending, w.last.Agreement.Sealed)
	}
}

func TestATextLaidBeforeThePartiesAgainIsFrozenAgain(t *testing.T) {
	w := newWorld()
	play(t, storyNamed(t, "redrafted, signed and served on paper"), w)
	var versions []int
	for _, e := range w.ledger {
		if d, ok := e.Detail.(*dispute.Freezing); ok {
			versions = append(versions, d.Version)
		}
	}
	if len(versions) != 2 || versions[0] != 1 || versions[1] != 2 {
		t.Errorf("frozen were the versions %v", versions)
	}
}

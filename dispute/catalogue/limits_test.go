package catalogue_test

import (
	"slices"
	"testing"

	"sutiao/dispute/catalogue"
	"sutiao/law"
)

// The catalogue may not import law, so only a test can see that its references hold.
func TestEveryLimitOfATypeIsARowOfTheLaw(t *testing.T) {
	for _, typ := range catalogue.All() {
		for _, id := range typ.Limits {
			_, isLimit := law.LimitByID(id)
			isRule := slices.ContainsFunc(law.TimeRules(), func(r law.TimeRule) bool { return r.ID == id })
			if !isLimit && !isRule {
				t.Errorf("%s: no limit %s", typ.ID, id)
			}
		}
	}
}

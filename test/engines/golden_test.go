//go:build engines

package engines_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sutiao/demonstration"
	"sutiao/testdata"
)

// A case that lasts longer is left to `sutiao demo`: one spans 128 days.
const longest = 60 // days

// TestTheExampleDisputesEndAsTheirFilesSay plays them through the public API with days of
// a second and a half.
func TestTheExampleDisputesEndAsTheirFilesSay(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	u := startUp(ctx, t, "1500ms")
	key, err := os.ReadFile(filepath.Join(u.data, "secrets", "operator-api-key"))
	must(t, err)
	cases, err := demonstration.Cases(testdata.Referrals, "referrals")
	must(t, err)
	all := len(cases)
	cases = slices.DeleteFunc(cases, func(c demonstration.Case) bool {
		return len(c.Course) > 0 && c.Course[len(c.Course)-1].Day > longest
	})
	t.Logf("%d of %d cases", len(cases), all)
	out := &transcript{}
	run, err := demonstration.New(u.on.base, strings.TrimSpace(string(key)), filepath.Join(u.data, "outbox"), out)
	must(t, err)
	if err := run.Play(ctx, cases); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

package law_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/law"
)

// example is an agreement of the test set, with what is wrong with it. The set was written
// without a look at the rules: it measures them.
type example struct {
	Title    string           `json:"title"`
	Today    dispute.Date     `json:"today"`
	Referral dispute.Referral `json:"referral"`
	Terms    dispute.Terms    `json:"terms"`
	Defects  []struct {
		Clause string `json:"clause"`
		What   string `json:"what"`
		Kind   string `json:"kind"`
	} `json:"defects"`
	name string
}

func examples(t *testing.T, folder string, want int) []example {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "testdata", "agreements", folder, "*.json"))
	if err != nil || len(paths) != want {
		t.Fatalf("%d examples in %s, want %d: %v", len(paths), folder, want, err)
	}
	var all []example
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		e := example{name: folder + "/" + filepath.Base(path)}
		if err := json.Unmarshal(data, &e); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		all = append(all, e)
	}
	return all
}

// reviewed is what the rules find in an example.
func (e *example) reviewed() []law.Finding {
	at := e.Today.Start().Add(10 * time.Hour)
	c := &dispute.Case{ID: "example"}
	c.Apply(dispute.Entry{Act: dispute.Refer, At: at, Detail: &e.Referral})
	for i := range c.Parties {
		if c.Parties[i].Phone != "" {
			c.Parties[i].Account = fmt.Sprintf("account-%d", i+1)
		}
		for j := range c.Parties[i].Agents {
			c.Parties[i].Agents[j].Account = fmt.Sprintf("agent-%d-%d", i+1, j+1)
		}
	}
	return law.Review(c, &e.Terms, at, law.Almanac{Calendar: law.BuiltIn()})
}

// rulesOf names the rules that may answer for a kind of defect.
var rulesOf = map[string][]string{
	"sum-mismatch": {"R01"}, "payer-not-party": {"R02"}, "payee-not-party": {"R02"}, "same-payer-payee": {"R02"},
	"no-account": {"R03", "R17"}, "no-date": {"R04"}, "past-date": {"R05"}, "rest-day": {"R06"},
	"instalments-out-of-order": {"R07"}, "default-inconsistent": {"R08", "R10"}, "no-default-for-instalments": {"R09"},
	"penalty-too-high": {"R10", "R16"}, "minor-signs-alone": {"R11"}, "entity-without-representative": {"R11"},
	"agent-without-authority": {"R12"}, "third-party-rights": {"R13", "R16"}, "wrong-court": {"R14"}, "window": {"R15"},
	"illegal-term": {"R16", "R10", "R13"}, "unclear-content": {"R17"}, "exceeds-dispute": {"R18", "R01"},
}

// answers tells that a finding is about the defect: its clause, by a rule for its kind.
func answers(f law.Finding, clause, kind string) bool {
	// A rule may name a clause where the set names a part of it, or the other way round.
	same := strings.HasPrefix(f.Clause, clause) || strings.HasPrefix(clause, f.Clause)
	return same && slices.Contains(rulesOf[kind], f.Rule)
}

// score counts defects that were found and findings that were right.
type score struct {
	defects, found, findings, right int
}

func (s *score) add(e *example, t *testing.T) {
	findings := e.reviewed()
	for _, d := range e.Defects {
		s.defects++
		if slices.ContainsFunc(findings, func(f law.Finding) bool { return answers(f, d.Clause, d.Kind) }) {
			s.found++
			continue
		}
		t.Logf("missed  %s %s %s: %s", e.name, d.Clause, d.Kind, d.What)
	}
	for _, f := range findings {
		if f.Reminder {
			continue // says nothing against the terms
		}
		s.findings++
		if slices.ContainsFunc(e.Defects, func(d struct {
			Clause string `json:"clause"`
			What   string `json:"what"`
			Kind   string `json:"kind"`
		}) bool {
			return answers(f, d.Clause, d.Kind)
		}) {
			s.right++
			continue
		}
		t.Logf("alarm   %s %s %s", e.name, f.Clause, f.Message.ZH)
	}
}

func TestTheReviewFindsDefectsAndLeavesCleanAgreementsAlone(t *testing.T) {
	var s score
	blocked := 0
	for _, e := range examples(t, "defective", 60) {
		s.add(&e, t)
	}
	for _, e := range examples(t, "clean", 60) {
		s.add(&e, t)
		if slices.ContainsFunc(e.reviewed(), func(f law.Finding) bool { return f.Blocks }) {
			blocked++
		}
	}
	recall, precision := float64(s.found)/float64(s.defects), float64(s.right)/float64(s.findings)
	t.Logf("recall %d/%d = %.1f %%, precision %d/%d = %.1f %%, clean agreements blocked %d/60",
		s.found, s.defects, 100*recall, s.right, s.findings, 100*precision, blocked)
	if recall < 0.95 || precision < 0.95 || blocked > 2 {
		t.Errorf("the review is worse than it was")
	}
}

// TestTheReviewHoldsOnWordingsThatItHasNotSeen measures the rules on a set that was never
// looked at while they were written: what an honest reader may expect of them.
func TestTheReviewHoldsOnWordingsThatItHasNotSeen(t *testing.T) {
	var s score
	for _, folder := range []string{"held-out/defective", "held-out/clean"} {
		for _, e := range examples(t, folder, 20) {
			s.add(&e, t)
		}
	}
	recall, precision := float64(s.found)/float64(s.defects), float64(s.right)/float64(s.findings)
	t.Logf("held out: recall %d/%d = %.1f %%, precision %d/%d = %.1f %%", s.found, s.defects, 100*recall, s.right, s.findings, 100*precision)
	if recall < heldOutRecall || precision < heldOutPrecision {
		t.Errorf("the review is worse than it was")
	}
}

// What the held-out set gives. Words are read imperfectly, which is why a mediator may stand
// by a clause with a reason, and why no finding is no assurance.
const heldOutRecall, heldOutPrecision = 0.40, 0.70

func TestEveryFindingNamesItsClauseAndItsRule(t *testing.T) {
	known := map[string]law.ReviewRule{}
	for _, r := range law.ReviewRules() {
		known[r.ID] = r
	}
	for _, e := range examples(t, "defective", 60) {
		for _, f := range e.reviewed() {
			if f.Clause == "" || f.Source == "" || known[f.Rule].Name.ZH == "" || !strings.Contains(f.Message.ZH, f.Rule) || f.Message.EN == "" {
				t.Errorf("%s: %+v", e.name, f)
			}
		}
	}
}

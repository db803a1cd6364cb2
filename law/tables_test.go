package law_test

import (
	"os"
	"slices"
	"testing"

	"sutiao/dispute"
	"sutiao/law"
)

func TestEveryRowHasASource(t *testing.T) {
	for _, p := range law.Powers() {
		if p.Source == "" || len(p.By) == 0 || len(p.During) == 0 || p.InForce.From.IsZero() {
			t.Errorf("the row of %s is not complete", p.Act)
		}
	}
	for _, l := range law.Limits() {
		if l.Source == "" || l.Standing == "" || l.Then == "" || len(l.From) == 0 || l.Length.N == 0 || l.InForce.From.IsZero() {
			t.Errorf("the row of %s is not complete", l.ID)
		}
	}
	for _, r := range law.TimeRules() {
		if r.Source == "" || r.Rule.ZH == "" || r.Rule.EN == "" {
			t.Errorf("the rule %s is not complete", r.ID)
		}
	}
}

func TestEveryActHasOneRowInForceAtATime(t *testing.T) {
	for _, info := range dispute.Acts() {
		rows := 0
		for _, p := range law.Powers() {
			if p.Act == info.Act && p.InForce.Covers(dispute.Date{Year: 2026, Month: 6, Day: 1}) {
				rows++
			}
		}
		if rows != 1 {
			t.Errorf("%s has %d rows in force", info.Act, rows)
		}
		if info.Name.ZH == "" || info.Name.EN == "" {
			t.Errorf("%s has no name", info.Act)
		}
		if info.New().Act() != info.Act {
			t.Errorf("the detail of %s belongs to %s", info.Act, info.New().Act())
		}
	}
}

func TestEveryLimitOfTheFieldGuideIsThere(t *testing.T) {
	for _, id := range []string{
		"D01", "D02", "D03", "D04", "D05", "D06", "D07", "D08", "D09", "D10", "D11",
		"D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D21",
	} {
		_, row := law.LimitByID(id)
		rule := slices.ContainsFunc(law.TimeRules(), func(r law.TimeRule) bool { return r.ID == id })
		if !row && !rule {
			t.Errorf("%s is missing", id)
		}
	}
}

func TestEveryTrackHasOnePeriodForMediation(t *testing.T) {
	for _, track := range dispute.Tracks() {
		procedures := []dispute.Procedure{dispute.ProcedureNone}
		if track.Value == dispute.PostFiling {
			procedures = []dispute.Procedure{dispute.Ordinary, dispute.Summary, dispute.SmallClaims, dispute.Appeal}
		}
		for _, procedure := range procedures {
			n := 0
			for _, l := range law.Limits() {
				covers := slices.Contains(l.Tracks, track.Value) && (len(l.Procedures) == 0 || slices.Contains(l.Procedures, procedure))
				if l.Main && covers {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s %s has %d periods", track.Value, procedure, n)
			}
		}
	}
}

func TestOnlyAConfiguredLengthCanBeSet(t *testing.T) {
	c := &dispute.Case{ID: "c"}
	at := dispute.Date{Year: 2026, Month: 3, Day: 2}.Start()
	c.Apply(dispute.Entry{At: at, Detail: &dispute.Referral{Track: dispute.Direct, Organisations: []string{"o"}}})
	c.Apply(dispute.Entry{At: at, Detail: &dispute.Acceptance{}})
	almanac := law.Almanac{Calendar: law.BuiltIn(), Lengths: []law.LengthSetting{
		{Limit: "D20", Length: law.Length{N: 60, Unit: law.Day}}, {Limit: "D04", Length: law.Length{N: 60, Unit: law.Day}},
	}}
	if d, _ := law.DeadlineOf(c, "D20", almanac); d.Last.String() != "2026-05-06" { // 05-01 and the days after are a holiday
		t.Errorf("the configured period ends on %s", d.Last)
	}
	if d, _ := law.DeadlineOf(c, "D04", almanac); d.Last.String() != "2026-03-05" {
		t.Errorf("the statutory period ends on %s", d.Last)
	}
}

func TestThePrintedRulesAreFresh(t *testing.T) {
	printed, err := os.ReadFile("../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(printed) != law.Document() {
		t.Error("docs/rules.md is stale: run make rules")
	}
}

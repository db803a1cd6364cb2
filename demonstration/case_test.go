package demonstration

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/catalogue"
	"sutiao/law"
	"sutiao/testdata"
)

func cases(t *testing.T) []Case {
	t.Helper()
	all, err := Cases(testdata.Referrals, "referrals")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryExampleIsAReferralInOrder(t *testing.T) {
	all := cases(t)
	if len(all) < 12 {
		t.Fatalf("%d cases", len(all))
	}
	for _, c := range all {
		for _, p := range c.Referral.Check() {
			t.Errorf("%s: %s: %s", c.Name, p.Field, p.Reason.EN)
		}
		kind, ok := catalogue.Lookup(c.Referral.Type)
		if !ok || !kind.CoversCause(c.Referral.Cause.Number) {
			t.Errorf("%s: type %s does not cover cause %s", c.Name, c.Referral.Type, c.Referral.Cause.Number)
		}
		if _, known := dispute.CourtByCode(c.Referral.Court); !known && c.Referral.Track != dispute.Direct {
			t.Errorf("%s: no court has the code %s", c.Name, c.Referral.Court)
		}
		if c.Title == "" || c.Published == "" || c.Ending.Info().Name.ZH == "" {
			t.Errorf("%s: title, source or ending is missing", c.Name)
		}
		for _, p := range c.Referral.Parties {
			if p.IDNumber == "" || p.Phone == "" || p.IDOverride != "" {
				t.Errorf("%s: %s has no number to be checked", c.Name, p.Name)
			}
		}
	}
}

func TestTheExamplesSpreadOverTracksCausesAndEndings(t *testing.T) {
	var tracks []dispute.Track
	var types []string
	var endings []dispute.Ending
	for _, c := range cases(t) {
		tracks, types, endings = append(tracks, c.Referral.Track), append(types, c.Referral.Type), append(endings, c.Ending)
	}
	distinct := func(n int, of string, least int) {
		if n < least {
			t.Errorf("only %d different %s", n, of)
		}
	}
	slices.Sort(tracks)
	slices.Sort(types)
	slices.Sort(endings)
	distinct(len(slices.Compact(tracks)), "tracks", len(dispute.Tracks()))
	distinct(len(slices.Compact(types)), "types", 8)
	distinct(len(slices.Compact(endings)), "endings", 8)
}

func TestEveryMoveIsAnActWithADetailOfItsOwn(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)
	for _, c := range cases(t) {
		day := 0
		for i, m := range c.Course {
			d, err := dispute.DecodeDetail(m.Act, today(m.Detail, now, "mediator-1"))
			if err != nil {
				t.Errorf("%s, move %d: %v", c.Name, i+1, err)
				continue
			}
			if s, signs := d.(*dispute.Signature); signs { // the rest is read from the frozen text
				s.Document, s.Typed = "text", "name"
			}
			if found := d.Check(); len(found) > 0 {
				t.Errorf("%s, move %d, %s: %v", c.Name, i+1, m.Act, found)
			}
			if m.Day < day {
				t.Errorf("%s, move %d goes back in time", c.Name, i+1)
			}
			day = m.Day
		}
	}
}

func TestDatesOfAMoveAreCountedFromItsDay(t *testing.T) {
	now := time.Date(2026, 2, 27, 9, 0, 0, 0, dispute.Beijing)
	got := today([]byte(`{"due":"$day+2","start":"$time+1","mediator":"$mediator","text":"$day"}`), now, "m")
	var read map[string]string
	if err := json.Unmarshal(got, &read); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"due": "2026-03-01", "start": "2026-02-28T09:00:00+08:00", "mediator": "m", "text": "$day"}
	for k, v := range want {
		if read[k] != v {
			t.Errorf("%s is %q, want %q", k, read[k], v)
		}
	}
}

func TestNoExampleHasTermsThatCouldNotBeSigned(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)
	for _, c := range cases(t) {
		opened := &dispute.Case{ID: "x"}
		opened.Apply(dispute.Entry{Act: dispute.Refer, At: now, Detail: &c.Referral})
		for i := range opened.Parties {
			opened.Parties[i].Account = "account" // its telephone's
		}
		for _, m := range c.Course {
			d, err := dispute.DecodeDetail(m.Act, today(m.Detail, now, "mediator-1"))
			draft, ok := d.(*dispute.Draft)
			if err != nil || !ok {
				continue
			}
			for _, f := range law.Review(opened, &draft.Terms, now, law.Almanac{Calendar: law.BuiltIn()}) {
				if f.Blocks {
					t.Errorf("%s: %s", c.Name, f.Message.ZH)
				}
			}
		}
	}
}

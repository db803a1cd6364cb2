package dispute

import (
	"errors"
	"testing"
)

func TestCausesAreFoundByNumberAndByName(t *testing.T) {
	for _, number := range []string{"115(2)", "115（2）", "115.2"} {
		if c, err := CauseByNumber("2025", number); err != nil || c.Name != "信用卡纠纷" {
			t.Errorf("%s: got %+v, %v", number, c, err)
		}
	}
	if c, err := CauseByName("2025", "智能网联汽车交通事故责任纠纷"); err != nil || c.Number != "411(1)" || !c.New {
		t.Errorf("got %+v, %v", c, err)
	}
	for _, ref := range []CauseRef{{Version: "2025", Number: "372(1)"}, {Version: "2025", Name: "人寿保险合同纠纷"}, {"2025", "372(1)", "人寿保险合同纠纷"}} {
		if c, err := ref.Resolve(); err != nil || c.Number != "372(1)" {
			t.Errorf("%+v: got %+v, %v", ref, c, err)
		}
	}
}

func TestAnUnknownCauseNamesTheField(t *testing.T) {
	for field, ref := range map[string]CauseRef{
		"cause.version": {Version: "1999", Number: "115(2)"}, "cause.number": {Version: "2025", Number: "999"},
		"cause.name": {Version: "2025", Number: "115(2)", Name: "借记卡纠纷"},
	} {
		_, err := ref.Resolve()
		var e *Error
		if !errors.As(err, &e) || e.Code != CodeInvalid || e.Fields[0].Field != field {
			t.Errorf("%+v: got %v", ref, err)
		}
	}
	if _, err := (CauseRef{Version: "2025"}).Resolve(); err == nil {
		t.Error("an empty reference was resolved")
	}
}

func TestTheListOfCausesIsChosenByDate(t *testing.T) {
	if l, ok := CauseListOn(date(2026, 1, 1)); !ok || l.Version != "2025" {
		t.Errorf("got %+v", l.Version)
	}
	if l, ok := CauseListOn(date(2025, 12, 31)); ok {
		t.Errorf("got %s before any list known", l.Version)
	}
}

func TestTheListsOfCausesAreInOrder(t *testing.T) {
	for _, l := range CauseLists() {
		if l.Version == "" || l.Title == "" || l.Source == "" || l.From.IsZero() {
			t.Errorf("incomplete list %+v", l)
		}
		numbers, names := map[string]bool{}, map[string]bool{}
		for _, c := range l.Causes {
			if c.Number == "" || c.Name == "" || numbers[c.Number] || names[c.Name] || c.Number != causeNumber(c.Number) {
				t.Errorf("%s: %+v is incomplete or stands twice", l.Version, c)
			}
			if c.Standing != "transcribed" && c.Standing != "recalled" {
				t.Errorf("%s: standing %q", c.Number, c.Standing)
			}
			numbers[c.Number], names[c.Name] = true, true
		}
	}
}

func FuzzCauseNumber(f *testing.F) {
	f.Add("115（2）")
	f.Add("115.2")
	f.Fuzz(func(t *testing.T, s string) {
		if once := causeNumber(s); causeNumber(once) != once {
			t.Errorf("%q is not settled after one pass", s)
		}
	})
}

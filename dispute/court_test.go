package dispute

import "testing"

func TestCourtsAreFoundByCode(t *testing.T) {
	for code, name := range map[string]string{
		"京0102": "北京市西城区人民法院", "粤0604": "广东省佛山市禅城区人民法院", "沪74": "上海金融法院", "最高法": "最高人民法院", "粤０３０４": "广东省深圳市福田区人民法院",
	} {
		if c, ok := CourtByCode(code); !ok || c.Name != name {
			t.Errorf("%s: got %+v", code, c)
		}
	}
	if c, ok := CourtByCode("京9999"); ok {
		t.Errorf("got %+v", c)
	}
}

func TestTheLevelOfACourtShowsInItsCode(t *testing.T) {
	for code, want := range map[string]CourtLevel{
		"最高法": SupremeCourt, "京": HighCourt, "兵": HighCourt, "粤06": IntermediateCourt, "粤0604": BasicCourt,
		"": CourtLevelUnknown, "粤6": CourtLevelUnknown, "粤060": CourtLevelUnknown, "法0604": CourtLevelUnknown, "粤06044": CourtLevelUnknown, "0604": CourtLevelUnknown,
	} {
		if got := CourtCodeLevel(code); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestAnUnknownCourtIsAWarningAndAWrongCodeAnError(t *testing.T) {
	courts, now := BuiltInCourts(), date(2026, 3, 2)
	if f := courts.Check("京0102", now); f != nil {
		t.Errorf("got %+v", f)
	}
	if f := courts.Check("琼0105", now); f == nil || !f.Overridable || f.Code != UnknownCourt {
		t.Errorf("got %+v", f)
	}
	if f := courts.Check("京01O2", now); f == nil || f.Overridable {
		t.Errorf("got %+v", f)
	}
	if f := courts.Check("京74", date(2020, 1, 1)); f == nil || !f.Overridable || f.Code != CourtNotInForce {
		t.Errorf("got %+v", f)
	}
}

func TestCourtsCanBeAddedAndReplaced(t *testing.T) {
	added, err := BuiltInCourts().With(
		Court{Code: "琼0105", Name: "海南省海口市秀英区人民法院", Level: BasicCourt, Source: "test"},
		Court{Code: "京0102", Name: "改名后的法院", Level: BasicCourt, Source: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if len(added.All()) != len(BuiltInCourts().All())+1 {
		t.Errorf("%d courts", len(added.All()))
	}
	if c, _ := added.ByCode("京0102"); c.Name != "改名后的法院" {
		t.Errorf("got %+v", c)
	}
	if c, _ := CourtByCode("京0102"); c.Name != "北京市西城区人民法院" {
		t.Error("the built-in dictionary changed")
	}
	for _, wrong := range []Court{{Code: "京0102", Name: "x", Level: HighCourt}, {Code: "x", Name: "x"}, {Code: "京0102", Level: BasicCourt}} {
		if _, err := BuiltInCourts().With(wrong); err == nil {
			t.Errorf("%+v was taken", wrong)
		}
	}
}

func TestEveryBuiltInCourtHasItsParent(t *testing.T) {
	above := map[CourtLevel]CourtLevel{HighCourt: SupremeCourt, IntermediateCourt: HighCourt, BasicCourt: IntermediateCourt}
	seen := map[string]bool{}
	for _, c := range BuiltInCourts().All() {
		if seen[c.Code] || c.From.IsZero() || (c.Source != "verified" && c.Source != "recalled") {
			t.Errorf("%+v is incomplete or stands twice", c)
		}
		seen[c.Code] = true
		if parent, _ := CourtByCode(c.Parent); parent.Level != above[c.Level] {
			t.Errorf("%s: the parent %q is of level %q", c.Code, c.Parent, parent.Level)
		}
	}
}

func FuzzCourtCodeLevel(f *testing.F) {
	f.Add("京0102")
	f.Fuzz(func(t *testing.T, s string) {
		if f := BuiltInCourts().Check(s, date(2026, 1, 1)); (CourtCodeLevel(s) == CourtLevelUnknown) != (f != nil && !f.Overridable) {
			t.Errorf("%q: %+v", s, f)
		}
	})
}

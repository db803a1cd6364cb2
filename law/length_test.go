package law

import (
	"encoding/json"
	"testing"
)

func TestLengthsAreReadInEachUnit(t *testing.T) {
	for _, c := range []struct {
		text   string
		want   Length
		zh, en string
	}{
		{"30d", Length{30, Day}, "30日", "30 days"}, {"3wd", Length{3, WorkingDay}, "3个工作日", "3 working days"},
		{"6m", Length{6, Month}, "6个月", "6 months"}, {"1y", Length{1, Year}, "1年", "1 year"}, {"48h", Length{48, Hour}, "48小时", "48 hours"},
	} {
		got, err := ParseLength(c.text)
		if err != nil || got != c.want || got.String() != c.text || got.Chinese() != c.zh || got.English() != c.en {
			t.Errorf("%s: got %v %v %q %q", c.text, got, err, got.Chinese(), got.English())
		}
	}
}

func TestWrongLengthsAreRefused(t *testing.T) {
	for _, text := range []string{"", "d", "30", "0d", "-1d", "030d", "3 d", "3w", "3WD", "1.5d", "36601d", "10001wd", "101y", "99999999d"} {
		if got, err := ParseLength(text); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
}

func TestALengthIsWrittenShortInJSON(t *testing.T) {
	data, err := json.Marshal(LengthSetting{Limit: "D20", Length: Length{30, Day}})
	if err != nil {
		t.Fatal(err)
	}
	var back LengthSetting
	if err := json.Unmarshal(data, &back); err != nil || back.Length != (Length{30, Day}) {
		t.Errorf("%s came back as %v, %v", data, back, err)
	}
}

func FuzzParseLength(f *testing.F) {
	for _, seed := range []string{"30d", "3wd", "6m", "2y", "48h", "0d", "x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if l, err := ParseLength(text); err == nil && (l.String() != text || l.N < 1) {
			t.Errorf("%q became %v", text, l)
		}
	})
}

package dispute

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCheckDigitOfAResidentIDIsVerified(t *testing.T) {
	for _, id := range []string{"11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"} {
		got, f := ParseResidentID(id)
		if f != nil || got != "11010519491231002X" {
			t.Errorf("%s: got %s, %+v", id, got, f)
		}
		if born := got.BirthDate(); born != date(1949, 12, 31) {
			t.Errorf("born %s", born)
		}
	}
	if got, f := ParseResidentID("110105194912310021"); f == nil || f.Code != CheckDigitWrong || !f.Overridable || got == "" {
		t.Errorf("got %q, %+v", got, f)
	}
}

func TestAResidentIDWithoutARealBirthDateIsRefused(t *testing.T) {
	for id, code := range map[string]FindingCode{
		"110105194902300021": ImpossibleDate, "110105194913310021": ImpossibleDate, "110105000012310021": ImpossibleDate, "110105202302290021": ImpossibleDate,
		"110105491231002": Malformed, "": Malformed, "11010519491231002Y": Malformed, "X10105194912310021": Malformed, "110105194912310021 1": Malformed,
	} {
		if got, f := ParseResidentID(id); f == nil || f.Code != code || f.Overridable || got != "" {
			t.Errorf("%s: got %q, %+v", id, got, f)
		}
	}
}

func TestEveryResidentIDWithItsCheckDigitPasses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		born := anyDate.Draw(t, "born")
		first := rapid.StringMatching(`[1-9]\d{5}`).Draw(t, "area") + born.Start().Format("20060102") + rapid.StringMatching(`\d{3}`).Draw(t, "serial")
		id, f := ParseResidentID(first + string(residentCheckDigit(first)))
		if f != nil || id.BirthDate() != born {
			t.Fatalf("%s: %+v", id, f)
		}
	})
}

func FuzzParseResidentID(f *testing.F) {
	f.Add("11010519491231002x")
	f.Add("110105194902300021")
	f.Fuzz(func(t *testing.T, s string) {
		id, finding := ParseResidentID(s)
		if (id == "") != (finding != nil && !finding.Overridable) {
			t.Errorf("%q: %q with %+v", s, id, finding)
		}
	})
}

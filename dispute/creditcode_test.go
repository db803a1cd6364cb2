package dispute

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCheckDigitOfACreditCodeIsVerified(t *testing.T) {
	for _, code := range []string{"91110000101623741K", "911101066976941872", "９１１１００００１０１６２３７４１ｋ", "91110000 10162374 1k"} {
		if got, f := ParseCreditCode(code); f != nil || len(got) != 18 {
			t.Errorf("%s: got %s, %+v", code, got, f)
		}
	}
}

func TestAWrongCheckDigitOfACreditCodeCanBeOverridden(t *testing.T) {
	// Published as a code really issued, yet it fails the check.
	got, f := ParseCreditCode("91350211M0000XUF46")
	if f == nil || !f.Overridable || f.Code != CheckDigitWrong || got == "" {
		t.Errorf("got %q, %+v", got, f)
	}
}

func TestAMalformedCreditCodeIsRefused(t *testing.T) {
	for _, code := range []string{"", "91110000101623741", "91110000101623741KK", "9111000010162374IK", "9111O000101623741K", "91ABCDEF101623741K", "中国110000101623741K"} {
		if got, f := ParseCreditCode(code); f == nil || f.Overridable || got != "" {
			t.Errorf("%s: got %q, %+v", code, got, f)
		}
	}
}

func TestAChangedCharacterOfACreditCodeIsNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := "91" + rapid.StringMatching(`\d{6}`).Draw(t, "area") + rapid.StringMatching(`[0-9A-HJ-NPQRTUWXY]{9}`).Draw(t, "subject")
		code := first + string(creditCheckDigit(first))
		if _, f := ParseCreditCode(code); f != nil {
			t.Fatalf("%s: %+v", code, f)
		}
		at := rapid.IntRange(8, 16).Draw(t, "at")
		other := rapid.SampledFrom(strings.Split(creditAlphabet, "")).Draw(t, "other")
		if other == code[at:at+1] {
			return
		}
		// 31 is prime and no weight divides by it, so every single change shows.
		if _, f := ParseCreditCode(code[:at] + other + code[at+1:]); f == nil {
			t.Fatalf("%s with %s at %d passed", code, other, at)
		}
	})
}

func FuzzParseCreditCode(f *testing.F) {
	f.Add("91110000101623741K")
	f.Add("91350211M0000XUF46")
	f.Fuzz(func(t *testing.T, s string) {
		code, finding := ParseCreditCode(s)
		if (code == "") != (finding != nil && !finding.Overridable) {
			t.Errorf("%q: %q with %+v", s, code, finding)
		}
	})
}

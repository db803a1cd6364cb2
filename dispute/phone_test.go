package dispute

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTelephoneNumbersAreCheckedByForm(t *testing.T) {
	for _, s := range []string{
		"13800138000", "+86 138 0013 8000", "0086-19912345678", "１３８００１３８０００", "0571-87654321", "0757 8234567",
		"02162345678", "010-62345678-123", "400-820-8820", "4008208820", "95588", "12378",
	} {
		if f := CheckPhone(s); f != nil {
			t.Errorf("%s: %+v", s, f)
		}
	}
	for _, s := range []string{"", "1234", "12800138000", "1380013800", "138001380000", "010", "62345678", "abc", "0110-62345678"} {
		if f := CheckPhone(s); f == nil || f.Overridable {
			t.Errorf("%s: %+v", s, f)
		}
	}
	if f := CheckPhone("+852-2345-6789"); f == nil || !f.Overridable {
		t.Errorf("a number abroad: %+v", f)
	}
	if IsMobile("010-62345678") || !IsMobile("+8613800138000") {
		t.Error("mobile and landline are mixed up")
	}
}

func TestNoticesHidePersonalData(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{MaskPhone("13800138000"), "138****8000"}, {MaskPhone("+86 138 0013 8000"), "138****8000"},
		{MaskPhone("010-62345678"), "010-****5678"}, {MaskPhone("0757-8234567-12"), "0757-***4567"}, {MaskPhone("95588"), "*****"},
		{MaskPhone("+852-2345-6789"), "**********6789"}, {MaskPhone(""), ""},
		{MaskIDNumber("11010519491231002X"), "110***********002X"}, {MaskIDNumber("E12345678"), "E*******8"}, {MaskIDNumber("123"), "***"},
		{MaskName("王小明"), "王**"}, {MaskName("张三"), "张*"}, {MaskName("买买提·吐尔逊"), "买**·吐**"}, {MaskName("John Smith"), "J*** S****"}, {MaskName(""), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestAMaskNeverShowsMoreThanHalfOfAMobile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`1[3-9]\d{9}`).Draw(t, "number")
		if masked := MaskPhone(number); strings.Contains(masked, number[3:7]) || len(masked) != 11 {
			t.Fatalf("%s became %s", number, masked)
		}
	})
}

func FuzzCheckPhone(f *testing.F) {
	f.Add("13800138000")
	f.Add("010-62345678")
	f.Fuzz(func(t *testing.T, s string) {
		if CheckPhone(s) == nil && s != "" && MaskPhone(s) == PlainPhone(s) {
			t.Errorf("%q is shown whole", s)
		}
	})
}

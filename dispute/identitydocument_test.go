package dispute

import "testing"

func TestEachKindOfIdentityDocumentIsChecked(t *testing.T) {
	for _, c := range []struct {
		kind   IdentityKind
		number string
		want   FindingCode
	}{
		{ResidentIDCard, "11010519491231002X", FindingUnknown},
		{ResidentIDCard, "110105194912310021", CheckDigitWrong},
		{CreditCodeDocument, "91110000101623741K", FindingUnknown},
		{CreditCodeDocument, "9111", Malformed},
		{ChinesePassport, "E12345678", FindingUnknown}, {ChinesePassport, "EA1234567", FindingUnknown}, {ChinesePassport, "ej1234567", FindingUnknown},
		{ChinesePassport, "X1234567", UnusualForm}, {ChinesePassport, "护照", Malformed},
		{TaiwanPermit, "12345678", FindingUnknown}, {TaiwanPermit, "1234567", UnusualForm},
		{HongKongMacauPermit, "H12345678", FindingUnknown}, {HongKongMacauPermit, "M1234567801", FindingUnknown}, {HongKongMacauPermit, "C12345678", FindingUnknown},
		{HongKongMacauPermit, "12345678", UnusualForm},
		{ForeignPassport, "L898902C3", FindingUnknown}, {ForeignPassport, "A-1", Malformed},
		{HouseholdRegister, "11010519491231002X", FindingUnknown}, {HouseholdRegister, "006123456", FindingUnknown},
		{IdentityKindUnknown, "11010519491231002X", UnknownIdentityKind}, {"driving-licence", "1", UnknownIdentityKind},
	} {
		var got FindingCode
		findings := CheckIdentity(c.kind, c.number)
		if len(findings) > 0 {
			got = findings[0].Code
		}
		if got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.kind, c.number, got, c.want)
		}
	}
}

func TestEveryFindingSpeaksBothLanguages(t *testing.T) {
	for _, k := range append(IdentityKinds(), Named[IdentityKind]{}) {
		if k.Value != IdentityKindUnknown && (k.Name.ZH == "" || k.Name.EN == "") {
			t.Errorf("%s has no name", k.Value)
		}
		for _, number := range []string{"", "!", "1234", "110105491231002"} {
			for _, f := range CheckIdentity(k.Value, number) {
				if f.MessageZH == "" || f.MessageEN == "" || f.Field == "" || f.Code == FindingUnknown {
					t.Errorf("%s %q: %+v", k.Value, number, f)
				}
			}
		}
	}
}

func FuzzCheckIdentity(f *testing.F) {
	f.Add("passport", "E12345678")
	f.Fuzz(func(t *testing.T, kind, number string) {
		if len(CheckIdentity(IdentityKind(kind), number)) == 0 && len(narrow(number)) < 4 {
			t.Errorf("%s %q passed", kind, number)
		}
	})
}

package dispute

import (
	"regexp"
	"strings"
)

// IdentityKind is a kind of document by which a party is identified (证件类型).
type IdentityKind string

// The kinds of identity document.
const (
	IdentityKindUnknown IdentityKind = ""
	ResidentIDCard      IdentityKind = "resident-id"        // 居民身份证
	ChinesePassport     IdentityKind = "passport"           // 护照
	TaiwanPermit        IdentityKind = "taiwan-permit"      // 台胞证 (台湾居民来往大陆通行证)
	HongKongMacauPermit IdentityKind = "hk-macau-permit"    // 港澳通行证
	ForeignPassport     IdentityKind = "foreign-passport"   // 外国护照
	HouseholdRegister   IdentityKind = "household-register" // 户口簿
	CreditCodeDocument  IdentityKind = "credit-code"        // 统一社会信用代码
)

// IdentityKinds lists the kinds with their names.
func IdentityKinds() []Named[IdentityKind] {
	return []Named[IdentityKind]{
		{ResidentIDCard, Text{"居民身份证", "resident identity card"}},
		{ChinesePassport, Text{"护照", "passport"}},
		{TaiwanPermit, Text{"台胞证", "Taiwan resident's permit"}},
		{HongKongMacauPermit, Text{"港澳通行证", "Hong Kong and Macau permit"}},
		{ForeignPassport, Text{"外国护照", "foreign passport"}},
		{HouseholdRegister, Text{"户口簿", "household register"}},
		{CreditCodeDocument, Text{"统一社会信用代码", "unified social credit code"}},
	}
}

// The usual forms of travel documents. They have changed over the years and are not laid
// down for our purpose, so a number of another form is doubted, not refused.
var (
	plainNumber   = regexp.MustCompile(`^[0-9A-Z]{4,20}$`)
	passportForm  = regexp.MustCompile(`^(?:[DEGHKPS]\d{8}|E[A-Z]\d{7}|[DPS]E\d{7}|14\d{7}|15\d{7})$`)
	taiwanForm    = regexp.MustCompile(`^(?:\d{8}|\d{10}[0-9A-Z]?)$`)
	hkMacauForm   = regexp.MustCompile(`^(?:[HM]\d{8}(?:\d{2})?|[CW][0-9A-Z]?\d{7,8})$`)
	foreignForm   = regexp.MustCompile(`^[0-9A-Z]{5,15}$`)
	householdForm = regexp.MustCompile(`^\d{5,18}$`)
)

// CheckIdentity checks a number against the form of its kind of document and, where there
// is one, its check digit. It returns nothing for a number in order.
func CheckIdentity(kind IdentityKind, number string) []Finding {
	if f := checkIdentity(kind, number); f != nil {
		return []Finding{*f}
	}
	return nil
}

func checkIdentity(kind IdentityKind, number string) *Finding {
	switch kind {
	case ResidentIDCard:
		_, f := ParseResidentID(number)
		return f
	case CreditCodeDocument:
		_, f := ParseCreditCode(number)
		return f
	case ChinesePassport:
		return checkForm(number, passportForm, "护照", "passport")
	case TaiwanPermit:
		return checkForm(number, taiwanForm, "台胞证", "Taiwan resident's permit")
	case HongKongMacauPermit:
		return checkForm(number, hkMacauForm, "港澳通行证", "Hong Kong and Macau permit")
	case ForeignPassport:
		return checkForm(number, foreignForm, "外国护照", "foreign passport")
	case HouseholdRegister:
		if len(narrow(number)) == 18 {
			_, f := ParseResidentID(number)
			return f
		}
		return checkForm(number, householdForm, "户口簿", "household register")
	}
	return refused("idKind", UnknownIdentityKind, "请选择证件类型", "name the kind of identity document")
}

func checkForm(number string, form *regexp.Regexp, zh, en string) *Finding {
	n := strings.ToUpper(narrow(number))
	switch {
	case form.MatchString(n):
		return nil
	case !plainNumber.MatchString(n):
		return refused("idNumber", Malformed, zh+"号码应为4至20位字母或数字", "a "+en+" number has 4 to 20 letters or digits")
	}
	return doubted("idNumber", UnusualForm, zh+"号码与常见格式不符，请核对原件", "unusual for a "+en+"; compare with the original")
}

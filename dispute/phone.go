package dispute

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	mobileForm   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landlineForm = regexp.MustCompile(`^(0(?:10|2\d|[3-9]\d{2}))-?([2-8]\d{6,7})(?:[-转*]\d{1,6})?$`)
	hotlineForm  = regexp.MustCompile(`^(?:[48]00-?\d{3}-?\d{4}|95\d{3,4}|9[56]\d{3,6}|12\d{3})$`)
	abroadForm   = regexp.MustCompile(`^(?:\+|00)[1-9][\d-]{6,16}$`)
)

// PlainPhone is the form by which a number is known: without spaces and the country code
// of China.
func PlainPhone(s string) string {
	n := narrow(s)
	for _, prefix := range []string{"+86-", "+86", "0086-", "0086"} {
		if rest, ok := strings.CutPrefix(n, prefix); ok {
			return rest
		}
	}
	return n
}

// IsMobile tells whether the number has the form of a Chinese mobile number, to which a
// short message can be sent.
func IsMobile(s string) bool { return mobileForm.MatchString(PlainPhone(s)) }

// CheckPhone checks the form of a telephone number: a Chinese mobile, a landline with area
// code, or an institution's hotline. A number abroad is overridable. Nil means in order.
func CheckPhone(s string) *Finding {
	n := PlainPhone(s)
	switch {
	case mobileForm.MatchString(n), landlineForm.MatchString(n), hotlineForm.MatchString(n):
		return nil
	case abroadForm.MatchString(n):
		return doubted("phone", UnusualForm, "境外号码可能收不到短信，请核对", "messages may not reach a number abroad; please check")
	}
	return refused("phone", Malformed, "请填写11位手机号码，或者区号加固定电话", "give a mobile number of 11 digits, or a landline with area code")
}

// MaskPhone hides the middle of a number for notices: 138****8000, 010-****5678.
func MaskPhone(s string) string {
	n := PlainPhone(s)
	if mobileForm.MatchString(n) {
		return n[:3] + "****" + n[7:]
	}
	if m := landlineForm.FindStringSubmatch(n); m != nil {
		return m[1] + "-" + strings.Repeat("*", len(m[2])-4) + m[2][len(m[2])-4:]
	}
	return maskMiddle(n, 0, 4)
}

// MaskIDNumber hides an identity number for notices but for three characters at its
// beginning and four at its end; of a short one it leaves the first and the last.
func MaskIDNumber(s string) string {
	n := narrow(s)
	if len([]rune(n)) < 12 {
		return maskMiddle(n, 1, 1)
	}
	return maskMiddle(n, 3, 4)
}

// maskMiddle shows head characters at the beginning and tail at the end, and hides all
// where they would leave less than half hidden.
func maskMiddle(s string, head, tail int) string {
	r := []rune(s)
	if len(r) < 2*(head+tail) {
		head, tail = 0, 0
	}
	for i := head; i < len(r)-tail; i++ {
		r[i] = '*'
	}
	return string(r)
}

// MaskName hides a person's name for notices: the first character of each part stays,
// 王**, 买**·吐**, J*** S****.
func MaskName(s string) string {
	first := true
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '·' || r == '•' || r == '-' {
			first = true
			return r
		}
		if first {
			first = false
			return r
		}
		return '*'
	}, strings.TrimSpace(s))
}

package dispute

import "strings"

// CreditCode is a unified social credit code (统一社会信用代码, GB 32100-2015) of 18
// characters, in capitals.
type CreditCode string

// creditAlphabet leaves out I, O, S, V and Z; a character's place is its value.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var creditWeights = []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// ParseCreditCode reads a code and returns it in capitals. The finding is nil for a code
// in order; it is overridable where only the check digit is wrong, since codes are known
// to have been issued that fail the check; otherwise the code is malformed and empty.
func ParseCreditCode(s string) (CreditCode, *Finding) {
	code := strings.ToUpper(narrow(s))
	if len(code) != 18 {
		return "", refused("idNumber", Malformed, "统一社会信用代码应为18位", "a unified social credit code has 18 characters")
	}
	for _, r := range code {
		if !strings.ContainsRune(creditAlphabet, r) {
			return "", refused("idNumber", Malformed, "统一社会信用代码只含数字和大写字母（不含 I、O、S、V、Z）",
				"a unified social credit code holds digits and capitals without I, O, S, V and Z")
		}
	}
	if !allDigits(code[2:8]) {
		return "", refused("idNumber", Malformed, "统一社会信用代码第3至8位应为登记机关行政区划码（数字）",
			"characters 3 to 8 of a unified social credit code are digits, the registering area")
	}
	if creditCheckDigit(code[:17]) != code[17] {
		return CreditCode(code), doubted("idNumber", CheckDigitWrong, "统一社会信用代码校验码不符，请核对原件",
			"the check digit of the unified social credit code does not match; compare with the original")
	}
	return CreditCode(code), nil
}

// creditCheckDigit takes the remainder twice: a sum divisible by 31 must give 0, not 31.
func creditCheckDigit(first17 string) byte {
	sum := 0
	for i, weight := range creditWeights {
		sum += weight * strings.IndexByte(creditAlphabet, first17[i])
	}
	return creditAlphabet[(31-sum%31)%31]
}

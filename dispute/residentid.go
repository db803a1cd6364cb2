package dispute

import (
	"strings"
	"time"
)

// ResidentID is a resident identity number (公民身份号码, GB 11643-1999) of 18 characters,
// with a capital X.
type ResidentID string

var residentWeights = []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const residentCheckDigits = "10X98765432"

// ParseResidentID reads a number. The finding is nil for a number in order; it is
// overridable where only the check digit is wrong; otherwise the number is malformed and
// empty. Area codes are not looked up: abolished ones stay on the cards issued under them.
func ParseResidentID(s string) (ResidentID, *Finding) {
	id := strings.ToUpper(narrow(s))
	switch {
	case len(id) == 15 && allDigits(id):
		return "", refused("idNumber", Malformed, "15位身份证号码已停止使用，请填写18位号码",
			"identity numbers of 15 digits are no longer in use; give the one of 18")
	case len(id) != 18 || !allDigits(id[:17]) || !strings.ContainsRune("0123456789X", rune(id[17])):
		return "", refused("idNumber", Malformed, "居民身份证号码应为17位数字加1位校验码",
			"a resident identity number has 17 digits and a check digit")
	}
	if born := ResidentID(id).BirthDate(); born.IsZero() || born.Year < 1850 {
		return "", refused("idNumber", ImpossibleDate, "居民身份证号码中的出生日期不存在",
			"the date of birth in the resident identity number does not exist")
	}
	if residentCheckDigit(id[:17]) != id[17] {
		return ResidentID(id), doubted("idNumber", CheckDigitWrong, "居民身份证号码校验码不符，请核对原件",
			"the check digit of the resident identity number does not match; compare with the original")
	}
	return ResidentID(id), nil
}

// BirthDate is the date of birth in the number, zero where it has none.
func (id ResidentID) BirthDate() Date {
	if len(id) != 18 {
		return Date{}
	}
	t, err := time.Parse("20060102", string(id[6:14]))
	if err != nil {
		return Date{}
	}
	return Date{t.Year(), t.Month(), t.Day()}
}

func residentCheckDigit(first17 string) byte {
	sum := 0
	for i, weight := range residentWeights {
		sum += weight * int(first17[i]-'0')
	}
	return residentCheckDigits[sum%11]
}

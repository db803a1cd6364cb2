package dispute

import "strings"

var (
	capitalDigits = []string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	capitalPlaces = []string{"", "拾", "佰", "仟"}
)

// Capitals gives the amount in capital numerals (大写金额) by the rules for filling in bills
// (支付结算办法 附一 正确填写票据和结算凭证的基本规定). Where these leave a choice the form of
// their first example is taken: 零 is written before 角 when the yuan end in 0, it is not
// written for a 0 in the place of 万 alone, and 整 stands after 元 only.
func (f Fen) Capitals() string {
	n := f.magnitude()
	yuan, jiao, fen := n/100, n/10%10, n%10
	var b strings.Builder
	b.WriteString("人民币")
	if f < 0 {
		b.WriteString("负")
	}
	if yuan > 0 {
		b.WriteString(capitalWhole(yuan) + "元")
	}
	switch {
	case yuan == 0 && jiao == 0 && fen == 0:
		b.WriteString("零元整")
	case jiao == 0 && fen == 0:
		b.WriteString("整")
	case yuan > 0 && (jiao == 0 || yuan%10 == 0):
		b.WriteString("零")
	}
	if jiao > 0 {
		b.WriteString(capitalDigits[jiao] + "角")
	}
	if fen > 0 {
		b.WriteString(capitalDigits[fen] + "分")
	}
	return b.String()
}

func capitalWhole(n uint64) string {
	switch {
	case n >= 1e8:
		return capitalSplit(n, 1e8, "亿")
	case n >= 1e4:
		return capitalSplit(n, 1e4, "万")
	}
	return capitalSection(n)
}

func capitalSplit(n, unit uint64, name string) string {
	high, low := n/unit, n%unit
	text := capitalWhole(high) + name
	switch {
	case low == 0:
		return text
	case low < unit/10:
		return text + "零" + capitalWhole(low)
	}
	return text + capitalWhole(low)
}

// capitalSection writes 1 to 9999; several zeros in a row are one 零.
func capitalSection(n uint64) string {
	text, gap := "", false
	for place := 3; place >= 0; place-- {
		power := []uint64{1, 10, 100, 1000}[place]
		digit := n / power % 10
		if digit == 0 {
			gap = text != ""
			continue
		}
		if gap {
			text += capitalDigits[0]
		}
		text += capitalDigits[digit] + capitalPlaces[place]
		gap = false
	}
	return text
}

package dispute

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The first six are the examples of the rules for filling in bills.
func TestCapitalsFollowTheRulesForBills(t *testing.T) {
	for _, c := range []struct{ yuan, want string }{
		{"1409.50", "壹仟肆佰零玖元伍角"},
		{"6007.14", "陆仟零柒元壹角肆分"},
		{"1680.32", "壹仟陆佰捌拾元零叁角贰分"},
		{"107000.53", "壹拾万柒仟元零伍角叁分"},
		{"16409.02", "壹万陆仟肆佰零玖元零贰分"},
		{"325.04", "叁佰贰拾伍元零肆分"},

		{"12000", "壹万贰仟元整"}, {"10005.30", "壹万零伍元叁角"}, {"10005", "壹万零伍元整"}, {"10", "壹拾元整"},
		{"10.50", "壹拾元零伍角"}, {"15.05", "壹拾伍元零伍分"}, {"100.05", "壹佰元零伍分"}, {"0.50", "伍角"}, {"0.05", "伍分"}, {"0.55", "伍角伍分"},
		{"0", "零元整"}, {"1", "壹元整"}, {"101", "壹佰零壹元整"}, {"1001", "壹仟零壹元整"}, {"1010", "壹仟零壹拾元整"}, {"1100", "壹仟壹佰元整"},
		{"10000", "壹万元整"}, {"10500", "壹万零伍佰元整"}, {"100000", "壹拾万元整"}, {"100005", "壹拾万零伍元整"}, {"1000000", "壹佰万元整"},
		{"10000000", "壹仟万元整"}, {"20300040", "贰仟零叁拾万零肆拾元整"}, {"100000000", "壹亿元整"}, {"100000001", "壹亿零壹元整"},
		{"100010000", "壹亿零壹万元整"}, {"105000000", "壹亿零伍佰万元整"}, {"110000000", "壹亿壹仟万元整"}, {"2000000000", "贰拾亿元整"},
		{"1000000000000", "壹万亿元整"}, {"1000100000000", "壹万零壹亿元整"}, {"346516.64", "叁拾肆万陆仟伍佰壹拾陆元陆角肆分"},
		{"-5", "负伍元整"},
	} {
		fen, err := ParseYuan(c.yuan)
		if err != nil {
			t.Fatal(err)
		}
		if got := fen.Capitals(); got != "人民币"+c.want {
			t.Errorf("%s: got %s, want 人民币%s", c.yuan, got, c.want)
		}
	}
}

// valueOf reads capitals back by the arithmetic of the numerals.
func valueOf(capitals string) uint64 {
	var total, section, digit uint64
	for _, r := range strings.TrimPrefix(capitals, "人民币") {
		switch r {
		case '零', '整':
		case '拾', '佰', '仟':
			section += digit * map[rune]uint64{'拾': 10, '佰': 100, '仟': 1000}[r]
			digit = 0
		case '万':
			high := total / 1e8 * 1e8
			total, section, digit = high+(total-high+section+digit)*1e4, 0, 0
		case '亿':
			total, section, digit = (total+section+digit)*1e8, 0, 0
		case '元':
			total, section, digit = (total+section+digit)*100, 0, 0
		case '角':
			total, digit = total+digit*10, 0
		case '分':
			total, digit = total+digit, 0
		default:
			for i, d := range capitalDigits {
				if d == string(r) {
					digit = uint64(i)
				}
			}
		}
	}
	return total
}

func TestCapitalsMeanTheAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.Int64Range(0, 1e16-1).Draw(t, "fen") // below 亿亿 the reader above is right
		got := Fen(fen).Capitals()
		if valueOf(got) != uint64(fen) {
			t.Fatalf("%d: %s reads %d", fen, got, valueOf(got))
		}
		if strings.Contains(got, "零零") || strings.Contains(got, "零万") || strings.Contains(got, "零亿") {
			t.Fatalf("%d: %s has idle zeros", fen, got)
		}
	})
}

package dispute

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Fen is an amount of renminbi in 分, a hundredth of a yuan.
type Fen int64

// ErrMoneyOverflow tells that an amount does not fit.
var ErrMoneyOverflow = errors.New("money: the amount is too large")

// ParseYuan reads an amount in yuan, such as 12000, 12,000.00 or ¥12,000.5. Separators, if
// any, stand every three digits; there are at most two decimals.
func ParseYuan(s string) (Fen, error) {
	rest := narrow(s)
	rest, negative := strings.CutPrefix(rest, "-")
	rest = strings.TrimPrefix(rest, "¥")
	whole, decimals, hasPoint := strings.Cut(rest, ".")
	if hasPoint && (decimals == "" || len(decimals) > 2 || !allDigits(decimals)) {
		return 0, fmt.Errorf("money %q: want one or two digits after the point", s)
	}
	digits, ok := joinThousands(whole)
	if !ok {
		return 0, fmt.Errorf("money %q: want digits, with commas every three or none", s)
	}
	fen, err := strconv.ParseInt(digits+(decimals + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("money %q: %w", s, ErrMoneyOverflow)
	}
	if negative {
		fen = -fen
	}
	return Fen(fen), nil
}

func joinThousands(whole string) (string, bool) {
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		grouped := len(groups) > 1
		switch {
		case !allDigits(g):
			return "", false
		case grouped && i == 0 && len(g) > 3, grouped && i > 0 && len(g) != 3:
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Add adds two amounts and fails with ErrMoneyOverflow where the sum does not fit.
func (f Fen) Add(g Fen) (Fen, error) {
	if (g > 0 && f > math.MaxInt64-g) || (g < 0 && f < math.MinInt64-g) {
		return 0, ErrMoneyOverflow
	}
	return f + g, nil
}

// magnitude is the absolute amount; unsigned, so that the least amount fits too.
func (f Fen) magnitude() uint64 {
	if f < 0 {
		return uint64(-(f + 1)) + 1 //nolint:gosec // -(f+1) is never negative
	}
	return uint64(f)
}

// String gives the amount in yuan, ¥12,000.00.
func (f Fen) String() string {
	n := f.magnitude()
	whole := strconv.FormatUint(n/100, 10)
	var b strings.Builder
	if f < 0 {
		b.WriteByte('-')
	}
	b.WriteString("¥")
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	fmt.Fprintf(&b, ".%02d", n%100)
	return b.String()
}

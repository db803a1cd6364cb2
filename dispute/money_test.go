package dispute

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestYuanAreReadWithOrWithoutSigns(t *testing.T) {
	for s, want := range map[string]Fen{
		"12000": 1_200_000, "12,000.00": 1_200_000, "¥12,000.5": 1_200_050, "￥１２０００": 1_200_000, "0.05": 5, "0": 0,
		"1,234,567.89": 123_456_789, " 12 000 ": 1_200_000, "-3.20": -320, "92233720368547758.07": math.MaxInt64,
	} {
		if got, err := ParseYuan(s); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", s, got, err, want)
		}
	}
}

func TestWrongAmountsAreRefusedWithTheReason(t *testing.T) {
	for s, want := range map[string]string{
		"": "want digits", "12,00": "commas every three", "1234,567": "commas every three", ",123": "want digits",
		"1.234": "after the point", "1.": "after the point", "1e3": "want digits", "万": "want digits", "--1": "want digits",
		".5": "want digits", "92233720368547758.08": "too large", "99999999999999999999": "too large", "1.-2": "after the point",
	} {
		_, err := ParseYuan(s)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want a word on %q", s, err, want)
		}
	}
}

func TestAmountsAreWrittenInYuan(t *testing.T) {
	for fen, want := range map[Fen]string{
		0: "¥0.00", 5: "¥0.05", 100_000: "¥1,000.00", 1_200_000: "¥12,000.00", 99_999: "¥999.99", -320: "-¥3.20",
		math.MaxInt64: "¥92,233,720,368,547,758.07", math.MinInt64: "-¥92,233,720,368,547,758.08",
	} {
		if got := fen.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestASumThatDoesNotFitIsAnError(t *testing.T) {
	if _, err := Fen(math.MaxInt64).Add(1); !errors.Is(err, ErrMoneyOverflow) {
		t.Errorf("got %v", err)
	}
	if _, err := Fen(math.MinInt64).Add(-1); !errors.Is(err, ErrMoneyOverflow) {
		t.Errorf("got %v", err)
	}
	if sum, err := Fen(math.MaxInt64 - 1).Add(1); err != nil || sum != math.MaxInt64 {
		t.Errorf("got %d, %v", sum, err)
	}
	if sum, err := Fen(150).Add(-50); err != nil || sum != 100 {
		t.Errorf("got %d, %v", sum, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := Fen(rapid.Int64().Draw(t, "a")), Fen(rapid.Int64().Draw(t, "b"))
		sum, err := a.Add(b)
		back, backErr := sum.Add(-b)
		if err == nil && b != math.MinInt64 && (backErr != nil || back != a) {
			t.Fatalf("%d + %d = %d", a, b, sum)
		}
	})
}

func TestAmountsSurviveText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		fen := Fen(rapid.Int64Range(-math.MaxInt64, math.MaxInt64).Draw(t, "fen"))
		if back, err := ParseYuan(fen.String()); err != nil || back != fen {
			t.Fatalf("%s became %d, %v", fen, back, err)
		}
	})
}

func FuzzParseYuan(f *testing.F) {
	for _, s := range []string{"12,000.00", "¥1", "0.5", "-1", "１２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fen, err := ParseYuan(s)
		if err != nil {
			return
		}
		if back, err := ParseYuan(fen.String()); err != nil || back != fen {
			t.Errorf("%q became %s", s, fen)
		}
	})
}

package dispute

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// CaseNumber is a court's case number (案号): year, court code, type code and serial
// number (最高人民法院关于人民法院案件案号的若干规定 3). Numbers of other shapes, foremost those
// given before 2016, are kept as written in Historic.
type CaseNumber struct {
	Year   int
	Court  string // 法院代字
	Type   string // 类型代字
	Serial int    // 案件编号
	Suffix string // of a further document in the case, such as 之一
	// Historic is the whole number where it has not the present form; Year is then set
	// and the other fields are empty.
	Historic string
}

// unifiedSince is the year in which the present form began to be used.
const unifiedSince = 2016

var (
	caseNumberForm = regexp.MustCompile(`^（(\d{4})）(最高法|\p{Han}(?:\d{2}|\d{4})?)(\p{Han}{1,5})([1-9]\d{0,8})号(之[一二三四五六七八九十]+)?$`)
	historicForm   = regexp.MustCompile(`^（(\d{4})）\p{Han}.*\d.*号(?:之[一二三四五六七八九十]+)?$`)
)

// ParseCaseNumber reads a court's case number. Brackets of any sort, full-width digits and
// spaces are accepted.
func ParseCaseNumber(s string) (CaseNumber, error) {
	if utf8.RuneCountInString(s) > 60 {
		return CaseNumber{}, fmt.Errorf("case number: longer than 60 characters")
	}
	text := roundBrackets.Replace(narrow(s))
	m := historicForm.FindStringSubmatch(text)
	if m == nil {
		return CaseNumber{}, fmt.Errorf("case number %q: want a form such as （2024）粤0604诉前调确1716号", s)
	}
	year, _ := strconv.Atoi(m[1])
	if year < 1949 {
		return CaseNumber{}, fmt.Errorf("case number %q: no court gave numbers in the year %d", s, year)
	}
	p := caseNumberForm.FindStringSubmatch(text)
	if p == nil || year < unifiedSince || strings.Contains(text, "字第") {
		return CaseNumber{Year: year, Historic: text}, nil
	}
	serial, _ := strconv.Atoi(p[4])
	return CaseNumber{Year: year, Court: p[2], Type: p[3], Serial: serial, Suffix: p[5]}, nil
}

// String gives the number with full-width brackets, as the regulation prints it.
func (n CaseNumber) String() string {
	switch {
	case n.Historic != "":
		return n.Historic
	case n == CaseNumber{}:
		return ""
	}
	return fmt.Sprintf("（%d）%s%s%d号%s", n.Year, n.Court, n.Type, n.Serial, n.Suffix)
}

// MarshalText implements encoding.TextMarshaler.
func (n CaseNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler; the empty text is the zero number.
func (n *CaseNumber) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*n = CaseNumber{}
		return nil
	}
	parsed, err := ParseCaseNumber(string(text))
	if err != nil {
		return err
	}
	*n = parsed
	return nil
}

var roundBrackets = strings.NewReplacer(
	"(", "（", ")", "）", "[", "（", "]", "）", "〔", "（", "〕", "）", "【", "（", "】", "）", "﹝", "（", "﹞", "）")

// narrow turns full-width digits, letters and signs into their ordinary forms and drops
// spaces: numbers are often pasted from documents set in full-width type.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == '\u3000', r == '\u00a0', r == '\t', r == '\n', r == '\r':
			return -1
		case r == '￥':
			return '¥'
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, s)
}

package documents

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The marks that the engine itself puts into a text: characters that Unicode keeps for
// such use within a program. They are dropped from what is filled in, so nothing that a
// party writes can act as a mark of layout.
const (
	markDirective = '\uFDD0' // begins the name of a directive
	markEnd       = '\uFDD1' // ends it
	markCell      = '\uFDD2' // divides cells
	markBreak     = '\uFDD3' // a line break within a value
	markLine      = '\uFDD4' // begins the number of the template's line
	markLineEnd   = '\uFDD5' // ends it
)

// clean makes a value fit to be set: composed characters (NFC), plain spaces, no controls,
// none of the invisible signs by which a text could look other than it is.
func clean(s string) string {
	s = strings.ReplaceAll(norm.NFC.String(s), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return markBreak
		case r == '\u3000':
			return r
		case r == '\t', unicode.Is(unicode.Zs, r):
			return ' '
		case invisible(r):
			return -1
		}
		return r
	}, s)
	return strings.Trim(s, " \u3000"+string(markBreak))
}

// invisible are controls, signs of direction, joiners, selectors of variants and the
// characters that belong to no text.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) ||
		unicode.Is(unicode.Noncharacter_Code_Point, r)
}

// cleaned cleans every text of a value.
func cleaned(v any) any {
	switch v := v.(type) {
	case string:
		return clean(v)
	case []string:
		list := make([]string, 0, len(v))
		for _, s := range v {
			if s = clean(s); s != "" {
				list = append(list, s)
			}
		}
		return list
	case facts:
		for _, k := range v.names() {
			v[k] = cleaned(v[k])
		}
		return v
	case []facts:
		for _, f := range v {
			cleaned(f)
		}
		return v
	default:
		return v
	}
}

// names are the names of the values, in order.
func (f facts) names() []string {
	names := make([]string, 0, len(f))
	for k := range f {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

// whereIs finds the value that holds a character, such as 当事人[1].姓名.
func whereIs(char rune, v any) string {
	switch v := v.(type) {
	case string:
		if strings.ContainsRune(v, char) {
			return "."
		}
	case []string:
		for i, s := range v {
			if strings.ContainsRune(s, char) {
				return fmt.Sprintf("[%d].", i)
			}
		}
	case []facts:
		for i, f := range v {
			if at := whereIs(char, f); at != "" {
				return fmt.Sprintf("[%d].%s", i, at)
			}
		}
	case facts:
		// 当事人 is asked first: it names the person, not a sentence made from the name.
		names := v.names()
		slices.SortStableFunc(names, func(a, b string) int { return rank(a) - rank(b) })
		for _, k := range names {
			if at := whereIs(char, v[k]); at != "" {
				return strings.TrimSuffix(k+strings.TrimPrefix(at, "."), ".")
			}
		}
	}
	return ""
}

func rank(name string) int {
	switch name {
	case "当事人":
		return 0
	case "姓名":
		return 1
	default:
		return 2
	}
}

package archive

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkName refuses names that could lead out of a folder, that some system cannot write,
// or that two systems would take for the same.
func checkName(name string, seen map[string]bool) error {
	if len(name) == 0 || len(name) > maxName || !utf8.ValidString(name) {
		return fmt.Errorf("the name %q is not acceptable", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || Clean(part) != part {
			return fmt.Errorf("the name %q is not acceptable", name)
		}
	}
	folded := strings.ToLower(name)
	if seen[folded] {
		return fmt.Errorf("the name %q occurs twice", name)
	}
	seen[folded] = true
	return nil
}

// Clean makes a part of a name acceptable: letters, digits and a few signs, no dot or
// space at either end.
func Clean(part string) string {
	part = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_. ()（）《》【】、，", r):
			return r
		default:
			return '_'
		}
	}, part)
	return strings.Trim(part, ". ")
}

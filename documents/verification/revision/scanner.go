package revision

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// scanner reads text of a fixed spelling. After the first mismatch it reads nothing more
// and failed holds the offset of that mismatch.
type scanner struct {
	data   []byte
	at     int
	failed int // -1 while all is well
}

func (s *scanner) fail(at int) {
	if s.failed < 0 {
		s.failed = at
	}
}

// text reads exactly this text.
func (s *scanner) text(want string) {
	if s.failed >= 0 {
		return
	}
	rest := s.data[s.at:]
	for i := range len(want) {
		if i >= len(rest) || rest[i] != want[i] {
			s.fail(s.at + i)
			return
		}
	}
	s.at += len(want)
}

// until reads what stands before the first occurrence of the end, and the end.
func (s *scanner) until(end string, most int) []byte {
	if s.failed >= 0 {
		return nil
	}
	window := s.data[s.at:min(len(s.data), s.at+most+len(end))]
	n := bytes.Index(window, []byte(end))
	if n < 0 {
		s.fail(s.at)
		return nil
	}
	out := s.data[s.at : s.at+n]
	s.at += n + len(end)
	return out
}

// number reads a whole number as strconv writes it.
func (s *scanner) number() int {
	n := s.digits(10)
	if s.failed >= 0 {
		return 0
	}
	value, err := strconv.Atoi(string(s.data[s.at : s.at+n]))
	if err != nil || strconv.Itoa(value) != string(s.data[s.at:s.at+n]) {
		s.fail(s.at)
		return 0
	}
	s.at += n
	return value
}

func (s *scanner) digits(most int) int {
	n := 0
	for s.failed < 0 && n < most && s.at+n < len(s.data) && s.data[s.at+n] >= '0' && s.data[s.at+n] <= '9' {
		n++
	}
	return n
}

// hundredths reads a number with two decimals.
func (s *scanner) hundredths() int {
	whole := s.number()
	s.text(".")
	if s.failed >= 0 || s.digits(2) != 2 {
		s.fail(s.at)
		return 0
	}
	part, _ := strconv.Atoi(string(s.data[s.at : s.at+2]))
	s.at += 2
	return whole*100 + part
}

// take reads this many bytes.
func (s *scanner) take(n int) []byte {
	if s.failed >= 0 {
		return nil
	}
	if n < 0 || n > len(s.data)-s.at {
		s.fail(s.at)
		return nil
	}
	out := s.data[s.at : s.at+n]
	s.at += n
	return out
}

// words reads a text string as textString writes it.
func (s *scanner) words() string {
	start := s.at
	s.text("<feff")
	raw, err := hex.DecodeString(string(s.until(">", 4096)))
	if s.failed >= 0 {
		return ""
	}
	if err != nil || len(raw)%2 != 0 {
		s.fail(start)
		return ""
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	text := string(utf16.Decode(units))
	if textString(text) != string(s.data[start:s.at]) {
		s.fail(start)
	}
	return text
}

// textString writes text as UTF-16 in hexadecimal, ISO 32000-1 section 7.9.2.2.
func textString(text string) string {
	units := utf16.Encode([]rune(text))
	raw := make([]byte, 0, 2*len(units)+2)
	raw = append(raw, 0xfe, 0xff)
	for _, u := range units {
		raw = append(raw, byte(u>>8), byte(u)) //nolint:gosec // the two halves of a unit
	}
	return "<" + hex.EncodeToString(raw) + ">"
}

func readable(text string) bool {
	return utf8.ValidString(text) && len(text) <= 600
}

package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// line is a line as it is drawn: stretches of text, each in one font.
type line struct {
	stretches []stretch
	width     float64 // without spaces at the end
	count     int     // characters
	last      bool    // ends a paragraph, and is not spread
}

type stretch struct {
	face *face
	text string
}

func (l *line) text() string {
	var b strings.Builder
	for _, s := range l.stretches {
		b.WriteString(s.text)
	}
	return b.String()
}

// Signs that no line begins with, beyond what the general rules of Unicode (UAX 14) say.
const neverFirst = "·•‧—…～~%％‰℃°：；，。、？！）】》」』”’〕〉"

// breakLines divides text into lines of a width; the first is shorter by an indent.
func (s *setter) breakLines(text string, style Style, width float64) ([]line, error) {
	var lines []line
	indent := style.First * style.Size
	for piece := range strings.SplitSeq(text, "\n") {
		f := filler{s: s, style: style, width: width, room: width - indent}
		for _, part := range unbroken(piece) {
			if err := f.add(part); err != nil {
				return nil, err
			}
		}
		f.flush(true)
		lines = append(lines, f.lines...)
		indent = style.First * style.Size
	}
	return lines, nil
}

// unbroken gives the parts of a text that are not divided between lines.
func unbroken(text string) []string {
	var parts []string
	state := -1
	for text != "" {
		var part string
		part, text, _, state = uniseg.FirstLineSegmentInString(text, state)
		first, _ := utf8.DecodeRuneInString(part)
		if len(parts) > 0 && strings.ContainsRune(neverFirst, first) && !strings.HasSuffix(parts[len(parts)-1], " ") {
			parts[len(parts)-1] += part
			continue
		}
		parts = append(parts, part)
	}
	return parts
}

// filler fills lines with parts.
type filler struct {
	s     *setter
	style Style
	width float64
	room  float64 // width of the line being filled
	line  line
	used  float64 // with spaces at the end
	lines []line
}

func (f *filler) add(part string) error {
	all, visible, err := f.s.measure(part, f.style)
	if err != nil {
		return err
	}
	const slack = 0.01
	if f.used+visible <= f.room+slack {
		return f.append(part, all, visible)
	}
	if visible <= f.width {
		f.flush(false)
		return f.append(part, all, visible)
	}
	// Wider than any line: it is divided wherever it must be, but not within a character.
	for g := uniseg.NewGraphemes(part); g.Next(); {
		all, visible, err := f.s.measure(g.Str(), f.style)
		if err != nil {
			return err
		}
		if f.used+visible > f.room+slack {
			f.flush(false)
		}
		if err := f.append(g.Str(), all, visible); err != nil {
			return err
		}
	}
	return nil
}

func (f *filler) append(part string, all, visible float64) error {
	for _, r := range part {
		face, err := f.s.pick(r, f.style.Bold)
		if err != nil {
			return err
		}
		face.code(r)
		n := len(f.line.stretches)
		if n == 0 || f.line.stretches[n-1].face != face {
			f.line.stretches = append(f.line.stretches, stretch{face: face})
			n++
		}
		f.line.stretches[n-1].text += string(r)
		f.line.count++
	}
	f.line.width = f.used + visible
	f.used += all
	return nil
}

func (f *filler) flush(last bool) {
	if f.line.count == 0 && !last {
		return
	}
	f.line.last = last
	f.lines = append(f.lines, f.line)
	f.line, f.used, f.room = line{}, 0, f.width
}

// measure gives the width of a part, with and without the spaces at its end.
func (s *setter) measure(part string, style Style) (all, visible float64, err error) {
	for _, r := range part {
		face, err := s.pick(r, style.Bold)
		if err != nil {
			return 0, 0, err
		}
		all += face.font.width(face.font.Glyph(r)) * style.Size / 1000
		if r != ' ' && r != '\u3000' {
			visible = all
		}
	}
	return all, visible, nil
}

// pick finds the font for a character: the text font, then those for rare Chinese ones.
func (s *setter) pick(r rune, bold bool) (*face, error) {
	if r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) {
		return nil, &MissingGlyphError{Char: r} // fonts have pictures for these that mean nothing
	}
	text := s.fonts.Regular
	if bold {
		text = s.fonts.Bold
	}
	if text.Glyph(r) != 0 {
		return s.face(text), nil
	}
	if s.fonts.Rare != nil && unicode.Is(unicode.Han, r) {
		rare, err := s.fonts.Rare()
		if err != nil {
			return nil, err
		}
		for _, f := range rare {
			if f.Glyph(r) != 0 {
				return s.face(f), nil
			}
		}
	}
	return nil, &MissingGlyphError{Char: r}
}

func (s *setter) face(f *Font) *face {
	for _, known := range s.faces {
		if known.font == f {
			return known
		}
	}
	made := newFace(f)
	s.faces = append(s.faces, made)
	return made
}

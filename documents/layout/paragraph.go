package layout

import "errors"

// paragraph is a Paragraph divided into lines.
type paragraph struct {
	style Style
	lines []line
}

func (s *setter) measureParagraph(b Paragraph) (part, error) {
	lines, err := s.breakLines(b.Text, b.Style, textWidth-b.Style.Indent*b.Style.Size)
	if err != nil {
		return nil, within(err, b.Text)
	}
	return &paragraph{style: b.Style, lines: lines}, nil
}

// within names the text in which a character has no glyph.
func within(err error, text string) error {
	var missing *MissingGlyphError
	if errors.As(err, &missing) && missing.Text == "" {
		missing.Text = text
	}
	return err
}

func (p *paragraph) with() bool { return p.style.With }

func (p *paragraph) least() float64 {
	n := len(p.lines)
	if n > 3 && !p.style.With {
		n = 2
	}
	if n > 6 {
		n = 6
	}
	return p.style.Before + float64(n)*p.style.leading()
}

// flow sets the lines. No page begins or ends with a single line of a paragraph.
func (p *paragraph) flow(s *setter) error {
	leading := p.style.leading()
	s.y += p.style.Before
	for from := 0; from < len(p.lines); {
		left := len(p.lines) - from
		fit := int((textBottom - s.y + 0.01) / leading)
		if fit < left {
			if left-fit == 1 {
				fit--
			}
			if fit < 2 {
				fit = 0
			}
		}
		if fit <= 0 {
			if err := s.newPage(); err != nil {
				return err
			}
			continue
		}
		for _, l := range p.lines[from:min(from+fit, len(p.lines))] {
			p.put(s, l, from == 0)
			s.y += leading
			from++
		}
	}
	s.y += p.style.After
	return nil
}

func (p *paragraph) put(s *setter, l line, first bool) {
	st := p.style
	x, width := marginLeft+st.Indent*st.Size, textWidth-st.Indent*st.Size
	if first {
		x, width = x+st.First*st.Size, width-st.First*st.Size
	}
	x += offset(st.Align, width, l.width)
	spread := 0.0
	if st.Align == Justified && !l.last && l.count > 1 {
		spread = max(0, (width-l.width)/float64(l.count-1))
		if spread > st.Size/8 {
			spread = 0 // a long number went to the next line; so wide a spread would look worse
		}
	}
	if st.Grey {
		s.page().content.WriteString(grey)
	}
	s.page().put(s, l, x, s.y+baselineIn(st.Size, st.leading()), st.Size, spread)
	if st.Grey {
		s.page().content.WriteString(black)
	}
}

package layout

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// The page: A4 with the margins of GB/T 9704—2012, 5.2 (top 37 mm, left 28 mm, text
// 156 mm wide).
const (
	millimetre = 72 / 25.4
	pageWidth  = 210 * millimetre
	pageHeight = 297 * millimetre
	marginTop  = 37 * millimetre
	marginLeft = 28 * millimetre
	textWidth  = 156 * millimetre
	textBottom = pageHeight - 33*millimetre
	textHeight = textBottom - marginTop
)

// page is a page being drawn. Heights are counted down from its upper edge.
type page struct {
	content bytes.Buffer
	text    []string
}

const (
	black = "0 g\n"
	grey  = "0.4 g\n"
)

// put draws a line of text with its baseline at a height.
func (p *page) put(s *setter, l line, x, baseline, size, spread float64) {
	if l.count == 0 {
		return
	}
	fmt.Fprintf(&p.content, "BT %.3f Tc 1 0 0 1 %.2f %.2f Tm", spread, x, pageHeight-baseline)
	for _, part := range l.stretches {
		fmt.Fprintf(&p.content, " /F%d %.4g Tf <", slices.Index(s.faces, part.face)+1, size)
		for _, r := range part.text {
			fmt.Fprintf(&p.content, "%04X", part.face.code(r))
		}
		p.content.WriteString("> Tj")
	}
	p.content.WriteString(" ET\n")
	p.text = append(p.text, strings.TrimRight(l.text(), " \u3000"))
}

// stroke draws a straight line.
func (p *page) stroke(x1, y1, x2, y2, width float64) {
	fmt.Fprintf(&p.content, "%.2f w %.2f %.2f m %.2f %.2f l S\n", width, x1, pageHeight-y1, x2, pageHeight-y2)
}

// baselineIn is where the baseline stands in a line of a leading: Chinese characters reach
// 0.88 of their size above it.
func baselineIn(size, leading float64) float64 { return (leading-size)/2 + 0.88*size }

// place sets one line within a width and gives an error where a character has no glyph.
func (s *setter) place(p *page, text string, style Style, x, baseline, width float64) error {
	lines, err := s.breakLines(text, style, width)
	if err != nil {
		return err
	}
	for i, l := range lines {
		p.put(s, l, x+offset(style.Align, width, l.width), baseline+float64(i)*style.leading(), style.Size, 0)
	}
	return nil
}

func offset(a Align, width, used float64) float64 {
	switch a {
	case Centred:
		return (width - used) / 2
	case Right:
		return width - used
	default:
		return 0
	}
}

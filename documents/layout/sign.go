package layout

import "errors"

// The room that a place leaves, in points.
const (
	signWidth  = 160
	signHeight = 52
	sealSide   = 116
	signGap    = 14
	signSize   = 12
	signLead   = 20
)

// signatures are places measured, in one row.
type signatures struct {
	places []signPlace
	height float64
	keep   bool
}

type signPlace struct {
	ToSign
	label []line
}

func (s *setter) measureSignatures(b Signatures) (part, error) {
	g := &signatures{keep: b.With}
	for _, to := range b.Places {
		label, err := s.breakLines(to.Label, Style{Size: signSize}, columnWidth)
		if err != nil {
			return nil, atLine(within(err, to.Label), to.Line)
		}
		g.places = append(g.places, signPlace{ToSign: to, label: label})
		g.height = max(g.height, float64(len(label))*signLead+to.room()+signGap)
	}
	return g, nil
}

func (to ToSign) room() float64 {
	if to.Seal {
		return sealSide
	}
	return signHeight
}

func atLine(err error, line int) error {
	var missing *MissingGlyphError
	if errors.As(err, &missing) && missing.Line == 0 {
		missing.Line = line
	}
	return err
}

// columnWidth is the width of one of the two columns of places.
const columnWidth = textWidth/2 - 8

func (g *signatures) with() bool { return g.keep }

func (g *signatures) least() float64 { return g.height }

func (g *signatures) flow(s *setter) error {
	if s.y+g.height > textBottom+0.01 && s.y > marginTop {
		if err := s.newPage(); err != nil {
			return err
		}
	}
	for i, p := range g.places {
		p.put(s, marginLeft+float64(i)*(columnWidth+16), g.height)
	}
	s.y += g.height
	return nil
}

// put draws the label at the top of the row and leaves the room at its foot, so that the
// places of a row stand level.
func (p *signPlace) put(s *setter, x, height float64) {
	for i, l := range p.label {
		s.page().put(s, l, x, s.y+float64(i)*signLead+baselineIn(signSize, signLead), signSize, 0)
	}
	y := s.y + height - signGap - p.room()
	if p.Seal {
		s.reserve(p.Signer, x+(columnWidth-sealSide)/2, y, sealSide, sealSide)
		return
	}
	s.page().content.WriteString("0.6 G\n")
	s.page().stroke(x, y+signHeight, x+signWidth, y+signHeight, 0.5)
	s.page().content.WriteString("0 G\n")
	s.reserve(p.Signer, x, y, signWidth, signHeight)
}

// reserve notes a place; y is its upper edge.
func (s *setter) reserve(signer string, x, y, width, height float64) {
	if signer == "" {
		return
	}
	s.places = append(s.places, Place{
		Signer: signer, Page: len(s.pages), X: x, Y: pageHeight - y - height, Width: width, Height: height,
	})
}

// imprint is an Imprint measured.
type imprint struct {
	Imprint
	style Style
	lines []line
}

const imprintWidth = 250

func (s *setter) measureImprint(b Imprint) (part, error) {
	im := &imprint{Imprint: b, style: Style{Size: b.Size, Leading: b.Size * 1.9}}
	for _, text := range b.Lines {
		lines, err := s.breakLines(text, im.style, imprintWidth)
		if err != nil {
			return nil, within(err, text)
		}
		im.lines = append(im.lines, lines...)
	}
	return im, nil
}

func (im *imprint) with() bool { return false }

func (im *imprint) least() float64 {
	return max(sealSide, float64(len(im.lines))*im.style.Leading) + 8
}

func (im *imprint) flow(s *setter) error {
	h := im.least()
	x := marginLeft + textWidth - imprintWidth
	y := s.y + (h-float64(len(im.lines))*im.style.Leading)/2
	for _, l := range im.lines {
		at := x + offset(Centred, imprintWidth, l.width)
		s.page().put(s, l, at, y+baselineIn(im.style.Size, im.style.Leading), im.style.Size, 0)
		y += im.style.Leading
	}
	s.reserve(im.Signer, x+(imprintWidth-sealSide)/2, s.y+(h-sealSide)/2, sealSide, sealSide)
	s.y += h
	return nil
}

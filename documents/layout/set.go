package layout

import (
	"errors"
	"strings"
)

// setter sets one paper.
type setter struct {
	fonts  *Fonts
	paper  *Paper
	faces  []*face // in the order of their first use
	pages  []*page
	y      float64 // where the next block begins
	places []Place
}

// Set sets a paper. The error is a *MissingGlyphError where a character can't be drawn.
func Set(paper Paper, fonts *Fonts) (Result, error) {
	s := &setter{fonts: fonts, paper: &paper}
	if err := s.newPage(); err != nil {
		return Result{}, err
	}
	parts, err := s.prepare(paper.Blocks)
	if err != nil {
		return Result{}, err
	}
	for i, p := range parts {
		if err := s.keepTogether(parts[i:]); err != nil {
			return Result{}, err
		}
		if err := p.flow(s); err != nil {
			return Result{}, err
		}
	}
	if err := s.foot(); err != nil {
		return Result{}, err
	}
	pdf, err := s.write()
	if err != nil {
		return Result{}, err
	}
	texts := make([]string, len(s.pages))
	for i, p := range s.pages {
		texts[i] = strings.Join(p.text, "\n")
	}
	return Result{PDF: pdf, Pages: len(s.pages), Places: s.places, Text: strings.Join(texts, "\n\f")}, nil
}

// part is a block that is measured and ready to be set.
type part interface {
	// least is the height without which the part does not begin on a page.
	least() float64
	// with tells that the part stays with the next one.
	with() bool
	flow(s *setter) error
}

func (s *setter) prepare(blocks []Block) ([]part, error) {
	parts := make([]part, 0, len(blocks))
	for _, b := range blocks {
		p, at, err := s.measured(b)
		if err != nil {
			var missing *MissingGlyphError
			if errors.As(err, &missing) && missing.Line == 0 {
				missing.Line = at
			}
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func (s *setter) measured(b Block) (p part, line int, err error) {
	switch b := b.(type) {
	case Paragraph:
		p, err = s.measureParagraph(b)
		return p, b.Line, err
	case Table:
		p, err = s.measureTable(b)
		return p, 0, err
	case Signatures:
		p, err = s.measureSignatures(b)
		return p, 0, err
	case Imprint:
		p, err = s.measureImprint(b)
		return p, b.Line, err
	case Rule:
		return gap{height: 12, rule: true}, 0, nil
	case Space:
		return gap{height: b.Height}, 0, nil
	default:
		return pageEnd{}, 0, nil
	}
}

// keepTogether turns the page where what belongs together would not begin on this one.
func (s *setter) keepTogether(parts []part) error {
	need := 0.0
	for _, p := range parts {
		need += p.least()
		if !p.with() {
			break
		}
	}
	if s.y+need > textBottom && s.y > marginTop && need <= textHeight {
		return s.newPage()
	}
	return nil
}

func (s *setter) page() *page { return s.pages[len(s.pages)-1] }

func (s *setter) newPage() error {
	s.pages = append(s.pages, &page{})
	s.y = marginTop
	return s.head()
}

// gap is room, with a rule in its middle or without.
type gap struct {
	height float64
	rule   bool
}

func (gap) least() float64 { return 0 }
func (gap) with() bool     { return true }

func (g gap) flow(s *setter) error {
	if g.rule {
		s.page().stroke(marginLeft, s.y+g.height/2, marginLeft+textWidth, s.y+g.height/2, 0.6)
	}
	s.y += g.height
	return nil
}

type pageEnd struct{}

func (pageEnd) least() float64 { return 0 }
func (pageEnd) with() bool     { return false }

func (pageEnd) flow(s *setter) error {
	if s.y == marginTop {
		return nil
	}
	return s.newPage()
}

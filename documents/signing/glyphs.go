package signing

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"sutiao/dispute"
)

// em is the size at which glyphs are read: their coordinates are then whole numbers of a
// thousandth of the font size.
const em = 1000

// Fonts draw the words of a signature's appearance, as outlines: a reader needs no font.
// They keep the outlines that they have drawn and may be used by many at once.
type Fonts struct {
	text, hand []*face
}

// NewFonts reads TrueType or OpenType fonts, each list in the order in which a character
// is looked for: text for captions and seals, hand for the names of those who sign by
// typing. Without a hand font the text fonts serve.
func NewFonts(text, hand [][]byte) (*Fonts, error) {
	f := &Fonts{}
	var err error
	if f.text, err = readFaces(text); err != nil {
		return nil, err
	}
	if f.hand, err = readFaces(hand); err != nil {
		return nil, err
	}
	if len(f.text) == 0 {
		return nil, fmt.Errorf("no font to draw signatures with")
	}
	f.hand = append(f.hand, f.text...)
	return f, nil
}

func readFaces(files [][]byte) ([]*face, error) {
	var out []*face
	for _, file := range files {
		parsed, err := sfnt.Parse(file)
		if err != nil {
			return nil, fmt.Errorf("read a font: %w", err)
		}
		out = append(out, &face{font: parsed, glyphs: map[rune]*glyph{}})
	}
	return out, nil
}

// face is a font with the glyphs that were drawn with it.
type face struct {
	mu     sync.Mutex
	font   *sfnt.Font
	buffer sfnt.Buffer
	glyphs map[rune]*glyph // nil for a character that the font has not
}

// glyph is a character's outline as PDF path operators, and its width, in thousandths.
type glyph struct {
	path  string
	width float64
}

// find looks a character up in the fonts in turn.
func find(faces []*face, r rune) (*glyph, error) {
	for _, f := range faces {
		if g := f.glyph(r); g != nil {
			return g, nil
		}
	}
	return nil, &dispute.Error{Code: dispute.CodeInvalid, Message: dispute.Text{
		ZH: "字库中没有“" + string(r) + "”字，无法生成签名外观", EN: "no font has the character " + strconv.QuoteRune(r) + ", the signature cannot be drawn"}}
}

func (f *face) glyph(r rune) *glyph {
	f.mu.Lock()
	defer f.mu.Unlock()
	if g, known := f.glyphs[r]; known {
		return g
	}
	var g *glyph
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err == nil && index != 0 {
		if segments, err := f.font.LoadGlyph(&f.buffer, index, fixed.I(em), nil); err == nil {
			path := outline(segments)
			if width, err := f.font.GlyphAdvance(&f.buffer, index, fixed.I(em), font.HintingNone); err == nil {
				g = &glyph{path: path, width: float64(width) / 64}
			}
		}
	}
	f.glyphs[r] = g
	return g
}

// outline writes the segments as path operators. A quadratic curve becomes the cubic one
// of the same shape, which is all that PDF has.
func outline(segments sfnt.Segments) string {
	var b strings.Builder
	var last [2]float64
	put := func(p [2]float64) {
		b.WriteString(strconv.Itoa(int(math.Round(p[0]))))
		b.WriteByte(' ')
		b.WriteString(strconv.Itoa(int(math.Round(p[1]))))
		b.WriteByte(' ')
	}
	for i, s := range segments {
		var p [3][2]float64
		for k, a := range s.Args {
			p[k] = [2]float64{float64(a.X) / 64, -float64(a.Y) / 64}
		}
		end := p[0]
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				b.WriteString("h ")
			}
			put(p[0])
			b.WriteString("m ")
		case sfnt.SegmentOpLineTo:
			put(p[0])
			b.WriteString("l ")
		case sfnt.SegmentOpQuadTo:
			end = p[1]
			put(between(last, p[0]))
			put(between(end, p[0]))
			put(end)
			b.WriteString("c ")
		case sfnt.SegmentOpCubeTo:
			end = p[2]
			put(p[0])
			put(p[1])
			put(end)
			b.WriteString("c ")
		}
		last = end
	}
	if len(segments) > 0 {
		b.WriteString("h f")
	}
	return b.String()
}

// between is the point two thirds of the way from an end to the control point.
func between(end, control [2]float64) [2]float64 {
	return [2]float64{end[0] + (control[0]-end[0])*2/3, end[1] + (control[1]-end[1])*2/3}
}

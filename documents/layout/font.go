package layout

import (
	"encoding/binary"
	"fmt"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// Font is a TrueType font, read once and shared by all documents.
type Font struct {
	Name   string // PostScript name, by which the document calls it
	tables map[string][]byte
	cmap   *sfnt.Font
	loca   func(glyph int) (from, to int)
	em     int // units of the em square
	wide   int // number of glyphs with a width of their own
	glyphs int

	mu    sync.RWMutex
	found map[rune]int
}

// ParseFont reads a font file. The data must not change afterwards.
func ParseFont(name string, data []byte) (*Font, error) {
	f := &Font{Name: name, tables: map[string][]byte{}, found: map[rune]int{}}
	if err := f.readDirectory(data); err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	f.cmap = parsed
	return f, nil
}

func (f *Font) readDirectory(data []byte) error {
	if len(data) < 12 {
		return fmt.Errorf("too short")
	}
	be := binary.BigEndian
	for i := range int(be.Uint16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return fmt.Errorf("the table directory is cut off")
		}
		from, length := int(be.Uint32(data[at+8:])), int(be.Uint32(data[at+12:]))
		if from+length > len(data) {
			return fmt.Errorf("table %s is cut off", data[at:at+4])
		}
		f.tables[string(data[at:at+4])] = data[from : from+length]
	}
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0} {
		if t, ok := f.tables[tag]; !ok || len(t) < least {
			return fmt.Errorf("no table %s: not a TrueType font", tag)
		}
	}
	f.em = int(be.Uint16(f.tables["head"][18:]))
	f.wide = int(be.Uint16(f.tables["hhea"][34:]))
	f.glyphs = int(be.Uint16(f.tables["maxp"][4:]))
	loca := f.tables["loca"]
	if be.Uint16(f.tables["head"][50:]) == 0 {
		f.loca = func(g int) (int, int) { return 2 * int(be.Uint16(loca[2*g:])), 2 * int(be.Uint16(loca[2*g+2:])) }
		return nil
	}
	f.loca = func(g int) (int, int) { return int(be.Uint32(loca[4*g:])), int(be.Uint32(loca[4*g+4:])) }
	return nil
}

// Glyph finds the glyph of a character; 0 where the font has none.
func (f *Font) Glyph(r rune) int {
	f.mu.RLock()
	g, known := f.found[r]
	f.mu.RUnlock()
	if known {
		return g
	}
	index, err := f.cmap.GlyphIndex(nil, r)
	if err != nil || int(index) >= f.glyphs {
		index = 0
	}
	f.mu.Lock()
	f.found[r] = int(index)
	f.mu.Unlock()
	return int(index)
}

// width is the advance of a glyph in thousandths of the em.
func (f *Font) width(glyph int) float64 {
	g := min(glyph, f.wide-1)
	return float64(binary.BigEndian.Uint16(f.tables["hmtx"][4*g:])) * 1000 / float64(f.em)
}

// outline is the data of a glyph; empty for a space.
func (f *Font) outline(glyph int) []byte {
	from, to := f.loca(glyph)
	return f.tables["glyf"][from:to]
}

// Fonts are those that a document is set in. Rare gives, once a character needs them, the
// fonts that are asked after the text font.
type Fonts struct {
	Regular *Font
	Bold    *Font
	Rare    func() ([]*Font, error)
}

package layout

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"unicode/utf16"
)

// face is a font within one document: each character that is used has a code, and the
// code is the number of its glyph in the subset.
type face struct {
	font  *Font
	codes map[rune]int
	chars []rune // by code less one
}

func newFace(f *Font) *face { return &face{font: f, codes: map[rune]int{}} }

// code gives the code of a character that the font has.
func (f *face) code(r rune) int {
	c, ok := f.codes[r]
	if !ok {
		f.chars = append(f.chars, r)
		c = len(f.chars)
		f.codes[r] = c
	}
	return c
}

// write puts the font into the file: what is drawn, how wide it is and which characters
// it stands for.
func (f *face) write(out *file, object int) {
	glyphs := []int{0}
	var widths bytes.Buffer
	for _, r := range f.chars {
		g := f.font.Glyph(r)
		glyphs = append(glyphs, g)
		fmt.Fprintf(&widths, "%.0f ", f.font.width(g))
	}
	name := f.tag() + "+" + f.font.Name
	descendant, descriptor, program, unicode := out.reserve(), out.reserve(), out.reserve(), out.reserve()
	out.object(object, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, descendant, unicode))
	out.object(descendant, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[1[%s]]>>", name, descriptor, bytes.TrimSpace(widths.Bytes())))
	out.object(descriptor, fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 -1000 3000 2000]/ItalicAngle 0"+
		"/Ascent 880/Descent -120/CapHeight 733/StemV 80/FontFile2 %d 0 R>>", name, program))
	subset := f.font.subset(glyphs)
	out.stream(program, fmt.Sprintf("/Length1 %d", len(subset)), subset)
	out.stream(unicode, "", f.toUnicode())
}

// tag is the six letters before the name of a subset, made from what is in it.
func (f *face) tag() string {
	sum := sha256.Sum256([]byte(string(f.chars)))
	letters := make([]byte, 6)
	for i := range letters {
		letters[i] = 'A' + sum[i]%26
	}
	return string(letters)
}

// toUnicode tells which character each code stands for, beyond the BMP by two halves.
func (f *face) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const atOnce = 100 // as many as a block may hold
	for from := 0; from < len(f.chars); from += atOnce {
		block := f.chars[from:min(from+atOnce, len(f.chars))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, r := range block {
			fmt.Fprintf(&b, "<%04X> <", from+i+1)
			for _, half := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, "%04X", half)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

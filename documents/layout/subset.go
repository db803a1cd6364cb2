package layout

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// subset makes a TrueType font of some glyphs only, numbered in their order: the first
// must be glyph 0. A glyph may stand twice, once for each character that it is drawn for.
func (f *Font) subset(glyphs []int) []byte {
	order := slices.Clone(glyphs)
	added := map[int]int{} // parts of composed glyphs, by their old number
	var glyf bytes.Buffer
	loca := []byte{0, 0, 0, 0}
	for i := 0; i < len(order); i++ { // order grows
		data := slices.Clone(f.outline(order[i]))
		eachPart(data, func(part []byte) {
			old := int(binary.BigEndian.Uint16(part))
			at, ok := added[old]
			if !ok {
				at = len(order)
				added[old], order = at, append(order, old)
			}
			binary.BigEndian.PutUint16(part, uint16(at)) //nolint:gosec // a font has at most 65,535 glyphs
		})
		glyf.Write(data)
		for glyf.Len()%4 != 0 {
			glyf.WriteByte(0)
		}
		loca = binary.BigEndian.AppendUint32(loca, uint32(glyf.Len())) //nolint:gosec // smaller than the font
	}
	return f.assemble(order, glyf.Bytes(), loca)
}

// assemble puts the tables of a subset together, in the order of their tags.
func (f *Font) assemble(order []int, glyf, loca []byte) []byte {
	be := binary.BigEndian
	count := uint16(len(order)) //nolint:gosec // a font has at most 65,535 glyphs
	head, hhea, maxp := slices.Clone(f.tables["head"]), slices.Clone(f.tables["hhea"]), slices.Clone(f.tables["maxp"])
	be.PutUint32(head[8:], 0)  // the check sum of the whole is not looked at in a PDF
	be.PutUint16(head[50:], 1) // long offsets
	be.PutUint16(hhea[34:], count)
	be.PutUint16(maxp[4:], count)
	var hmtx []byte
	for _, g := range order {
		at := 4 * min(g, f.wide-1)
		hmtx = append(hmtx, f.tables["hmtx"][at:at+4]...)
	}
	type table struct {
		tag  string
		data []byte
	}
	var tables []table
	for _, t := range []table{
		{"cvt ", f.tables["cvt "]}, {"fpgm", f.tables["fpgm"]}, {"glyf", glyf}, {"head", head}, {"hhea", hhea},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"prep", f.tables["prep"]},
	} {
		if len(t.data) > 0 {
			tables = append(tables, t)
		}
	}
	n := uint16(len(tables)) //nolint:gosec // nine at most
	out := be.AppendUint32(nil, 0x00010000)
	out = be.AppendUint16(out, n)
	for _, v := range []uint16{128, 3, n*16 - 128} { // of 8 or 9 tables: search range, selector, shift
		out = be.AppendUint16(out, v)
	}
	at := 12 + 16*len(tables)
	var body []byte
	for _, t := range tables {
		out = append(out, t.tag...)
		for _, v := range []int{int(checkSum(t.data)), at + len(body), len(t.data)} {
			out = be.AppendUint32(out, uint32(v)) //nolint:gosec // offsets in a file far below 4 GB
		}
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}

func checkSum(data []byte) uint32 {
	var sum uint32
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}

// The flags of a part of a composed glyph.
const (
	wordArguments = 1 << 0
	oneScale      = 1 << 3
	moreParts     = 1 << 5
	twoScales     = 1 << 6
	fourScales    = 1 << 7
)

// eachPart hands over where the glyph number of each part stands in a composed glyph.
func eachPart(data []byte, do func(glyph []byte)) {
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 { //nolint:gosec // the format has it signed
		return
	}
	for at := 10; at+4 <= len(data); {
		flags := binary.BigEndian.Uint16(data[at:])
		do(data[at+2 : at+4])
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&fourScales != 0:
			at += 8
		}
		if flags&moreParts == 0 {
			return
		}
	}
}

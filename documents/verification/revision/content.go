package revision

import (
	"bytes"
	"compress/zlib"
	"io"
)

// inflate unpacks a stream that must be exactly one zlib stream and not exceed most bytes.
func inflate(packed []byte, most int) ([]byte, bool) {
	in := bytes.NewReader(packed)
	z, err := zlib.NewReader(in)
	if err != nil {
		return nil, false
	}
	out, err := io.ReadAll(io.LimitReader(z, int64(most)+1))
	if err != nil || len(out) > most || in.Len() != 0 {
		return nil, false
	}
	return out, true
}

// operators are what an appearance may use, and with how many numbers. There is no text,
// no shading, and nothing that reaches outside the rectangle, to which readers clip it.
var operators = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "rg": 3, "RG": 3,
	"m": 2, "l": 2, "c": 6, "h": 0, "f": 0, "f*": 0, "S": 0, "n": 0, "W": 0, "re": 4,
}

// checkDrawing tells whether the appearance uses only those operators.
func checkDrawing(packed []byte, picture bool) bool {
	text, ok := inflate(packed, maxDrawing)
	if !ok {
		return false
	}
	numbers, name, open := 0, false, 0
	for word := range bytes.FieldsSeq(text) {
		switch w := string(word); {
		case w == "/I":
			name = true
		case w == "Do":
			if !name || !picture || numbers != 0 {
				return false
			}
			name = false
		case isNumber(word):
			numbers++
		default:
			want, known := operators[w]
			if !known || name || want != numbers {
				return false
			}
			numbers = 0
			switch w {
			case "q":
				open++
			case "Q":
				open--
			}
			if open < 0 || open > maxDepth {
				return false
			}
		}
	}
	return numbers == 0 && !name && open == 0
}

// isNumber tells whether a word is a number. Whether it is a good one matters little: a
// reader that cannot read it draws less.
func isNumber(word []byte) bool {
	for _, c := range word {
		if (c < '0' || c > '9') && c != '.' && c != '-' {
			return false
		}
	}
	return true
}

// CheckStreams looks into the appearances of all signatures: that they are strokes, fills
// and pictures of the stated size and nothing else.
func (d *Document) CheckStreams() []*Problem {
	var all []*Problem
	for i := range d.Signed {
		s := &d.Signed[i]
		if !checkDrawing(s.Drawing, s.Picture != nil) || s.Picture != nil && !s.Picture.check() {
			all = append(all, problem(s.From, "签名外观有误", "the appearance of the signature is not acceptable").onPage(s.Page))
		}
	}
	return all
}

func (p *Picture) check() bool {
	if p.Width < 1 || p.Height < 1 || p.Width > 4096 || p.Height > 4096 || p.Width*p.Height > maxPixels {
		return false
	}
	colour, ok := inflate(p.Colour, 3*p.Width*p.Height)
	if !ok || len(colour) != 3*p.Width*p.Height {
		return false
	}
	opaque, ok := inflate(p.Opaque, p.Width*p.Height)
	return ok && len(opaque) == p.Width*p.Height
}

package signing

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"
)

// canvas collects the drawing of an appearance, in points from its lower left corner.
type canvas struct{ out []byte }

func (c *canvas) add(operator string, numbers ...float64) {
	for _, n := range numbers {
		c.out = appendNumber(c.out, n)
		c.out = append(c.out, ' ')
	}
	c.out = append(append(c.out, operator...), '\n')
}

// appendNumber writes at most four decimals: PDF knows no exponents.
func appendNumber(out []byte, n float64) []byte {
	n = math.Round(n*1e4) / 1e4
	if n == 0 {
		n = 0 // no minus before a zero
	}
	return strconv.AppendFloat(out, n, 'f', -1, 64)
}

// glyph draws a character with its origin at (x, y), turned by an angle in radians.
func (c *canvas) glyph(g *glyph, size, x, y, angle float64) {
	if g.path == "" {
		return
	}
	scale := size / em
	sin, cos := math.Sincos(angle)
	c.add("q")
	c.add("cm", scale*cos, scale*sin, -scale*sin, scale*cos, x, y)
	c.out = append(append(c.out, g.path...), '\n')
	c.add("Q")
}

// line draws a line of text that starts at (x, y), smaller where it would be wider than
// most, and gives the size used.
func (c *canvas) line(faces []*face, text string, size, x, y, most float64) (float64, error) {
	glyphs, width, err := measure(faces, text)
	if err != nil {
		return 0, err
	}
	if width*size/em > most {
		size = most * em / width
	}
	for _, g := range glyphs {
		c.glyph(g, size, x, y, 0)
		x += g.width * size / em
	}
	return size, nil
}

// measure gives the glyphs of a text and its width in thousandths of the font size.
func measure(faces []*face, text string) (glyphs []*glyph, width float64, err error) {
	for _, r := range text {
		g, err := find(faces, r)
		if err != nil {
			return nil, 0, err
		}
		glyphs = append(glyphs, g)
		width += g.width
	}
	return glyphs, width, nil
}

// circle strokes a circle, as four curves.
func (c *canvas) circle(x, y, radius, stroke float64) {
	const k = 0.5522847498 // of the radius: where the control points of a quarter stand
	c.add("w", stroke)
	c.add("m", x+radius, y)
	for _, q := range [4][2]float64{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} {
		from, to := q, [2]float64{-q[1], q[0]}
		c.add("c",
			x+radius*(from[0]+k*to[0]), y+radius*(from[1]+k*to[1]),
			x+radius*(to[0]+k*from[0]), y+radius*(to[1]+k*from[1]),
			x+radius*to[0], y+radius*to[1])
	}
	c.add("h")
	c.add("S")
}

// star fills a star of five points, one of them up.
func (c *canvas) star(x, y, radius float64) {
	const inner = 0.381966 // of the radius, where the sides of a pentagram cross
	for i := range 10 {
		r := radius
		if i%2 == 1 {
			r *= inner
		}
		sin, cos := math.Sincos(math.Pi/2 + float64(i)*math.Pi/5)
		operator := "l"
		if i == 0 {
			operator = "m"
		}
		c.add(operator, x+r*cos, y+r*sin)
	}
	c.add("h")
	c.add("f")
}

// picture places the picture of the appearance in a rectangle.
func (c *canvas) picture(x, y, width, height float64) {
	c.add("q")
	c.add("cm", width, 0, 0, height, x, y)
	c.out = append(c.out, "/I Do\n"...)
	c.add("Q")
}

// packers are kept: each holds a table of a megabyte. The fast level makes a signed
// agreement a tenth larger and its signing five times as fast.
var packers = sync.Pool{New: func() any {
	z, _ := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed) // the level is a right one
	return z
}}

// pack compresses as a PDF stream is compressed.
func pack(data []byte) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(data)/2 + 64)
	z := packers.Get().(*zlib.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if _, err := z.Write(data); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return b.Bytes(), nil
}

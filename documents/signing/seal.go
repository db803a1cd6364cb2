package signing

import "math"

// Proportions of a round seal, in parts of its radius.
const (
	sealRing  = 0.045
	sealName  = 0.27 // size of the characters of the name
	sealStar  = 0.27
	sealWords = 0.19
	sealDate  = 0.12
	// The name runs over the top of the seal, at most so far.
	sealArc = 1.45 * math.Pi
)

// seal draws a round red seal: a ring, the organisation's name along it, a star, the words
// 电子签章 and the date.
func (c *canvas) seal(faces []*face, name, date string, width, height float64) error {
	x, y := width/2, height/2
	outer := min(width, height) / 2
	radius := outer * (1 - sealRing)
	c.add("RG", 0.8, 0.08, 0.08)
	c.add("rg", 0.8, 0.08, 0.08)
	c.circle(x, y, radius, outer*sealRing*1.4)
	if err := c.along(faces, name, x, y, radius); err != nil {
		return err
	}
	c.star(x, y+radius*0.06, radius*sealStar)
	if err := c.centred(faces, "电子签章", radius*sealWords, x, y-radius*0.5); err != nil {
		return err
	}
	return c.centred(faces, date, radius*sealDate, x, y-radius*0.7)
}

func (c *canvas) centred(faces []*face, text string, size, x, y float64) error {
	_, width, err := measure(faces, text)
	if err != nil {
		return err
	}
	width *= size / em
	_, err = c.line(faces, text, size, x-width/2, y, width+1)
	return err
}

// along sets the name along the ring from left to right, the characters standing on the
// inner circle, smaller where the name is long.
func (c *canvas) along(faces []*face, name string, x, y, radius float64) error {
	glyphs, _, err := measure(faces, name)
	if err != nil || len(glyphs) == 0 {
		return err
	}
	size := radius * sealName
	inner := radius*0.93 - size
	step := sealArc / float64(max(len(glyphs), 8))
	if fits := step * inner * 0.92; size > fits {
		size = fits
		inner = radius*0.93 - size
	}
	angle := math.Pi/2 + step*float64(len(glyphs)-1)/2
	for _, g := range glyphs {
		sin, cos := math.Sincos(angle)
		half := g.width * size / em / 2
		turn := angle - math.Pi/2
		// The middle of the character's foot stands on the circle.
		c.glyph(g, size, x+inner*cos-half*math.Cos(turn), y+inner*sin-half*math.Sin(turn), turn)
		angle -= step
	}
	return nil
}

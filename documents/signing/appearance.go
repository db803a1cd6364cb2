package signing

import (
	"time"

	"sutiao/documents/verification/revision"
)

// look is what a signature shows on the page.
type look struct {
	drawing []byte
	picture *revision.Picture
}

const (
	captionSize = 6.5 // points
	captionLead = 8.0
	typedSize   = 30.0
)

// beijing is a fixed zone: the law counts in Beijing time everywhere.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// appearance draws a person's signature, drawn or typed, with the lines that say who
// signed, when, and how it was made sure who it was; or an organisation's seal.
func (r *SigningRequest) appearance(seal bool) (look, error) {
	c := &canvas{}
	var picture *revision.Picture
	var err error
	if len(r.Ink) > 0 {
		if picture, err = readInk(r.Ink); err != nil {
			return look{}, err
		}
	}
	switch {
	case seal && picture != nil:
		c.fit(picture, 0, r.Place.Width, r.Place.Height, true)
	case seal:
		err = c.seal(r.Fonts.text, r.Name, r.At.In(beijing).Format("2006-01-02"), r.Place.Width, r.Place.Height)
	default:
		err = r.person(c, picture)
	}
	if err != nil {
		return look{}, err
	}
	drawing, err := pack(c.out)
	return look{drawing, picture}, err
}

// person draws the signature above its caption.
func (r *SigningRequest) person(c *canvas, picture *revision.Picture) error {
	lines := []string{r.Name + " " + r.At.In(beijing).Format("2006-01-02 15:04:05")}
	if r.Verified != "" {
		lines = append(lines, "身份验证："+r.Verified)
	}
	width, floor := r.Place.Width, captionLead*float64(len(lines))+1
	c.add("rg", 0.25, 0.25, 0.25)
	for i, text := range lines {
		if _, err := c.line(r.Fonts.text, text, captionSize, 1, floor-captionLead*float64(i+1)+1, width-2); err != nil {
			return err
		}
	}
	room := r.Place.Height - floor
	if picture != nil {
		c.fit(picture, floor, width, room, false)
		return nil
	}
	c.add("rg", 0.05, 0.1, 0.3)
	size := min(typedSize, room*0.75)
	_, err := c.line(r.Fonts.hand, r.Typed, size, 2, floor+room*0.25, width-4)
	return err
}

// fit places the picture as large as it goes above the floor, in the middle or at the left.
func (c *canvas) fit(p *revision.Picture, floor, width, height float64, middle bool) {
	scale := min(width/float64(p.Width), height/float64(p.Height))
	w, h := float64(p.Width)*scale, float64(p.Height)*scale
	x := 0.0
	if middle {
		x = (width - w) / 2
	}
	c.picture(x, floor+(height-h)/2, w, h)
}

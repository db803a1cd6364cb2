package revision

import (
	"slices"
	"time"

	"sutiao/dispute"
)

// Signature is what a signature's update says, less the container.
type Signature struct {
	Signer   string // party ID, "mediator" or "organisation"
	Name     string // of the person or organisation
	Reason   string
	At       time.Time // as the signer's side claims, whole seconds
	Page     int       // from 1
	Box      Box
	Evidence []byte // JSON
	Drawing  []byte // the appearance's strokes and fills, zlib
	Picture  *Picture
	Last     bool // nothing is to be signed after it; the organisation's seal always is
	Room     int  // bytes kept for the container
}

// Box is a rectangle on a page, in hundredths of a point from the lower left corner.
type Box struct{ Left, Bottom, Right, Top int }

func (b Box) overlaps(o Box) bool {
	return b.Left < o.Right && o.Left < b.Right && b.Bottom < o.Top && o.Bottom < b.Top
}

// Picture is an image in eight bits per colour (DeviceRGB) with its opacity (DeviceGray),
// each compressed by zlib.
type Picture struct {
	Width, Height  int // pixels
	Colour, Opaque []byte
}

// Signed is a signature that stands in a file.
type Signed struct {
	Signature
	From, To int    // the update's first byte and the one after its last
	Gap      [2]int // the part that the signature leaves out: the container with its brackets
	Object   int    // number of the signature dictionary
}

const (
	maxEvidence = 1 << 20
	maxDrawing  = 2 << 20 // unpacked
	maxPixels   = 1 << 20
	maxStream   = 4 << 20 // packed
	maxSigned   = 100
	minRoom     = 1 << 10
	maxRoom     = 1 << 16
	// The greatest signature or seal, in hundredths of a point: the place for one, not a page.
	maxWidth  = 320_00
	maxHeight = 220_00
	maxSide   = 14_400_00 // ISO 32000-1 annex C
)

// Closes tells that nothing may be signed after it.
func (s *Signature) Closes() bool { return s.Last || s.Signer == dispute.OrganisationSigner }

// rank is the place in the order of signing: the parties, who sign in any order, then the
// mediator, then the organisation's seal.
func rank(signer string) int {
	switch signer {
	case dispute.MediatorSigner:
		return 1
	case dispute.OrganisationSigner:
		return 2
	default:
		return 0
	}
}

// check refuses a signature that may not follow the earlier ones.
func (s *Signature) check(earlier []Signed, at int) *Problem {
	fits := s.Page > 0 && s.Box.Left >= 0 && s.Box.Bottom >= 0 && s.Box.Left < s.Box.Right && s.Box.Bottom < s.Box.Top &&
		s.Box.Right <= maxSide && s.Box.Top <= maxSide &&
		s.Box.Right-s.Box.Left <= maxWidth && s.Box.Top-s.Box.Bottom <= maxHeight
	switch {
	case len(earlier) >= maxSigned:
		return problem(at, "签名过多", "there are too many signatures")
	case s.Signer == "" || slices.Contains([]byte(s.Signer), '.') || !readable(s.Signer) || !readable(s.Name) || !readable(s.Reason):
		return problem(at, "签名人或文字有误", "the signer or a text is not acceptable")
	case !fits:
		return problem(at, "签名位置有误", "the place of the signature is not acceptable").onPage(s.Page)
	case s.Room < minRoom || s.Room > maxRoom || len(s.Evidence) > maxEvidence:
		return problem(at, "签名数据大小有误", "the size of the signature's data is not acceptable")
	}
	for i := range earlier {
		e := &earlier[i]
		switch {
		case e.Closes():
			return problem(at, "文书已签署完毕，不得再签名", "the document is closed: nothing may be signed after the organisation's seal or the last signature")
		case e.Signer == s.Signer:
			return problem(at, "同一签名人不得重复签名", "this signer has already signed")
		case rank(e.Signer) > rank(s.Signer):
			return problem(at, "签名顺序有误：当事人先签，调解员次之，机构最后盖章", "out of order: parties first, then the mediator, the organisation's seal last")
		case e.Page == s.Page && e.Box.overlaps(s.Box):
			return problem(at, "签名位置与已有签名重叠", "the place is already taken by a signature").onPage(s.Page)
		}
	}
	return nil
}

package fanout

import "encoding/binary"

// VP8 is what the payload descriptor of a VP8 packet says (RFC 7741 section 4.2), and
// where: a receiver's decoder orders frames by these numbers, so they are rewritten
// where the source changes layer.
type VP8 struct {
	Start    bool // first packet of a frame
	KeyFrame bool // only known at the start of a frame
	Picture  uint16
	TL0      uint8
	Width    uint16 // of a key frame, in pixels
	Height   uint16

	picture int // offset of the picture ID, or 0
	long    bool
	tl0     int // offset of TL0PICIDX, or 0
	Size    int // of the descriptor in bytes
}

// ParseVP8 reads the descriptor; false where the payload is not VP8.
func ParseVP8(b []byte) (VP8, bool) {
	var v VP8
	if len(b) < 2 {
		return v, false
	}
	v.Start = b[0]&0x10 != 0 && b[0]&0x07 == 0
	at := 1
	if b[0]&0x80 != 0 {
		extension := b[1]
		at++
		if extension&0x80 != 0 && !v.readPicture(b, &at) {
			return v, false
		}
		if extension&0x40 != 0 {
			if at >= len(b) {
				return v, false
			}
			v.tl0, v.TL0 = at, b[at]
			at++
		}
		if extension&0x30 != 0 {
			at++
		}
	}
	if at >= len(b) {
		return v, false
	}
	v.Size = at
	v.readFrame(b[at:])
	return v, true
}

func (v *VP8) readPicture(b []byte, at *int) bool {
	i := *at
	if i >= len(b) {
		return false
	}
	v.picture = i
	if b[i]&0x80 == 0 {
		v.Picture = uint16(b[i])
		*at++
		return true
	}
	if i+1 >= len(b) {
		return false
	}
	v.long = true
	v.Picture = binary.BigEndian.Uint16(b[i:]) & 0x7fff
	*at += 2
	return true
}

// readFrame looks at the frame's own header (RFC 6386 section 9.1).
func (v *VP8) readFrame(b []byte) {
	if !v.Start || b[0]&1 != 0 {
		return
	}
	v.KeyFrame = true
	if len(b) >= 10 && b[3] == 0x9d && b[4] == 0x01 && b[5] == 0x2a {
		v.Width = binary.LittleEndian.Uint16(b[6:]) & 0x3fff
		v.Height = binary.LittleEndian.Uint16(b[8:]) & 0x3fff
	}
}

// Rewrite writes other numbers into the payload that v was read from.
func (v *VP8) Rewrite(b []byte, picture uint16, tl0 uint8) {
	if v.picture > 0 {
		if v.long {
			binary.BigEndian.PutUint16(b[v.picture:], picture&0x7fff|0x8000)
		} else {
			b[v.picture] = byte(picture & 0x7f)
		}
	}
	if v.tl0 > 0 {
		b[v.tl0] = tl0
	}
}

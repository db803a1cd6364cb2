package inspection

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"io"
)

// orientation is the EXIF tag 0x0112 (CIPA DC-008, 4.6.5): 1 is upright, 2 to 8 are the
// other turns and mirrorings. What can't be read counts as upright.
func orientation(file io.ReaderAt, size int64) int {
	// EXIF stands before the pixels of a JPEG and after those of a WebP.
	for _, at := range []int64{0, max(0, size-exifWindow)} {
		window := make([]byte, min(size, exifWindow))
		n, _ := file.ReadAt(window, at)
		if tiff := findTIFF(window[:n]); tiff != nil {
			if turn := readOrientation(tiff); turn >= 1 && turn <= 8 {
				return turn
			}
		}
	}
	return 1
}

// exifWindow is as much as a segment of a JPEG can hold, twice.
const exifWindow = 128 << 10

// findTIFF returns what follows the mark of EXIF in a JPEG ("Exif", two zeros), a WebP
// ("EXIF", a length) or a PNG ("eXIf").
func findTIFF(window []byte) []byte {
	for _, mark := range []struct {
		text string
		skip int
	}{{"Exif\x00\x00", 6}, {"EXIF", 8}, {"eXIf", 4}} {
		for rest := window; ; {
			at := bytes.Index(rest, []byte(mark.text))
			if at < 0 {
				break
			}
			rest = rest[at+len(mark.text):]
			tiff := rest[min(len(rest), mark.skip-len(mark.text)):]
			tiff = bytes.TrimPrefix(tiff, []byte("Exif\x00\x00")) // some writers of WebP keep it
			if bytes.HasPrefix(tiff, []byte("II*\x00")) || bytes.HasPrefix(tiff, []byte("MM\x00*")) {
				return tiff
			}
		}
	}
	return nil
}

// readOrientation reads the first directory of a TIFF.
func readOrientation(tiff []byte) int {
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	if len(tiff) < 8 {
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(entries) >= 12; n-- {
		const orientationTag, short = 0x0112, 3
		if order.Uint16(entries) == orientationTag && order.Uint16(entries[2:]) == short {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 0
}

// turned is a picture seen upright, without a copy of its pixels.
type turned struct {
	image.Image
	turn int
}

func upright(picture image.Image, turn int) image.Image {
	if turn <= 1 || turn > 8 {
		return picture
	}
	return turned{picture, turn}
}

// Bounds implements image.Image.
func (t turned) Bounds() image.Rectangle {
	b := t.Image.Bounds()
	if t.turn >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return image.Rect(0, 0, b.Dx(), b.Dy())
}

// At implements image.Image.
func (t turned) At(x, y int) color.Color {
	b := t.Image.Bounds()
	right, bottom := b.Dx()-1, b.Dy()-1
	switch t.turn {
	case 2:
		x = right - x
	case 3:
		x, y = right-x, bottom-y
	case 4:
		y = bottom - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, bottom-x
	case 7:
		x, y = right-y, bottom-x
	case 8:
		x, y = right-y, x
	}
	return t.Image.At(b.Min.X+x, b.Min.Y+y)
}

// Opaque tells whether nothing shines through.
func (t turned) Opaque() bool { return opaque(t.Image) }

package inspection_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"unicode/utf16"
)

// picture is grey, with a red block in the upper left corner as it is stored.
func picture(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{90, 90, 90, 255}
			if x < 16 && y < 16 {
				c = color.RGBA{220, 0, 0, 255}
			}
			m.Set(x, y, c)
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tiff is the EXIF block of a phone: the orientation, and a place as plain text.
func tiff(orientation byte) []byte {
	return append([]byte{'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1,
		0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0}, "N31.2304 E121.4737 iPhone of Zhang"...)
}

func jpegWithEXIF(t testing.TB, m image.Image, orientation byte) []byte {
	plain := jpegOf(t, m)
	block := append([]byte("Exif\x00\x00"), tiff(orientation)...)
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(block)+2))
	return bytes.Join([][]byte{plain[:2], segment, block, plain[2:]}, nil)
}

func chunk(kind string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, kind...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func pngWithEXIF(t testing.TB, m image.Image, orientation byte) []byte {
	plain := pngOf(t, m)
	const header = 8 + 25 // the signature and IHDR
	return bytes.Join([][]byte{plain[:header], chunk("eXIf", tiff(orientation)), chunk("tEXt", []byte("Comment\x00of Zhang")), plain[header:]}, nil)
}

// hugePNG claims a size that it would never have to hold.
func hugePNG(side uint32) []byte {
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)
	header = append(header, 8, 2, 0, 0, 0)
	return append(append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", header)...), chunk("IDAT", []byte("x"))...)
}

// pdf writes the objects, of which the first is the catalogue.
func pdf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

// pdfWith is a PDF of one page with so much more in its catalogue.
func pdfWith(catalogue string, more ...string) []byte {
	return pdf(append([]string{
		"<< /Type /Catalog /Pages 2 0 R " + catalogue + " >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> >>",
	}, more...)...)
}

// packedPDF is a PDF all of whose objects lie compressed in streams. The last object of
// the first stream is what happens on opening; each further stream has one object.
func packedPDF(action string, further ...string) []byte {
	streams := [][]string{{
		"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << >> >>", action,
	}}
	for _, object := range further {
		streams = append(streams, []string{object})
	}
	const firstStream = 100 // its object number; those below are packed
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	rows := make([]byte, 5*(firstStream+len(streams)+1)) // all free, so far
	number := 1
	row := func(of int, kind byte, at int, index byte) {
		copy(rows[5*of:], []byte{kind, byte(at >> 16), byte(at >> 8), byte(at), index})
	}
	for i, objects := range streams {
		var places, content strings.Builder
		for j, object := range objects {
			fmt.Fprintf(&places, "%d %d ", number, content.Len())
			content.WriteString(object + " ")
			row(number, 2, firstStream+i, byte(j))
			number++
		}
		row(firstStream+i, 1, b.Len(), 0)
		fmt.Fprintf(&b, "%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode", firstStream+i, len(objects), places.Len())
		packed := deflated(places.String() + content.String())
		fmt.Fprintf(&b, " /Length %d >>\nstream\n%s\nendstream\nendobj\n", len(packed), packed)
	}
	start, last := b.Len(), firstStream+len(streams)
	row(last, 1, start, 0)
	fmt.Fprintf(&b, "%d 0 obj\n<< /Type /XRef /Size %d /W [1 3 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n",
		last, last+1, len(rows), rows, start)
	return b.Bytes()
}

func deflated(text string) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.Bytes()
}

const (
	wordMain  = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	sheetMain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	slideMain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
)

func officePackage(t testing.TB, mainType string, parts ...string) []byte {
	types := `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="` + mainType + `"/></Types>`
	return zipped(t, append([]string{"[Content_Types].xml", types, "_rels/.rels", "<x/>"}, parts...)...)
}

func zipped(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// compound is the header and the directory of an old Office document.
func compound(names ...string) []byte {
	b := append([]byte{0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1}, make([]byte, 504)...)
	for _, name := range append([]string{"Root Entry"}, names...) {
		entry := make([]byte, 128)
		for i, unit := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(entry[2*i:], unit)
		}
		binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)+2))
		entry[66] = 2
		b = append(b, entry...)
	}
	return append(b, make([]byte, 4096)...)
}

// box is an MP4 file that begins with its brand.
func box(brand string) []byte {
	return append([]byte("\x00\x00\x00\x18ftyp"+brand+"\x00\x00\x02\x00"+brand+"mp41"), make([]byte, 64)...)
}

func ebml(doctype string) []byte {
	return append([]byte("\x1a\x45\xdf\xa3\x93\x42\x82"+string(rune(0x80 | len(doctype)))[1:]+doctype), make([]byte, 64)...)
}

func long(text string) []byte { return []byte(strings.Repeat(text, 40)) }

package revision

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Update is what one signature adds to a file.
type Update struct {
	Bytes []byte
	Gap   [2]int // offsets in the file: the container with its brackets
	table int
}

func (u *Update) fill(container []byte, start int) {
	hex.Encode(u.Bytes[u.Gap[0]+1-start:], container)
}

// updateWriter writes objects and remembers where they are.
type updateWriter struct {
	start   int // offset of the update in the file
	out     []byte
	offsets map[int]int
}

func (w *updateWriter) add(format string, arguments ...any) {
	w.out = fmt.Appendf(w.out, format, arguments...)
}

func (w *updateWriter) begin(number int) {
	w.offsets[number] = w.start + len(w.out)
	w.add("%d 0 obj\n", number)
}

func (w *updateWriter) stream(number int, dictionary string, body []byte) {
	w.begin(number)
	w.add("<< %s /Length %d >>\nstream\n", dictionary, len(body))
	w.out = append(w.out, body...)
	w.add("\nendstream\nendobj\n")
}

// Render writes the update of a signature that follows those of the document. The
// container is left as zeros.
func (d *Document) Render(s *Signature) (*Update, *Problem) {
	from := len(d.data)
	if p := s.check(d.Signed, from); p != nil {
		return nil, p
	}
	page, p := d.frozen.page(d.data, s.Page)
	if p != nil {
		return nil, p
	}
	return d.write(s, d.numbers(s), page), nil
}

func (d *Document) write(s *Signature, n numbers, page []byte) *Update {
	room := len(s.Evidence) + len(s.Drawing) + 2*s.Room + len(page) + len(d.frozen.catalogue) + 4096
	if s.Picture != nil {
		room += len(s.Picture.Colour) + len(s.Picture.Opaque)
	}
	w := &updateWriter{start: len(d.data), out: make([]byte, 0, room), offsets: map[int]int{}}
	w.begin(d.frozen.root)
	w.add("<< %s /AcroForm << /Fields [%s] /SigFlags 3 >> >>\nendobj\n", d.frozen.catalogue, list(d.fields, n.widget))
	w.begin(n.page)
	w.add("<< %s /Annots [%s] >>\nendobj\n", page, list(d.widgets[s.Page], n.widget))
	w.stream(n.evidence, "/Type /SutiaoEvidence", s.Evidence)
	w.begin(n.widget)
	w.add("<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T %s /P %d 0 R", textString(s.Signer), n.page)
	w.add(" /Rect [%s %s %s %s]", points(s.Box.Left), points(s.Box.Bottom), points(s.Box.Right), points(s.Box.Top))
	w.add(" /V %d 0 R /AP << /N %d 0 R >> >>\nendobj\n", n.signature, n.appearance)
	resources := ""
	if s.Picture != nil {
		resources = fmt.Sprintf("/XObject << /I %d 0 R >> ", n.picture)
	}
	w.stream(n.appearance, fmt.Sprintf("/Type /XObject /Subtype /Form /BBox [0 0 %s %s] /Resources << %s>> /Filter /FlateDecode",
		points(s.Box.Right-s.Box.Left), points(s.Box.Top-s.Box.Bottom), resources), s.Drawing)
	if i := s.Picture; i != nil {
		w.stream(n.picture, fmt.Sprintf("%s /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /SMask %d 0 R /Filter /FlateDecode",
			image, i.Width, i.Height, n.opaque), i.Colour)
		w.stream(n.opaque, fmt.Sprintf("%s /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
			image, i.Width, i.Height), i.Opaque)
	}
	gap, ranges := w.dictionary(s, n)
	u := &Update{Gap: gap, table: w.table(d, n)}
	end := w.start + len(w.out)
	copy(w.out[ranges:], fmt.Sprintf("%010d %010d %010d", gap[0], gap[1], end-gap[1]))
	u.Bytes = w.out
	return u
}

// image begins the dictionary of a picture.
const image = "/Type /XObject /Subtype /Image"

// dictionary writes the signature dictionary and gives the place of the container in the
// file and that of the ranges in the update.
func (w *updateWriter) dictionary(s *Signature, n numbers) (gap [2]int, ranges int) {
	w.begin(n.signature)
	w.add("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name %s /Reason %s", textString(s.Name), textString(s.Reason))
	w.add(" /M (D:%s+08'00') /SutiaoLast %t /SutiaoEvidence %d 0 R", s.At.In(beijing).Format(timeLayout), s.Last, n.evidence)
	w.add(" /ByteRange [0 ")
	ranges = len(w.out)
	w.add("0000000000 0000000000 0000000000] /Contents ")
	gap[0] = w.start + len(w.out)
	w.add("<%s>", strings.Repeat("00", s.Room))
	gap[1] = w.start + len(w.out)
	w.add(" >>\nendobj\n")
	return gap, ranges
}

// table writes the table of the update's objects, the trailer and the end mark.
func (w *updateWriter) table(d *Document, n numbers) int {
	at := w.start + len(w.out)
	w.add("xref\n")
	all := make([]int, 0, len(w.offsets))
	for number := range w.offsets {
		all = append(all, number)
	}
	slices.Sort(all)
	for i := 0; i < len(all); {
		run := i + 1
		for run < len(all) && all[run] == all[run-1]+1 {
			run++
		}
		w.add("%d %d\n", all[i], run-i)
		for ; i < run; i++ {
			w.add("%010d 00000 n \n", w.offsets[all[i]])
		}
	}
	w.add("trailer\n<< /Size %d /Root %d 0 R /Prev %d %s>>\nstartxref\n%d\n%%%%EOF\n",
		n.signature+1, d.frozen.root, d.table, d.frozen.trailer, at)
	return at
}

const timeLayout = "20060102150405"

// beijing is a fixed zone: the law counts in Beijing time everywhere.
var beijing = time.FixedZone("UTC+8", 8*60*60)

func points(hundredths int) string {
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

func list(earlier []int, last int) string {
	var b strings.Builder
	for _, n := range earlier {
		fmt.Fprintf(&b, "%d 0 R ", n)
	}
	fmt.Fprintf(&b, "%d 0 R", last)
	return b.String()
}

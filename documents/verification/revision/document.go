package revision

import "slices"

// Document is a frozen file with the signatures that it has so far.
type Document struct {
	Signed []Signed

	data    []byte
	frozen  *frozen
	size    int // the next free object number
	table   int // offset of the last table
	fields  []int
	widgets map[int][]int // by page
}

// Frozen is the length of the file before any signature, in bytes.
func (d *Document) Frozen() int { return d.frozen.end }

// Pages is the number of pages.
func (d *Document) Pages() int { return len(d.frozen.pages) }

// Bytes is the file.
func (d *Document) Bytes() []byte { return d.data }

// numbers are the object numbers of an update.
type numbers struct{ page, evidence, widget, appearance, picture, opaque, signature int }

func (d *Document) numbers(s *Signature) numbers {
	n := numbers{page: d.frozen.pages[s.Page-1], evidence: d.size, widget: d.size + 1, appearance: d.size + 2}
	n.signature = d.size + 3
	if s.Picture != nil {
		n.picture, n.opaque, n.signature = d.size+3, d.size+4, d.size+5
	}
	return n
}

// Append puts an update at the end, with the container in its place.
func (d *Document) Append(s Signature, u *Update, container []byte) *Problem {
	if len(container) > s.Room {
		return problem(u.Gap[0], "签名数据超出预留空间", "the signature is larger than the room kept for it")
	}
	from := len(d.data)
	u.fill(container, from)
	d.data = append(slices.Clip(d.data), u.Bytes...)
	d.accept(s, u, from)
	return nil
}

func (d *Document) accept(s Signature, u *Update, from int) {
	n := d.numbers(&s)
	d.Signed = append(d.Signed, Signed{Signature: s, From: from, To: from + len(u.Bytes), Gap: u.Gap, Object: n.signature})
	d.size, d.table = n.signature+1, u.table
	d.fields = append(slices.Clip(d.fields), n.widget)
	d.widgets[s.Page] = append(slices.Clip(d.widgets[s.Page]), n.widget)
}

package revision

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

const (
	// maxFile bounds the file, so that offsets fit the table's ten digits everywhere.
	maxFile    = 1 << 30
	maxObjects = 1 << 20
	maxPages   = 5000
)

// frozen is the file as it was made, before any signature: only what a signature's update
// builds on is read, for all its bytes are under every signature.
type frozen struct {
	end       int // offset after its end mark
	table     int // offset of its table
	size      int // /Size: one more than the greatest object number
	root      int // object number of the catalogue
	info      int // and of the file's description, or 0
	catalogue []byte
	trailer   []byte // the trailer's other entries, as spelled
	pages     []int  // object numbers in the order of reading
	offsets   []int  // of the objects, by number less one
	ends      []int  // where the next object begins, likewise
}

// What a catalogue and a page that is signed on may hold. Forms of others, annotations,
// actions and layers that come and go are not among it.
var (
	catalogueKeys = []string{"Type", "Pages", "Lang", "Metadata", "ViewerPreferences", "PageMode", "PageLayout", "Outlines", "MarkInfo", "StructTreeRoot", "OutputIntents", "PageLabels"}
	pageKeys      = []string{"Type", "Parent", "Resources", "Contents", "MediaBox", "CropBox", "TrimBox", "BleedBox", "ArtBox", "Rotate", "Group", "StructParents", "Tabs"}
)

func only(entries []entry, keys []string) bool {
	for _, e := range entries {
		if !slices.Contains(keys, e.key) {
			return false
		}
	}
	return true
}

// readFrozen reads the first revision: one table of all objects at its end, a catalogue,
// a flat list of pages. It is what gopdf writes; anything else is refused.
func readFrozen(data []byte) (*frozen, *Problem) {
	if len(data) > maxFile {
		return nil, problem(maxFile, "文件过大", "the file is too large")
	}
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) {
		return nil, problem(0, "不是 PDF 文件", "not a PDF file")
	}
	mark := bytes.Index(data, []byte("\nstartxref\n"))
	if mark < 0 {
		return nil, problem(len(data), "文件不完整：找不到交叉引用表的位置", "the file is incomplete: no place of the object table")
	}
	s := &scanner{data: data, at: mark + len("\nstartxref\n"), failed: -1}
	f := &frozen{table: s.number()}
	s.text("\n%%EOF\n")
	if s.failed >= 0 {
		return nil, problem(s.failed, "首版文件的结束标记有误", "the end mark of the first revision is wrong")
	}
	f.end = s.at
	for _, step := range []func([]byte, int) *Problem{f.readTable, f.checkObjects, f.readPages} {
		if p := step(data, mark); p != nil {
			return nil, p
		}
	}
	return f, nil
}

// readTable reads the table and the trailer, which must fill the space up to the mark.
func (f *frozen) readTable(data []byte, mark int) *Problem {
	if f.table >= mark {
		return problem(mark, "交叉引用表的位置有误", "the place of the object table is wrong")
	}
	s := &scanner{data: data, at: f.table, failed: -1}
	s.text("xref\n0 ")
	f.size = s.number()
	s.text("\n0000000000 65535 f \n")
	if s.failed < 0 && (f.size < 2 || f.size > maxObjects) {
		s.fail(f.table)
	}
	for n := 1; n < f.size && s.failed < 0; n++ {
		offset, err := strconv.Atoi(string(s.take(10)))
		if err != nil {
			s.fail(s.at)
		}
		s.text(" 00000 n \n")
		f.offsets = append(f.offsets, offset)
	}
	s.text("trailer\n")
	if s.failed >= 0 {
		return problem(s.failed, "首版文件的交叉引用表有误", "the object table of the first revision is wrong")
	}
	entries, _, ok := readObject(data[s.at:mark])
	if !ok {
		return problem(s.at, "首版文件的尾部字典有误", "the trailer of the first revision is wrong")
	}
	for _, e := range entries {
		switch e.key {
		case "Size":
			ok = ok && string(e.value) == strconv.Itoa(f.size)
		case "Root":
			f.root = reference(e.value)
		case "Info", "ID":
			if e.key == "Info" {
				f.info = reference(e.value)
			}
			f.trailer = fmt.Appendf(f.trailer, "/%s %s ", e.key, e.value)
		default: // /Prev, /XRefStm or /Encrypt would bring content from elsewhere
			ok = false
		}
	}
	if !ok || f.root < 1 || f.root >= f.size || lookup(entries, "Size") == nil {
		return problem(s.at, "首版文件的尾部字典有误", "the trailer of the first revision is wrong")
	}
	return nil
}

// checkObjects wants each object where the table says, and the file filled with them.
func (f *frozen) checkObjects(data []byte, _ int) *Problem {
	order := make([]int, len(f.offsets))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return f.offsets[a] - f.offsets[b] })
	f.ends = make([]int, len(f.offsets))
	end := f.table
	for k := len(order) - 1; k >= 0; k-- {
		i := order[k]
		offset := f.offsets[i]
		if offset < 0 || offset >= end || !bytes.HasPrefix(data[offset:end], []byte(strconv.Itoa(i+1)+" 0 obj")) {
			return problem(max(0, min(offset, f.table)), "对象不在交叉引用表所指的位置", "an object is not where the table says").inObject(i + 1)
		}
		if !bytes.HasSuffix(bytes.TrimRight(data[offset:end], "\r\n "), []byte("endobj")) {
			return problem(end, "对象之间有多余内容", "something stands between two objects").inObject(i + 1)
		}
		f.ends[i], end = end, offset
	}
	if end > 32 { // the header and its line of binary
		return problem(0, "文件开头有多余内容", "something stands before the first object")
	}
	return nil
}

// object gives the bytes of a frozen object, between "obj" and "endobj".
func (f *frozen) object(data []byte, number int) []byte {
	if number < 1 || number >= f.size {
		return nil
	}
	body := bytes.TrimRight(data[f.offsets[number-1]:f.ends[number-1]], "\r\n ")
	body = bytes.TrimSuffix(body, []byte("endobj"))
	return bytes.TrimPrefix(body, []byte(strconv.Itoa(number)+" 0 obj"))
}

// readPages reads the catalogue and the list of pages.
func (f *frozen) readPages(data []byte, _ int) *Problem {
	wrong := func(number int) *Problem {
		return problem(f.offsets[number-1], "目录或页面的写法不受支持", "the catalogue or the pages are written in a way that is not supported").inObject(number)
	}
	entries, inner, ok := readObject(f.object(data, f.root))
	pages := reference(lookup(entries, "Pages"))
	if !ok || string(lookup(entries, "Type")) != "/Catalog" || pages < 1 || pages >= f.size {
		return wrong(f.root)
	}
	if !only(entries, catalogueKeys) {
		return wrong(f.root)
	}
	f.catalogue = inner
	entries, _, ok = readObject(f.object(data, pages))
	kids, isList := references(lookup(entries, "Kids"))
	if !ok || !isList || len(kids) == 0 || len(kids) > maxPages || string(lookup(entries, "Type")) != "/Pages" {
		return wrong(pages)
	}
	f.pages = kids
	return nil
}

// page gives the text of a frozen page's dictionary.
func (f *frozen) page(data []byte, number int) ([]byte, *Problem) {
	if number < 1 || number > len(f.pages) || f.pages[number-1] >= f.size {
		return nil, problem(f.end, "没有这一页", "there is no such page").onPage(number)
	}
	object := f.pages[number-1]
	entries, inner, ok := readObject(f.object(data, object))
	if !ok || string(lookup(entries, "Type")) != "/Page" || !only(entries, pageKeys) {
		return nil, problem(f.offsets[object-1], "页面的写法不受支持", "the page is written in a way that is not supported").inObject(object).onPage(number)
	}
	return inner, nil
}

// reference reads "3 0 R" and gives 3, or 0.
func reference(value []byte) int {
	words := bytes.Fields(value)
	if len(words) != 3 || string(words[1]) != "0" || string(words[2]) != "R" {
		return 0
	}
	n, err := strconv.Atoi(string(words[0]))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func references(value []byte) ([]int, bool) {
	value = bytes.TrimSpace(value)
	if len(value) < 2 || value[0] != '[' || value[len(value)-1] != ']' {
		return nil, false
	}
	words := bytes.Fields(value[1 : len(value)-1])
	if len(words)%3 != 0 {
		return nil, false
	}
	var out []int
	for i := 0; i < len(words); i += 3 {
		n := reference(bytes.Join(words[i:i+3], []byte(" ")))
		if n == 0 {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

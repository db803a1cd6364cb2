package tamper

import (
	"bytes"
	"fmt"
	"strings"

	"sutiao/documents/verification/revision"
)

// PDF makes altered copies of a document with at least three signatures. The other document
// is signed by the same signers.
func PDF(signed, other []byte) []Copy {
	c := &collector{original: signed}
	d, problem := revision.Read(signed)
	o, problemOther := revision.Read(other)
	if problem != nil || problemOther != nil || len(d.Signed) < 3 {
		panic("tamper: not documents with three signatures")
	}
	c.cuts(d)
	c.orders(d)
	c.containers(d, o)
	c.dictionaries(d)
	c.frozen(d)
	c.appended(d)
	return c.copies
}

func (c *collector) cuts(d *revision.Document) {
	data := c.original
	for i, s := range d.Signed {
		c.add(fmt.Sprintf("cut off before signature %d", i+1), data[:s.From])
		c.add(fmt.Sprintf("cut off in the middle of signature %d", i+1), data[:(s.From+s.To)/2])
		if i+1 < len(d.Signed) {
			c.add(fmt.Sprintf("signature %d taken out", i+1), joined(data[:s.From], data[s.To:]))
		}
	}
	c.add("cut off by one byte", data[:len(data)-1])
	c.add("the frozen part cut in half", data[:d.Frozen()/2])
	c.add("empty", []byte{})
}

func (c *collector) orders(d *revision.Document) {
	data, s := c.original, d.Signed
	part := func(i int) []byte { return data[s[i].From:s[i].To] }
	c.add("signatures 1 and 2 in the other order", joined(data[:s[0].From], part(1), part(0), data[s[1].To:]))
	last := len(s) - 1
	c.add("the last signature before the one before it", joined(data[:s[last-1].From], part(last), part(last-1)))
	c.add("the last signature twice", joined(data, part(last)))
	c.add("the first signature again at the end", joined(data, part(0)))
}

// containers exchange and rewrite what the signatures leave out.
func (c *collector) containers(d, other *revision.Document) {
	data, s := c.original, d.Signed
	gap := func(i int) []byte { return data[s[i].Gap[0]:s[i].Gap[1]] }
	with := func(i int, text []byte) []byte { return joined(data[:s[i].Gap[0]], text, data[s[i].Gap[1]:]) }
	sized := func(text []byte, length int) []byte {
		text = bytes.TrimSuffix(text, []byte(">"))
		if len(text) >= length {
			return append(bytes.Clone(text[:length-1]), '>')
		}
		return joined(text, bytes.Repeat([]byte("0"), length-len(text)-1), []byte(">"))
	}
	swapped := joined(data[:s[0].Gap[0]], sized(gap(1), len(gap(0))), data[s[0].Gap[1]:s[1].Gap[0]], sized(gap(0), len(gap(1))), data[s[1].Gap[1]:])
	c.add("the containers of signatures 1 and 2 exchanged", swapped)
	for i := range s {
		theirs := other.Bytes()[other.Signed[i].Gap[0]:other.Signed[i].Gap[1]]
		c.add(fmt.Sprintf("signature %d with the container of another document", i+1), with(i, sized(theirs, len(gap(i)))))
		c.add(fmt.Sprintf("signature %d in upper case", i+1), with(i, bytes.ToUpper(gap(i))))
		c.add(fmt.Sprintf("signature %d with an empty container", i+1), with(i, sized([]byte("<"), len(gap(i)))))
		padded := bytes.Clone(gap(i))
		padded[len(padded)-2] = '1'
		c.add(fmt.Sprintf("signature %d with something in its padding", i+1), with(i, padded))
		c.add(fmt.Sprintf("signature %d with a space in its padding", i+1), with(i, joined(gap(i)[:len(gap(i))-2], []byte(" >"))))
		c.add(fmt.Sprintf("signature %d with shorter padding", i+1), with(i, joined(gap(i)[:len(gap(i))-3], []byte(">"))))
	}
}

// dictionaries change what stands around the containers.
func (c *collector) dictionaries(d *revision.Document) {
	data := c.original
	for i, s := range d.Signed {
		for _, change := range []struct{ name, old, new string }{
			{"the claimed time", "+08'00')", "+09'00')"},
			{"whether it is the last", "/SutiaoLast false", "/SutiaoLast true"},
			{"the range", "/ByteRange [0 0", "/ByteRange [1 0"},
			{"the range spelled with less zeros", "/ByteRange [0 0", "/ByteRange [0  "},
			{"the filter", "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"},
			{"the flags of the widget", "/F 132", "/F 134"},
			{"the rectangle", "/Rect [", "/Rect [1"},
			{"the appearance reference", "/AP << /N ", "/AP << /N 1"},
			{"an action on the widget", "/FT /Sig", "/FT /Sig /A << /S /JavaScript /JS (1) >>"},
			{"the evidence", "\"method\"", "\"methoD\""},
			{"the list of fields", "/Fields [", "/Fields [1 0 R "},
			{"an action in the catalogue", "/AcroForm << ", "/OpenAction 1 0 R /AcroForm << "},
			{"the list of annotations", "/Annots [", "/Annots [1 0 R "},
			{"the page's content", "/Contents ", "/Contents 1 0 R % "},
			{"the table", " 00000 n \n", " 00001 n \n"},
			{"the trailer's root", "/Root ", "/Root 9"},
			{"the previous table", "/Prev ", "/Prev 1"},
			{"the place of the table", "startxref\n", "startxref\n1"},
			{"the end mark", "%%EOF\n", "%%EOF\r"},
			{"a comment", "trailer\n", "trailer\n% note\n"},
		} {
			c.add(fmt.Sprintf("signature %d: %s changed", i+1, change.name), replaced(data, s.From, change.old, change.new))
		}
	}
}

// frozen changes the document below the signatures.
func (c *collector) frozen(d *revision.Document) {
	data := c.original
	c.add("a byte before the file", joined([]byte(" "), data))
	c.add("another version of PDF", replaced(data, 0, "%PDF-1.7", "%PDF-1.4"))
	c.add("a page taken out of the list", replaced(data, 0, "/Kids [ ", "/Kids [ 4 0 R % "))
	c.add("a page of another size", replaced(data, 0, "/MediaBox [ 0 0 ", "/MediaBox [ 0 9 "))
	c.add("an object between the frozen ones", replaced(data, 0, "endobj\n\n2 0 obj", "endobj\n99 0 obj\nnull\nendobj\n2 0 obj"))
	stream := bytes.Index(data, []byte("stream\n"))
	altered := bytes.Clone(data)
	altered[stream+20] ^= 4
	c.add("a byte of a page's content", altered)
	c.add("a second end mark in the frozen part", joined(data[:d.Frozen()], []byte("%%EOF\n"), data[d.Frozen():]))
}

// appended adds updates that nobody signed.
func (c *collector) appended(d *revision.Document) {
	data := c.original
	for name, text := range map[string]string{"a byte": "x", "a line end": "\n", "an end mark": "%%EOF\n", "zeros": strings.Repeat("\x00", 64), "a comment": "% no more\n"} {
		c.add("added at the end: "+name, joined(data, []byte(text)))
	}
	table := bytes.LastIndex(data, []byte("\nxref\n")) + 1
	page := bytes.Index(data, []byte("/Type /Page\n"))
	number := 3
	if page > 0 {
		line := bytes.LastIndex(data[:page], []byte(" 0 obj"))
		start := bytes.LastIndexByte(data[:line], '\n')
		_, _ = fmt.Sscan(string(data[start+1:line]), &number)
	}
	for name, body := range map[string]string{
		"that wipes a page":          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
		"that replaces the contents": "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 5 0 R >>",
		"that draws over a page":     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /IC [1 1 1] >>] >>",
	} {
		c.add("an unsigned update "+name, joined(data, update(number, body, len(data), table, 500)))
	}
	c.add("an unsigned update with a hidden object", joined(data, update(499, "<< /Hidden true >>", len(data), table, 500)))
	c.add("an unsigned update with another catalogue", joined(data, update(1, "<< /Type /Catalog /Pages 2 0 R >>", len(data), table, 500)))
	last := d.Signed[len(d.Signed)-1]
	before := bytes.LastIndex(data[:last.From], []byte("\nxref\n")) + 1
	c.add("an unsigned update before the seal", joined(data[:last.From], update(number, "<< /Type /Page /Parent 2 0 R >>", last.From, before, 500), data[last.From:]))
}

// update is an incremental update with one object.
func update(number int, body string, start, previous, size int) []byte {
	object := fmt.Sprintf("%d 0 obj\n%s\nendobj\n", number, body)
	return fmt.Appendf(nil, "%sxref\n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n",
		object, number, start, size, previous, start+len(object))
}

package revision

import (
	"slices"
	"strings"
	"time"
)

// scan takes the values out of an update, and gives the object at which it stopped. It
// checks the spelling only as far as it needs to find them: Render, compared byte for
// byte, checks all of it.
func (d *Document) scan(s *scanner) (*Signature, int) {
	v := &Signature{}
	object := 0
	begin := func() {
		if number := s.number(); s.failed < 0 {
			object = number
		}
		s.text(" 0 obj\n<< ")
	}
	begin()
	s.text(string(d.frozen.catalogue) + " /AcroForm << /Fields [")
	s.until("] /SigFlags 3 >> >>\nendobj\n", 1<<16)
	begin()
	v.Page = slices.Index(d.frozen.pages, object) + 1
	page, p := d.frozen.page(s.data, v.Page)
	if p != nil {
		s.fail(s.at)
	}
	s.text(string(page) + " /Annots [")
	s.until("] >>\nendobj\n", 1<<16)
	begin()
	v.Evidence = s.stream("/Type /SutiaoEvidence", maxEvidence)
	begin()
	s.text("/Type /Annot /Subtype /Widget /FT /Sig /F 132 /T ")
	v.Signer = s.words()
	s.until(" /Rect [", 64)
	v.Box = s.box()
	s.until(" >> >>\nendobj\n", 128)
	begin()
	form := s.until(" /Filter /FlateDecode", 256)
	v.Drawing = s.stream("", maxStream)
	if strings.Contains(string(form), "/XObject << /I ") {
		begin()
		v.Picture = s.picture()
		begin()
		s.until(" /Filter /FlateDecode", 256)
		v.Picture.Opaque = s.stream("", maxStream)
	}
	begin()
	s.dictionary(v)
	s.until("%%EOF\n", 4096)
	return v, object
}

// stream reads the rest of a stream object.
func (s *scanner) stream(dictionary string, most int) []byte {
	s.text(dictionary + " /Length ")
	n := s.number()
	if n > most {
		s.fail(s.at)
	}
	s.text(" >>\nstream\n")
	body := s.take(n)
	s.text("\nendstream\nendobj\n")
	return body
}

func (s *scanner) box() (b Box) {
	for i, side := range []*int{&b.Left, &b.Bottom, &b.Right, &b.Top} {
		if i > 0 {
			s.text(" ")
		}
		*side = s.hundredths()
	}
	return b
}

func (s *scanner) picture() *Picture {
	p := &Picture{}
	s.text(image + " /Width ")
	p.Width = s.number()
	s.text(" /Height ")
	p.Height = s.number()
	s.until(" /Filter /FlateDecode", 256)
	p.Colour = s.stream("", maxStream)
	return p
}

func (s *scanner) dictionary(v *Signature) {
	s.text("/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name ")
	v.Name = s.words()
	s.text(" /Reason ")
	v.Reason = s.words()
	s.text(" /M (D:")
	at, err := time.ParseInLocation(timeLayout, string(s.until("+08'00')", 16)), beijing)
	if err != nil {
		s.fail(s.at)
	}
	v.At = at
	v.Last = string(s.until(" /SutiaoEvidence ", 32)) == " /SutiaoLast true"
	s.until(" /Contents <", 128)
	v.Room = len(s.until("> >>\nendobj\n", 2*maxRoom)) / 2
}

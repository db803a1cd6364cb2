package layout

import (
	"fmt"
	"html"
	"strings"
	"time"
)

// write puts the pages, the fonts and what describes them into a file.
func (s *setter) write() ([]byte, error) {
	out := newFile()
	catalog, tree, info, meta, resources := out.reserve(), out.reserve(), out.reserve(), out.reserve(), out.reserve()
	out.object(catalog, fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang(zh-CN)/Metadata %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>", tree, meta))
	made := s.paper.Made.Truncate(time.Second)
	out.object(info, fmt.Sprintf("<</Title%s/Author%s/Creator(Sutiao)/Producer(Sutiao)/CreationDate%s/ModDate%s%s>>",
		textString(s.paper.Title), textString(s.paper.Author), dateString(made), dateString(made), s.expects()))
	out.plainStream(meta, "/Type/Metadata/Subtype/XML", s.metadata(made))

	var kids strings.Builder
	for _, p := range s.pages {
		n, content := out.reserve(), out.reserve()
		fmt.Fprintf(&kids, "%d 0 R ", n)
		out.object(n, fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R/Contents %d 0 R>>",
			tree, pageWidth, pageHeight, resources, content))
		out.stream(content, "", p.content.Bytes())
	}
	out.object(tree, fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(s.pages), strings.TrimSpace(kids.String())))

	var fonts, forms strings.Builder
	for i, f := range s.faces {
		n := out.reserve()
		fmt.Fprintf(&fonts, "/F%d %d 0 R", i+1, n)
		f.write(out, n)
	}
	if s.paper.Link != "" && s.paper.Code != "" {
		drawing, err := squareCode(s.paper.Link)
		if err != nil {
			return nil, err
		}
		n := out.reserve()
		out.stream(n, "/Type/XObject/Subtype/Form/BBox[0 0 1 1]", drawing)
		fmt.Fprintf(&forms, "/XObject<</Q %d 0 R>>", n)
	}
	out.object(resources, fmt.Sprintf("<</Font<<%s>>%s>>", fonts.String(), forms.String()))
	return out.finish(catalog, info), nil
}

// expects says in entries of our own who signs the file, and together with which.
func (s *setter) expects() string {
	var b strings.Builder
	if len(s.paper.Signers) > 0 {
		b.WriteString("/SutiaoSigners[")
		for _, signer := range s.paper.Signers {
			b.WriteString(textString(signer))
		}
		b.WriteString("]")
	}
	if s.paper.With != "" {
		b.WriteString("/SutiaoWith" + textString(s.paper.With))
	}
	return b.String()
}

// metadata says in XMP what the file says of itself.
func (s *setter) metadata(made time.Time) []byte {
	at := made.Format(time.RFC3339)
	return fmt.Appendf(nil, `<?xpacket begin="`+"\ufeff"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Sutiao</xmp:CreatorTool><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`, html.EscapeString(s.paper.Title), html.EscapeString(s.paper.Author), at, at)
}

package documents

import (
	"errors"
	"fmt"
	"strings"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/documents/layout"
)

// Order asks for one document.
type Order struct {
	Kind         dispute.DocumentKind
	Case         *dispute.Case   // as the act left it
	Entry        dispute.Entry   // the act that the document records
	Ledger       []dispute.Entry // the acts so far
	Organisation records.Organisation
	Courts       map[string]string    // 法院代字 to name
	People       map[string]string    // account to name: mediator, manager, judge
	Code         string               // public code, such as 7K3M-9Q2X-4B8T
	VerifyAt     string               // such as https://example.org/v; the square code leads to VerifyAt + "/" + Code
	Timestamps   string               // who dates the signatures, named in agreements
	Index        []dispute.Document   // for the file index
	Record       []dispute.RecordLine // of the session that a record is about
	Template     *Template            // the organisation's own; nil is the built-in
}

// Written is a document as it was written.
type Written struct {
	PDF      []byte
	Pages    int
	Places   []dispute.SignaturePlace
	Template string // name and version, such as agreement/2026-11
	// Text is what stands on the pages, in the order of drawing, pages divided by form
	// feeds: what is extracted from the file equals it but for spaces and line ends.
	Text string
}

// Write writes a document. The error is a *dispute.Error where the case holds something
// that can't be printed or the organisation's template does not fit: one that leaves no place
// for somebody who has to sign this text would leave the signing without an end.
func Write(o Order) (Written, error) {
	w, err := write(o)
	if err == nil && o.Template != nil {
		if missing, _ := placeProblems(o, w.Places); len(missing) > 0 {
			return Written{}, invalidTemplate(missing...)
		}
	}
	return w, err
}

func write(o Order) (Written, error) {
	t := o.Template
	if t == nil {
		builtin, err := Builtin(o.Kind)
		if err != nil {
			return Written{}, err
		}
		t = builtin
	}
	if t.Kind != o.Kind {
		return Written{}, invalidTemplate(dispute.FieldError{Field: "template", Reason: dispute.Text{
			ZH: "模板与文书种类不符：" + t.ID(), EN: "the template is for another kind of document: " + t.ID()}})
	}
	fonts, err := loadFonts()
	if err != nil {
		return Written{}, err
	}
	filled := values(o)
	rendered, err := t.render(filled)
	if err != nil {
		return Written{}, err
	}
	blocks, title, err := t.blocks(rendered)
	if err != nil {
		return Written{}, err
	}
	paper := layout.Paper{
		Title: title, Author: o.Organisation.Name, Made: o.Entry.At.In(dispute.Beijing),
		Code: clean(o.Code), Mark: t.Mark, Blocks: blocks, Signers: o.awaited(blocks), With: o.signedWith(),
	}
	if o.Code != "" && o.VerifyAt != "" {
		paper.Link = strings.TrimRight(o.VerifyAt, "/") + "/" + o.Code
	}
	result, err := layout.Set(paper, fonts)
	if err != nil {
		return Written{}, refusedChar(err, filled)
	}
	return Written{
		PDF: result.PDF, Pages: result.Pages, Places: places(result.Places), Template: t.ID(), Text: result.Text,
	}, nil
}

func places(set []layout.Place) []dispute.SignaturePlace {
	all := make([]dispute.SignaturePlace, len(set))
	for i, p := range set {
		all[i] = dispute.SignaturePlace{Signer: p.Signer, Page: p.Page, X: p.X, Y: p.Y, Width: p.Width, Height: p.Height}
	}
	return all
}

// refusedChar words a character without glyph: which one, and in which field or line.
func refusedChar(err error, filled facts) error {
	var missing *layout.MissingGlyphError
	if !errors.As(err, &missing) {
		return err
	}
	field := whereIs(missing.Char, filled)
	if field == "" {
		field = fmt.Sprintf("template:%d", missing.Line)
	}
	return &dispute.Error{
		Code: dispute.CodeInvalid,
		Message: dispute.Text{
			ZH: fmt.Sprintf("字符U+%04X没有可用字形，无法制作文书，请更正后重试", missing.Char),
			EN: fmt.Sprintf("no font has a glyph for the character U+%04X; please correct it", missing.Char),
		},
		Fields: []dispute.FieldError{{Field: field, Reason: dispute.Text{
			ZH: "所在内容：" + excerpt(missing.Text, missing.Char), EN: "it stands in: " + excerpt(missing.Text, missing.Char)}}},
	}
}

// excerpt shows what stands before and after a character that can't be shown itself.
func excerpt(text string, char rune) string {
	before, after, _ := strings.Cut(text, string(char))
	head, tail := []rune(before), []rune(after)
	return string(head[max(0, len(head)-10):]) + fmt.Sprintf("〔U+%04X〕", char) + string(tail[:min(10, len(tail))])
}

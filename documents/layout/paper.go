package layout

import (
	"fmt"
	"time"
)

// Paper is a document to be set. Lengths are points, a 72nd of an inch.
type Paper struct {
	Title  string // for the reader's window and for lists
	Author string // who issues it
	Made   time.Time
	Code   string // public code; empty leaves the head of the page empty
	Link   string // where the square code leads
	Mark   string // stands at the left of the head, such as 代拟稿
	// Signers are those whose signatures the file waits for, and With is the SHA-256 of a file
	// that is signed together with this one; both are for the check of the signed file.
	Signers []string
	With    string
	Blocks  []Block
}

// Block is a part of a paper: Paragraph, Table, Signatures, Imprint, Rule, Space or PageBreak.
type Block interface{ block() }

// Align is where the lines of a paragraph stand.
type Align int

// The alignments. Justified lines are spread to both margins, all but the last.
const (
	Justified Align = iota
	Left
	Centred
	Right
)

// Style is how a paragraph is set.
type Style struct {
	Size    float64
	Leading float64 // from line to line; 0 is 1.75 times the size
	Bold    bool
	Grey    bool
	Align   Align
	First   float64 // indent of the first line, in characters
	Indent  float64 // indent of all lines, in characters
	Before  float64 // room above
	After   float64 // room below
	// With keeps the paragraph on the page where the next block begins.
	With bool
}

func (s Style) leading() float64 {
	if s.Leading > 0 {
		return s.Leading
	}
	return s.Size * 1.75
}

// Paragraph is running text. A line break in it begins a new line.
type Paragraph struct {
	Text  string
	Style Style
	Line  int // of the template, for messages
}

// Table has ruled cells. Rows are not divided between pages unless one fills a page.
type Table struct {
	Columns []float64 // relative widths
	Rows    []Row
	Size    float64
}

// Row is a row of a table. Where it has fewer cells than the table has columns, the last
// one spans the rest.
type Row struct {
	Cells []Cell
	Head  bool // repeated at the top of each page
	Line  int
}

// Cell is a cell; a label is centred.
type Cell struct {
	Text  string
	Label bool
}

// Signatures are places to sign beside each other, two at most.
type Signatures struct {
	Places []ToSign
	// With keeps them on the page where the next block begins.
	With bool
}

// ToSign is one place to sign or seal.
type ToSign struct {
	Signer string // empty leaves room that nobody signs electronically
	Label  string
	Seal   bool // room for a round seal instead of a signature
	Line   int
}

// Imprint is the end of a letter at the right: who issues it and when. The seal goes over
// both, as is the custom.
type Imprint struct {
	Signer string
	Lines  []string
	Size   float64
	Line   int
}

// Rule is a line across the page.
type Rule struct{}

// Space is room left free.
type Space struct{ Height float64 }

// PageBreak begins a new page.
type PageBreak struct{}

func (Paragraph) block()  {}
func (Table) block()      {}
func (Signatures) block() {}
func (Imprint) block()    {}
func (Rule) block()       {}
func (Space) block()      {}
func (PageBreak) block()  {}

// Place is where a signer signs: from the lower left corner of the page, in points.
type Place struct {
	Signer              string
	Page                int // from 1
	X, Y, Width, Height float64
}

// Result is the document that was set.
type Result struct {
	PDF    []byte
	Pages  int
	Places []Place
	// Text is what stands on the pages, line by line in the order of drawing, with a form
	// feed between pages.
	Text string
}

// MissingGlyphError tells that no font has a glyph for a character.
type MissingGlyphError struct {
	Char rune
	Text string // the line or cell in which it stands
	Line int    // of the template; 0 is not known
}

func (e *MissingGlyphError) Error() string {
	return fmt.Sprintf("no font has a glyph for U+%04X in %q (template line %d)", e.Char, e.Text, e.Line)
}

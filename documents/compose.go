package documents

import (
	"fmt"
	"strconv"
	"strings"

	"sutiao/dispute"
	"sutiao/documents/layout"
)

// composer turns the lines of a filled-in template into blocks.
type composer struct {
	t      *Template
	blocks []layout.Block
	title  string
	// The numbers of the last chapter or clause, item and subitem.
	chapter, item, subitem int
	line                   int // of the template
	problems               []dispute.FieldError
}

// blocks gives the blocks of a filled-in template and the document's title.
func (t *Template) blocks(rendered string) ([]layout.Block, string, error) {
	c := &composer{t: t}
	for line := range strings.SplitSeq(rendered, "\n") {
		c.take(c.numbered(line))
	}
	if len(c.problems) > 0 {
		return nil, "", invalidTemplate(c.problems...)
	}
	if c.title == "" {
		c.title = t.Name
	}
	return c.keepSigningWithText(), c.title, nil
}

// numbered takes the numbers of lines out of a line and remembers the last.
func (c *composer) numbered(line string) string {
	for {
		before, after, ok := strings.Cut(line, string(markLine))
		if !ok {
			return line
		}
		number, rest, _ := strings.Cut(after, string(markLineEnd))
		c.line, _ = strconv.Atoi(number)
		line = before + rest
	}
}

func (c *composer) take(line string) {
	text := strings.TrimSpace(line)
	switch {
	case strings.Trim(text, " \u3000"+string(markBreak)) == "":
	case strings.HasPrefix(text, string(markCell)):
		c.row(text, false)
	case strings.HasPrefix(text, string(markDirective)):
		name, args, _ := strings.Cut(strings.TrimPrefix(text, string(markDirective)), string(markEnd))
		c.direct(name, strings.TrimSpace(args))
	default:
		c.text(text, c.body(layout.Style{First: 2}))
	}
}

func (c *composer) direct(name, args string) {
	switch name {
	case dirTitle:
		c.title = plain(args)
		c.text(args, layout.Style{Size: 22, Leading: 34, Bold: true, Align: layout.Centred, After: 8, With: true})
	case dirSubtitle:
		c.text(args, c.body(layout.Style{Align: layout.Centred, After: 4, With: true}))
	case dirCentre:
		c.text(args, c.body(layout.Style{Align: layout.Centred}))
	case dirRight:
		c.text(args, c.body(layout.Style{Align: layout.Right}))
	case dirFlush:
		c.text(args, c.body(layout.Style{}))
	case dirHeading:
		c.item, c.subitem = 0, 0
		c.text(args, c.body(layout.Style{Bold: true, First: 2, Before: 4, With: true}))
	case dirNote:
		c.text(args, layout.Style{Size: 10.5, Leading: 17, First: 2, Grey: true})
	case dirText:
		c.text(args, c.body(layout.Style{First: 2}))
	case dirChapter, dirClause, dirItem, dirSubitem:
		c.numberedText(name, args)
	case dirTable, dirForm:
		c.table(name, args)
	case dirHead:
		c.row(args, true)
	case dirSign, dirSeal:
		c.sign(name == dirSeal, args)
	case dirImprint:
		parts := strings.Split(args, string(markCell))
		c.blocks = append(c.blocks, layout.Space{Height: 6},
			layout.Imprint{Signer: c.signer(parts[0]), Lines: plains(parts[1:]), Size: c.t.Size, Line: c.line})
	case dirRule:
		c.blocks = append(c.blocks, layout.Rule{})
	case dirSpace:
		n, err := strconv.ParseFloat(args, 64)
		if err != nil || n < 0 || n > 20 {
			n = 1
		}
		c.blocks = append(c.blocks, layout.Space{Height: n * c.t.Size * 1.2})
	case dirPage:
		c.blocks = append(c.blocks, layout.PageBreak{})
	}
}

func (c *composer) body(s layout.Style) layout.Style {
	s.Size = c.t.Size
	s.Leading = map[float64]float64{16: 28.95, 15: 27, 14: 25, 12: 21.5}[c.t.Size]
	return s
}

// text adds a paragraph for each line of a value.
func (c *composer) text(text string, style layout.Style) {
	for part := range strings.SplitSeq(text, string(markBreak)) {
		if part = strings.Trim(strings.ReplaceAll(part, string(markCell), "|"), " \u3000"); part == "" {
			continue
		}
		c.blocks = append(c.blocks, layout.Paragraph{Text: part, Style: style, Line: c.line})
	}
}

func (c *composer) numberedText(name, text string) {
	style := c.body(layout.Style{First: 2})
	number := ""
	switch name {
	case dirChapter:
		style.Bold, style.Before, style.With = true, 4, true
		fallthrough
	case dirClause:
		c.chapter, c.item, c.subitem = c.chapter+1, 0, 0
		number = chinese(c.chapter) + "、"
	case dirItem:
		c.item, c.subitem = c.item+1, 0
		number = "（" + chinese(c.item) + "）"
	case dirSubitem:
		c.subitem++
		number = strconv.Itoa(c.subitem) + "．"
	}
	c.text(number+text, style)
}

func (c *composer) table(name, args string) {
	t := layout.Table{Size: 10.5}
	for _, field := range strings.Fields(args) {
		w, err := strconv.ParseFloat(field, 64)
		if err != nil || w <= 0 {
			c.problems = append(c.problems, problem(c.line, "表格栏宽应为正数", "the widths of columns are positive numbers"))
			return
		}
		t.Columns = append(t.Columns, w)
	}
	if len(t.Columns) == 0 || len(t.Columns) > 12 {
		c.problems = append(c.problems, problem(c.line, "请写明1至12栏的栏宽", "give the widths of 1 to 12 columns"))
		return
	}
	c.blocks = append(c.blocks, &formOrTable{Table: t, form: name == dirForm})
}

// formOrTable is a table whose rows still come.
type formOrTable struct {
	layout.Table
	form bool
}

func (c *composer) row(text string, head bool) {
	t, ok := c.last().(*formOrTable)
	if !ok {
		c.problems = append(c.problems, problem(c.line, "表格的行之前应有【表】或者【表单】", "a row needs 【表】 or 【表单】 before it"))
		return
	}
	row := layout.Row{Head: head, Line: c.line}
	text = strings.TrimSuffix(strings.TrimPrefix(text, string(markCell)), string(markCell))
	for i, part := range strings.Split(text, string(markCell)) {
		label := i%2 == 0
		if !t.form {
			label = narrowColumn(t, i)
		}
		cell := strings.ReplaceAll(strings.TrimSpace(part), string(markBreak), "\n")
		row.Cells = append(row.Cells, layout.Cell{Text: cell, Label: label})
	}
	t.Rows = append(t.Rows, row)
}

// narrowColumn tells that a column is so narrow that its text stands better in the middle.
func narrowColumn(t *formOrTable, i int) bool {
	if i >= len(t.Columns) {
		return false
	}
	sum := 0.0
	for _, w := range t.Columns {
		sum += w
	}
	return t.Columns[i]/sum < 0.2
}

func (c *composer) last() layout.Block {
	if len(c.blocks) == 0 {
		return nil
	}
	return c.blocks[len(c.blocks)-1]
}

func (c *composer) sign(seal bool, args string) {
	signer, label, _ := strings.Cut(args, string(markCell))
	to := layout.ToSign{Signer: c.signer(signer), Label: strings.ReplaceAll(strings.TrimSpace(label), string(markBreak), "\n"), Seal: seal, Line: c.line}
	last, ok := c.last().(layout.Signatures)
	if ok && len(last.Places) < 2 {
		last.Places = append(last.Places, to)
		c.blocks[len(c.blocks)-1] = last
		return
	}
	if !ok {
		c.blocks = append(c.blocks, layout.Space{Height: 8})
	}
	c.blocks = append(c.blocks, layout.Signatures{Places: []layout.ToSign{to}})
}

func (c *composer) signer(s string) string {
	switch s = strings.TrimSpace(s); s {
	case "调解员":
		return dispute.MediatorSigner
	case "调解组织":
		return dispute.OrganisationSigner
	case "无", "":
		return ""
	default:
		if len(s) > 8 {
			c.problems = append(c.problems, problem(c.line, "签名人应为当事人编号、调解员、调解组织或者无", "a signer is a party's 编号, 调解员, 调解组织 or 无"))
		}
		return s
	}
}

func plain(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, string(markBreak), " "), string(markCell), "|"))
}

func plains(list []string) []string {
	var all []string
	for _, s := range list {
		if s = plain(s); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// keepSigningWithText keeps the last paragraph on the page of the first signatures, so that
// nobody signs a page without text, and the last signatures on that of the date or imprint.
// It makes the tables final.
func (c *composer) keepSigningWithText() []layout.Block {
	for i, b := range c.blocks {
		switch b := b.(type) {
		case *formOrTable:
			c.blocks[i] = b.Table
		case layout.Signatures:
			c.keepBefore(i)
			b.With = i+1 < len(c.blocks) && c.endsDocument(i+1)
			c.blocks[i] = b
		case layout.Imprint:
			c.keepBefore(i)
		}
	}
	return c.blocks
}

// keepBefore keeps the paragraph before a block with it.
func (c *composer) keepBefore(i int) {
	for i--; i >= 0; i-- {
		switch b := c.blocks[i].(type) {
		case layout.Paragraph:
			b.Style.With = true
			c.blocks[i] = b
			return
		case layout.Space:
		default:
			return
		}
	}
}

// endsDocument tells that an imprint or a line at the right comes next.
func (c *composer) endsDocument(i int) bool {
	for ; i < len(c.blocks); i++ {
		switch b := c.blocks[i].(type) {
		case layout.Space:
		case layout.Imprint:
			return true
		case layout.Paragraph:
			return b.Style.Align == layout.Right
		default:
			return false
		}
	}
	return false
}

var chineseDigits = []rune("零一二三四五六七八九")

// chinese writes a number from 1 to 999 in Chinese numerals, 十二.
func chinese(n int) string {
	d := func(i int) string { return string(chineseDigits[i]) }
	switch {
	case n < 0 || n > 999:
		return fmt.Sprint(n)
	case n < 10:
		return d(n)
	case n < 20:
		return "十" + strings.TrimPrefix(d(n%10), "零")
	case n < 100:
		return d(n/10) + "十" + strings.TrimPrefix(d(n%10), "零")
	case n%100 == 0:
		return d(n/100) + "百"
	case n%100 < 10:
		return d(n/100) + "百零" + d(n%100)
	case n%100 < 20:
		return d(n/100) + "百一" + chinese(n%100)
	default:
		return d(n/100) + "百" + chinese(n%100)
	}
}

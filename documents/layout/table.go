package layout

const (
	cellPadding = 5
	ruleWidth   = 0.6
	tableGap    = 5 // above and below
)

// table is a Table whose cells are divided into lines.
type table struct {
	style   Style
	columns []float64 // widths
	rows    []row
}

type row struct {
	cells []cell
	head  bool
}

type cell struct {
	width float64
	lines []line
	label bool
}

func (s *setter) measureTable(b Table) (part, error) {
	t := &table{style: Style{Size: b.Size, Leading: b.Size * 1.5}}
	sum := 0.0
	for _, c := range b.Columns {
		sum += c
	}
	for _, c := range b.Columns {
		t.columns = append(t.columns, textWidth*c/sum)
	}
	for _, r := range b.Rows {
		measured := row{head: r.Head}
		for i, c := range r.Cells {
			if i >= len(t.columns) {
				break
			}
			width := t.columns[i]
			for j := i + 1; i == len(r.Cells)-1 && j < len(t.columns); j++ {
				width += t.columns[j]
			}
			style := t.style
			style.Bold = r.Head
			lines, err := s.breakLines(c.Text, style, width-2*cellPadding)
			if err != nil {
				return nil, atLine(within(err, c.Text), r.Line)
			}
			measured.cells = append(measured.cells, cell{width: width, lines: lines, label: c.Label || r.Head})
		}
		t.rows = append(t.rows, measured)
	}
	return t, nil
}

func (t *table) height(r row) float64 {
	n := 1
	for _, c := range r.cells {
		n = max(n, len(c.lines))
	}
	return float64(n)*t.style.Leading + 2*cellPadding
}

func (t *table) heads() []row {
	for i, r := range t.rows {
		if !r.head {
			return t.rows[:i]
		}
	}
	return t.rows
}

func (t *table) with() bool { return false }

func (t *table) least() float64 {
	sum := 0.0
	for i, r := range t.rows {
		sum += t.height(r)
		if !r.head || i == len(t.rows)-1 {
			break
		}
	}
	return min(sum+tableGap, textHeight)
}

func (t *table) flow(s *setter) error {
	heads := len(t.heads())
	s.y += tableGap
	for i, r := range t.rows {
		for len(r.cells) > 0 {
			h := t.height(r)
			if s.y+h <= textBottom+0.01 {
				t.put(s, r, h)
				break
			}
			fresh := s.y <= marginTop+0.01 || (i >= heads && s.y <= marginTop+t.headHeight()+0.01)
			if fresh { // taller than a page: as many lines as there is room for
				n := max(1, int((textBottom-s.y-2*cellPadding)/t.style.Leading))
				var top row
				top, r = divide(r, n)
				t.put(s, top, t.height(top))
				if t.height(r) == t.height(row{}) && empty(r) {
					break
				}
			}
			if err := s.newPage(); err != nil {
				return err
			}
			if i >= heads {
				for _, head := range t.heads() {
					t.put(s, head, t.height(head))
				}
			}
		}
	}
	s.y += tableGap
	return nil
}

func (t *table) headHeight() float64 {
	sum := 0.0
	for _, r := range t.heads() {
		sum += t.height(r)
	}
	return sum
}

// divide splits a row after n lines.
func divide(r row, n int) (top, rest row) {
	top.head, rest.head = r.head, r.head
	for _, c := range r.cells {
		a, b := c, c
		at := min(n, len(c.lines))
		a.lines, b.lines = c.lines[:at], c.lines[at:]
		top.cells, rest.cells = append(top.cells, a), append(rest.cells, b)
	}
	return top, rest
}

func empty(r row) bool {
	for _, c := range r.cells {
		if len(c.lines) > 0 {
			return false
		}
	}
	return true
}

func (t *table) put(s *setter, r row, height float64) {
	p := s.page()
	x := float64(marginLeft)
	for _, c := range r.cells {
		p.stroke(x, s.y, x+c.width, s.y, ruleWidth)
		p.stroke(x, s.y+height, x+c.width, s.y+height, ruleWidth)
		p.stroke(x, s.y, x, s.y+height, ruleWidth)
		p.stroke(x+c.width, s.y, x+c.width, s.y+height, ruleWidth)
		top := s.y + (height-float64(len(c.lines))*t.style.Leading)/2
		for i, l := range c.lines {
			at := x + cellPadding
			if c.label {
				at += offset(Centred, c.width-2*cellPadding, l.width)
			}
			p.put(s, l, at, top+float64(i)*t.style.Leading+baselineIn(t.style.Size, t.style.Leading), t.style.Size, 0)
		}
		x += c.width
	}
	s.y += height
}

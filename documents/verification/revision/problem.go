package revision

import (
	"fmt"

	"sutiao/dispute"
)

// Problem tells what is wrong with a file and where. A zero says nothing, except that
// Offset is always set.
type Problem struct {
	Text   dispute.Text
	Offset int // bytes from the start of the file
	Object int // number of the PDF object
	Page   int // from 1
}

func (p *Problem) Error() string { return fmt.Sprintf("%s (byte %d)", p.Text.EN, p.Offset) }

func problem(offset int, zh, en string) *Problem {
	return &Problem{Text: dispute.Text{ZH: zh, EN: en}, Offset: offset}
}

func (p *Problem) inObject(number int) *Problem {
	p.Object = number
	return p
}

func (p *Problem) onPage(number int) *Problem {
	p.Page = number
	return p
}

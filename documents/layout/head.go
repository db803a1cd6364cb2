package layout

import (
	"bytes"
	"fmt"
	"image/color"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// The head of each page: the mark at the left; at the right the square code and, beside
// it, the document's code in words.
const (
	codeSide = 44
	codeTop  = 34
)

func (s *setter) head() error {
	p := s.page()
	if s.paper.Mark != "" {
		if err := s.place(p, s.paper.Mark, Style{Size: 11, Bold: true}, marginLeft, codeTop+14, textWidth/2); err != nil {
			return within(err, s.paper.Mark)
		}
	}
	if s.paper.Code == "" {
		return nil
	}
	right := marginLeft + textWidth
	width := textWidth/2 - codeSide - 6
	p.content.WriteString(grey)
	texts := []string{"文书编号 " + s.paper.Code}
	if s.paper.Link != "" {
		texts = append(texts, "扫描二维码可核验本文书")
	}
	for i, text := range texts {
		style := Style{Size: 8, Leading: 11, Align: Right}
		if err := s.place(p, text, style, marginLeft+textWidth/2, codeTop+20+14*float64(i), width); err != nil {
			return within(err, text)
		}
	}
	p.content.WriteString(black)
	if s.paper.Link != "" {
		fmt.Fprintf(&p.content, "q %d 0 0 %d %.2f %.2f cm /Q Do Q\n", codeSide, codeSide, right-codeSide, pageHeight-codeTop-codeSide)
	}
	return nil
}

// foot numbers the pages, once all are there.
func (s *setter) foot() error {
	for i, p := range s.pages {
		text := fmt.Sprintf("第 %d 页 共 %d 页", i+1, len(s.pages))
		if err := s.place(p, text, Style{Size: 9, Align: Centred}, marginLeft, textBottom+36, textWidth); err != nil {
			return err
		}
	}
	return nil
}

// squareCode draws a QR code in a square of 1 by 1.
func squareCode(content string) ([]byte, error) {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("the square code of %q: %w", content, err)
	}
	var b bytes.Buffer
	n := code.Bounds().Dx()
	fmt.Fprintf(&b, "%.6f 0 0 %.6f 0 0 cm\n", 1/float64(n), 1/float64(n))
	for y := range n {
		for x := 0; x < n; x++ {
			from := x
			for x < n && dark(code, x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&b, "%d %d %d 1 re\n", from, n-1-y, x-from)
			}
		}
	}
	b.WriteString("f\n")
	return b.Bytes(), nil
}

func dark(code barcode.Barcode, x, y int) bool {
	grey, ok := color.GrayModel.Convert(code.At(x, y)).(color.Gray)
	return ok && grey.Y < 128
}

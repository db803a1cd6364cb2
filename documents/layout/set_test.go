package layout_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"sutiao/documents/fonts"
	"sutiao/documents/layout"
)

var textFonts = sync.OnceValues(func() (*layout.Fonts, error) {
	set, err := fonts.Text()
	if err != nil {
		return nil, err
	}
	regular, err := layout.ParseFont("NotoSerifSC-Regular", set.Regular)
	if err != nil {
		return nil, err
	}
	bold, err := layout.ParseFont("NotoSerifSC-Bold", set.Bold)
	if err != nil {
		return nil, err
	}
	return &layout.Fonts{Regular: regular, Bold: bold, Rare: sync.OnceValues(func() ([]*layout.Font, error) {
		data, err := fonts.Rare()
		if err != nil {
			return nil, err
		}
		var rare []*layout.Font
		for _, d := range data {
			f, err := layout.ParseFont("HanaMin", d)
			if err != nil {
				return nil, err
			}
			rare = append(rare, f)
		}
		return rare, nil
	})}, nil
})

func ready(t testing.TB) *layout.Fonts {
	t.Helper()
	f, err := textFonts()
	if errors.Is(err, fonts.ErrMissing) {
		t.Skip("SKIPPED, NOT TESTED:", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func paper(blocks ...layout.Block) layout.Paper {
	return layout.Paper{
		Title: "试印", Author: "某调解中心", Made: time.Date(2026, 11, 24, 10, 30, 0, 0, time.FixedZone("", 8*3600)),
		Code: "7K3M-9Q2X-4B8T", Link: "https://sutiao.example/v/7K3M-9Q2X-4B8T", Blocks: blocks,
	}
}

func para(text string) layout.Paragraph {
	return layout.Paragraph{Text: text, Style: layout.Style{Size: 14, First: 2}}
}

// extract reads the text back from a PDF, in the order of drawing.
func extract(t interface{ Fatal(...any) }, pdf []byte) string {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatal("pdftotext (poppler-utils) is needed")
	}
	cmd := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// bare leaves out spaces and line ends, which a reader of PDFs guesses.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func set(t *testing.T, p layout.Paper) layout.Result {
	t.Helper()
	r, err := layout.Set(p, ready(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const long = "根据《中华人民共和国民事诉讼法》第二百零五条的规定，当事人可以自调解协议生效之日起三十日内，共同向有管辖权的人民法院申请司法确认（“诉前调确”）。" +
	"被申请人应于2026年12月31日前向申请人支付人民币¥1,234,567.89元，逾期按日万分之五计付违约金；收款账户：6222 0202 0000 1234 567。"

func TestTextReadBackEqualsTheTextPutIn(t *testing.T) {
	var blocks []layout.Block
	for range 30 {
		blocks = append(blocks, para(long))
	}
	blocks = append(blocks, layout.Table{Columns: []float64{1, 2, 1}, Size: 12, Rows: []layout.Row{
		{Head: true, Cells: []layout.Cell{{Text: "期次"}, {Text: "履行内容"}, {Text: "金额"}}},
		{Cells: []layout.Cell{{Text: "1", Label: true}, {Text: long}, {Text: "¥12,000.00"}}},
	}})
	r := set(t, paper(blocks...))
	if got := extract(t, r.PDF); bare(got) != bare(r.Text) {
		t.Errorf("read back:\n%s\nput in:\n%s", got, r.Text)
	}
	if r.Pages < 4 {
		t.Errorf("%d pages", r.Pages)
	}
}

func TestRareNamesAreReadBackAsTheyWereWritten(t *testing.T) {
	for _, name := range []string{"龘䶮㛃", "𬭎", "𠮷野", "刘𬱖", "王㐂", "买买提·吐尔逊", "①➀−-‑ 一⼀", "葛󠄀"} {
		r, err := layout.Set(paper(para("申请人："+name)), ready(t))
		var missing *layout.MissingGlyphError
		if errors.As(err, &missing) && missing.Char > 0xE0000 {
			continue // a variation selector has no glyph; package documents leaves it out
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := bare(extract(t, r.PDF)); !strings.Contains(got, bare(name)) {
			t.Errorf("%s came back as %s", name, got)
		}
	}
}

// char draws characters that the fonts have: common ones, rare ones, Latin, digits, signs.
func char(t *rapid.T, f *layout.Fonts) rune {
	for {
		r := rapid.OneOf(
			rapid.RuneFrom([]rune("龘䶮㛃𬭎𠮷，。；：、（）《》“”—…·%￥¥1234567890abcXYZ 　")),
			rapid.Map(rapid.IntRange(0x4E00, 0x9FA5), func(n int) rune { return rune(n) }),
			rapid.Map(rapid.IntRange(0x3400, 0x4DB5), func(n int) rune { return rune(n) }),
			rapid.Map(rapid.IntRange(0x20000, 0x2A6D6), func(n int) rune { return rune(n) }),
		).Draw(t, "char")
		if f.Regular.Glyph(r) != 0 {
			return r
		}
		rare, err := f.Rare()
		if err != nil {
			t.Fatal(err)
		}
		for _, font := range rare {
			if font.Glyph(r) != 0 {
				return r
			}
		}
	}
}

// withoutFeet is the text of all pages as if they were one.
func withoutFeet(r layout.Result) string {
	text := strings.ReplaceAll(bare(r.Text), "文书编号7K3M-9Q2X-4B8T扫描二维码可核验本文书", "")
	for n := range r.Pages {
		text = strings.ReplaceAll(text, fmt.Sprintf("第%d页共%d页", n+1, r.Pages), "")
	}
	return text
}

func TestTextOverSeveralPagesIsWhole(t *testing.T) {
	blocks := []layout.Block{}
	want := ""
	for range 5 {
		text := strings.Repeat("龘一", 100)
		blocks, want = append(blocks, para(text)), want+text
	}
	if r := set(t, paper(blocks...)); r.Pages < 2 || !strings.Contains(withoutFeet(r), want) {
		t.Errorf("%d pages: %s", r.Pages, bare(r.Text))
	}
}

func TestAnyTextIsReadBackAsItWasPutIn(t *testing.T) {
	f := ready(t)
	rapid.Check(t, func(t *rapid.T) {
		var blocks []layout.Block
		for range rapid.IntRange(1, 5).Draw(t, "paragraphs") {
			text := make([]rune, rapid.IntRange(1, 200).Draw(t, "length"))
			for i := range text {
				text[i] = char(t, f)
			}
			blocks = append(blocks, para(string(text)))
		}
		r, err := layout.Set(paper(blocks...), f)
		if err != nil {
			t.Fatal(err)
		}
		want := ""
		for _, b := range blocks {
			want += b.(layout.Paragraph).Text
		}
		if !strings.Contains(withoutFeet(r), bare(want)) {
			t.Fatalf("the pages lack something of %q", want)
		}
		if got := extract(t, r.PDF); bare(got) != bare(r.Text) {
			t.Fatalf("read back:\n%q\nput in:\n%q", bare(got), bare(r.Text))
		}
	})
}

func TestSamePaperGivesTheSameBytes(t *testing.T) {
	a, b := set(t, paper(para(long+"𬭎"))), set(t, paper(para(long+"𬭎")))
	if !bytes.Equal(a.PDF, b.PDF) {
		t.Error("the bytes differ")
	}
}

func TestFileIsInOrder(t *testing.T) {
	qpdf, err := exec.LookPath("qpdf")
	if err != nil {
		t.Skip("SKIPPED, NOT TESTED: qpdf is not installed")
	}
	r := set(t, paper(para(long), layout.Imprint{Signer: "organisation", Size: 14, Lines: []string{"某调解中心", "2026年11月24日"}}, para("𬭎𠮷龘")))
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, r.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

package documents

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sutiao/dispute"
)

// The pages of the samples as pictures, so that a change of what people see is seen.
func TestPagesLookAsTheyDid(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Skip("SKIPPED, THE PAGES WERE NOT LOOKED AT: pdftoppm (poppler-utils) is not installed")
	}
	kept := map[string]bool{}
	for _, k := range dispute.DocumentKinds() {
		for i, page := range pictures(t, mustWrite(t, Sample(k.Value)).PDF) {
			name := fmt.Sprintf("testdata/golden/%s-%d.png", k.Value, i+1)
			kept[name] = true
			if *update {
				writePicture(t, name, page)
				continue
			}
			if far := distance(page, readPicture(t, name)); far > 0.5 {
				t.Errorf("%s: differs by %.2f grey levels on average; look, then go test ./documents -update", name, far)
			}
		}
	}
	files, err := filepath.Glob("testdata/golden/*.png")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !kept[f] {
			if !*update {
				t.Errorf("%s: no such page any more", f)
			} else if err := os.Remove(f); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// pictures draws the pages in grey at 50 dots an inch.
func pictures(t *testing.T, pdf []byte) []*image.Gray {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command("pdftoppm", "-r", "50", "-gray", "-png", "-", filepath.Join(dir, "page"))
	cmd.Stdin = bytes.NewReader(pdf)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil {
		t.Fatal(err)
	}
	var pages []*image.Gray
	for _, f := range files { // in order: a sample has fewer than ten pages
		pages = append(pages, readPicture(t, f))
	}
	return pages
}

func readPicture(t *testing.T, path string) *image.Gray {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(path, err)
	}
	grey := image.NewGray(decoded.Bounds())
	for y := range decoded.Bounds().Dy() {
		for x := range decoded.Bounds().Dx() {
			grey.Set(x, y, decoded.At(x, y))
		}
	}
	return grey
}

// writePicture keeps a picture in 16 greys, which is enough to compare and small.
func writePicture(t *testing.T, path string, page *image.Gray) {
	t.Helper()
	var greys color.Palette
	for i := range 16 {
		greys = append(greys, color.Gray{Y: uint8(i * 17)})
	}
	small := image.NewPaletted(page.Bounds(), greys)
	for y := range page.Bounds().Dy() {
		for x := range page.Bounds().Dx() {
			small.Set(x, y, page.At(x, y))
		}
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, small); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// distance is the mean difference of blocks of 8 by 8, so that another release of the
// renderer, which draws edges a little otherwise, is no difference.
func distance(a, b *image.Gray) float64 {
	if a.Bounds() != b.Bounds() {
		return 255
	}
	const side = 8
	sum, blocks := 0.0, 0
	for y := 0; y+side <= a.Bounds().Dy(); y += side {
		for x := 0; x+side <= a.Bounds().Dx(); x += side {
			d := mean(a, x, y, side) - mean(b, x, y, side)
			sum += max(d, -d)
			blocks++
		}
	}
	return sum / float64(blocks)
}

func mean(im *image.Gray, x0, y0, side int) float64 {
	sum := 0
	for y := y0; y < y0+side; y++ {
		for x := x0; x < x0+side; x++ {
			sum += int(im.GrayAt(x, y).Y)
		}
	}
	return float64(sum) / float64(side*side)
}

func TestLinesObeyTheRulesOfTheirEnds(t *testing.T) {
	const first, last = "，。、；：？！）》”』」】〕%", "（《“『「【〔"
	for _, k := range dispute.DocumentKinds() {
		for line := range strings.SplitSeq(mustWrite(t, Sample(k.Value)).Text, "\n") {
			line = strings.Trim(line, "\f \u3000")
			for _, c := range strings.Split(first, "") {
				if strings.HasPrefix(line, c) {
					t.Errorf("%s: a line begins with %s: %s", k.Value, c, line)
				}
			}
			for _, c := range strings.Split(last, "") {
				if strings.HasSuffix(line, c) {
					t.Errorf("%s: a line ends with %s: %s", k.Value, c, line)
				}
			}
		}
	}
}

package documents

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"sutiao/documents/fonts"
)

var update = flag.Bool("update", false, "rewrite the golden pictures and the tables of templates/README.md")

func TestMain(m *testing.M) {
	flag.Parse()
	if _, err := fonts.Text(); errors.Is(err, fonts.ErrMissing) {
		fmt.Fprintln(os.Stderr, "documents: NOTHING IS TESTED:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// extract reads the text of a PDF back, in the order of drawing.
func extract(t interface{ Fatal(...any) }, pdf []byte) string {
	cmd := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal("pdftotext (poppler-utils): ", err)
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

func mustWrite(t testing.TB, o Order) Written {
	t.Helper()
	w, err := Write(o)
	if err != nil {
		t.Fatalf("%s: %v", o.Kind, err)
	}
	return w
}

package revision

import (
	"bytes"
	"compress/zlib"
	"testing"
)

func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAnAppearanceMayStrokeAndFillAndNothingElse(t *testing.T) {
	for text, want := range map[string]bool{
		"q 1 0 0 1 0 0 cm 0 0 m 5 5 l S Q": true,
		"1 0 0 rg 0 0 m 1 2 3 4 5 6 c h f": true,
		"":                                 true,
		"BT /F1 12 Tf (paid) Tj ET":        false,
		"/I Do":                            false, // there is no picture
		"/Other Do":                        false,
		"q q Q":                            false,
		"Q q":                              false,
		"0 0 m 5 l S":                      false,
		"1 2":                              false,
		"/GS1 gs":                          false,
		"BI /W 1 ID x EI":                  false,
		"0 0 5 5 re f % (note)":            false,
		"/Tag << >> BDC EMC":               false,
	} {
		if got := checkDrawing(packed(t, text), false); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if !checkDrawing(packed(t, "q 9 0 0 9 0 0 cm /I Do Q"), true) {
		t.Error("the picture may not be shown")
	}
	if checkDrawing(append(packed(t, "q Q"), 'x'), false) {
		t.Error("something may stand after the packed drawing")
	}
	if checkDrawing(packed(t, string(bytes.Repeat([]byte("q Q "), maxDrawing))), false) {
		t.Error("a drawing may unpack without end")
	}
}

func TestADictionaryIsReadOnlyWhereItsKeysAreSpelledPlainly(t *testing.T) {
	for text, want := range map[string]bool{
		"<< /Type /Page /Kids [ 3 0 R 4 0 R ] /S (a\\)b(c)) /H <0a> >>": true,
		"<</Type/Page/A<</B[1 2<</C/D>>]>>>>":                           true,
		"<< /T#79pe /Page >>":                                           false,
		"<< /Type /Page /Type /Catalog >>":                              false,
		"<< /Type /Page":                                                false,
		"<< /Type /Page >> junk":                                        false,
		"<< /Type % note\n/Page >>":                                     false,
		"<< Type /Page >>":                                              false,
		"[ 1 ]":                                                         false,
	} {
		if _, _, ok := readObject([]byte(text)); ok != want {
			t.Errorf("%q: %t", text, ok)
		}
	}
	deep := bytes.Repeat([]byte("["), 1<<16)
	if _, _, ok := readObject(append([]byte("<< /A "), deep...)); ok {
		t.Error("a dictionary without an end was read")
	}
}

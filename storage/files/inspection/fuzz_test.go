package inspection_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"

	"sutiao/dispute"
	"sutiao/storage/files/inspection"
)

func newEnded(t testing.TB) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx, cancel
}

// FuzzInspect: whatever is sent, the answer is a file that may be stored or a reason
// that a user can read.
func FuzzInspect(f *testing.F) {
	for _, seed := range [][]byte{
		jpegWithEXIF(f, picture(24, 16), 6), pngWithEXIF(f, picture(24, 16), 5), hugePNG(60_000),
		pdfWith(""), pdfWith("/OpenAction << /S /JavaScript /JS (x) >>"),
		officePackage(f, wordMain), compound("WordDocument", "Macros"), zipped(f, "a", "b"),
		box("heic"), box("M4A "), ebml("webm"), []byte("#!AMR\n"), []byte("文字"), []byte("<svg/>"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		found, err := inspection.Inspect(t.Context(), bytes.NewReader(content))
		if err != nil {
			var e *dispute.Error
			if !errors.As(err, &e) || e.Message.ZH == "" {
				t.Fatal("no reason for the user:", err)
			}
			return
		}
		defer func() { _ = found.Close() }()
		kept, err := io.ReadAll(found.Content)
		if err != nil || len(kept) == 0 || found.MediaType == "" || found.Name("") == "" {
			t.Fatalf("%+v, %d bytes, %v", found, len(kept), err)
		}
		if found.Inline && found.Kind != inspection.Photo && found.Kind != inspection.PDF {
			t.Fatal("inline:", found.MediaType)
		}
	})
}

func FuzzCleanName(f *testing.F) {
	for _, seed := range []string{"合同.pdf", "../../x", "\u202egnp.exe", "a\x00", "....", " . "} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, said string) {
		name := inspection.CleanName(said)
		if len([]rune(name)) > 80 || name != inspection.CleanName(name) || bytes.ContainsAny([]byte(name), "/\\\x00\n\"") {
			t.Fatalf("%q became %q, then %q", said, name, inspection.CleanName(name))
		}
	})
}

package casefile_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"sutiao/dispute"
	"sutiao/documents/casefile"
	"sutiao/documents/casefile/casefiletest"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification/archive"
)

func TestWhatOneArchiveCannotHoldIsRefusedBeforeAnythingIsRead(t *testing.T) {
	a := signingtest.Authority(t)
	key, err := a.Seal(casefiletest.Organisation)
	if err != nil {
		t.Fatal(err)
	}
	untouched := func() (io.ReadCloser, error) {
		t.Error("a file was read")
		return nil, io.EOF
	}
	for name, size := range map[string]int64{"one of 5 GiB": 5 << 30, "two that make 4 GiB": 2 << 30, "a size that is none": -1} {
		f := casefiletest.CaseFile(t, a, "case-1")
		for i := range f.Documents {
			f.Documents[i].Open = untouched
		}
		for i := range f.Evidence {
			f.Evidence[i].Size, f.Evidence[i].Open = size, untouched
		}
		refused(t, name, casefile.Write(t.Context(), nobody{t}, f, key, a.Timestamps()))
	}
	f := casefiletest.CaseFile(t, a, "case-1")
	for range 5000 {
		f.Evidence = append(f.Evidence, casefile.Evidence{Name: "a.txt", Open: casefiletest.Text(nil)})
	}
	refused(t, "too many files", casefile.Write(t.Context(), nobody{t}, f, key, a.Timestamps()))
}

// A size that the record does not have, or has wrong, is found when the file is read.
func TestTheTrueSizeCounts(t *testing.T) {
	entries := []archive.Entry{{Name: "a", Size: 1<<32 - 1 - 22 - 2*(30+46+2)}, {Name: "b"}}
	if err := archive.Fits(entries); err != nil {
		t.Error("the largest archive is refused:", err)
	}
	entries[1].Size = 1
	refused(t, "one byte more", archive.Fits(entries))
	refused(t, "placed all the same", archive.Place(entries))
}

func refused(t *testing.T, name string, err error) {
	t.Helper()
	var reason *dispute.Error
	if !errors.As(err, &reason) || reason.Code != dispute.CodeTooLarge || !strings.Contains(reason.Message.ZH, "4GB") || !errors.Is(err, archive.ErrTooLarge) {
		t.Errorf("%s: %v", name, err)
	}
}

// nobody takes no byte.
type nobody struct{ t *testing.T }

func (n nobody) Write(p []byte) (int, error) {
	n.t.Error("something was written")
	return len(p), nil
}

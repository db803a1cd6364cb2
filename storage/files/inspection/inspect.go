package inspection

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"sutiao/dispute"
)

// Kind is what a file is to the people of a case.
type Kind string

// The kinds.
const (
	Photo  Kind = "photo"
	PDF    Kind = "pdf"
	Audio  Kind = "audio"
	Video  Kind = "video"
	Office Kind = "office"
	Text   Kind = "text"
)

// MaxSize is the largest file that is taken, in bytes.
const MaxSize = 200 << 20

// patience is how long one file may be looked at.
const patience = 2 * time.Minute

// Source is a whole file; *os.File and *bytes.Reader are.
type Source interface {
	io.ReadSeeker
	io.ReaderAt
}

// Inspected is a file that may be stored.
type Inspected struct {
	Type
	Inline   bool           // may be shown in a page; otherwise it is only offered for download
	Content  io.ReadSeeker  // what to store, at its beginning; for a photo not what was sent
	Findings []dispute.Text // what a reader of the file should know

	cleaned *os.File
}

// Close removes the cleaned content.
func (i *Inspected) Close() error {
	if i.cleaned == nil {
		return nil
	}
	return i.cleaned.Close()
}

func (i *Inspected) find(zh, en string) {
	i.Findings = append(i.Findings, dispute.Text{ZH: zh, EN: en})
}

// Inspect looks at the file. A file that is refused yields a *dispute.Error whose text
// is for the user. The caller closes the result.
func Inspect(ctx context.Context, file Source) (*Inspected, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("inspection: %w", err)
	}
	if size == 0 {
		return nil, refuse("文件是空的，请重新选择", "the file is empty; please choose another")
	}
	if size > MaxSize {
		return nil, tooLarge
	}
	recognised, err := recognise(file, size)
	if err != nil {
		return nil, err
	}
	found := &Inspected{Type: recognised, Content: file}
	switch found.Kind {
	case Photo:
		err = found.cleanPhoto(ctx, file, size)
	case PDF:
		err = found.checkPDF(ctx, file, size)
	case Office:
		err = found.checkOffice(ctx, file, size)
	case Audio, Video, Text:
	}
	if err == nil {
		_, err = found.Content.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = found.Close()
		return nil, err
	}
	return found, nil
}

// slots bounds how many photos and PDFs are in memory at once.
var slots = make(chan struct{}, 2)

func waitForSlot(ctx context.Context) (free func(), err error) {
	select {
	case slots <- struct{}{}:
		return func() { <-slots }, nil
	case <-ctx.Done():
		return nil, busy
	}
}

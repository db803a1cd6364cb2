package casefile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"path"
	"time"
	"unicode/utf8"

	"github.com/emmansun/gmsm/sm3"

	"sutiao/documents/verification"
	"sutiao/documents/verification/archive"
)

// entry is a file of the archive with where its content comes from.
type entry struct {
	archive.Entry
	item verification.Item
	want string // SHA-256 recorded, or empty
	open Open
}

// digest reads the content once.
func (e *entry) digest(ctx context.Context) error {
	in, err := e.open()
	if err != nil {
		return fmt.Errorf("open %s: %w", e.Name, err)
	}
	defer in.Close() //nolint:errcheck // only read
	sha, national, crc := sha256.New(), sm3.New(), crc32.NewIEEE()
	size, err := io.Copy(io.MultiWriter(sha, national, crc), &cancellable{ctx, in})
	if err != nil {
		return fmt.Errorf("read %s: %w", e.Name, err)
	}
	e.Size, e.CRC = size, crc.Sum32()
	e.item.Content = verification.Content{
		Size: size, SHA256: hex.EncodeToString(sha.Sum(nil)), SM3: hex.EncodeToString(national.Sum(nil)),
	}
	if e.want != "" && e.want != e.item.SHA256 {
		return &ChangedError{e.Name}
	}
	return nil
}

// copyTo writes the head and the content, which must still be what was digested.
func (e *entry) copyTo(ctx context.Context, w io.Writer) error {
	in, err := e.open()
	if err != nil {
		return fmt.Errorf("open %s: %w", e.Name, err)
	}
	defer in.Close() //nolint:errcheck // only read
	if _, err := w.Write(e.Head()); err != nil {
		return err
	}
	crc := crc32.NewIEEE()
	size, err := io.Copy(io.MultiWriter(w, crc), &cancellable{ctx, in})
	if err != nil {
		return fmt.Errorf("copy %s: %w", e.Name, err)
	}
	if size != e.Size || crc.Sum32() != e.CRC {
		return &ChangedError{e.Name}
	}
	return nil
}

// cancellable stops reading when nobody waits any more.
type cancellable struct {
	ctx context.Context
	in  io.Reader
}

func (c *cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// made is an entry whose content was made here.
func made(name string, content []byte) *entry {
	return &entry{Entry: archive.Entry{Name: name}, open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content)), nil
	}}
}

func (d *Document) entry(number int) *entry {
	name := d.Kind.Name().ZH
	if name == "" {
		name = "文书"
	}
	file := fmt.Sprintf("documents/%03d-%s.pdf", number, archive.Clean(name))
	return &entry{
		Entry: archive.Entry{Name: file, Size: d.Size}, want: d.SHA256, open: d.Open,
		item: verification.Item{
			Entry: file, Name: name, Code: d.Code, Kind: d.Kind, Template: d.Template,
			Version: d.Version, MadeAt: whole(d.MadeAt), Signatures: d.Signatures,
		},
	}
}

func (e *Evidence) entry(number int) *entry {
	file := fmt.Sprintf("evidence/%03d-%s", number, shorten(archive.Clean(e.Name)))
	return &entry{
		Entry: archive.Entry{Name: file, Size: e.Size}, want: e.SHA256, open: e.Open,
		item: verification.Item{Entry: file, Name: e.Name, MadeAt: whole(e.MadeAt)},
	}
}

// shorten keeps a name within what archives and disks allow, and its extension.
func shorten(name string) string {
	const most = 150 // bytes
	if len(name) <= most {
		return name
	}
	extension := path.Ext(name)
	if len(extension) > 12 {
		extension = ""
	}
	cut := most - len(extension)
	for !utf8.RuneStart(name[cut]) {
		cut--
	}
	return archive.Clean(name[:cut]) + extension
}

func whole(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

package inspection

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func init() {
	api.DisableConfigDir() // else the library writes its settings into the user's folder
}

// pdfPatience is how long reading one PDF may take.
const pdfPatience = 30 * time.Second

func (i *Inspected) checkPDF(ctx context.Context, file Source, size int64) error {
	release, err := waitForSlot(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, pdfPatience)
	defer cancel()
	type answer struct {
		active activity
		err    error
	}
	answers := make(chan answer, 1)
	go func() {
		// The slot is held for as long as the work really lasts: the library looks at
		// the context only here and there.
		defer release()
		active, err := readPDF(ctx, io.NewSectionReader(file, 0, size))
		answers <- answer{active, err}
	}()
	select {
	case <-ctx.Done():
		return busy
	case a := <-answers:
		if a.err != nil {
			return a.err
		}
		return i.judge(a.active)
	}
}

// activity is what a PDF holds beside pages.
type activity struct {
	runs     bool // scripts, programs, multimedia
	attached bool // files inside
	form     bool // an XFA form, which has a logic of its own
	flawed   bool // readable, but not as the standard wants it
}

func (i *Inspected) judge(a activity) error {
	if a.runs {
		return refusals["activePDF"]
	}
	if a.attached {
		i.find("这个 PDF 内嵌有其他文件，只提供下载，不在页面内显示", "this PDF has files attached inside; it is offered for download only")
	}
	if a.form {
		i.find("这个 PDF 是动态表单，只提供下载，不在页面内显示", "this PDF is a dynamic form; it is offered for download only")
	}
	if a.flawed {
		i.find("这个 PDF 的格式不完全规范，只提供下载，不在页面内显示", "this PDF does not keep to the standard; it is offered for download only")
	}
	i.Inline = !a.attached && !a.form && !a.flawed
	return nil
}

// readPDF reads every object. The library panics on some broken files.
func readPDF(ctx context.Context, file *io.SectionReader) (found activity, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = refusals["badPDF"]
		}
	}()
	plain, err := scanPDF(whileLive{ctx, file})
	if err != nil {
		return activity{}, fmt.Errorf("inspection: read a PDF: %w", err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return activity{}, fmt.Errorf("inspection: read a PDF: %w", err)
	}
	doc, err := pdfcpu.ReadWithContext(ctx, liveSeeker{whileLive{ctx, file}, file}, pdfConfiguration())
	switch {
	case ctx.Err() != nil:
		return activity{}, busy
	case errors.Is(err, pdfcpu.ErrWrongPassword), errors.Is(err, pdfcpu.ErrEncrypted), doc != nil && doc.Encrypt != nil:
		return activity{}, refusals["locked"]
	case err != nil:
		return activity{}, refusals["badPDF"]
	}
	found = plain
	if err := found.lookEverywhere(ctx, doc); err != nil || found.runs {
		return found, err
	}
	if err := api.ValidateContext(doc); err != nil {
		found.flawed = true
	}
	if doc.PageCount == 0 {
		return activity{}, refusals["badPDF"]
	}
	return found, nil
}

// lookEverywhere searches all objects, also those that lie compressed in streams.
func (a *activity) lookEverywhere(ctx context.Context, doc *model.Context) error {
	budget := int64(maxInflated)
	for _, entry := range doc.Table {
		if entry == nil {
			continue
		}
		if packed, ok := entry.Object.(types.ObjectStreamDict); ok {
			if budget -= inflatedSize(packed.StreamDict, budget); budget < 0 {
				return refusals["badPDF"]
			}
		}
	}
	for _, entry := range doc.Table {
		if ctx.Err() != nil {
			return busy
		}
		if entry == nil || entry.Free {
			continue
		}
		object := entry.Object
		if lazy, ok := object.(types.LazyObjectStreamObject); ok {
			var err error
			if object, err = lazy.DecodedObject(ctx); err != nil {
				a.flawed = true
			}
		}
		a.look(object, 0)
	}
	return nil
}

// maxInflated bounds, in bytes, all objects of a PDF that lie compressed in streams.
// These are dictionaries, not pages or pictures: large books have a few MB.
const maxInflated = 128 << 20

// inflatedSize is at most one more than the limit. What is packed in an unusual way
// counts as too large.
func inflatedSize(packed types.StreamDict, limit int64) int64 {
	switch filters := packed.FilterPipeline; {
	case len(filters) == 0:
		return int64(len(packed.Raw))
	case len(filters) > 1 || filters[0].Name != "FlateDecode":
		return limit + 1
	}
	r, err := zlib.NewReader(bytes.NewReader(packed.Raw))
	if err != nil {
		return 0
	}
	n, _ := io.Copy(io.Discard, io.LimitReader(r, limit+1))
	return n
}

func pdfConfiguration() *model.Configuration {
	c := model.NewDefaultConfiguration()
	c.ValidationMode = model.ValidationRelaxed
	c.Offline = true
	c.ValidateLinks = false
	c.DecodeAllStreams = false
	c.Optimize = false
	c.Limits.MaxStreamBytes = MaxSize
	c.Limits.MaxDecodeBytes = 32 << 20 // of one stream of objects; pages and pictures aren't decoded
	c.Limits.MaxObjectCount = 1_000_000
	c.Limits.MaxXRefEntries = 1_000_000
	c.Limits.MaxObjectStreamCount = 100_000
	return c
}

// maxDepth of arrays and dictionaries inside one object; no writer nests deeper.
const maxDepth = 100

// look searches one object, without following references: each object is looked at.
func (a *activity) look(object types.Object, depth int) {
	if depth > maxDepth {
		a.flawed = true
		return
	}
	switch o := object.(type) {
	case types.Dict:
		a.lookDict(o, depth)
	case types.StreamDict:
		a.lookDict(o.Dict, depth)
	case *types.StreamDict:
		a.lookDict(o.Dict, depth)
	case types.ObjectStreamDict:
		a.lookDict(o.Dict, depth)
	case *types.ObjectStreamDict:
		a.lookDict(o.Dict, depth)
	case types.Array:
		for _, item := range o {
			a.look(item, depth+1)
		}
	}
}

func (a *activity) lookDict(d types.Dict, depth int) {
	for key, value := range d {
		a.name(key)
		if name, ok := value.(types.Name); ok && (key == "S" || key == "Subtype" || key == "Type") {
			a.name(string(name))
		}
		a.look(value, depth+1)
	}
}

// name judges a key, or the kind of an action or annotation (ISO 32000-1, 12.6.4).
func (a *activity) name(name string) {
	if decoded, err := types.DecodeName(name); err == nil {
		name = decoded // "/J#53" is "/JS"
	}
	switch name {
	case "JS", "JavaScript", "Launch", "RichMedia", "Rendition", "ImportData", "SubmitForm":
		a.runs = true
	case "EmbeddedFile", "EmbeddedFiles", "FileAttachment":
		a.attached = true
	case "XFA":
		a.form = true
	}
}

// scanPDF looks at the bytes as they stand, for what a reader that repairs a broken
// file may find though ours does not. The words are too long to occur by chance.
func scanPDF(r io.Reader) (activity, error) {
	var found activity
	const overlap = 16
	buffer, carried := make([]byte, 1<<18), 0
	for {
		n, err := r.Read(buffer[carried:])
		text := string(buffer[:carried+n])
		for _, word := range []string{"/JavaScript", "/Launch", "/RichMedia"} {
			found.runs = found.runs || strings.Contains(text, word)
		}
		found.attached = found.attached || strings.Contains(text, "/EmbeddedFile")
		carried = copy(buffer, text[max(0, len(text)-overlap):])
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return found, err
		}
	}
}

// liveSeeker is a file that can't be read any more once the context has ended.
type liveSeeker struct {
	whileLive
	io.Seeker
}

package inspection

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf16"
)

// The kinds of Office document, by what their content says. WPS writes the same.
var (
	word   = Type{Office, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{".docx"}}
	sheet  = Type{Office, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{".xlsx"}}
	slides = Type{Office, "application/vnd.openxmlformats-officedocument.presentationml.presentation", []string{".pptx"}}

	oldWord   = Type{Office, "application/msword", []string{".doc", ".wps"}}
	oldSheet  = Type{Office, "application/vnd.ms-excel", []string{".xls", ".et"}}
	oldSlides = Type{Office, "application/vnd.ms-powerpoint", []string{".ppt", ".dps"}}
)

func (i *Inspected) checkOffice(ctx context.Context, file Source, size int64) (err error) {
	if i.Type, err = officeType(ctx, file, size); err != nil {
		return err
	}
	i.find("办公文档只提供下载，不在页面内显示", "Office documents are offered for download only")
	return nil
}

func officeType(ctx context.Context, file Source, size int64) (Type, error) {
	var magic [4]byte
	if _, err := file.ReadAt(magic[:], 0); err != nil {
		return Type{}, fmt.Errorf("inspection: %w", err)
	}
	if string(magic[:2]) == "PK" {
		return packageType(file, size)
	}
	return compoundType(whileLive{ctx, io.NewSectionReader(file, 0, size)})
}

const (
	maxParts       = 20_000  // of an Office package; a deck of a thousand slides has a few thousand
	maxContentList = 4 << 20 // bytes of the list of their types
)

// packageType reads the list of contents of an Office package (ECMA-376, part 2). The
// parts themselves are never unpacked.
func packageType(file Source, size int64) (Type, error) {
	archive, err := zip.NewReader(io.NewSectionReader(file, 0, size), size)
	if err != nil {
		return Type{}, refusals["broken"]
	}
	if len(archive.File) > maxParts {
		return Type{}, refusals["archive"]
	}
	var contents *zip.File
	for _, part := range archive.File {
		name := strings.ToLower(part.Name)
		switch {
		case name == "[content_types].xml":
			contents = part
		case path.Base(name) == "vbaproject.bin", strings.Contains(name, "/macrosheets/"):
			return Type{}, refusals["macro"]
		case name == "ofd.xml":
			return Type{}, refuse("这是 OFD 版式文件，请转换为 PDF 后再上传", "this is an OFD document; please convert it to PDF")
		case name == "androidmanifest.xml", name == "meta-inf/manifest.mf":
			return Type{}, refusals["executable"]
		}
	}
	if contents == nil {
		return Type{}, refusals["archive"]
	}
	return listedType(contents)
}

func listedType(contents *zip.File) (Type, error) {
	r, err := contents.Open()
	if err != nil {
		return Type{}, refusals["broken"]
	}
	defer func() { _ = r.Close() }()
	var list struct {
		Override []struct {
			ContentType string `xml:"ContentType,attr"`
		}
		Default []struct {
			ContentType string `xml:"ContentType,attr"`
		}
	}
	if err := xml.NewDecoder(io.LimitReader(r, maxContentList)).Decode(&list); err != nil {
		return Type{}, refusals["broken"]
	}
	found := Type{}
	for _, part := range append(list.Override, list.Default...) {
		kind := strings.ToLower(part.ContentType)
		switch {
		case strings.Contains(kind, "macroenabled"), strings.Contains(kind, "vbaproject"):
			return Type{}, refusals["macro"]
		case strings.HasSuffix(kind, "wordprocessingml.document.main+xml"):
			found = word
		case strings.HasSuffix(kind, "spreadsheetml.sheet.main+xml"):
			found = sheet
		case strings.HasSuffix(kind, "presentationml.presentation.main+xml"), strings.HasSuffix(kind, "presentationml.slideshow.main+xml"):
			found = slides
		}
	}
	if found.Kind == "" {
		return Type{}, refusals["document"]
	}
	return found, nil
}

// compoundType reads the directory of an old Office document ([MS-CFB], 2.6). Entries
// take 128 bytes and lie at multiples of 128, so they are found without following the
// chains of sectors, which a broken file could tie into a knot.
func compoundType(r io.Reader) (Type, error) {
	found, macro, locked := Type{}, false, false
	entry := make([]byte, 128*512)
	for {
		n, err := io.ReadFull(r, entry)
		for at := 0; at+128 <= n; at += 128 {
			switch entryName(entry[at : at+128]) {
			case "WordDocument":
				found = oldWord
			case "Workbook", "Book":
				found = oldSheet
			case "PowerPoint Document":
				found = oldSlides
			case "_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros":
				macro = true
			case "EncryptedPackage", "EncryptionInfo":
				locked = true
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		if err != nil {
			return Type{}, busy
		}
	}
	switch {
	case macro:
		return Type{}, refusals["macro"]
	case locked:
		return Type{}, refusals["locked"]
	case found.Kind == "":
		return Type{}, refusals["document"]
	}
	return found, nil
}

// entryName is the name in a directory entry, or "" where the bytes are something else.
func entryName(entry []byte) string {
	length, kind := int(binary.LittleEndian.Uint16(entry[64:])), entry[66]
	if length < 4 || length > 64 || length%2 != 0 || (kind != 1 && kind != 2) {
		return ""
	}
	if !bytes.Equal(entry[length-2:length], []byte{0, 0}) {
		return ""
	}
	units := make([]uint16, length/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}

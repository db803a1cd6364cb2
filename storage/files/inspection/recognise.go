package inspection

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// Type is what the content of a file is.
type Type struct {
	Kind      Kind
	MediaType string
	endings   []string // of names, the preferred one first
}

// taken lists what is taken, by the name that mimetype gives it.
var taken = map[string]Type{
	"image/jpeg":                {Photo, "image/jpeg", []string{".jpg", ".jpeg"}},
	"image/png":                 {Photo, "image/png", []string{".png"}},
	"image/webp":                {Photo, "image/webp", nil}, // becomes a JPEG or a PNG
	"application/pdf":           {PDF, "application/pdf", []string{".pdf"}},
	"audio/mpeg":                {Audio, "audio/mpeg", []string{".mp3"}},
	"audio/aac":                 {Audio, "audio/aac", []string{".aac"}},
	"audio/x-m4a":               {Audio, "audio/mp4", []string{".m4a", ".mp4"}},
	"audio/mp4":                 {Audio, "audio/mp4", []string{".m4a", ".mp4"}},
	"audio/amr":                 {Audio, "audio/amr", []string{".amr"}},
	"audio/wav":                 {Audio, "audio/wav", []string{".wav"}},
	"audio/ogg":                 {Audio, "audio/ogg", []string{".ogg", ".oga", ".opus"}},
	"application/ogg":           {Audio, "audio/ogg", []string{".ogg", ".oga", ".opus"}},
	"video/mp4":                 {Video, "video/mp4", []string{".mp4", ".m4v"}},
	"video/x-m4v":               {Video, "video/mp4", []string{".mp4", ".m4v"}},
	"video/quicktime":           {Video, "video/quicktime", []string{".mov"}},
	"video/webm":                {Video, "video/webm", []string{".webm"}},
	"video/3gpp":                {Video, "video/3gpp", []string{".3gp"}},
	"video/3gpp2":               {Video, "video/3gpp2", []string{".3g2", ".3gp"}},
	"application/zip":           {Office, "", nil}, // checkOffice looks further
	"application/x-ole-storage": {Office, "", nil},
	"text/plain":                {Text, "text/plain", []string{".txt", ".log", ".md", ".csv", ".json"}},
	"text/csv":                  {Text, "text/csv", []string{".csv", ".txt"}},
	"text/tab-separated-values": {Text, "text/plain", []string{".txt", ".tsv"}},
	"application/x-subrip":      {Text, "text/plain", []string{".txt", ".srt"}},
	"application/json":          {Text, "text/plain", []string{".txt", ".json"}},
}

// headSize is how much mimetype looks at.
const headSize = 3072

func recognise(file io.ReaderAt, size int64) (Type, error) {
	head := make([]byte, min(size, headSize))
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return Type{}, fmt.Errorf("inspection: %w", err)
	}
	if reason := disguised(head); reason != "" {
		return Type{}, refusals[reason]
	}
	// From the most exact type to the most general: a kind of text that isn't listed is
	// refused, but an old Word file is first of all a compound file.
	for m := mimetype.Detect(head); m != nil; m = m.Parent() {
		name, _, _ := strings.Cut(m.String(), ";")
		if reason, refused := refusedTypes[name]; refused {
			return Type{}, refusals[reason]
		}
		if known, ok := taken[name]; ok {
			return known, nil
		}
		if reason := refusedFamily(name); reason != "" {
			return Type{}, refusals[reason]
		}
	}
	return Type{}, refusals["unknown"]
}

// refusedTypes are those whose family would be taken, or would be worded worse.
var refusedTypes = map[string]string{
	"image/heic": "heic", "image/heif": "heic", "image/heic-sequence": "heic", "image/heif-sequence": "heic",
	"image/svg+xml": "markup", "text/html": "markup", "application/xhtml+xml": "markup", "text/xml": "markup",
	"application/jar": "archive", "application/java-archive": "executable", "application/vnd.android.package-archive": "executable",
	"application/x-ms-installer": "executable", "application/vnd.microsoft.portable-executable": "executable",
	"application/x-elf": "executable", "application/x-mach-binary": "executable", "application/wasm": "executable",
	"application/x-java-applet": "executable", "application/x-ms-shortcut": "executable", "application/x-shockwave-flash": "executable",
	"application/vnd.debian.binary-package": "executable", "application/x-rpm": "executable", "application/x-chrome-extension": "executable",
	"application/x-bytecode.python": "executable", "application/vnd.ms-htmlhelp": "executable",
	"application/gzip": "archive", "application/x-7z-compressed": "archive", "application/vnd.rar": "archive",
	"application/x-tar": "archive", "application/x-xz": "archive", "application/x-bzip2": "archive", "application/zstd": "archive",
	"application/vnd.ms-cab-compressed": "archive", "application/x-installshield": "archive", "application/lzip": "archive",
	"application/x-cpio": "archive", "application/x-archive": "archive", "application/x-xar": "archive", "application/zlib": "archive",
	"text/rtf": "document", "application/postscript": "document", "message/rfc822": "document", "application/vnd.fdf": "document",
	"application/vnd.adobe.xfdf": "document", "application/onenote": "document", "text/calendar": "document", "text/vcard": "document",
	"application/vnd.ms-outlook": "document", "application/vnd.ms-publisher": "document", "application/vnd.ms-visio.drawing.main+xml": "document",
	"application/epub+zip": "document", "image/apng": "moving", "image/gif": "moving",
	"video/matroska": "recording", "application/vnd.rn-realmedia-vbr": "recording", "application/vnd.apple.mpegurl": "recording",
}

func refusedFamily(name string) string {
	family, _, _ := strings.Cut(name, "/")
	switch family {
	case "image":
		return "image"
	case "audio", "video":
		return "recording"
	case "text":
		return "script" // the kinds of text that mimetype knows and taken does not list
	}
	if strings.HasPrefix(name, "application/vnd.oasis.opendocument") || strings.HasPrefix(name, "application/vnd.sun.xml") {
		return "document"
	}
	return ""
}

// disguised finds what a browser or a shell would run though mimetype calls it text.
func disguised(head []byte) string {
	if bytes.HasPrefix(head, []byte("#!")) && !bytes.HasPrefix(head, []byte("#!AMR")) {
		return "script"
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" && heifBrand[string(head[8:12])] {
		return "heic"
	}
	if !mostlyText(head) {
		return ""
	}
	// Without the zeros, what remains of UTF-16 is its Latin letters.
	text := bytes.ToLower(bytes.ReplaceAll(head, []byte{0}, nil))
	start := bytes.TrimLeft(bytes.TrimLeft(text, "\xef\xbb\xbf\xff\xfe"), " \t\r\n\f")
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<script", "<svg", "<iframe", "<?xml", "<?php"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return "markup"
		}
	}
	for _, tag := range []string{"<script", "<html", "<svg", "<iframe", "javascript:"} {
		if bytes.Contains(text, []byte(tag)) {
			return "markup"
		}
	}
	for _, word := range []string{"@echo off", "<?php", "createobject(\"wscript", "invoke-expression", "[internetshortcut]", "windows registry editor"} {
		if bytes.Contains(text, []byte(word)) {
			return "script"
		}
	}
	return ""
}

// heifBrand lists the brands of still pictures (ISO/IEC 23008-12, annex B), some of
// which mimetype takes for a video.
var heifBrand = map[string]bool{
	"heic": true, "heix": true, "heim": true, "heis": true, "hevc": true, "hevx": true, "hevm": true, "hevs": true,
	"mif1": true, "mif2": true, "msf1": true,
}

func mostlyText(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return true
	}
	name := mimetype.Detect(head)
	for ; name != nil; name = name.Parent() {
		if name.Is("text/plain") {
			return true
		}
	}
	return false
}

package inspection_test

import (
	"bytes"
	"errors"
	"image"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"sutiao/dispute"
	"sutiao/storage/files/inspection"
)

// look inspects and reads what would be stored.
func look(t testing.TB, content []byte) (*inspection.Inspected, []byte, error) {
	t.Helper()
	found, err := inspection.Inspect(t.Context(), bytes.NewReader(content))
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = found.Close() }()
	kept, err := io.ReadAll(found.Content)
	if err != nil {
		t.Fatal(err)
	}
	return found, kept, nil
}

func refused(t testing.TB, name string, content []byte, word string) {
	t.Helper()
	_, _, err := look(t, content)
	var e *dispute.Error
	if !errors.As(err, &e) {
		t.Errorf("%s: %v", name, err)
		return
	}
	if !strings.Contains(e.Message.ZH, word) || e.Message.EN == "" {
		t.Errorf("%s: the user reads %q, not %q", name, e.Message.ZH, word)
	}
}

func TestFilesAreKnownByTheirContent(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		kind    inspection.Kind
		media   string
		inline  bool
	}{
		"jpeg":        {jpegOf(t, picture(20, 20)), inspection.Photo, "image/jpeg", true},
		"png":         {pngOf(t, picture(20, 20)), inspection.Photo, "image/png", true},
		"pdf":         {pdfWith(""), inspection.PDF, "application/pdf", true},
		"mp3 tagged":  {[]byte("ID3\x03\x00\x00\x00\x00\x00\x0aTIT2\x00\x00\x00\x00\x00\x00\xff\xfb\x90\x64\x00\x00"), inspection.Audio, "audio/mpeg", false},
		"mp3":         {long("\xff\xfb\x90\x64\x00\x00\x00\x00"), inspection.Audio, "audio/mpeg", false},
		"aac":         {long("\xff\xf1\x50\x80\x00\x1f\xfc"), inspection.Audio, "audio/aac", false},
		"m4a":         {box("M4A "), inspection.Audio, "audio/mp4", false},
		"amr":         {[]byte("#!AMR\n\x3c\x91\x17\x16\xbe\x66"), inspection.Audio, "audio/amr", false},
		"wav":         {[]byte("RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00"), inspection.Audio, "audio/wav", false},
		"ogg":         {[]byte("OggS\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x13OpusHead\x01\x02"), inspection.Audio, "audio/ogg", false},
		"mp4":         {box("isom"), inspection.Video, "video/mp4", false},
		"mov":         {box("qt  "), inspection.Video, "video/quicktime", false},
		"3gp":         {box("3gp4"), inspection.Video, "video/3gpp", false},
		"webm":        {ebml("webm"), inspection.Video, "video/webm", false},
		"docx":        {officePackage(t, wordMain), inspection.Office, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
		"xlsx":        {officePackage(t, sheetMain), inspection.Office, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
		"pptx":        {officePackage(t, slideMain), inspection.Office, "application/vnd.openxmlformats-officedocument.presentationml.presentation", false},
		"doc, wps":    {compound("WordDocument"), inspection.Office, "application/msword", false},
		"xls, et":     {compound("Workbook"), inspection.Office, "application/vnd.ms-excel", false},
		"old xls":     {compound("Book"), inspection.Office, "application/vnd.ms-excel", false},
		"ppt, dps":    {compound("PowerPoint Document"), inspection.Office, "application/vnd.ms-powerpoint", false},
		"text":        {[]byte("我于三月一日转账两万元。"), inspection.Text, "text/plain", false},
		"text in GBK": {[]byte("\xce\xd2\xd3\xda\xc8\xfd\xd4\xc2\xd2\xbb\xc8\xd5\xd7\xaa\xd5\xcb"), inspection.Text, "text/plain", false},
		"csv":         {[]byte("日期,金额\n2026-03-01,20000\n2026-03-02,5\n"), inspection.Text, "text/csv", false},
	} {
		found, kept, err := look(t, c.content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if found.Kind != c.kind || found.MediaType != c.media || found.Inline != c.inline {
			t.Errorf("%s: %s %s inline %v", name, found.Kind, found.MediaType, found.Inline)
		}
		if c.kind != inspection.Photo && !bytes.Equal(kept, c.content) {
			t.Errorf("%s: the content was changed", name)
		}
	}
}

func TestWhatIsNoEvidenceIsRefusedWithAReason(t *testing.T) {
	for name, c := range map[string]struct {
		content []byte
		word    string
	}{
		"empty":             {nil, "空的"},
		"heic":              {box("heic"), "HEIC"},
		"heif":              {box("mif1"), "HEIC"},
		"rarer heic":        {box("hevm"), "HEIC"},
		"gif":               {[]byte("GIF89a\x01\x00\x01\x00"), "动图"},
		"tiff":              {long("II*\x00\x08\x00"), "图片格式"},
		"exe":               {append([]byte("MZ"), make([]byte, 200)...), "程序"},
		"elf":               {append([]byte("\x7fELF\x02\x01\x01"), make([]byte, 60)...), "程序"},
		"shell":             {[]byte("#!/bin/sh\nrm -rf /\n"), "脚本"},
		"batch":             {[]byte("@ECHO OFF\r\ndel *\r\n"), "脚本"},
		"html":              {[]byte("\n <!DOCTYPE html><p>"), "网页"},
		"html after a mark": {[]byte("\xef\xbb\xbf<html>"), "网页"},
		"html later":        {[]byte("聊天记录\n<script>alert(1)</script>"), "网页"},
		"html in UTF-16":    {[]byte("\xff\xfe<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00"), "网页"},
		"svg":               {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`), "网页"},
		"xml":               {[]byte(`<?xml version="1.0"?><a/>`), "网页"},
		"zip":               {zipped(t, "a.txt", "a"), "压缩包"},
		"rar":               {long("Rar!\x1a\x07\x01\x00"), "压缩包"},
		"7z":                {long("7z\xbc\xaf\x27\x1c"), "压缩包"},
		"gzip":              {long("\x1f\x8b\x08\x00"), "压缩包"},
		"jar":               {zipped(t, "META-INF/MANIFEST.MF", "x", "A.class", "x"), "程序"},
		"docm":              {officePackage(t, "application/vnd.ms-word.document.macroEnabled.main+xml"), "宏"},
		"docx with macros":  {officePackage(t, wordMain, "word/vbaProject.bin", "x"), "宏"},
		"xls with macros":   {compound("Workbook", "_VBA_PROJECT_CUR"), "宏"},
		"docx with a lock":  {compound("EncryptedPackage"), "密码"},
		"ofd":               {zipped(t, "OFD.xml", "<x/>"), "OFD"},
		"installer":         {compound("Something"), "格式"},
		"rtf":               {[]byte(`{\rtf1\ansi x}`), "格式"},
		"avi":               {[]byte("RIFF\x24\x08\x00\x00AVI LIST\x00"), "格式"},
		"mkv":               {ebml("matroska"), "格式"},
		"noise":             {long("\x00\x01\x02\x03\xfe"), "无法识别"},
		"half a jpeg":       {jpegOf(t, picture(200, 200))[:700], "损坏"},
		"a bomb":            {hugePNG(60_000), "像素"},
		"half a pdf":        {pdfWith("")[:120], "损坏"},
		"half a docx":       {officePackage(t, wordMain)[:80], "损坏"},
	} {
		refused(t, name, c.content, c.word)
	}
}

func TestLargeFilesAreRefused(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/large")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if err := f.Truncate(inspection.MaxSize + 1); err != nil { // takes no room
		t.Fatal(err)
	}
	_, err = inspection.Inspect(t.Context(), f)
	var e *dispute.Error
	if !errors.As(err, &e) || e.Code != dispute.CodeTooLarge {
		t.Error(err)
	}
}

func TestAPhotoLosesEverythingButItsPixels(t *testing.T) {
	for name, content := range map[string][]byte{
		"jpeg": jpegWithEXIF(t, picture(64, 32), 6), "png": pngWithEXIF(t, picture(64, 32), 6),
	} {
		if !bytes.Contains(content, []byte("of Zhang")) {
			t.Fatal("the sample hides nothing")
		}
		found, kept, err := look(t, content)
		if err != nil {
			t.Fatal(name, err)
		}
		for _, word := range []string{"Zhang", "Exif", "eXIf", "tEXt", "N31"} {
			if bytes.Contains(kept, []byte(word)) {
				t.Errorf("%s: %q is still there", name, word)
			}
		}
		if len(found.Findings) != 1 {
			t.Errorf("%s: %v", name, found.Findings)
		}
		// 6: the phone was held upright, so what is stored as the upper left corner is
		// the upper right one.
		m, _, err := image.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(name, err)
		}
		if m.Bounds().Dx() != 32 || m.Bounds().Dy() != 64 || !red(m, 28, 3) || red(m, 3, 3) || red(m, 28, 60) {
			t.Errorf("%s: not upright: %v", name, m.Bounds())
		}
	}
}

func red(m image.Image, x, y int) bool {
	r, g, _, _ := m.At(x, y).RGBA()
	return r>>8 > 150 && g>>8 < 60
}

func TestEveryTurnIsSetUpright(t *testing.T) {
	// Where the block that is stored in the upper left belongs, by EXIF orientation.
	corners := map[byte][2]int{
		1: {3, 3}, 2: {60, 3}, 3: {60, 28}, 4: {3, 28}, 5: {3, 3}, 6: {28, 3}, 7: {28, 60}, 8: {3, 60}, 0: {3, 3}, 9: {3, 3},
	}
	for orientation, at := range corners {
		_, kept, err := look(t, pngWithEXIF(t, picture(64, 32), orientation))
		if err != nil {
			t.Fatal(err)
		}
		m, _, err := image.Decode(bytes.NewReader(kept))
		if err != nil {
			t.Fatal(err)
		}
		wide := orientation < 5 || orientation > 8
		if (m.Bounds().Dx() == 64) != wide || !red(m, at[0], at[1]) {
			t.Errorf("orientation %d: %v", orientation, m.Bounds())
		}
	}
}

func TestTooManyScansAreRefused(t *testing.T) {
	content := jpegOf(t, picture(20, 20))
	scan := bytes.Index(content, []byte{0xff, 0xda})
	many := bytes.Join([][]byte{content[:scan], bytes.Repeat([]byte{0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0}, 70), content[scan:]}, nil)
	refused(t, "scans", many, "像素")
}

func TestAPDFThatRunsSomethingIsRefused(t *testing.T) {
	script := "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
	for name, content := range map[string][]byte{
		"on opening":      pdfWith("/OpenAction " + script),
		"by reference":    pdfWith("/OpenAction 4 0 R", script),
		"in other words":  pdfWith("/OpenAction << /S /J#61vaScript /J#53 (x) >>"),
		"a program":       pdfWith("/OpenAction << /S /Launch /F (cmd.exe) >>"),
		"deep in arrays":  pdfWith("/X [[[[ << /A << /S /J#61vaScript /J#53 (x) >> >> ]]]]"),
		"an unused thing": pdfWith("", "<< /S /J#61vaScript /J#53 (x) >>"),
		"packed":          packedPDF(script),
	} {
		refused(t, name, content, "自动运行")
	}
}

func TestAPDFIsNotInflatedWithoutEnd(t *testing.T) {
	big := "(" + strings.Repeat("x", 30<<20) + ")"
	if _, _, err := look(t, packedPDF("(x)", "(y)")); err != nil {
		t.Error("the sample itself:", err)
	}
	refused(t, "one bomb", packedPDF("("+big+big+")"), "损坏")
	refused(t, "many bombs", packedPDF("(x)", big, big, big, big, big), "损坏")
}

func TestAPDFWithMoreThanPagesIsOnlyForDownload(t *testing.T) {
	for name, content := range map[string][]byte{
		"attachment": pdfWith("/Names << /EmbeddedFiles << /Names [(a.xml) 4 0 R] >> >>",
			"<< /Type /Filespec /F (a.xml) /UF (a.xml) /EF << /F 5 0 R >> >>", "<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream"),
		"form": pdfWith("/AcroForm << /Fields [] /XFA 4 0 R >>", "<< /Length 1 >>\nstream\nx\nendstream"),
	} {
		found, _, err := look(t, content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if found.Inline || len(found.Findings) == 0 {
			t.Errorf("%s: inline %v, %v", name, found.Inline, found.Findings)
		}
	}
}

func TestALockedPDFIsRefused(t *testing.T) {
	for name, passwords := range map[string][2]string{"to open": {"user", "owner"}, "to change": {"", "owner"}} {
		var b bytes.Buffer
		conf := model.NewAESConfiguration(passwords[0], passwords[1], 256)
		if err := api.Encrypt(bytes.NewReader(pdfWith("")), &b, conf); err != nil {
			t.Fatal(err)
		}
		refused(t, name, b.Bytes(), "密码")
	}
}

func TestThePDFLibraryWritesNoSettings(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	if _, _, err := look(t, pdfWith("")); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(home); len(left) != 0 {
		t.Error(left)
	}
}

func TestANameTellsTheTruth(t *testing.T) {
	text, _, err := look(t, []byte("我的说明"))
	if err != nil {
		t.Fatal(err)
	}
	photo, _, err := look(t, jpegOf(t, picture(20, 20)))
	if err != nil {
		t.Fatal(err)
	}
	for said, want := range map[string]string{
		"说明.txt": "说明.txt", "说明.BAT": "说明.BAT.txt", "": "未命名.txt", "../../x": "x.txt", "a\u202etxt.exe": "atxt.exe.txt",
	} {
		if got := text.Name(said); got != want {
			t.Errorf("%q became %q, want %q", said, got, want)
		}
	}
	for said, want := range map[string]string{"照片.webp": "照片.jpg", "照片.JPEG": "照片.JPEG", "照片": "照片.jpg", "a.html": "a.html.jpg"} {
		if got := photo.Name(said); got != want {
			t.Errorf("%q became %q, want %q", said, got, want)
		}
	}
}

func TestInspectingEndsWithItsContext(t *testing.T) {
	ctx, cancel := newEnded(t)
	defer cancel()
	for _, content := range [][]byte{jpegOf(t, picture(20, 20)), pdfWith("")} {
		_, err := inspection.Inspect(ctx, bytes.NewReader(content))
		var e *dispute.Error
		if !errors.As(err, &e) || e.Code != dispute.CodeUnavailable {
			t.Error(err)
		}
	}
}

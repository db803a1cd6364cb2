package inspection

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is in characters. It leaves room in the 255 bytes that file systems give.
const maxName = 80

// CleanName makes what somebody called a file safe to show and to offer for download:
// no folders, no control or direction-changing characters, bounded. It may be empty.
func CleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		switch {
		// Among others U+202E, which shows "gnp.exe" as "exe.png".
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), strings.ContainsRune(`/:*?"<>|`, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if utf8.RuneCountInString(name) <= maxName {
		return name
	}
	ending := path.Ext(name)
	if utf8.RuneCountInString(ending) > 10 {
		ending = ""
	}
	kept := []rune(strings.TrimSuffix(name, ending))
	return strings.TrimRight(string(kept[:maxName-utf8.RuneCountInString(ending)]), " .") + ending
}

// Name is the name under which a file of this type is kept: cleaned, and with an ending
// that tells the truth, so that a download doesn't run as something else.
func (t Type) Name(name string) string {
	name = CleanName(name)
	if name == "" {
		name = "未命名"
	}
	for _, ending := range t.endings {
		if strings.EqualFold(path.Ext(name), ending) {
			return name
		}
	}
	if len(t.endings) == 0 {
		return name
	}
	if photoEnding[strings.ToLower(path.Ext(name))] && t.Kind == Photo {
		name = strings.TrimSuffix(name, path.Ext(name)) // a photo that became another format
	}
	return name + t.endings[0]
}

var photoEnding = map[string]bool{".jpg": true, ".jpeg": true, ".png": true, ".webp": true}

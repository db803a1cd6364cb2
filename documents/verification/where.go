package verification

import (
	"fmt"
	"strings"

	"sutiao/dispute"
)

// Text says where in words, or is empty where it concerns the whole file.
func (w Where) Text() dispute.Text {
	var zh, en []string
	add := func(chinese, english string, value any) {
		zh, en = append(zh, fmt.Sprintf(chinese, value)), append(en, fmt.Sprintf(english, value))
	}
	if w.Entry != "" {
		add("卷宗内文件“%s”", "entry %q", w.Entry)
	}
	if w.Row > 0 {
		add("台账第 %d 行", "ledger row %d", w.Row)
	}
	if w.Signature > 0 {
		add("第 %d 个签名", "signature %d", w.Signature)
	}
	if w.Page > 0 {
		add("第 %d 页", "page %d", w.Page)
	}
	if w.Object > 0 {
		add("PDF 对象 %d", "PDF object %d", w.Object)
	}
	if w.Offset != nil {
		add("字节位置 %d", "byte %d", *w.Offset)
	}
	if w.Archive != nil {
		add("压缩包字节位置 %d", "byte %d of the archive", *w.Archive)
	}
	return dispute.Text{ZH: strings.Join(zh, "，"), EN: strings.Join(en, ", ")}
}

package law

import (
	"fmt"
	"strings"
)

func writeReview(b *strings.Builder) {
	b.WriteString("\n## 签署前审查 · Review before signing\n\n发起签署前逐条审查协议内容；“阻断”的须先修改，“提示”的由调解员决定。 What blocks must be mended before anybody signs; the rest is pointed out to the mediator.\n\n")
	b.WriteString("| 代码 | 规则 | rule | 性质 | 依据 |\n|---|---|---|---|---|\n")
	for _, r := range ReviewRules() {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", r.ID, r.Name.ZH, r.Name.EN, weightOf(r), r.Source)
	}
	b.WriteString("\n### 违法条款清单（R16） · Illegal terms\n\n| 代码 | 条款 | term | 性质 | 依据 |\n|---|---|---|---|---|\n")
	for _, t := range IllegalTerms() {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", t.ID, t.Name.ZH, t.Name.EN, weight(t.Blocks), t.Source)
	}
}

func weight(blocks bool) string {
	if blocks {
		return "阻断"
	}
	return "提示"
}

// weightOf tells that a mediator may stand by a clause that was read from words.
func weightOf(r ReviewRule) string {
	if r.Blocks && r.Wording {
		return "阻断，调解员可说明理由后保留"
	}
	return weight(r.Blocks)
}

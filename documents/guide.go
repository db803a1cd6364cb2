package documents

import (
	"fmt"
	"strings"

	"sutiao/dispute"
)

// DirectiveTable lists the directives of templates, in Markdown for templates/README.md.
func DirectiveTable() string {
	var b strings.Builder
	b.WriteString("| 标记 · directive | 例 · example | 作用 · effect |\n|---|---|---|\n")
	for _, d := range directives {
		fmt.Fprintf(&b, "| 【%s】 | %s | %s。%s. |\n", d.name, code(d.example), strings.ReplaceAll(d.about.ZH, "|", `\|`), strings.ReplaceAll(d.about.EN, "|", `\|`))
	}
	return b.String()
}

// FieldTables lists the fields of each kind of document, in Markdown for the same file.
func FieldTables() string {
	var b strings.Builder
	b.WriteString("## 通用字段 · Fields of every template\n\n")
	kinds := dispute.DocumentKinds()
	sample := Sample(kinds[0].Value)
	shared := (&source{Order: sample, c: sample.Case, full: true}).common()
	cleaned(shared)
	fields := listed("", shared)
	writeFields(&b, fields)
	common := map[string]bool{}
	for _, f := range fields {
		common[f.Name] = true
	}
	b.WriteString("\n申请人、被申请人、第三人的字段与当事人相同。 The lists 申请人, 被申请人 and 第三人 have the fields of 当事人.\n")
	for _, k := range kinds {
		fmt.Fprintf(&b, "\n## %s · %s (`%s`)\n\n", k.Name.ZH, k.Name.EN, k.Value)
		var own []Field
		for _, f := range Fields(k.Value) {
			if !common[f.Name] {
				own = append(own, f)
			}
		}
		if len(own) == 0 {
			b.WriteString("没有其他字段。 No fields of its own.\n")
			continue
		}
		writeFields(&b, own)
	}
	return b.String()
}

// likeParty are the lists whose elements have the fields of a party, which are listed once.
var likeParty = []string{"申请人", "被申请人", "第三人", "确认人", "共同申请人"}

func writeFields(b *strings.Builder, fields []Field) {
	b.WriteString("| 字段 · field | 类型 · type | 含义 · meaning |\n|---|---|---|\n")
	for _, f := range fields {
		again := false
		for _, list := range likeParty {
			again = again || strings.HasPrefix(f.Name, list+"[].")
		}
		if !again {
			fmt.Fprintf(b, "| %s | %s | %s |\n", code(f.Name), f.Kind, f.About)
		}
	}
}

// code sets a text in code within a table, where strokes are escaped.
func code(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }

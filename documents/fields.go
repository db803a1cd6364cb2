package documents

import (
	"strings"

	"sutiao/dispute"
)

// Field is a value that a template may name.
type Field struct {
	// Name is the path of the field: 案号; 当事人[].姓名 for what stands in each element of
	// a list; 请求[] for a list of texts.
	Name  string
	Kind  string // 文字, 数字, 是否 or 列表
	About string // what it means
}

// path gives the names in a field's name.
func (f Field) path() []string {
	return strings.Split(strings.ReplaceAll(f.Name, "[]", ""), ".")
}

// Fields lists the fields for a kind of document, in the order of their names.
func Fields(kind dispute.DocumentKind) []Field { return listed("", values(Sample(kind))) }

func listed(before string, v facts) []Field {
	var fields []Field
	for _, name := range v.names() {
		f := Field{Name: before + name, About: fieldWords[name]}
		switch value := v[name].(type) {
		case bool:
			f.Kind = "是否"
		case int:
			f.Kind = "数字"
		case []string:
			f.Name, f.Kind = f.Name+"[]", "列表"
		case []facts:
			f.Kind = "列表"
			fields = append(fields, f)
			if len(value) > 0 {
				fields = append(fields, listed(f.Name+"[].", merged(value))...)
			}
			continue
		default:
			f.Kind = "文字"
		}
		fields = append(fields, f)
	}
	return fields
}

// merged is the fullest of the elements, so that a list within shows what is in it.
func merged(list []facts) facts {
	all := facts{}
	for _, f := range list {
		for name, v := range f {
			if inner, ok := all[name].([]facts); !ok || len(inner) == 0 {
				all[name] = v
			}
		}
	}
	return all
}

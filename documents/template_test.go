package documents

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"sutiao/dispute"
)

const front = "---\n模板: objection\n版本: own-1\n名称: 异议书\n依据: 法发〔2016〕14号第二十四条\n---\n"

func TestEachKindHasATemplateThatNamesItsArticles(t *testing.T) {
	for _, k := range dispute.DocumentKinds() {
		text, err := BuiltinText(k.Value)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := ParseTemplate(k.Value, text)
		if err != nil {
			t.Errorf("%s: %v", k.Value, err)
			continue
		}
		if parsed.Basis == "" || parsed.Name == "" {
			t.Errorf("%s: basis %q, name %q", k.Value, parsed.Basis, parsed.Name)
		}
	}
}

func TestTemplateOfAnOrganisationIsUsed(t *testing.T) {
	own, err := ParseTemplate(dispute.ObjectionForm, front+"【标题】我中心的异议书\n{{.异议人}}不同意：{{.异议理由}}\n【签名】{{.异议人编号}}|{{.异议人}}\n")
	if err != nil {
		t.Fatal(err)
	}
	o := Sample(dispute.ObjectionForm)
	o.Template = own
	w := mustWrite(t, o)
	if w.Template != "objection/own-1" || !strings.Contains(bare(w.Text), "我中心的异议书被申请人刘晓阳不同意：方案所列") || len(w.Places) != 1 {
		t.Errorf("%s %v\n%s", w.Template, w.Places, w.Text)
	}
	o.Kind = dispute.AgreementText
	if _, err := Write(o); err == nil {
		t.Error("a template for another kind was taken")
	}
}

func TestErrorsOfATemplateNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		front + "【标题】异议书\n{{.没有的字段}}\n":                     "第8行：未知的字段：没有的字段",
		front + "【大标题】异议书\n":                                "第7行：未知的版式标记：【大标题】",
		front + "{{if .对裁定}}\n甲\n":                          "行：模板无法填写",
		front + "正文\n\n|a|b|\n":                             "第9行：表格的行之前",
		front + "【表】甲 乙\n":                                  "第7行：表格栏宽应为正数",
		front + "{{if .事实}}{{else}}{{.写错了}}{{end}}\n":       "第7行：未知的字段：写错了",
		front + "{{range .当事人}}{{.代理人.电话号}}{{end}}\n":       "第7行：未知的字段：电话号",
		front + "{{len .对裁定}}\n":                            "第7行：模板无法填写",
		front + "{{define \"x\"}}{{.错}}{{end}}\n":           "第7行：未知的字段：错",
		front + "【签名】某某某某某某|签名\n":                           "第7行：签名人应为",
		"【标题】异议书\n":                                         "第1行：模板须以“---”开始",
		"---\n模板: agreement\n版本: 一\n---\n":                  "第1行：开头部分缺少：名称",
		"---\n模板: objection\n":                              "没有以“---”结束",
		strings.Replace(front, "own-1", "第一版", 1) + "正文\n":  "第1行：版本只能用",
		strings.Replace(front, "名称", "题目", 1) + "正文\n":      "第4行：开头部分中未知的项目",
		strings.Replace(front, "依据", "字号: 九号\n依据", 1) + "文": "第1行：字号应为",
		front + strings.Repeat("长", maxTemplate):            "至多64KB",
	} {
		_, err := ParseTemplate(dispute.ObjectionForm, text)
		var refused *dispute.Error
		if !errors.As(err, &refused) || refused.Code != dispute.CodeInvalid {
			t.Errorf("%q: %v", text[:min(len(text), 300)], err)
			continue
		}
		all := ""
		for _, f := range refused.Fields {
			all += f.Reason.ZH + "\n"
			if f.Reason.EN == "" || !strings.HasPrefix(f.Field, "template:") {
				t.Errorf("%+v", f)
			}
		}
		if !strings.Contains(all, want) {
			t.Errorf("%q\nsays %s\nnot  %s", text[:min(len(text), 300)], all, want)
		}
	}
}

func TestEachFieldIsExplained(t *testing.T) {
	used := map[string]bool{}
	for _, k := range dispute.DocumentKinds() {
		for _, f := range Fields(k.Value) {
			for _, name := range f.path() {
				used[name] = true
				if fieldWords[name] == "" {
					t.Errorf("%s: %s is not explained", k.Value, f.Name)
				}
			}
		}
	}
	for name := range fieldWords {
		if !used[name] {
			t.Errorf("%s is explained but no template has it", name)
		}
	}
}

func TestGuideOfTheTemplatesIsUpToDate(t *testing.T) {
	const path = "templates/README.md"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fresh := string(data)
	for name, table := range map[string]string{"directives": DirectiveTable(), "fields": FieldTables()} {
		section := regexp.MustCompile(`(?s)(<!-- ` + name + `:[^>]*-->\n).*?(<!-- end -->)`)
		fresh = section.ReplaceAllStringFunc(fresh, func(old string) string {
			m := section.FindStringSubmatch(old)
			return m[1] + table + m[2]
		})
	}
	if fresh == string(data) {
		return
	}
	if !*update {
		t.Fatalf("%s is out of date: go test ./documents -update", path)
	}
	if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
		t.Fatal(err)
	}
}

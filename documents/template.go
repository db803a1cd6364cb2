package documents

import (
	"embed"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template"

	"sutiao/dispute"
)

//go:embed templates/*.txt
var templateFiles embed.FS

// Template is the wording of a kind of document.
type Template struct {
	Kind    dispute.DocumentKind
	Version string  // 版本, such as 2026-11
	Name    string  // 名称
	Basis   string  // 依据, the articles that it rests on
	Mark    string  // 标记, stands at the head of each page, such as 代拟稿
	Size    float64 // 字号, of the text, in points
	parsed  *template.Template
}

// ID is the name and version by which a document remembers its template.
func (t *Template) ID() string { return string(t.Kind) + "/" + t.Version }

// maxTemplate is the largest template taken, in bytes: three times the longest built-in.
const maxTemplate = 64 << 10

var sizes = []dispute.Named[float64]{
	{Value: 16, Name: dispute.Text{ZH: "三号", EN: "16"}}, {Value: 15, Name: dispute.Text{ZH: "小三", EN: "15"}},
	{Value: 14, Name: dispute.Text{ZH: "四号", EN: "14"}}, {Value: 12, Name: dispute.Text{ZH: "小四", EN: "12"}},
}

// ParseTemplate reads a template and tries it on an invented case. The error is a
// *dispute.Error that names each line that is not right.
func ParseTemplate(kind dispute.DocumentKind, text string) (*Template, error) {
	t, err := parseTemplate(kind, text)
	if err != nil {
		return nil, err
	}
	sample := Sample(kind)
	sample.Template = t
	rendered, err := t.render(values(sample))
	if err != nil {
		return nil, err
	}
	if _, _, err := t.blocks(rendered); err != nil {
		return nil, err
	}
	return t, nil
}

func parseTemplate(kind dispute.DocumentKind, text string) (*Template, error) {
	if kind.Name() == (dispute.Text{}) {
		return nil, invalidTemplate(problem(0, "未知的文书种类："+string(kind), "unknown kind of document: "+string(kind)))
	}
	if len(text) > maxTemplate {
		return nil, invalidTemplate(problem(0, "模板过长，至多64KB", "the template is longer than 64 KB"))
	}
	t := &Template{Kind: kind, Size: 14}
	lines := strings.Split(strings.TrimPrefix(strings.ReplaceAll(text, "\r\n", "\n"), "\ufeff"), "\n")
	body, problems := t.readFront(lines)
	problems = append(problems, markUp(lines, body)...)
	if len(problems) > 0 {
		return nil, invalidTemplate(problems...)
	}
	parsed, err := template.New(t.ID()).Option("missingkey=error").Funcs(functions).Parse(strings.Join(lines, "\n"))
	if err != nil {
		return nil, invalidTemplate(worded(err))
	}
	t.parsed = parsed
	if unknown := t.unknownFields(); len(unknown) > 0 {
		return nil, invalidTemplate(unknown...)
	}
	return t, nil
}

var versionForm = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z.-]{0,19}$`)

// readFront reads what stands between the two lines "---" at the beginning and empties
// it, so that the lines of the text keep their numbers.
func (t *Template) readFront(lines []string) (body int, problems []dispute.FieldError) {
	if strings.TrimSpace(lines[0]) != "---" {
		return 0, []dispute.FieldError{problem(1, "模板须以“---”开始，先写明模板、版本、名称、依据", `a template begins with "---" and says 模板, 版本, 名称 and 依据`)}
	}
	said := map[string]string{}
	lines[0] = ""
	for i := 1; ; i++ {
		if i == len(lines) {
			return i, []dispute.FieldError{problem(i, "开头部分没有以“---”结束", `the front part does not end with "---"`)}
		}
		line := strings.TrimSpace(lines[i])
		lines[i] = ""
		if line == "---" {
			body = i + 1
			break
		}
		name, value, ok := strings.Cut(strings.Replace(line, "：", ":", 1), ":")
		name = strings.TrimSpace(name)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !ok || !slices.Contains([]string{"模板", "版本", "名称", "依据", "字号", "标记"}, name) {
			problems = append(problems, problem(i+1, "开头部分中未知的项目："+line, "unknown in the front part: "+line))
			continue
		}
		said[name] = strings.TrimSpace(value)
	}
	for _, name := range []string{"模板", "版本", "名称", "依据"} {
		if said[name] == "" {
			problems = append(problems, problem(1, "开头部分缺少："+name, "the front part lacks "+name))
		}
	}
	if said["模板"] != "" && said["模板"] != string(t.Kind) {
		problems = append(problems, problem(1, "模板名应为"+string(t.Kind), "模板 must be "+string(t.Kind)))
	}
	if said["版本"] != "" && !versionForm.MatchString(said["版本"]) {
		problems = append(problems, problem(1, "版本只能用字母、数字、点和连字符，至多20个", "版本 takes at most 20 letters, digits, dots and hyphens"))
	}
	if size := said["字号"]; size != "" {
		at := slices.IndexFunc(sizes, func(n dispute.Named[float64]) bool { return n.Name.ZH == size })
		if at < 0 {
			return body, append(problems, problem(1, "字号应为三号、小三、四号或者小四", "字号 must be 三号, 小三, 四号 or 小四"))
		}
		t.Size = sizes[at].Value
	}
	t.Version, t.Name, t.Basis, t.Mark = said["版本"], said["名称"], said["依据"], said["标记"]
	return body, problems
}

// Builtin is the template that comes with the program.
func Builtin(kind dispute.DocumentKind) (*Template, error) {
	all, err := builtins()
	if err != nil {
		return nil, err
	}
	t, ok := all[kind]
	if !ok {
		return nil, invalidTemplate(problem(0, "没有该种文书的模板："+string(kind), "no template for this kind: "+string(kind)))
	}
	return t, nil
}

// BuiltinText is the text of a built-in template, for an organisation to begin from.
func BuiltinText(kind dispute.DocumentKind) (string, error) {
	text, err := templateFiles.ReadFile("templates/" + string(kind) + ".txt")
	if err != nil {
		return "", fmt.Errorf("template of %s: %w", kind, err)
	}
	return string(text), nil
}

var builtins = sync.OnceValues(func() (map[dispute.DocumentKind]*Template, error) {
	all := map[dispute.DocumentKind]*Template{}
	for _, k := range dispute.DocumentKinds() {
		text, err := BuiltinText(k.Value)
		if err != nil {
			continue // Builtin says so for this kind; the others are written
		}
		t, err := parseTemplate(k.Value, text)
		if err != nil {
			return nil, fmt.Errorf("template of %s: %w", k.Value, err)
		}
		all[k.Value] = t
	}
	return all, nil
})

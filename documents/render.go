package documents

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"sutiao/dispute"
)

// functions are what a template may call beside what text/template has.
var functions = template.FuncMap{
	"序号":  func(i int) int { return i + 1 },
	"中文数": chinese,
	"连接":  func(list []string) string { return strings.Join(list, "、") },
}

// render fills the template in.
func (t *Template) render(filled facts) (string, error) {
	var out limited
	if err := t.parsed.Execute(&out, filled); err != nil {
		return "", invalidTemplate(worded(err))
	}
	return out.String(), nil
}

// limited refuses more text than any document has.
type limited struct{ strings.Builder }

var errTooLong = errors.New("the document is longer than 4 MB")

func (l *limited) Write(p []byte) (int, error) {
	if l.Len()+len(p) > 4<<20 {
		return 0, errTooLong
	}
	return l.Builder.Write(p)
}

var templateError = regexp.MustCompile(`^template: [^ ]*?:(\d+)(?::\d+)?: (?s:(.*))$`)

// worded words an error of text/template with the line that it names.
func worded(err error) dispute.FieldError {
	line, text := 0, err.Error()
	if m := templateError.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1])
		text = m[2]
	}
	return problem(line, "模板无法填写："+text, "the template can't be filled in: "+text)
}

func problem(line int, zh, en string) dispute.FieldError {
	return dispute.FieldError{Field: fmt.Sprintf("template:%d", line), Reason: dispute.Text{
		ZH: fmt.Sprintf("第%d行：%s", line, zh), EN: fmt.Sprintf("line %d: %s", line, en)}}
}

func invalidTemplate(problems ...dispute.FieldError) error {
	return &dispute.Error{
		Code:    dispute.CodeInvalid,
		Message: dispute.Text{ZH: "文书模板有误，请按提示修改", EN: "the template is not right; see each line"},
		Fields:  problems,
	}
}

// unknownFields finds the names that no value has, in parts too that a trial would not reach.
func (t *Template) unknownFields() []dispute.FieldError {
	var known []string
	for _, f := range Fields(t.Kind) {
		known = append(known, f.path()...)
	}
	var problems []dispute.FieldError
	for _, part := range t.parsed.Templates() {
		if part.Tree == nil {
			continue
		}
		eachField(part.Root, func(n parse.Node, names []string) {
			for _, name := range names {
				if slices.Contains(known, name) {
					continue
				}
				at, _ := part.ErrorContext(n)
				line := 0
				if m := regexp.MustCompile(`:(\d+):\d+$`).FindStringSubmatch(at); m != nil {
					line, _ = strconv.Atoi(m[1])
				}
				problems = append(problems, problem(line, "未知的字段："+name, "unknown field: "+name))
			}
		})
	}
	return problems
}

// eachField visits the names in a template.
func eachField(n parse.Node, visit func(parse.Node, []string)) {
	pipes := func(list ...*parse.PipeNode) {
		for _, p := range list {
			if p == nil {
				continue
			}
			for _, c := range p.Cmds {
				for _, arg := range c.Args {
					eachField(arg, visit)
				}
			}
		}
	}
	lists := func(b parse.BranchNode) {
		pipes(b.Pipe)
		for _, l := range []*parse.ListNode{b.List, b.ElseList} {
			if l != nil {
				eachField(l, visit)
			}
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			eachField(c, visit)
		}
	case *parse.ActionNode:
		pipes(n.Pipe)
	case *parse.TemplateNode:
		pipes(n.Pipe)
	case *parse.PipeNode:
		pipes(n)
	case *parse.IfNode:
		lists(n.BranchNode)
	case *parse.RangeNode:
		lists(n.BranchNode)
	case *parse.WithNode:
		lists(n.BranchNode)
	case *parse.FieldNode:
		visit(n, n.Ident)
	case *parse.VariableNode:
		visit(n, n.Ident[1:])
	case *parse.ChainNode:
		visit(n, n.Field)
	}
}

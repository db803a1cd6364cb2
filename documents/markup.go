package documents

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sutiao/dispute"
)

// The directives (版式标记) of a template.
const (
	dirTitle    = "标题"
	dirSubtitle = "副标题"
	dirCentre   = "居中"
	dirRight    = "居右"
	dirFlush    = "顶格"
	dirHeading  = "小标题"
	dirText     = "段"
	dirChapter  = "章"
	dirClause   = "条"
	dirItem     = "款"
	dirSubitem  = "项"
	dirNote     = "注"
	dirTable    = "表"
	dirForm     = "表单"
	dirHead     = "表头"
	dirSign     = "签名"
	dirSeal     = "盖章"
	dirImprint  = "落款"
	dirRule     = "横线"
	dirSpace    = "空行"
	dirPage     = "分页"
)

// directive describes a directive for people.
type directive struct {
	name    string
	example string
	about   dispute.Text
}

var directives = []directive{
	{dirTitle, "【标题】调解协议书", dispute.Text{ZH: "标题，居中，二号加粗", EN: "title, centred, bold"}},
	{dirSubtitle, "【副标题】（2026）京0102诉前调1716号", dispute.Text{ZH: "副标题或者文号，居中", EN: "subtitle or number, centred"}},
	{dirCentre, "【居中】此致", dispute.Text{ZH: "居中的一行", EN: "a centred line"}},
	{dirRight, "【居右】{{.日期}}", dispute.Text{ZH: "居右的一行", EN: "a line at the right"}},
	{dirFlush, "【顶格】{{.机构}}：", dispute.Text{ZH: "顶格，首行不缩进", EN: "no indent"}},
	{dirHeading, "【小标题】告知事项", dispute.Text{ZH: "加粗的小标题，不编号；其后的款、项重新编号", EN: "bold heading, not numbered; （一） and 1. begin afresh"}},
	{dirText, "【段】{{.事实}}", dispute.Text{ZH: "正文段落，首行缩进两字；不写标记的行也是正文", EN: "a paragraph; so is any line without a directive"}},
	{dirChapter, "【章】调解结果", dispute.Text{ZH: "自动编号“一、”的加粗标题", EN: "bold heading numbered 一、"}},
	{dirClause, "【条】双方确认……", dispute.Text{ZH: "自动编号“一、”的段落，与【章】连续编号", EN: "paragraph numbered 一、, in one count with 【章】"}},
	{dirItem, "【款】{{.全文}}", dispute.Text{ZH: "自动编号“（一）”的段落，每个章、条之下重新编号", EN: "paragraph numbered （一）, afresh under each 一、"}},
	{dirSubitem, "【项】{{.}}", dispute.Text{ZH: "自动编号“1.”的段落，每个章、条、款之下重新编号", EN: "paragraph numbered 1., afresh under each （一）"}},
	{dirNote, "【注】本页无正文", dispute.Text{ZH: "小字说明", EN: "a note in small type"}},
	{dirTable, "【表】1 3 2", dispute.Text{ZH: "表格开始，数字是各栏的相对宽度；以下以“|”开头的行是表格的行，最后一格占满余下各栏", EN: "begins a table of these relative widths; lines that begin with | are its rows, the last cell spans what is left"}},
	{dirForm, "【表单】1 2 1 2", dispute.Text{ZH: "同上，单数栏是栏目名称", EN: "the same, odd columns are labels"}},
	{dirHead, "【表头】期次|金额|履行期限", dispute.Text{ZH: "表头，跨页时重复", EN: "head row, repeated on each page"}},
	{dirSign, "【签名】{{.编号}}|{{.签名栏}}", dispute.Text{ZH: "签名处：签名人（当事人编号或者“调解员”；“无”表示只留空白），栏目名称；两个一排", EN: "a place to sign: who (a party's 编号, 调解员; 无 leaves room only), and its label; two in a row"}},
	{dirSeal, "【盖章】调解组织|调解组织（盖章）：", dispute.Text{ZH: "盖章处，写法同上", EN: "a place for a seal, likewise"}},
	{dirImprint, "【落款】调解组织|{{.机构}}|{{.日期}}", dispute.Text{ZH: "落款：盖章人（“无”表示只留空白），以下各行居右，印章压在其上", EN: "imprint at the right with room for a seal over it"}},
	{dirRule, "【横线】", dispute.Text{ZH: "横线", EN: "a rule"}},
	{dirSpace, "【空行】1", dispute.Text{ZH: "空行数", EN: "empty lines"}},
	{dirPage, "【分页】", dispute.Text{ZH: "另起一页", EN: "a new page"}},
}

func known(name string) bool {
	return slices.ContainsFunc(directives, func(d directive) bool { return d.name == name })
}

var (
	// Actions of the template may stand before a directive: {{if .备注}}【注】{{.备注}}{{end}}.
	leadingActions = regexp.MustCompile(`^\s*(?:\{\{(?:[^}]|\}[^}])*\}\}\s*)*`)
	directiveForm  = regexp.MustCompile(`^【([^】]*)】`)
	actionForm     = regexp.MustCompile(`\{\{(?:[^}]|\}[^}])*\}\}`)
)

// markUp puts the engine's marks in place of the directives, so that the values filled in
// later can't be taken for any, and notes the number of each line.
func markUp(lines []string, body int) (problems []dispute.FieldError) {
	for i := body; i < len(lines); i++ {
		lines[i] = strings.Map(func(r rune) rune {
			if invisible(r) && r != '\t' {
				return -1
			}
			return r
		}, lines[i])
		prefix := leadingActions.FindString(lines[i])
		rest := lines[i][len(prefix):]
		prefix = strings.TrimSpace(prefix)
		number := fmt.Sprintf("%c%d%c", markLine, i+1, markLineEnd)
		switch m := directiveForm.FindStringSubmatch(rest); {
		case m != nil && !known(m[1]):
			problems = append(problems, problem(i+1, "未知的版式标记：【"+m[1]+"】", "unknown directive: 【"+m[1]+"】"))
		case m != nil:
			lines[i] = prefix + number + string(markDirective) + m[1] + string(markEnd) + cells(rest[len(m[0]):])
		case strings.HasPrefix(rest, "|"):
			lines[i] = prefix + number + cells(rest)
		case rest != "":
			lines[i] = prefix + number + rest
		case prefix != "":
			lines[i] = number + prefix
		}
	}
	return problems
}

// cells marks the strokes between cells, but for those within an action.
func cells(s string) string {
	var b strings.Builder
	at := 0
	for _, action := range actionForm.FindAllStringIndex(s, -1) {
		b.WriteString(strings.ReplaceAll(s[at:action[0]], "|", string(markCell)))
		b.WriteString(s[action[0]:action[1]])
		at = action[1]
	}
	b.WriteString(strings.ReplaceAll(s[at:], "|", string(markCell)))
	return b.String()
}

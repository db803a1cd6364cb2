package documents

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"sutiao/dispute"
)

func (s *source) endReport() facts {
	report := dispute.EndReport{Cause: s.c.EndReason, Undisputed: s.c.Undisputed}
	if s.c.EndReport != nil {
		report = *s.c.EndReport
	}
	info := s.c.Ending.Info()
	name, basis := info.Name.ZH, articles(info.Source)
	if name == "" {
		name = "调解终结"
	}
	pauses := []facts{}
	for _, p := range s.c.Suspensions {
		counted := "计入"
		if p.StopsClock() {
			counted = "不计入"
		}
		pauses = append(pauses, facts{"中止事由": dispute.NameOf(dispute.SuspensionGrounds(), p.Ground).ZH,
			"起": date(p.From), "止": orDash(date(p.To)), "是否计入": counted})
	}
	held := 0
	for _, m := range s.c.Sessions {
		if !m.OpenedAt.IsZero() {
			held++
		}
	}
	return facts{
		"终结事由": name, "终结依据": basis, "终结日期": date(firstOf(s.c.When(dispute.Ended), s.Entry.At)),
		"未达成原因": sentence(report.Cause), "增加成本的行为": sentence(report.Conduct), "提示事项": sentences(report.Flags),
		"无争议事实": sentences(report.Undisputed), "扣除审限天数": report.TrialDaysExcluded,
		"受理日期": orDash(date(s.c.When(dispute.AcceptedOnPlatform))), "延长至": s.c.ExtendedTo.Chinese(), "中止记录": pauses,
		"调解次数": held, "调解方式": s.modes(), "退回法院": info.Returns && s.c.Court != "", "材料": s.materials(),
		"诉讼中": s.c.Track == dispute.PostFiling || s.c.Track == dispute.Invited,
		"经过":  s.course(),
	}
}

var articleForm = regexp.MustCompile(`\s*(\d+)(?:\((\d+)\))?`)

// articles writes the articles of a source out: 在线调解规则 25(7) is 在线调解规则第二十五条第七项.
func articles(source string) string {
	return articleForm.ReplaceAllStringFunc(source, func(found string) string {
		m := articleForm.FindStringSubmatch(found)
		no, _ := strconv.Atoi(m[1])
		text := "第" + chinese(no) + "条"
		if item, err := strconv.Atoi(m[2]); err == nil {
			text += "第" + chinese(item) + "项"
		}
		return text
	})
}

// inReport are the acts that the report tells of. Offers and answers to them stay out
// (在线调解规则 18).
var inReport = []dispute.Act{
	dispute.Refer, dispute.AcceptReferral, dispute.ConsentToMediation, dispute.ChooseMediator, dispute.AssignMediator, dispute.ReplaceMediator,
	dispute.Disclose, dispute.ChallengeMediator, dispute.DecideChallenge, dispute.OpenSession, dispute.RecordNoShow, dispute.CloseSession,
	dispute.Suspend, dispute.Resume, dispute.RequestExtension, dispute.Terminate, dispute.RefuseMediation, dispute.RefuseToSign, dispute.WithdrawApplication,
}

// course lists the acts of the procedure, for the report.
func (s *source) course() []facts {
	list := []facts{}
	for _, e := range s.Ledger {
		if slices.Contains(inReport, e.Act) {
			list = append(list, facts{"经过时间": moment(e.At), "经过事项": e.Act.Name().ZH, "行为人": orDash(s.actor(e.By))})
		}
	}
	return list
}

func (s *source) actor(by dispute.Actor) string {
	if p := s.c.Party(by.Party); p != nil {
		return roleName(p.Role) + p.Name
	}
	if by.Role == dispute.System {
		return "系统"
	}
	return roleName(by.Role) + s.person(by.Account)
}

func (s *source) performance() facts {
	terms, _ := s.agreed()
	rows := []facts{}
	all := len(terms.Obligations) > 0
	for i, o := range terms.Obligations {
		what := sentence(o.Duty)
		if o.Amount > 0 {
			what = "支付" + o.Amount.String() + reason(o.Duty)
		}
		state, proof, at := "待履行", "", time.Time{}
		if o.Reported {
			state = "已报告，待核实"
		}
		if o.Done {
			state = "已履行"
		}
		if d, e, ok := s.performed(i + 1); ok {
			proof, at = d.Proof, e.At
		}
		all = all && o.Done
		if o.Amount > 0 {
			what = s.called(o.Payer) + "向" + s.called(o.Payee) + what
		} else {
			what = s.called(o.Payer) + "：" + what
		}
		rows = append(rows, facts{"序号": strconv.Itoa(i + 1), "履行内容": what, "应履行日期": orDash(o.Due.Chinese()),
			"履行情况": state, "凭证": orDash(strings.Join(slices.DeleteFunc([]string{proof, date(at)}, func(s string) bool { return s == "" }), "，"))})
	}
	number := ""
	if f := s.c.Confirmation; f != nil && f.Ruling != nil && f.Ruling.Granted {
		number = f.Ruling.Number
	}
	return facts{
		"履行": rows, "全部履行": all, "生效日期": orDash(date(s.c.When(dispute.AgreementInEffect))), "裁定案号": number,
		"合计": terms.Total().String(), "合计大写": terms.Total().Capitals(), "有付款": terms.Total() > 0,
	}
}

// performed finds the last word on an obligation.
func (s *source) performed(no int) (*dispute.Performance, dispute.Entry, bool) {
	if d, ok := s.Entry.Detail.(*dispute.Performance); ok && d.Obligation == no {
		return d, s.Entry, true
	}
	for _, e := range slices.Backward(s.Ledger) {
		if d, ok := e.Detail.(*dispute.Performance); ok && d.Obligation == no {
			return d, e, true
		}
	}
	return nil, dispute.Entry{}, false
}

func (s *source) fileIndex() facts {
	rows := []facts{}
	page := 1
	for i, d := range s.Index {
		name := d.Kind.Name().ZH
		if d.Version > 1 {
			name += fmt.Sprintf("（第%d版）", d.Version)
		}
		rows = append(rows, facts{"序号": strconv.Itoa(i + 1), "文书名称": orDash(name), "编号": orDash(d.Code), "形成日期": orDash(date(d.MadeAt)),
			"页次": pages(page, d.Pages), "摘要值": fingerprint(d.SHA256)})
		page += max(d.Pages, 1)
	}
	ended := ""
	if s.c.Over() {
		ended = s.c.Ending.Info().Name.ZH
	}
	return facts{
		"目录": rows, "总页数": page - 1, "份数": len(s.Index), "材料": s.materials(), "结案方式": orDash(ended),
		"收案日期": orDash(date(s.c.When(dispute.Received))), "结案日期": orDash(date(s.c.When(dispute.Ended))),
	}
}

func pages(from, count int) string {
	if count <= 1 {
		return strconv.Itoa(from)
	}
	return fmt.Sprintf("%d—%d", from, from+count-1)
}

// fingerprint is the beginning of a hash: enough to compare by eye.
func fingerprint(sha256 string) string {
	return orDash(sha256[:min(12, len(sha256))])
}

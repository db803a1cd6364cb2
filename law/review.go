package law

import (
	"fmt"
	"strings"
	"time"

	"sutiao/dispute"
)

// Finding is what the review of an agreement's terms holds against a clause.
type Finding struct {
	Rule   string `json:"rule"`   // ID of the rule, such as R02
	Clause string `json:"clause"` // field of the terms, such as obligations[1].due
	Blocks bool   `json:"blocks"` // must be mended before anybody signs
	// Reminder: nothing is wrong, but a day draws near, or somebody has to do it in person.
	Reminder bool `json:"reminder,omitempty"`
	// Wording: read from words; the mediator may stand by the clause with a reason.
	Wording bool `json:"wording,omitempty"`
	// Message says what is wrong, with the clause as people count it and the rule.
	Message dispute.Text `json:"message"`
	Source  string       `json:"source"`
}

// ReviewRule is one thing that the review looks for before anybody signs.
type ReviewRule struct {
	ID     string
	Name   dispute.Text
	Source string
	// Blocks: the court would refuse such a term, or nobody could enforce it. Others are
	// pointed out, and the mediator decides.
	Blocks bool
	// Wording: it reads words, and may misread them; the mediator may stand by the clause
	// with a reason, which the ledger keeps.
	Wording bool
	find    func(*review)
}

// ReviewRules lists the rules in the order in which they are applied.
func ReviewRules() []ReviewRule { return reviewRules }

var reviewRules = []ReviewRule{
	{"R01", dispute.Text{ZH: "分项之和等于总额", EN: "the parts add up to the sum"}, interpret + " 358(5)", true, false, (*review).sums},
	{"R02", dispute.Text{ZH: "付款人、收款人为本案当事人", EN: "payer and payee are parties"}, diverseWork + "；" + interpret + " 358(5)", true, false, (*review).parties},
	{"R03", dispute.Text{ZH: "付款写明收款账户", EN: "a payment names its account"}, diverseWork, true, false, (*review).accounts},
	{"R04", dispute.Text{ZH: "付款写明履行期限", EN: "a payment has its last day"}, invitedRules + " 24；" + interpret + " 358(5)", true, false, (*review).dated},
	{"R05", dispute.Text{ZH: "履行期限不早于签署日", EN: "no day lies in the past"}, interpret + " 358(5)", true, false, (*review).ahead},
	{"R06", dispute.Text{ZH: "履行期限为工作日", EN: "the last day is a working day"}, "民法典 203", false, false, (*review).working},
	{"R07", dispute.Text{ZH: "分期付款按期数递增，不重复", EN: "instalments follow one another"}, interpret + " 358(5)", true, false, (*review).instalments},
	{"R08", dispute.Text{ZH: "违约条款前后一致", EN: "the default clause is consistent"}, "民法典 585", true, false, (*review).consistent},
	{"R09", dispute.Text{ZH: "分期付款写明违约后果", EN: "instalments have a default clause"}, "民法典 585", false, false, (*review).defaulted},
	{"R10", dispute.Text{ZH: "违约金不过分高于损失", EN: "the penalty is not out of proportion"}, "民法典 585；合同编通则解释 65", false, false, (*review).proportionate},
	{"R11", dispute.Text{ZH: "签署人有行为能力", EN: "the signer has capacity"}, "民法典 19、144、145", true, false, (*review).capacity},
	{"R12", dispute.Text{ZH: "代理人有特别授权", EN: "the agent may settle"}, civilLaw + " 62；" + interpret + " 89", true, false, (*review).authority},
	{"R13", dispute.Text{ZH: "不为案外人设定义务、不处分他人权利", EN: "nobody outside the case is bound"}, interpret + " 358(2)；民法典 522、523", true, true, (*review).outsiders},
	{"R14", dispute.Text{ZH: "向有管辖权的法院申请司法确认", EN: "the court to be asked has jurisdiction"}, civilLaw + " 205", true, false, (*review).jurisdiction},
	{"R15", dispute.Text{ZH: "三十日的申请期限足够", EN: "the thirty days suffice"}, civilLaw + " 205；" + peoplesLaw + " 30、33", true, false, (*review).window},
	{"R16", dispute.Text{ZH: "没有违法条款", EN: "no illegal term"}, interpret + " 358", true, true, (*review).illegal},
	{"R17", dispute.Text{ZH: "内容明确", EN: "the content is clear"}, interpret + " 358(5)", true, true, (*review).clear},
	{"R18", dispute.Text{ZH: "金额不超过争议标的", EN: "the sum stays within the dispute"}, design, false, false, (*review).withinDispute},
}

// diverseWork is 法发〔2019〕27号: enforcement presupposes that who pays, whom and what is clear.
const diverseWork = "法发〔2019〕27号（支付主体和支付内容明确）"

// review goes through the terms rule by rule.
type review struct {
	c        *dispute.Case
	t        *dispute.Terms
	today    dispute.Date
	almanac  Almanac
	rule     ReviewRule
	findings []Finding
}

// Review examines terms before anybody signs them. Every finding names the clause and the
// rule. Terms without findings give none.
func Review(c *dispute.Case, t *dispute.Terms, now time.Time, a Almanac) []Finding {
	r := &review{c: c, t: t, today: dispute.DateOf(now), almanac: a}
	for _, rule := range reviewRules {
		r.rule = rule
		rule.find(r)
	}
	return r.findings
}

// against holds something against a clause.
func (r *review) against(clause, zh, en string) { r.note(clause, r.rule.Blocks, zh, en) }

// pointOut notes what the mediator should look at, though the rule as such blocks.
func (r *review) pointOut(clause, zh, en string) { r.note(clause, false, zh, en) }

func (r *review) note(clause string, blocks bool, zh, en string) {
	name := clauseName(clause)
	r.findings = append(r.findings, Finding{
		Rule: r.rule.ID, Clause: clause, Blocks: blocks, Wording: r.rule.Wording, Source: r.rule.Source,
		Message: dispute.Text{ZH: name.ZH + "：" + zh + "（" + r.rule.ID + " " + r.rule.Name.ZH + "）", EN: name.EN + ": " + en + " (" + r.rule.ID + ")"},
	})
}

// remind notes what is to be thought of, though nothing is wrong.
func (r *review) remind(clause, zh, en string) {
	r.note(clause, false, zh, en)
	r.findings[len(r.findings)-1].Reminder = true
}

func clauseName(clause string) dispute.Text {
	var i int
	if n, _ := fmt.Sscanf(clause, "obligations[%d]", &i); n == 1 {
		return dispute.Text{ZH: fmt.Sprintf("第%d项义务", i+1), EN: fmt.Sprintf("obligation %d", i+1)}
	}
	if n, _ := fmt.Sscanf(clause, "other[%d]", &i); n == 1 {
		return dispute.Text{ZH: fmt.Sprintf("其他约定第%d条", i+1), EN: fmt.Sprintf("other term %d", i+1)}
	}
	name, _, _ := strings.Cut(clause, ".")
	switch name {
	case "sum":
		return dispute.Text{ZH: "约定总额", EN: "agreed sum"}
	case "default":
		return dispute.Text{ZH: "违约责任", EN: "default clause"}
	case "confirmationCourt":
		return dispute.Text{ZH: "拟申请确认的法院", EN: "court to be asked"}
	case "reachedOn":
		return dispute.Text{ZH: "口头达成日期", EN: "day of the oral agreement"}
	}
	if n, _ := fmt.Sscanf(clause, "parties[%d]", &i); n == 1 {
		return dispute.Text{ZH: fmt.Sprintf("第%d名当事人", i+1), EN: fmt.Sprintf("party %d", i+1)}
	}
	return dispute.Text{ZH: "协议", EN: "the agreement"}
}

func item(i int, field string) string {
	if field == "" {
		return fmt.Sprintf("obligations[%d]", i)
	}
	return fmt.Sprintf("obligations[%d].%s", i, field)
}

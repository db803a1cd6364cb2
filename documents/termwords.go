package documents

import (
	"fmt"
	"strconv"
	"strings"

	"sutiao/dispute"
)

// terms words what parties agree on: each payment with payer, payee, amount in figures and
// capitals, last day and account, so that it can be enforced (民事诉讼法解释 358: a text that
// is not clear is not confirmed).
func (s *source) terms(t dispute.Terms) facts {
	items := []facts{}
	for from := 0; from < len(t.Obligations); {
		to := from + 1
		for to < len(t.Obligations) && sameSeries(t.Obligations[from], t.Obligations[to]) {
			to++
		}
		if to-from > 1 {
			items = append(items, s.instalments(t.Obligations[from:to]))
		} else {
			items = append(items, s.obligation(t.Obligations[from]))
		}
		from = to
	}
	total := t.Total()
	if t.Sum > 0 {
		total = t.Sum
	}
	residual := t.Residual
	if !t.Partial {
		residual = nil
	}
	return facts{
		"条款": items, "其他约定": sentences(t.Other), "违约责任": defaultClause(t.Default),
		"合计": total.String(), "合计大写": total.Capitals(), "有付款": total > 0,
		"部分协议": t.Partial, "未达成一致的请求": sentences(residual),
		"口头协议日期": t.ReachedOn.Chinese(), "确认法院": s.court(t.ConfirmationCourt),
	}
}

// sameSeries tells that two payments are instalments of one debt.
func sameSeries(a, b dispute.Obligation) bool {
	return a.Payer == b.Payer && a.Payee == b.Payee && a.Account == b.Account && a.Duty == b.Duty &&
		a.Amount > 0 && b.Amount > 0 && !a.Due.IsZero() && !b.Due.IsZero()
}

func (s *source) called(id string) string {
	p := s.c.Party(id)
	if p == nil {
		return orDash(id)
	}
	if s.joint {
		return p.Name
	}
	return roleName(p.Role) + p.Name
}

// obligation words one duty.
func (s *source) obligation(o dispute.Obligation) facts {
	var b strings.Builder
	fmt.Fprintf(&b, "%s应于%s", s.called(o.Payer), s.dueWords(o))
	if o.Amount > 0 {
		fmt.Fprintf(&b, "向%s一次性支付%s", s.called(o.Payee), moneyWords(o.Amount))
		b.WriteString(reason(o.Duty) + account(o.Account) + "。")
	} else {
		fmt.Fprintf(&b, "向%s履行下列义务：%s", s.called(o.Payee), sentence(o.Duty))
	}
	return facts{"全文": b.String(), "分期": []facts{}}
}

// instalments words payments of one debt and lists them.
func (s *source) instalments(list []dispute.Obligation) facts {
	first := list[0]
	var sum dispute.Fen
	rows := []facts{}
	for i, o := range list {
		sum += o.Amount
		rows = append(rows, facts{"期次": "第" + strconv.Itoa(i+1) + "期", "金额": o.Amount.String(), "大写": o.Amount.Capitals(), "期限": o.Due.Chinese() + "前"})
	}
	return facts{
		"全文": fmt.Sprintf("%s应向%s分%d期支付%s%s%s，各期金额和履行期限（含当日）如下表：",
			s.called(first.Payer), s.called(first.Payee), len(list), moneyWords(sum), reason(first.Duty), account(first.Account)),
		"分期": rows,
	}
}

func moneyWords(f dispute.Fen) string {
	return f.String() + "（大写：" + f.Capitals() + "）"
}

// dueWords is the last day; where none is set, an insurer's is the statutory one (保险法 23)
// and everybody else's the day on which the agreement takes effect.
func (s *source) dueWords(o dispute.Obligation) string {
	if !o.Due.IsZero() {
		return o.Due.Chinese() + "前（含当日）"
	}
	if p := s.c.Party(o.Payer); p != nil && p.Institution && o.Amount > 0 && strings.Contains(s.cause(), "保险") {
		return "本协议生效之日起十日内（《中华人民共和国保险法》第二十三条）"
	}
	return "本协议生效当日"
}

func reason(duty string) string {
	if duty == "" {
		return ""
	}
	return "（" + strings.TrimRight(duty, "。；;. ") + "）"
}

func account(a string) string {
	if a == "" {
		return ""
	}
	return "，款项汇入以下账户：" + strings.TrimRight(a, "。；; ")
}

// sentence ends a text with a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？") {
		return s
	}
	return strings.TrimRight(s, "；;，,.") + "。"
}

func sentences(list []string) []string {
	all := []string{}
	for _, s := range list {
		all = append(all, sentence(s))
	}
	return all
}

// defaultClause words what follows when a payment is late.
func defaultClause(d *dispute.DefaultClause) string {
	if d == nil {
		return ""
	}
	var follow []string
	if d.Accelerates {
		follow = append(follow, "尚未到期的款项全部视为到期，收款人有权要求一次性支付全部未付款项")
	}
	if d.DailyRate > 0 {
		follow = append(follow, "付款人以未付金额为基数，自逾期之日起至实际清偿之日止，按日"+rateWords(d.DailyRate)+"支付逾期违约金")
	}
	if d.Penalty > 0 {
		follow = append(follow, "付款人另行支付违约金"+moneyWords(d.Penalty))
	}
	var b strings.Builder
	if len(follow) > 0 {
		b.WriteString("付款人任何一期款项未按期足额支付")
		if d.AfterDays > 0 {
			fmt.Fprintf(&b, "且逾期超过%d日", d.AfterDays)
		}
		b.WriteString("的，" + strings.Join(follow, "；") + "。")
	}
	return b.String() + sentence(d.Words)
}

// rateWords words a daily rate that is given in millionths: 500 is 万分之五.
func rateWords(millionths int) string {
	if millionths%100 == 0 && millionths/100 < 100 {
		return "万分之" + chinese(millionths/100)
	}
	return strconv.FormatFloat(float64(millionths)/10000, 'f', -1, 64) + "%"
}

package law

import (
	"fmt"
	"regexp"
	"strings"

	"sutiao/dispute"
)

func (r *review) sums() {
	total := r.t.Total()
	if r.t.Sum != 0 && r.t.Sum != total {
		r.against("sum", fmt.Sprintf("约定总额%s与各项之和%s不符", r.t.Sum, total), fmt.Sprintf("the sum %s is not the total %s of the parts", r.t.Sum, total))
	}
}

func (r *review) parties() {
	for i, o := range r.t.Obligations {
		if !takesPart(r.c, o.Payer) {
			r.against(item(i, "payer"), "付款人不是本案当事人", "the payer is no party to the case")
		}
		if !takesPart(r.c, o.Payee) {
			r.against(item(i, "payee"), "收款人不是本案当事人", "the payee is no party to the case")
		}
		if o.Payer != "" && o.Payer == o.Payee {
			r.against(item(i, "payee"), "付款人与收款人相同", "payer and payee are the same")
		}
	}
}

// accounts: an institution that is paid has its repayment account on file with the loan,
// but a court enforces only what the text says.
func (r *review) accounts() {
	for i, o := range r.t.Obligations {
		if o.Amount > 0 && o.Account == "" {
			r.against(item(i, "account"), "未写明收款账户", "names no account to pay into")
		}
	}
}

// withinDispute: a settlement above what was claimed may be right, yet is worth a look.
func (r *review) withinDispute() {
	if total := r.t.Total(); r.c.Amount > 0 && total > r.c.Amount && !r.explained(total) {
		r.against("sum", fmt.Sprintf("协议金额%s超过争议标的%s，请核对", r.t.Total(), r.c.Amount), "the total exceeds the amount in dispute; please check")
	}
}

// explained tells that the terms say themselves how the sum is made up.
func (r *review) explained(sum dispute.Fen) bool {
	figure := strings.TrimSuffix(strings.TrimPrefix(sum.String(), "¥"), ".00")
	found := false
	r.eachWording(func(_, words string) { found = found || strings.Contains(words, figure+"元由") })
	return found
}

func (r *review) payments() (count int) {
	for _, o := range r.t.Obligations {
		if o.Amount > 0 {
			count++
		}
	}
	return count
}

// consistent: a clause that can never apply, or that says two things, is unclear.
func (r *review) consistent() {
	d := r.t.Default
	if d == nil {
		return
	}
	switch payments := r.payments(); {
	case payments == 0 && (d.Accelerates || d.DailyRate > 0):
		r.against("default", "没有付款义务，却约定了逾期付款的后果", "there is no payment that could be late")
	case payments == 1 && d.Accelerates:
		r.against("default", "只有一期付款，“剩余款项全部到期”无从适用", "with a single payment nothing else can fall due")
	}
	if d.Accelerates && notAccelerated.MatchString(d.Words) {
		r.against("default.words", "勾选了全部到期，文字却约定不提前到期", "the figure accelerates, the words do not")
	}
	if words := numbersOfDelay(d.Words); words > 0 && d.DailyRate > 0 && words != d.DailyRate {
		r.against("default.words", "文字约定的日利率与所填数字不一致", "the rate in words differs from the figure")
	}
	if days := daysOfDelay(d.Words); days > 0 && d.AfterDays > 0 && days != d.AfterDays {
		r.against("default.words", "文字约定的宽限天数与所填数字不一致", "the days of grace in words differ from the figure")
	}
	if d.Penalty > 0 && d.Penalty > r.t.Total() && r.t.Total() > 0 {
		r.against("default.penalty", "违约金超过协议总额", "the penalty exceeds the whole sum")
	}
}

func (r *review) defaulted() {
	if r.t.Default == nil && r.inInstalments() {
		r.against("default", "分期付款未约定逾期后果，一期逾期时不能一并申请执行其余各期", "instalments without a default clause: the rest can't be enforced at once")
	}
}

var notAccelerated = regexp.MustCompile(`不(?:视为|得)?(?:提前|加速)|仍按(?:原|约定)[^，。；]{0,6}(?:期限|付|还)|不影响(?:其他|后续|其余)[^，。；]{0,4}期`)

// inInstalments tells that one party pays another on more than one day.
func (r *review) inInstalments() bool {
	type pair struct{ payer, payee string }
	first := map[pair]dispute.Date{}
	for _, o := range r.t.Obligations {
		p := pair{o.Payer, o.Payee}
		due, known := first[p]
		if o.Amount == 0 || o.Due.IsZero() {
			continue
		}
		if known && due != o.Due {
			return true
		}
		first[p] = o.Due
	}
	return false
}

// referenceDailyRate is 24 % a year in millionths a day: the line above which courts
// reduce on request (法发〔2017〕22号 2, recalled). It points out; it bars nothing.
const referenceDailyRate = 240_000 / 365

func (r *review) proportionate() {
	d := r.t.Default
	if d == nil {
		return
	}
	if d.DailyRate > referenceDailyRate {
		r.against("default.dailyRate", "逾期利率折合年利率超过24%，当事人可请求调减", "above 24 % a year; it may be reduced on request")
	}
	if total := r.t.Total(); d.Penalty > 0 && total > 0 && d.Penalty <= total && int64(d.Penalty)*10 > int64(total)*3 {
		r.against("default.penalty", "违约金超过协议金额的30%，一般可认定为过分高于损失", "the penalty exceeds 30 % of the sum")
	}
}

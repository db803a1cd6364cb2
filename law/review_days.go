package law

import (
	"fmt"

	"sutiao/dispute"
)

// dated: an insurer has its ten days by statute (保险法 23); everybody else needs a day.
func (r *review) dated() {
	for i, o := range r.t.Obligations {
		payer := r.c.Party(o.Payer)
		if o.Amount > 0 && o.Due.IsZero() && (payer == nil || !payer.Institution) {
			r.against(item(i, "due"), "未写明履行期限", "has no last day")
		}
	}
}

func (r *review) ahead() {
	for i, o := range r.t.Obligations {
		if !o.Due.IsZero() && o.Due.Before(r.today) {
			r.against(item(i, "due"), "履行期限"+o.Due.Chinese()+"已经过去", "the day lies in the past")
		}
	}
}

// working: the last day rolls to the next working day anyway; a text that says so from the
// start leaves no doubt.
func (r *review) working() {
	for i, o := range r.t.Obligations {
		if o.Due.IsZero() || o.Due.Before(r.today) {
			continue
		}
		rest, status := r.almanac.Calendar.RestDay(o.Due)
		if !rest {
			continue
		}
		next := r.nextWorkingDay(o.Due)
		zh := fmt.Sprintf("%s不是工作日，建议改为%s", o.Due.Chinese(), next.Chinese())
		if status != YearOfficial {
			zh += "（该年放假通知尚未载入，暂定）"
		}
		r.against(item(i, "due"), zh, "is no working day; better "+next.String())
	}
}

func (r *review) nextWorkingDay(d dispute.Date) dispute.Date {
	for range 30 {
		d = d.AddDays(1)
		if rest, _ := r.almanac.Calendar.RestDay(d); !rest {
			break
		}
	}
	return d
}

// instalments: payments between the same two follow one another in time.
func (r *review) instalments() {
	type pair struct{ payer, payee string }
	last := map[pair]dispute.Date{}
	for i, o := range r.t.Obligations {
		if o.Amount == 0 || o.Due.IsZero() {
			continue
		}
		p := pair{o.Payer, o.Payee}
		switch before, ok := last[p]; {
		case ok && o.Due == before && r.repeats(i):
			r.against(item(i, "due"), "与前一期的日期、金额相同，疑为重复", "repeats the instalment before")
		case ok && o.Due.Before(before):
			r.against(item(i, "due"), "早于前一期的期限，分期顺序有误", "falls before the instalment before it")
		}
		last[p] = o.Due
	}
}

func (r *review) repeats(i int) bool {
	a, b := r.t.Obligations[i-1], r.t.Obligations[i]
	return a.Payer == b.Payer && a.Payee == b.Payee && a.Amount == b.Amount && a.Due == b.Due && a.Duty == b.Duty
}

// windowDays is how many days before the end of the thirty the mediator is warned.
const windowDays = 7

// window: where the parties agreed by word of mouth earlier, the thirty days run from then
// (人民调解法 30); the earliest candidate counts, so that nobody is late.
func (r *review) window() {
	if r.t.ReachedOn.IsZero() {
		return
	}
	if r.t.ReachedOn.After(r.today) {
		r.against("reachedOn", "口头达成日期在今天之后", "lies in the future")
		return
	}
	limit, _ := LimitByID("D10")
	end := Count(r.t.ReachedOn, r.almanac.length(limit), nil, r.almanac.Calendar).Last
	switch {
	case end.Before(r.today):
		r.against("reachedOn", "自口头协议生效起三十日的司法确认申请期限已于"+end.Chinese()+"届满", "the thirty days from the oral agreement ended on "+end.String())
	case end.Before(r.today.AddDays(windowDays)):
		r.remind("reachedOn", "司法确认申请期限将于"+end.Chinese()+"届满，请尽快签署并申请", "the thirty days end on "+end.String())
	}
}

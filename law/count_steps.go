package law

import (
	"fmt"
	"slices"
	"strings"

	"sutiao/dispute"
)

// StepKind names what a step of a computation did.
type StepKind string

// The kinds of step, in the order in which they can occur.
const (
	StepUnknown     StepKind = ""
	StepStart       StepKind = "start"       // the first day is not counted
	StepStop        StepKind = "stop"        // days of a stop were left out
	StepSkip        StepKind = "skip"        // rest days were left out of working days
	StepEnd         StepKind = "end"         // the last day before the rule on rest days
	StepRoll        StepKind = "roll"        // the last day was moved past a rest
	StepStopped     StepKind = "stopped"     // the clock stands
	StepProvisional StepKind = "provisional" // a holiday notice is missing
)

// Step explains one step of a computation and cites its article.
type Step struct {
	Kind   StepKind     `json:"kind"`
	Date   dispute.Date `json:"date"`
	ZH     string       `json:"zh"`
	EN     string       `json:"en"`
	Source string       `json:"source"`
}

const (
	periodRule    = civilLaw + " 85"
	restRule      = civilLaw + " 85；民法典 203"
	monthRule     = "民法典 202"
	holidayNotice = "全国年节及纪念日放假办法 2；国务院办公厅年度放假通知"
)

func (k *counting) add(kind StepKind, d dispute.Date, zh, en, source string) {
	k.result.Steps = append(k.result.Steps, Step{Kind: kind, Date: d, ZH: zh, EN: en, Source: source})
}

// note adds a step whose wording depends on nothing but its kind.
func (k *counting) note(kind StepKind, d dispute.Date) {
	switch kind {
	case StepStart:
		k.add(kind, d, "期间开始之日，不计算在期间内", "the period begins; the first day is not counted", periodRule)
	case StepStopped:
		k.add(kind, d, "计时停止，尚未恢复；最后一日为最早可能届满之日", "the clock stands; the last day is the earliest possible", onlineRules+" 26")
	}
}

// noteDoubts names each year without notice, and tells apart those of which nothing is known.
func (k *counting) noteDoubts() {
	for _, year := range k.doubted {
		zh := fmt.Sprintf("%d年放假通知尚未载入，按周末和法定节日计算，结果暂定", year)
		en := fmt.Sprintf("the holiday notice of %d is not loaded; weekends and statutory days only; provisional", year)
		if k.cal.status(year) == YearMissing {
			zh = fmt.Sprintf("没有%d年的放假数据，仅按周末计算，结果暂定", year)
			en = fmt.Sprintf("nothing is known of the holidays of %d; weekends only; provisional", year)
		}
		k.add(StepProvisional, k.result.Last, zh, en, holidayNotice)
	}
}

func (k *counting) noteStop(s Stop, days int) {
	k.add(StepStop, s.From,
		fmt.Sprintf("%s起至%s前停止计时，%d日不计入", s.From, s.To, days),
		fmt.Sprintf("stopped from %s until %s; %s not counted", s.From, s.To, Length{days, Day}.English()),
		onlineRules+" 26")
}

func (k *counting) noteEnd(l Length) {
	source := periodRule
	switch l.Unit {
	case Month, Year:
		source = monthRule
	case WorkingDay:
		source = holidayNotice
	}
	k.add(StepEnd, k.result.Last,
		"期间"+l.Chinese()+"，至"+weekdayZH(k.result.Last)+"届满",
		l.English()+" end on this "+k.result.Last.Weekday().String(), source)
}

func (k *counting) noteRoll(from dispute.Date) {
	name := k.cal.nameOf(from)
	zh, en := "最后一日为休息日", "the last day is one of rest"
	if name != "" {
		zh, en = zh+"（"+name+"）", en+" ("+name+")"
	}
	if k.stopped(from) {
		zh, en = "最后一日停止计时", "the clock stands on the last day"
	}
	k.add(StepRoll, k.result.Last, zh+"，以其后第一日（"+weekdayZH(k.result.Last)+"）为最后一日",
		en+"; the first day after it is this "+k.result.Last.Weekday().String(), restRule)
}

func (k *counting) noteSkipped(s skippedDays) {
	if s.rest > 0 {
		zh, en := fmt.Sprintf("其间休息日%d天不计入", s.rest), Length{s.rest, Day}.English()+" of rest not counted"
		if len(s.names) > 0 {
			names := strings.Join(s.names, "、")
			zh, en = zh+"（含"+names+"）", en+" ("+names+" among them)"
		}
		k.add(StepSkip, s.first, zh, en, holidayNotice)
	}
	if s.madeUp > 0 {
		k.add(StepSkip, k.result.Last, fmt.Sprintf("其间调休上班日%d天计入", s.madeUp),
			Length{s.madeUp, Day}.English()+" of made-up work at a weekend counted", holidayNotice)
	}
}

// skippedDays sums up what lies between working days: a list of each would be long.
type skippedDays struct {
	first  dispute.Date
	rest   int
	madeUp int
	names  []string
}

func (s *skippedDays) add(c Calendar, d dispute.Date) {
	if s.rest == 0 {
		s.first = d
	}
	s.rest++
	if name := c.nameOf(d); name != "" && !slices.Contains(s.names, name) {
		s.names = append(s.names, name)
	}
}

// nameOf is the holiday for which a notice names the day, or nothing.
func (c Calendar) nameOf(d dispute.Date) string {
	for _, year := range []int{d.Year + 1, d.Year} {
		if special, ok := c.special(year, d); ok {
			return special.Name
		}
	}
	return ""
}

func weekdayZH(d dispute.Date) string {
	return []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}[d.Weekday()]
}

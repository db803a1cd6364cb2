package law

import (
	"fmt"
	"slices"
	"strings"

	"sutiao/dispute"
)

// Document prints the tables as a page that a lawyer can read against the statutes.
func Document() string {
	var b strings.Builder
	b.WriteString("# 规则 · Rules\n\n")
	b.WriteString("由 `law/` 中的表生成（`make rules`），请勿手工修改。 Generated from the tables in `law/`; do not edit.\n\n")
	b.WriteString("期间计算：开始日不计入；最后一日为法定休假日的，顺延至其后第一日（民事诉讼法 85）。时间一律为北京时间。\n\n")
	writeStages(&b)
	writePowers(&b)
	writeLimits(&b)
	writeEndings(&b)
	writeConditions(&b)
	writeReview(&b)
	return b.String()
}

func writeStages(b *strings.Builder) {
	b.WriteString("## 阶段 · Stages\n\n| 代码 | 阶段 | stage |\n|---|---|---|\n")
	for _, s := range dispute.Stages() {
		fmt.Fprintf(b, "| %s | %s | %s |\n", s.Code, s.Name.ZH, s.Name.EN)
	}
	b.WriteString("\n```mermaid\n" + Diagram() + "```\n\n")
}

// Diagram draws the stages and the acts that lead from one to another, in Mermaid.
func Diagram() string {
	type arrow struct{ from, to dispute.Stage }
	var order []arrow
	labels := map[arrow][]string{}
	for _, p := range Powers() {
		for _, from := range p.During {
			for _, to := range p.To {
				a := arrow{from, to}
				if from == to || (to == dispute.Closed && len(p.During) > 4) || p.Act == dispute.ExpireLimit {
					continue // that every stage can close is said once, below
				}
				if labels[a] == nil {
					order = append(order, a)
				}
				labels[a] = append(labels[a], p.Act.Name().ZH)
			}
		}
	}
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n")
	for _, s := range dispute.Stages() {
		if !s.Beside {
			fmt.Fprintf(&b, "    %s: %s %s\n", node(s.Stage), s.Code, s.Name.ZH)
		}
	}
	for _, a := range order {
		fmt.Fprintf(&b, "    %s --> %s: %s\n", node(a.from), node(a.to), strings.Join(labels[a], "、"))
	}
	b.WriteString("    closed --> [*]\n    note right of closed: 协议生效前各阶段均可因终结事由办结\n")
	return b.String()
}

func node(s dispute.Stage) string {
	if s == dispute.StageUnknown {
		return "[*]"
	}
	return strings.ReplaceAll(string(s), "-", "_")
}

func writePowers(b *strings.Builder) {
	b.WriteString("## 权限 · Powers\n\n谁可以在哪些阶段、符合哪些条件时进行哪项操作。 Who may do what, when, and on which conditions.\n\n")
	b.WriteString("| 操作 · act | 主体 · by | 阶段 · during | 条件 · if | 可至 · to | 依据 · source |\n|---|---|---|---|---|---|\n")
	for _, p := range Powers() {
		fmt.Fprintf(b, "| %s `%s` | %s | %s | %s | %s | %s |\n", p.Act.Name().ZH, p.Act,
			names(p.By, func(r dispute.Role) string { return dispute.NameOf(dispute.Roles(), r).ZH }),
			stageNames(p.During), names(p.If, func(c Condition) string { return "`" + c.ID + "`" }), stageNames(p.To), p.Source)
	}
	b.WriteString("\n")
}

func stageNames(stages []dispute.Stage) string {
	if len(stages) == len(dispute.Stages()) {
		return "任何阶段"
	}
	return names(stages, func(s dispute.Stage) string {
		if s == dispute.StageUnknown {
			return "（立案前）"
		}
		return s.Name().ZH
	})
}

func names[T any](list []T, name func(T) string) string {
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = name(v)
	}
	return strings.Join(all, "、")
}

func writeLimits(b *strings.Builder) {
	b.WriteString("## 期限 · Limits\n\n| 代码 | 期限 | 长度 | 起算 · runs from | 止于 · until | 适用 | 届满后果 · then | 性质 | 依据 |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, l := range Limits() {
		scope := names(l.Tracks, func(t dispute.Track) string { return dispute.NameOf(dispute.Tracks(), t).ZH })
		if len(l.Procedures) > 0 {
			scope += "：" + names(l.Procedures, func(p dispute.Procedure) string { return dispute.NameOf(dispute.Procedures(), p).ZH })
		}
		standing := "法定"
		if l.Standing == Configured {
			standing = "可配置"
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", l.ID, l.Name.ZH, l.Length,
			names(l.From, func(f dispute.Fact) string { return "`" + string(f) + "`" }),
			names(l.Until, func(f dispute.Fact) string { return "`" + string(f) + "`" }), scope, l.Then, standing, l.Source)
	}
	b.WriteString("\n| 代码 | 规则 | 内容 | rule | 依据 |\n|---|---|---|---|---|\n")
	for _, r := range TimeRules() {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", r.ID, r.Name.ZH, r.Rule.ZH, r.Rule.EN, r.Source)
	}
	b.WriteString("\n")
}

func writeEndings(b *strings.Builder) {
	b.WriteString("## 终结 · Endings\n\n| 代码 | 终结事由 | ending | 计入成功 | 退回法院 | 依据 |\n|---|---|---|---|---|---|\n")
	yes := func(v bool) string {
		if v {
			return "是"
		}
		return "否"
	}
	for _, e := range dispute.Endings() {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s | %s |\n", e.Ending, e.Name.ZH, e.Name.EN, yes(e.Success), yes(e.Returns), e.Source)
	}
	b.WriteString("\n")
}

func writeConditions(b *strings.Builder) {
	b.WriteString("## 条件 · Conditions\n\n不符合条件时，申请人看到的理由。 The reason shown where a condition does not hold.\n\n| 条件 | 理由 | reason |\n|---|---|---|\n")
	var seen []string
	for _, p := range Powers() {
		for _, c := range p.If {
			if slices.Contains(seen, c.ID) {
				continue
			}
			seen = append(seen, c.ID)
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", c.ID, c.Reason.ZH, c.Reason.EN)
		}
	}
}

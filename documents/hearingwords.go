package documents

import (
	"slices"
	"time"

	"sutiao/dispute"
)

func firstOf(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func (s *source) disclosure() facts {
	d, entry, ok := found[*dispute.Disclosure](s)
	matters := s.c.Disclosure
	if ok && len(d.Matters) > 0 {
		matters = d.Matters
	}
	who := s.person(entry.By.Account)
	if who == "" {
		who = s.person(s.c.Mediator)
	}
	return facts{"披露事项": sentences(matters), "披露人": who, "披露日期": date(firstOf(entry.At, s.Entry.At))}
}

// challengeGrounds are the grounds of 特邀调解规定 15(1)–(3).
var challengeGrounds = map[string]string{
	"relative": "是一方当事人或者其代理人近亲属",
	"interest": "与纠纷有利害关系",
	"other":    "与纠纷当事人、代理人有其他关系，可能影响公正调解",
}

func (s *source) recusal() facts {
	challenge, asked, challenged := found[*dispute.Challenge](s)
	recusal, stepped, recused := found[*dispute.Recusal](s)
	if challenged && recused && stepped.At.After(asked.At) {
		challenged = false
	}
	v := facts{
		"自行回避": recused && !challenged, "回避申请人": "—", "申请人编号": "无", "回避事由": "—", "回避事实": "—",
		"申请日期": date(firstOf(asked.At, stepped.At, s.Entry.At)), "被申请回避人": "",
		"已决定": false, "准许": false, "决定理由": "", "决定人": "", "决定日期": date(s.Entry.At),
	}
	if recused && !challenged {
		v["回避事实"], v["被申请回避人"] = sentence(recusal.Reason), s.person(stepped.By.Account)
	}
	if challenged {
		v["回避申请人"], v["回避事由"], v["回避事实"] = s.called(asked.By.Party), challengeGrounds[challenge.Ground], sentence(challenge.Facts)
		if s.c.Party(asked.By.Party) != nil {
			v["申请人编号"] = asked.By.Party
		}
		v["被申请回避人"] = s.person(s.mediatorAt(asked.At))
	}
	if d, e, ok := found[*dispute.ChallengeDecision](s); ok && challenged && !e.At.Before(asked.At) {
		v["已决定"], v["准许"], v["决定理由"], v["决定人"], v["决定日期"] = true, d.Upheld, sentence(d.Reason), s.person(e.By.Account), date(e.At)
	}
	return v
}

// mediatorAt is the mediator at a moment, as the ledger tells; else the present one.
func (s *source) mediatorAt(at time.Time) string {
	for _, e := range slices.Backward(s.Ledger) {
		if e.Detail == nil || e.At.After(at) {
			continue
		}
		if name := dispute.MediatorNamed(e.Detail); name != "" {
			return name
		}
	}
	return s.c.Mediator
}

func (s *source) extension() facts {
	asked, entry, ok := found[*dispute.ExtensionRequest](s)
	due, why, by := s.c.ExtendedTo.Chinese(), "", ""
	if x := s.c.Extension; x != nil {
		due, why = x.NewDue.Chinese(), x.Reason
	}
	if ok {
		due, why, by = asked.NewDue.Chinese(), asked.Reason, s.asker(entry)
	}
	answers := []facts{}
	for i := range s.c.Parties {
		p := &s.c.Parties[i]
		if p.WithdrewAt.IsZero() {
			answer, at := s.extensionAnswer(p.ID, entry.At)
			answers = append(answers, facts{"答复人": roleName(p.Role) + p.Name, "意见": answer, "答复时间": orDash(at), "编号": p.ID, "签名栏": signLabel(p)})
		}
	}
	return facts{
		"新届满日期": due, "延期理由": sentence(why), "提出人": orDash(by), "提出日期": date(firstOf(entry.At, s.Entry.At)), "各方意见": answers,
	}
}

func (s *source) asker(e dispute.Entry) string {
	if p := s.c.Party(e.By.Party); p != nil {
		return roleName(p.Role) + p.Name
	}
	return roleName(e.By.Role) + s.person(e.By.Account)
}

// extensionAnswer is what a party said to the last request. Whoever asks agrees by that.
func (s *source) extensionAnswer(party string, asked time.Time) (answer, at string) {
	acts := s.Ledger
	if s.Entry.Detail != nil {
		acts = append(slices.Clone(acts), s.Entry)
	}
	for _, e := range slices.Backward(acts) {
		if e.By.Party != party || e.At.Before(asked) {
			continue
		}
		switch e.Detail.(type) {
		case *dispute.ExtensionConsent, *dispute.ExtensionRequest:
			return "同意", moment(e.At)
		case *dispute.ExtensionRefusal:
			return "不同意", moment(e.At)
		}
	}
	return "待答复", ""
}

// identifiedBy words how the mediator made sure of a person (在线调解规则 17).
var identifiedBy = map[string]string{
	"id-comparison": "证件证照在线比对", "document-shown": "出示证件原件", "code-and-number": "验证码与证件号码核对", "personally-known": "调解员确认本人",
}

var resultWords = map[dispute.SessionResult]string{
	dispute.Adjourned: "双方同意另行安排时间继续调解。", dispute.Agreed: "各方当事人就纠纷处理达成一致，由调解员据此制作调解协议。",
	dispute.NotAgreed: "各方当事人分歧较大，本次未能达成协议。",
}

func (s *source) record() facts {
	held := s.session()
	v := facts{
		"场次": held.No, "开始时间": orDash(moment(firstOf(held.OpenedAt, held.Start))), "结束时间": orDash(moment(held.ClosedAt)),
		"调解方式": orDash(dispute.NameOf(dispute.Modes(), held.Mode).ZH), "地点": held.Place, "在线": held.Mode != dispute.OnSite,
		"到场人员": []facts{}, "未到场人员": []string{}, "调解结果": resultWords[held.Result], "本次无争议事实": []string{},
	}
	if held.Place == "" {
		v["地点"] = "在线调解室"
		if held.Mode == dispute.Telephone {
			v["地点"] = "电话"
		}
	}
	present, absent := []facts{}, []string{}
	for i := range s.c.Parties {
		p := &s.c.Parties[i]
		at := slices.IndexFunc(held.Attendance, func(a dispute.Attendance) bool { return a.Party == p.ID })
		if at < 0 {
			if s.concerns(p) {
				absent = append(absent, roleName(p.Role)+p.Name)
			}
			continue
		}
		how := "本人"
		if p.Kind != dispute.NaturalPerson {
			how = "法定代表人或者负责人"
		}
		if held.Attendance[at].ByAgent {
			how = "委托代理人"
			if len(p.Agents) > 0 {
				how += p.Agents[0].Name
			}
		}
		present = append(present, facts{"到场人": roleName(p.Role) + p.Name, "出席方式": how,
			"核验方式": orDash(identifiedBy[held.Attendance[at].Identified]), "编号": p.ID, "签名栏": signLabel(p)})
	}
	v["到场人员"], v["未到场人员"] = present, absent
	v["笔录"], v["笔录异议"] = s.spoken()
	if d, ok := s.Entry.Detail.(*dispute.SessionClosing); ok {
		v["本次无争议事实"], v["调解结果"] = sentences(d.Undisputed), resultWords[d.Result]
	}
	return v
}

// spoken are the lines of the record that stand, and what was said against them.
func (s *source) spoken() (lines, objections []facts) {
	lines, objections = []facts{}, []facts{}
	for _, l := range dispute.Standing(s.Record) {
		who := "记录"
		switch {
		case l.Speaker == dispute.MediatorSigner:
			who = "调解员"
		case s.c.Party(l.Speaker) != nil:
			who = s.called(l.Speaker)
		}
		lines = append(lines, facts{"发言人": who, "内容": l.Text})
		for _, r := range l.Read {
			if r.Objection != "" {
				objections = append(objections, facts{"异议人": s.called(r.Party), "内容": r.Objection})
			}
		}
	}
	return lines, objections
}

// session is the meeting that the entry closed, or the last that was held.
func (s *source) session() dispute.Session {
	for _, held := range slices.Backward(s.c.Sessions) {
		if !held.ClosedAt.IsZero() && (held.ClosedAt.Equal(s.Entry.At) || !s.closes()) {
			return held
		}
	}
	for _, held := range slices.Backward(s.c.Sessions) {
		if !held.OpenedAt.IsZero() {
			return held
		}
	}
	return dispute.Session{No: 1}
}

func (s *source) closes() bool {
	_, ok := s.Entry.Detail.(*dispute.SessionClosing)
	return ok
}

func (s *source) undisputed() facts {
	stated := s.c.Undisputed
	switch d := s.Entry.Detail.(type) {
	case *dispute.SessionClosing:
		if len(stated) == 0 {
			stated = d.Undisputed
		}
	case *dispute.Termination:
		if len(stated) == 0 {
			stated = d.UndisputedByAll
		}
	}
	return facts{"无争议事实": sentences(stated)}
}

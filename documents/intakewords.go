package documents

import (
	"strings"

	"sutiao/dispute"
)

func (s *source) application() facts {
	return facts{"材料": s.materials()}
}

// materials lists what was handed in (材料目录).
func (s *source) materials() []facts {
	list := []facts{}
	for _, e := range s.c.Evidence {
		var names []string
		for _, f := range e.Files {
			names = append(names, f.Name)
		}
		by := s.called(e.By)
		if s.c.Party(e.By) == nil {
			by = roleName(dispute.Role(e.By))
		}
		list = append(list, facts{
			"材料名称": orDash(strings.Join(names, "、")), "提交人": orDash(by), "证明目的": orDash(e.Proof),
			"份数": len(e.Files), "提交日期": date(e.At),
		})
	}
	return list
}

func (s *source) referral() facts {
	name := map[dispute.Track]string{
		dispute.PostFiling: "委托调解函", dispute.Invited: "邀请调解函", dispute.Direct: "转办调解函",
	}[s.c.Track]
	if name == "" {
		name = "委派调解函"
	}
	_, entry, _ := found[*dispute.Referral](s)
	sent := s.c.When(dispute.Received)
	if sent.IsZero() {
		sent = s.Entry.At
	}
	return facts{
		"函名": name, "函件日期": date(sent), "承办人": s.person(entry.By.Account), "材料": s.materials(),
		"简易程序": s.c.Procedure == dispute.Summary || s.c.Procedure == dispute.SmallClaims,
		"已接受":  s.c.Has(dispute.AcceptedOnPlatform), "接受时间": moment(s.c.When(dispute.AcceptedOnPlatform)),
	}
}

func (s *source) receipt() facts {
	accepted, entry, _ := found[*dispute.Acceptance](s)
	signed := ""
	if accepted != nil {
		signed = date(accepted.MaterialsSigned)
	}
	from := "当事人申请"
	if s.c.Track != dispute.Direct {
		from = "人民法院" + strings.TrimSuffix(dispute.NameOf(dispute.Tracks(), s.c.Track).ZH, "案件")
	}
	return facts{
		"收到时间": moment(s.c.When(dispute.Received)), "受理时间": orDash(moment(s.c.When(dispute.AcceptedOnPlatform))),
		"材料签收日期": orDash(signed), "登记人": orDash(s.person(entry.By.Account)), "案件来源": from, "材料": s.materials(),
		"受理日期": date(firstOf(s.c.When(dispute.AcceptedOnPlatform), s.Entry.At)),
	}
}

// peoples tells that the organisation is one of people's mediation, under the law of its own.
func (s *source) peoples() bool {
	return strings.HasPrefix(s.Organisation.Kind, "people") || strings.Contains(s.Organisation.Name, "人民调解")
}

// concerned are the parties that a document of one party is about: the one that acts, or
// else those for whom it holds.
func (s *source) concerned(holds func(*dispute.Party) bool) []facts {
	if p := s.c.Party(s.Entry.By.Party); p != nil {
		return []facts{s.party(p)}
	}
	return s.parties(holds)
}

func (s *source) consent() facts {
	return facts{"确认人": s.concerned(func(p *dispute.Party) bool { return p.Consent != nil })}
}

func (s *source) refusal() facts {
	var why string
	entry := s.Entry
	designated := false
	if d, e, ok := found[*dispute.MediationRefusal](s); ok {
		why, entry = d.Reason, e
	} else if d, e, ok := found[*dispute.DesignationRefusal](s); ok {
		why, entry, designated = d.Reason, e, true
	}
	who, institution := "当事人", false
	signer := "无"
	if p := s.c.Party(entry.By.Party); p != nil {
		who, institution, signer = roleName(p.Role)+p.Name, p.Institution, p.ID
	}
	return facts{
		"拒绝人": who, "拒绝人编号": signer, "拒绝理由": sentence(why), "拒绝时间": moment(entry.At),
		"系金融机构": institution, "不同意指定": designated, "拒绝日期": date(entry.At),
	}
}

func (s *source) addresses() facts {
	return facts{"确认人": s.concerned(func(*dispute.Party) bool { return true })}
}

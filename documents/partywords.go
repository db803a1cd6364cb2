package documents

import (
	"strings"

	"sutiao/dispute"
)

func (s *source) parties(is func(*dispute.Party) bool) []facts {
	list := []facts{}
	for i := range s.c.Parties {
		if p := &s.c.Parties[i]; s.concerns(p) && is(p) {
			list = append(list, s.party(p))
		}
	}
	return list
}

// party gives the values of a party (当事人基本情况).
func (s *source) party(p *dispute.Party) facts {
	sex, born := sexAndBirth(p)
	agents := []facts{}
	for _, a := range p.Agents {
		agents = append(agents, facts{"代理人姓名": a.Name, "代理权限": authority(a), "代理人电话": s.phone(a.Phone)})
	}
	consent := dispute.Consent{}
	if p.Consent != nil {
		consent = *p.Consent
	}
	return facts{
		"编号": p.ID, "角色": roleName(p.Role), "姓名": p.Name, "称谓": roleName(p.Role) + p.Name,
		"自然人": p.Kind == dispute.NaturalPerson, "金融机构": p.Institution, "类别": dispute.NameOf(dispute.PartyKinds(), p.Kind).ZH,
		"性别": orDash(sex), "出生日期": orDash(born.Chinese()),
		"证件类型": identityName(p), "证件号码": orDash(s.identity(p)),
		"电话": orDash(s.phone(p.Phone)), "住址": orDash(p.Address), "送达地址": orDash(p.ServiceAddress),
		"负责人": orDash(p.Representative), "代理人": agents, "代理人名单": orDash(agentNames(p)),
		"简介": s.description(p, roleName(p.Role), false), "简介含电话": s.description(p, roleName(p.Role), true), "签名栏": signLabel(p),
		"已同意": p.Consent != nil, "同意时间": moment(p.ConsentedAt), "同意在线": consent.Online, "同意电子送达": consent.ElectronicService,
		"由机构指定": consent.LeavesChoice,
	}
}

func roleName(r dispute.Role) string { return dispute.NameOf(dispute.Roles(), r).ZH }

// description is the paragraph by which documents of courts introduce a party.
func (s *source) description(p *dispute.Party, role string, phone bool) string {
	parts := []string{role + "：" + p.Name}
	add := func(before, value string) {
		if value != "" {
			parts = append(parts, before+value)
		}
	}
	if p.Kind == dispute.NaturalPerson {
		sex, born := sexAndBirth(p)
		add("", sex)
		if !born.IsZero() {
			add("", born.Chinese()+"出生")
		}
		add(identityName(p), s.identity(p))
		add("住", p.Address)
	} else {
		add("住所地", p.Address)
		add(identityName(p), s.identity(p))
	}
	if phone {
		add("联系电话", s.phone(p.Phone))
	}
	lines := []string{strings.Join(parts, "，") + "。"}
	if p.Kind != dispute.NaturalPerson && p.Representative != "" {
		title := "法定代表人"
		if p.Kind == dispute.Unincorporated {
			title = "负责人"
		}
		lines = append(lines, title+"："+p.Representative+"。")
	}
	for _, a := range p.Agents {
		lines = append(lines, "委托代理人："+a.Name+"（"+authority(a)+"）。")
	}
	return strings.Join(lines, "\n")
}

// authority words an agent's powers: settling needs 特别授权 (民事诉讼法 62).
func authority(a dispute.Agent) string {
	if a.SpecialAuthority {
		return "特别授权"
	}
	return "一般授权"
}

func agentNames(p *dispute.Party) string {
	var names []string
	for _, a := range p.Agents {
		names = append(names, a.Name+"（"+authority(a)+"）")
	}
	return strings.Join(names, "、")
}

// sexAndBirth are read from a resident identity number, where the party has one: its
// seventeenth digit is odd for men (GB 11643—1999).
func sexAndBirth(p *dispute.Party) (sex string, born dispute.Date) {
	if p.Kind != dispute.NaturalPerson || !isResident(p) {
		return "", dispute.Date{}
	}
	id := strings.ToUpper(strings.TrimSpace(p.IDNumber))
	if len(id) != 18 || id[16] < '0' || id[16] > '9' {
		return "", dispute.Date{}
	}
	sex = "女"
	if id[16]%2 == 1 {
		sex = "男"
	}
	return sex, dispute.ResidentID(id).BirthDate()
}

func isResident(p *dispute.Party) bool {
	kind := dispute.IdentityKind(p.IDKind)
	return kind == dispute.ResidentIDCard || kind == dispute.IdentityKindUnknown
}

// identityName is how documents call the number: 公民身份号码, not the card it stands on.
func identityName(p *dispute.Party) string {
	switch {
	case p.Kind != dispute.NaturalPerson:
		return "统一社会信用代码"
	case isResident(p):
		return "公民身份号码"
	}
	return dispute.NameOf(dispute.IdentityKinds(), dispute.IdentityKind(p.IDKind)).ZH + "号码"
}

// identity is the number of a party's identity document, masked where the kind of document
// does not need it. Codes of entities are public.
func (s *source) identity(p *dispute.Party) string {
	if s.full || p.Kind != dispute.NaturalPerson {
		return p.IDNumber
	}
	return maskIdentity(p.IDNumber)
}

func (s *source) phone(number string) string {
	if number == "" || s.full || s.Kind == dispute.AddressConfirmation {
		return number
	}
	return dispute.MaskPhone(number)
}

// maskIdentity hides the middle of a number, 110105********002X.
func maskIdentity(number string) string {
	if n := []rune(number); len(n) == 18 {
		return string(n[:6]) + "********" + string(n[14:])
	}
	if number == "" {
		return ""
	}
	return dispute.MaskIDNumber(number)
}

func signLabel(p *dispute.Party) string {
	if p.Kind == dispute.NaturalPerson {
		return roleName(p.Role) + "（签名）：" + p.Name
	}
	return roleName(p.Role) + "（盖章、签名）：\n" + p.Name
}

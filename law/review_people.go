package law

import (
	"fmt"
	"strings"

	"sutiao/dispute"
)

func party(i int) string { return fmt.Sprintf("parties[%d]", i) }

// adult is the age of full capacity (民法典 17).
const adult = 18

// capacity: a minor acts through a guardian, an entity through its representative or an
// agent, and nobody can sign whom the system cannot reach.
func (r *review) capacity() {
	for i := range r.c.Parties {
		p := &r.c.Parties[i]
		if !p.WithdrewAt.IsZero() {
			continue
		}
		if minor(p, r.today) && !hasSettlingAgent(p) {
			r.against(party(i), p.Name+"未满十八周岁，须由法定代理人签署", "is a minor and signs through a guardian")
		}
		if p.Kind != dispute.NaturalPerson && p.Representative == "" && len(p.Agents) == 0 {
			r.against(party(i)+".representative", p.Name+"未登记法定代表人（负责人）或者代理人", "has neither a representative nor an agent")
		}
	}
}

// minor tells that a party has not come of age by a day, as its number says.
func minor(p *dispute.Party, today dispute.Date) bool {
	if p.Kind != dispute.NaturalPerson || p.IDKind != string(dispute.ResidentIDCard) {
		return false
	}
	id, _ := dispute.ParseResidentID(p.IDNumber)
	if id == "" {
		return false
	}
	return id.BirthDate().AddMonths(12 * adult).After(today)
}

func hasSettlingAgent(p *dispute.Party) bool {
	for _, a := range p.Agents {
		if a.SpecialAuthority {
			return true
		}
	}
	return false
}

// settlingWords are matters that a power of attorney to settle names (民事诉讼法 62).
var settlingWords = []string{"承认", "放弃", "变更", "和解", "调解", "特别授权", "代为签署", "代签"}

// authority: "全权代理" without more gives no power to settle (民事诉讼法解释 89), whatever
// box was ticked.
func (r *review) authority() {
	for i := range r.c.Parties {
		p := &r.c.Parties[i]
		if !p.WithdrewAt.IsZero() || len(p.Agents) == 0 {
			continue
		}
		for j, a := range p.Agents {
			at := fmt.Sprintf("%s.agents[%d]", party(i), j)
			bare := a.Authority != "" && !settles(a.Authority)
			switch {
			case bare && a.SpecialAuthority:
				r.against(at+".authority", "代理人"+a.Name+"的授权仅写“"+a.Authority+"”，不构成特别授权", "the power of attorney names no power to settle")
			case !a.SpecialAuthority && p.Account == "":
				r.against(at, "只能由代理人"+a.Name+"签署，而其没有特别授权", "only the agent can sign and may not settle")
			case !a.SpecialAuthority:
				r.remind(at, "代理人"+a.Name+"没有特别授权，须由当事人本人签署", "the agent may not settle; the party signs in person")
			}
		}
	}
}

// settles tells that a power of attorney names a matter of settlement; what it excludes it
// does not name.
func settles(authority string) bool {
	for _, w := range settlingWords {
		at := strings.Index(authority, w)
		if at >= 0 && !strings.Contains(authority, "无权"+w) && !strings.Contains(authority, "不含"+w) {
			return true
		}
	}
	return false
}

// jurisdiction: the court that invited the mediation; else a basic court of a place that
// has to do with the parties (民事诉讼法 205).
func (r *review) jurisdiction() {
	court := r.t.ConfirmationCourt
	if court == "" {
		return
	}
	const clause = "confirmationCourt"
	level := dispute.CourtCodeLevel(court)
	switch {
	case r.c.Track == dispute.PostFiling || r.c.Track == dispute.Invited:
		r.against(clause, "立案后的案件由法院出具调解书或者准许撤诉，不适用司法确认", "in a pending suit the court issues its statement instead")
	case level == dispute.CourtLevelUnknown:
		r.against(clause, "法院代字不正确", "is no court code")
	case r.c.Court != "" && court != r.c.Court:
		r.against(clause, "应向作出邀请的法院"+r.c.Court+"申请", "the application goes to the court that invited the mediation, "+r.c.Court)
	case r.c.Court == "" && level != dispute.BasicCourt && level != dispute.IntermediateCourt:
		r.against(clause, "司法确认由基层人民法院（依法由中级人民法院管辖的除外）受理", "a basic court hears it, or an intermediate court where the dispute belongs there")
	case r.c.Court == "" && level == dispute.IntermediateCourt:
		r.pointOut(clause, "司法确认一般由基层人民法院受理；依法应由中级人民法院管辖的纠纷除外，请核对", "a basic court as a rule; an intermediate one only where the dispute belongs there")
	case r.c.Court == "" && r.elsewhere(court):
		r.pointOut(clause, "该法院与各方住所地不在同一省份，请核对标的物或者调解组织所在地", "lies in another province than every party; check the place of the subject or organisation")
	}
}

// elsewhere tells that addresses are known and none lies in the court's province.
func (r *review) elsewhere(code string) bool {
	c, ok := dispute.CourtByCode(code)
	if !ok || c.Province == "" {
		return false
	}
	known := false
	for _, p := range r.c.Parties {
		if p.Address == "" {
			continue
		}
		known = true
		if strings.Contains(p.Address, strings.TrimRight(c.Province, "省市")) {
			return false
		}
	}
	return known
}

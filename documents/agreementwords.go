package documents

import (
	"slices"

	"sutiao/dispute"
)

func (s *source) proposal() facts {
	d, entry, ok := found[*dispute.ProposalService](s)
	var terms dispute.Terms
	kind, proof := dispute.NoObjection, ""
	served := entry.At
	switch {
	case ok:
		terms, kind, proof = d.Terms, d.Kind, d.ProofOfService
	case s.c.Proposal != nil:
		terms, kind, served = s.c.Proposal.Terms, s.c.Proposal.Kind, s.c.Proposal.ServedAt
	}
	v := s.terms(terms)
	v["机制"], v["无异议机制"], v["送达说明"] = dispute.NameOf(dispute.ProposalKinds(), kind).ZH, kind == dispute.NoObjection, proof
	v["送达日期"] = date(firstOf(served, s.Entry.At))
	agreed := []string{}
	for i := range s.c.Parties {
		if p := &s.c.Parties[i]; s.concerns(p) && slices.Contains(p.Mechanisms, kind) {
			agreed = append(agreed, roleName(p.Role)+p.Name)
		}
	}
	v["同意机制的当事人"], v["无争议事实"] = agreed, sentences(s.c.Undisputed)
	return v
}

// objection is 异议书: against a proposal, or against a confirming ruling.
func (s *source) objection() facts {
	v := facts{"对裁定": false, "异议人": "", "异议人编号": "无", "异议理由": "", "异议日期": date(s.Entry.At), "方案送达日期": "", "裁定案号": "", "确认法院": ""}
	entry := s.Entry
	ruling, e, aimed := found[*dispute.RulingObjection](s)
	plan, pe, planned := found[*dispute.ProposalObjection](s)
	switch {
	case aimed && (!planned || !e.At.Before(pe.At)):
		entry = e
		v["对裁定"], v["异议理由"] = true, sentence(ruling.Grounds)
	case planned:
		entry = pe
		v["异议理由"] = sentence(plan.Reason)
	}
	v["异议日期"], v["异议人"] = date(entry.At), "利害关系人"
	if p := s.c.Party(entry.By.Party); p != nil {
		v["异议人"], v["异议人编号"] = roleName(p.Role)+p.Name, p.ID
	}
	if s.c.Proposal != nil {
		v["方案送达日期"] = date(s.c.Proposal.ServedAt)
	}
	if f := s.c.Confirmation; f != nil {
		v["确认法院"] = s.court(f.Court)
		if f.Ruling != nil {
			v["裁定案号"] = f.Ruling.Number
		}
	}
	return v
}

// agreed are the terms in force, or those that were last worded.
func (s *source) agreed() (terms dispute.Terms, version int) {
	if a := s.c.Agreement; a != nil {
		return a.Terms, a.Version
	}
	if d, _, ok := found[*dispute.Draft](s); ok {
		return d.Terms, 1
	}
	return dispute.Terms{}, 1
}

// agreement does not look at signatures: the text is frozen before the first is given.
func (s *source) agreement() facts {
	terms, version := s.agreed()
	v := s.terms(terms)
	adopted := dispute.ProposalUnknown
	if s.c.Agreement != nil {
		adopted = s.c.Agreement.Adopted
	}
	v["版本"], v["无争议事实"] = version, sentences(s.c.Undisputed)
	v["经机制成立"], v["机制"] = adopted != dispute.ProposalUnknown, dispute.NameOf(dispute.ProposalKinds(), adopted).ZH
	v["未约定确认法院"] = terms.ConfirmationCourt == ""
	v["调解方式"] = s.modes()
	return v
}

// modes says how the sessions were held, for the facts of agreement and report.
func (s *source) modes() string {
	var modes []string
	for _, held := range s.c.Sessions {
		name := dispute.NameOf(dispute.Modes(), held.Mode).ZH
		if !held.OpenedAt.IsZero() && !slices.Contains(modes, name) {
			modes = append(modes, name)
		}
	}
	if len(modes) == 0 {
		return "在线"
	}
	return functions["连接"].(func([]string) string)(modes)
}

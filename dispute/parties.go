package dispute

import "fmt"

// NewParty joins a party to the case, such as an insurer that is a necessary party.
type NewParty struct {
	PartyInfo
}

// Act implements Detail.
func (*NewParty) Act() Act { return AddParty }

// Check implements Detail.
func (d *NewParty) Check() Problems {
	var p Problems
	p.Require("name", d.Name)
	if !d.Role.IsParty() {
		p.Add("role", "应为申请人、被申请人或第三人", "must be applicant, respondent or third-party")
	}
	if !Known(PartyKinds(), d.Kind) {
		p.Add("kind", "应为自然人、法人或非法人组织", "must be natural-person, legal-person or unincorporated")
	}
	checkAgents("", d.Agents, &p)
	checkIdentityOf("", d.PartyInfo, &p)
	return p
}

func (d *NewParty) apply(c *Case, e Entry) {
	info := d.PartyInfo
	info.ID = fmt.Sprintf("p%d", len(c.Parties)+1)
	party := Party{PartyInfo: info}
	if info.Consent != nil {
		party.ConsentedAt = e.At
	}
	c.Parties = append(c.Parties, party)
}

// AgentAppointment is a party's power of attorney (授权委托书).
type AgentAppointment struct {
	Party string `json:"party" doc:"party ID" maxLength:"8"`
	Agent
}

// Act implements Detail.
func (*AgentAppointment) Act() Act { return AppointAgent }

// Check implements Detail.
func (d *AgentAppointment) Check() Problems {
	var p Problems
	p.Require("party", d.Party)
	p.Require("name", d.Name)
	if d.SpecialAuthority {
		p.Require("authority", d.Authority)
	}
	return p
}

func (d *AgentAppointment) apply(c *Case, _ Entry) {
	party := c.Party(d.Party)
	for i := range party.Agents {
		if party.Agents[i].Name == d.Name {
			party.Agents[i] = d.Agent
			return
		}
	}
	party.Agents = append(party.Agents, d.Agent)
}

package dispute

import (
	"fmt"
	"time"
)

// PartyKind is the legal nature of a party.
type PartyKind string

// The kinds of party.
const (
	PartyKindUnknown PartyKind = ""
	NaturalPerson    PartyKind = "natural-person" // 自然人
	LegalPerson      PartyKind = "legal-person"   // 法人
	Unincorporated   PartyKind = "unincorporated" // 非法人组织
)

// PartyKinds lists the kinds with their names.
func PartyKinds() []Named[PartyKind] {
	return []Named[PartyKind]{
		{NaturalPerson, Text{"自然人", "natural person"}},
		{LegalPerson, Text{"法人", "legal person"}},
		{Unincorporated, Text{"非法人组织", "unincorporated organisation"}},
	}
}

// Agent acts for a party (委托诉讼代理人). At most two a party (民事诉讼法 61).
type Agent struct {
	Account string `json:"account,omitempty"`
	Name    string `json:"name" maxLength:"60"`
	Phone   string `json:"phone" maxLength:"20"`
	// IDNumber is that of the agent's identity document; its end is asked for before a
	// session by video.
	IDNumber string `json:"idNumber,omitempty" maxLength:"40"`
	// SpecialAuthority is 特别授权: without it an agent may not admit, waive or settle
	// (民事诉讼法 62). "全权代理" alone gives none (民事诉讼法解释 89).
	SpecialAuthority bool   `json:"specialAuthority"`
	Authority        string `json:"authority" doc:"wording of the power of attorney" maxLength:"2000"`
}

// PartyInfo is what a referral or application says of a party.
type PartyInfo struct {
	ID             string    `json:"id,omitempty" doc:"given by the system, p1, p2 …" maxLength:"8"`
	Role           Role      `json:"role" enum:"applicant,respondent,third-party"`
	Kind           PartyKind `json:"kind" enum:"natural-person,legal-person,unincorporated"`
	Name           string    `json:"name" maxLength:"120"`
	Institution    bool      `json:"institution,omitempty" doc:"a bank, insurer or other financial institution"`
	IDKind         string    `json:"idKind,omitempty" doc:"kind of identity document" enum:"resident-id,passport,taiwan-permit,hk-macau-permit,foreign-passport,household-register,credit-code"`
	IDNumber       string    `json:"idNumber,omitempty" maxLength:"40"`
	IDOverride     string    `json:"idOverride,omitempty" doc:"reason for accepting a number whose check digit is wrong" maxLength:"200"`
	Phone          string    `json:"phone,omitempty" maxLength:"20"`
	Address        string    `json:"address,omitempty" maxLength:"300"`
	ServiceAddress string    `json:"serviceAddress,omitempty" doc:"address for service, may be electronic" maxLength:"300"`
	Representative string    `json:"representative,omitempty" doc:"legal representative of an entity" maxLength:"60"`
	Account        string    `json:"account,omitempty" doc:"account that acts for the party; bound by the system"`
	Agents         []Agent   `json:"agents,omitempty" maxItems:"2"`
	Consent        *Consent  `json:"consent,omitempty" doc:"consent to mediation given already to the court"`
}

// Consent is a party's consent to mediation (调解意愿) and to its online steps.
type Consent struct {
	Online            bool `json:"online" doc:"agrees to online mediation (在线调解规则 4)"`
	ElectronicService bool `json:"electronicService" doc:"agrees to electronic service (民事诉讼法 90)"`
	LeavesChoice      bool `json:"leavesChoice" doc:"leaves the choice of mediator to the organisation"`
}

// Party is a party and what it has done in the case.
type Party struct {
	PartyInfo
	ConsentedAt time.Time `json:"consentedAt,omitzero"`
	// Online is its last word on each step online.
	Online          []OnlineAnswered `json:"online,omitempty"`
	Organisation    string           `json:"organisationChosen,omitempty"`
	MediatorChoice  string           `json:"mediatorChosen,omitempty"`
	WaivedChallenge bool             `json:"waivedChallenge,omitempty"`
	Mechanisms      []ProposalKind   `json:"mechanisms,omitempty"`
	NoShows         int              `json:"noShows,omitempty"` // unexcused
	SignedAt        time.Time        `json:"signedAt,omitzero"`
	JoinedAt        time.Time        `json:"joinedConfirmationAt,omitzero"`
	RulingServedAt  time.Time        `json:"rulingServedAt,omitzero"`
	WithdrewAt      time.Time        `json:"withdrewAt,omitzero"`
}

// IsConsumer tells that the party is a person facing an institution.
func (p *Party) IsConsumer() bool { return p.Kind == NaturalPerson && !p.Institution }

// Agent finds the agent with that account, or nil.
func (p *Party) Agent(account string) *Agent {
	for i := range p.Agents {
		if account != "" && p.Agents[i].Account == account {
			return &p.Agents[i]
		}
	}
	return nil
}

func checkParties(parties []PartyInfo, p *Problems) {
	applicants, respondents := 0, 0
	for i, party := range parties {
		at := fmt.Sprintf("parties[%d]", i)
		p.Require(at+".name", party.Name)
		if !party.Role.IsParty() {
			p.Add(at+".role", "应为申请人、被申请人或第三人", "must be applicant, respondent or third-party")
		}
		if !Known(PartyKinds(), party.Kind) {
			p.Add(at+".kind", "应为自然人、法人或非法人组织", "must be natural-person, legal-person or unincorporated")
		}
		if party.Role == Applicant {
			applicants++
		}
		if party.Role == Respondent {
			respondents++
		}
		checkAgents(at, party.Agents, p)
		checkIdentityOf(at, party, p)
	}
	if applicants == 0 || respondents == 0 {
		p.Add("parties", "至少需要一名申请人和一名被申请人", "needs at least one applicant and one respondent")
	}
}

func checkAgents(at string, agents []Agent, p *Problems) {
	if len(agents) > 2 {
		p.Add(at+".agents", "每方至多委托两名代理人（民事诉讼法第六十一条）", "at most two agents a party (Civil Procedure Law art. 61)")
	}
	for j, a := range agents {
		p.Require(fmt.Sprintf("%s.agents[%d].name", at, j), a.Name)
	}
}

// checkIdentityOf refuses malformed numbers; a wrong check digit passes with a stated
// reason, since numbers are known to have been issued that fail the check.
func checkIdentityOf(at string, party PartyInfo, p *Problems) {
	if party.IDNumber == "" {
		return
	}
	for _, f := range CheckIdentity(IdentityKind(party.IDKind), party.IDNumber) {
		if f.Overridable && party.IDOverride != "" {
			continue
		}
		p.Add(at+".idNumber", f.MessageZH, f.MessageEN)
	}
}

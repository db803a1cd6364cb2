package dispute

import (
	"slices"
	"time"
)

// ProposalKind is the mechanism under which a mediator proposes terms.
type ProposalKind string

// The kinds.
const (
	ProposalUnknown ProposalKind = ""
	// NoObjection is 无异议调解方案: silence for seven days counts as agreement, but only
	// where all agreed to this mechanism and no major fact is disputed.
	NoObjection ProposalKind = "no-objection"
	// SmallOpinion is 小额纠纷快速解决意见: binds the institution once the consumer accepts.
	SmallOpinion ProposalKind = "small-claims-opinion"
)

// ProposalKinds lists the kinds with their names.
func ProposalKinds() []Named[ProposalKind] {
	return []Named[ProposalKind]{
		{NoObjection, Text{"无异议调解方案", "no-objection proposal"}},
		{SmallOpinion, Text{"小额纠纷快速解决意见", "small-claims opinion"}},
	}
}

// Proposal is served terms that await an answer.
type Proposal struct {
	Kind     ProposalKind `json:"kind"`
	Terms    Terms        `json:"terms"`
	ServedAt time.Time    `json:"servedAt"`
	Accepted []string     `json:"accepted,omitempty"` // party IDs
}

// MechanismConsent is a party's agreement to be bound by a mechanism.
type MechanismConsent struct {
	Kind ProposalKind `json:"kind" enum:"no-objection,small-claims-opinion"`
}

// Act implements Detail.
func (*MechanismConsent) Act() Act { return AgreeToMechanism }

// Check implements Detail.
func (d *MechanismConsent) Check() Problems {
	var p Problems
	if !Known(ProposalKinds(), d.Kind) {
		p.Add("kind", "请选择机制", "unknown mechanism")
	}
	return p
}

func (d *MechanismConsent) apply(c *Case, e Entry) {
	p := c.Party(e.By.Party)
	if !slices.Contains(p.Mechanisms, d.Kind) {
		p.Mechanisms = append(p.Mechanisms, d.Kind)
	}
}

// ProposalService serves a proposal on the parties.
type ProposalService struct {
	Kind               ProposalKind `json:"kind" enum:"no-objection,small-claims-opinion"`
	NoMajorFactDispute bool         `json:"noMajorFactDispute" doc:"no major fact is disputed"`
	ProofOfService     string       `json:"proofOfService" doc:"how and when it reached every party" maxLength:"1000"`
	Terms
}

// Act implements Detail.
func (*ProposalService) Act() Act { return ServeProposal }

// Check implements Detail.
func (d *ProposalService) Check() Problems {
	var p Problems
	if !Known(ProposalKinds(), d.Kind) {
		p.Add("kind", "请选择机制", "unknown mechanism")
	}
	if d.Kind == NoObjection && !d.NoMajorFactDispute {
		p.Add("noMajorFactDispute", "仅在主要事实无争议时适用", "only where no major fact is disputed")
	}
	p.Require("proofOfService", d.ProofOfService)
	d.Terms.check(&p)
	return p
}

func (d *ProposalService) apply(c *Case, e Entry) {
	c.Proposal = &Proposal{Kind: d.Kind, Terms: d.Terms, ServedAt: e.At}
	c.note(ProposalSent, e.At)
	c.aside(ProposalServed)
}

// ProposalAcceptance is a party's yes to the proposal.
type ProposalAcceptance struct{}

// Act implements Detail.
func (*ProposalAcceptance) Act() Act { return AcceptProposal }

// Check implements Detail.
func (*ProposalAcceptance) Check() Problems { return nil }

func (*ProposalAcceptance) apply(c *Case, e Entry) {
	p := c.Proposal
	p.Accepted = append(p.Accepted, e.By.Party)
	// An opinion binds the others beforehand; each consumer speaks for itself alone.
	if c.Every(func(q *Party) bool {
		return slices.Contains(p.Accepted, q.ID) || (p.Kind == SmallOpinion && !q.IsConsumer())
	}) {
		c.adoptProposal(e)
	}
}

// adoptProposal makes the proposal the parties' agreement at once: under both
// mechanisms the law asks for no further signature.
func (c *Case) adoptProposal(e Entry) {
	c.note(ProposalAnswered, e.At)
	version := 1
	if c.Agreement != nil {
		version = c.Agreement.Version + 1 // a draft that came to nothing keeps its number
	}
	c.Agreement = &Agreement{Version: version, Terms: c.Proposal.Terms.numbered(), Adopted: c.Proposal.Kind}
	c.takeEffect(e)
}

// ProposalObjection is a written objection (异议书). Mediation is then not established.
type ProposalObjection struct {
	Reason string `json:"reason,omitempty" maxLength:"4000"`
}

// Act implements Detail.
func (*ProposalObjection) Act() Act { return ObjectToProposal }

// Check implements Detail.
func (*ProposalObjection) Check() Problems { return nil }

func (*ProposalObjection) apply(c *Case, e Entry) {
	c.note(ProposalAnswered, e.At)
	// What was objected stays in the act: it does not reach the court (在线调解规则 18).
	c.end(DifferencesTooLarge, "当事人对调解方案提出异议", e.At)
}

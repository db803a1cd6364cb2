package dispute

import "time"

// Fact names something that happened in a case and from which a limit may run.
// Which fact starts which limit is a column of the law tables, never assumed.
type Fact string

// The facts.
const (
	FactUnknown            Fact = ""
	Received               Fact = "received"                 // referral or application arrived
	OnlineConsentOfAll     Fact = "online-consent-of-all"    // 双方同意在线调解
	OrganisationAsked      Fact = "organisation-asked"       // sent to the organisation
	OrganisationAnswered   Fact = "organisation-answered"    // declined or lapsed
	SupplementAsked        Fact = "supplement-asked"         // 补正 notice
	SupplementGiven        Fact = "supplement-given"         //
	AcceptedOnPlatform     Fact = "accepted-on-platform"     // 在平台确认接受: starts the main clock online
	MaterialsSigned        Fact = "materials-signed"         // 签字接收法院移交材料: starts it offline
	ConsentOfAll           Fact = "consent-of-all"           //
	ChoiceInvited          Fact = "choice-invited"           // parties invited to choose a mediator
	ChoiceEnded            Fact = "choice-ended"             // chosen, or the choice lapsed
	MediatorAssigned       Fact = "mediator-assigned"        //
	MediatorDisclosed      Fact = "mediator-disclosed"       //
	ChallengeRaised        Fact = "challenge-raised"         //
	ChallengeDecided       Fact = "challenge-decided"        //
	ExtensionAsked         Fact = "extension-asked"          //
	ExtensionAnswered      Fact = "extension-answered"       //
	ExtensionAgreed        Fact = "extension-agreed"         // answered by everybody's yes
	SessionHeld            Fact = "session-held"             //
	ProposalSent           Fact = "proposal-sent"            // proof of service exists
	ProposalAnswered       Fact = "proposal-answered"        //
	Drafted                Fact = "drafted"                  //
	AgreementInEffect      Fact = "agreement-in-effect"      // earliest of the candidate times
	AgreementServed        Fact = "agreement-served"         //
	ConfirmationFiled      Fact = "confirmation-filed"       // all parties have joined
	ConfirmationWindowShut Fact = "confirmation-window-shut" //
	ConfirmationAccepted   Fact = "confirmation-accepted"    //
	ConfirmationAnswered   Fact = "confirmation-answered"    // accepted or declined
	ConfirmationLonger     Fact = "confirmation-longer"      // president's ten days
	ConfirmationSupplement Fact = "confirmation-supplement"  // court asked for more
	ConfirmationCompleted  Fact = "confirmation-completed"   // supplied
	ConfirmationSettled    Fact = "confirmation-settled"     // ruled, withdrawn or declined
	RulingServed           Fact = "ruling-served"            // the confirming ruling has reached every party
	ThirdPartyKnew         Fact = "third-party-knew"         // 知道或者应当知道
	PartyObjectionShut     Fact = "party-objection-shut"     //
	ThirdPartyObjectionEnd Fact = "third-party-objection-end"
	ObjectionMade          Fact = "objection-made"
	ObjectionDecided       Fact = "objection-decided"
	BreachReported         Fact = "breach-reported"
	BreachChecked          Fact = "breach-checked"
	PerformanceEnds        Fact = "performance-ends" // last day of the performance period
	Ended                  Fact = "ended"
	ReturnedToCourt        Fact = "returned-to-court"
)

// Occurrence is a fact and when it happened.
type Occurrence struct {
	Fact Fact      `json:"fact"`
	At   time.Time `json:"at"`
}

// When gives the last time that a fact happened, zero if it never did.
func (c *Case) When(f Fact) time.Time {
	for i := len(c.Facts) - 1; i >= 0; i-- {
		if c.Facts[i].Fact == f {
			return c.Facts[i].At
		}
	}
	return time.Time{}
}

// Has tells whether a fact ever happened.
func (c *Case) Has(f Fact) bool { return !c.When(f).IsZero() }

// note records that a fact happened. Facts stay in the order of the acts.
func (c *Case) note(f Fact, at time.Time) {
	c.Facts = append(c.Facts, Occurrence{f, at})
}

// once records a fact that can't be moved by a later repetition.
func (c *Case) once(f Fact, at time.Time) {
	if !c.Has(f) {
		c.note(f, at)
	}
}

package law

import (
	"slices"

	"sutiao/dispute"
)

// Power says who may do an act, during which stages and under which conditions.
// There is one row per act, not per stage.
type Power struct {
	Act    dispute.Act
	By     []dispute.Role
	During []dispute.Stage
	// To lists the stages to which it may lead; where the act changes no stage there are none.
	To []dispute.Stage
	// Tracks limits the row to some tracks; empty means all.
	Tracks  []dispute.Track
	If      []Condition
	Source  string
	InForce Span
}

// Powers lists all rows in the order of the procedure.
func Powers() []Power { return allPowers }

var allPowers = slices.Concat(
	intakePowers, acceptancePowers, assignmentPowers, hearingPowers, extensionPowers,
	proposalPowers, agreementPowers, performancePowers, confirmationPowers, closingPowers,
	systemPowers,
)

var (
	parties   = []dispute.Role{dispute.Applicant, dispute.Respondent, dispute.ThirdParty}
	mediator  = []dispute.Role{dispute.Mediator}
	manager   = []dispute.Role{dispute.Manager}
	organised = []dispute.Role{dispute.Mediator, dispute.Manager}
	court     = []dispute.Role{dispute.Clerk, dispute.Judge}
	judge     = []dispute.Role{dispute.Judge}
	system    = []dispute.Role{dispute.System}
)

// The stages during which the period for mediation runs.
var mediating = []dispute.Stage{
	dispute.SeekingConsent, dispute.Accepted, dispute.SelectingMediator, dispute.Disclosing,
	dispute.ChallengePending, dispute.Scheduling, dispute.InSession, dispute.Suspended,
	dispute.ProposalServed, dispute.Drafting, dispute.Signing,
}

// The stages before the agreement is in effect.
var beforeEffect = slices.Concat([]dispute.Stage{
	dispute.Submitted, dispute.Supplementing, dispute.AwaitingOrganisation,
}, mediating)

// The stages in which the agreement is in effect.
var effective = []dispute.Stage{
	dispute.InEffect, dispute.Performing, dispute.Confirming, dispute.Breached, dispute.Objected,
}

// The stages in which the parties can be called together: while the text is worded, or
// varied after a refusal, they may have to talk again.
var meetable = []dispute.Stage{dispute.Scheduling, dispute.Drafting}

// The stages with a mediator who has disclosed.
var hearing = []dispute.Stage{dispute.Scheduling, dispute.InSession}

func during(stages ...dispute.Stage) []dispute.Stage { return stages }

func by(roles ...[]dispute.Role) []dispute.Role { return slices.Concat(roles...) }

package dispute

// Stage is where the procedure stands. The codes S01–S19 are those of the field guide.
type Stage string

// The stages.
const (
	StageUnknown         Stage = ""
	Submitted            Stage = "submitted"
	Supplementing        Stage = "supplementing"
	SeekingConsent       Stage = "seeking-consent"
	AwaitingOrganisation Stage = "awaiting-organisation"
	Accepted             Stage = "accepted"
	SelectingMediator    Stage = "selecting-mediator"
	Disclosing           Stage = "disclosing"
	ChallengePending     Stage = "challenge-pending"
	Scheduling           Stage = "scheduling"
	InSession            Stage = "in-session"
	Suspended            Stage = "suspended"
	Extending            Stage = "extending"
	ProposalServed       Stage = "proposal-served"
	Drafting             Stage = "drafting"
	Signing              Stage = "signing"
	InEffect             Stage = "in-effect"
	Performing           Stage = "performing"
	Confirming           Stage = "confirming"
	Breached             Stage = "breached"
	Objected             Stage = "objected"
	Closed               Stage = "closed"
)

// StageInfo describes a stage for people.
type StageInfo struct {
	Stage Stage
	Code  string
	Name  Text
	// Beside marks a stage that stands beside another one: while an extension is
	// being asked for, the mediation goes on.
	Beside bool
}

// Stages lists the stages in the order of the procedure.
func Stages() []StageInfo {
	return []StageInfo{
		{Submitted, "S01", Text{"已提交", "submitted"}, false},
		{Supplementing, "S02", Text{"待补正材料", "awaiting supplement"}, false},
		{SeekingConsent, "S03", Text{"征询调解意愿", "seeking consent"}, false},
		{AwaitingOrganisation, "S04", Text{"待调解组织接受", "awaiting the organisation"}, false},
		{Accepted, "S05", Text{"已受理", "accepted"}, false},
		{SelectingMediator, "S06", Text{"选定调解员", "selecting a mediator"}, false},
		{Disclosing, "S07", Text{"调解员披露", "disclosure by the mediator"}, false},
		{ChallengePending, "S07r", Text{"回避审查", "challenge pending"}, false},
		{Scheduling, "S08", Text{"排期", "scheduling"}, false},
		{InSession, "S09", Text{"调解中", "in session"}, false},
		{Suspended, "S10", Text{"中止", "suspended"}, false},
		{Extending, "S11", Text{"延期征询", "extension asked for"}, true},
		{ProposalServed, "S12", Text{"方案送达", "proposal served"}, false},
		{Drafting, "S13", Text{"起草协议", "drafting the agreement"}, false},
		{Signing, "S14", Text{"待签署", "signing"}, false},
		{InEffect, "S15", Text{"协议生效", "agreement in effect"}, false},
		{Performing, "S16", Text{"履行中", "performing"}, false},
		{Confirming, "S17", Text{"司法确认中", "judicial confirmation"}, false},
		{Breached, "S18", Text{"违约", "breach"}, false},
		{Objected, "S19", Text{"对确认裁定提出异议", "objection to the ruling"}, false},
		{Closed, "—", Text{"已办结", "closed"}, false},
	}
}

// Name is the stage's wording.
func (s Stage) Name() Text {
	for _, i := range Stages() {
		if i.Stage == s {
			return i.Name
		}
	}
	return Text{}
}

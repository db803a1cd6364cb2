package dispute

// Act is a legal act: the name of the Temporal Update and of the API's route.
type Act string

// The acts.
const (
	ActUnknown               Act = ""
	Refer                    Act = "Refer"
	RequestSupplement        Act = "RequestSupplement"
	GiveSupplement           Act = "GiveSupplement"
	DesignateOrganisation    Act = "DesignateOrganisation"
	ChooseOrganisation       Act = "ChooseOrganisation"
	RefuseIntake             Act = "RefuseIntake"
	AcceptReferral           Act = "AcceptReferral"
	DeclineReferral          Act = "DeclineReferral"
	ConsentToMediation       Act = "ConsentToMediation"
	RefuseMediation          Act = "RefuseMediation"
	ReportUnreachable        Act = "ReportUnreachable"
	AddParty                 Act = "AddParty"
	AppointAgent             Act = "AppointAgent"
	FileEvidence             Act = "FileEvidence"
	InviteChoice             Act = "InviteChoice"
	ChooseMediator           Act = "ChooseMediator"
	AssignMediator           Act = "AssignMediator"
	ReplaceMediator          Act = "ReplaceMediator"
	DeclineAssignment        Act = "DeclineAssignment"
	RefuseDesignation        Act = "RefuseDesignation"
	Disclose                 Act = "Disclose"
	WaiveChallenge           Act = "WaiveChallenge"
	ChallengeMediator        Act = "ChallengeMediator"
	DecideChallenge          Act = "DecideChallenge"
	Recuse                   Act = "Recuse"
	ScheduleSession          Act = "ScheduleSession"
	RescheduleSession        Act = "RescheduleSession"
	ConfirmIdentity          Act = "ConfirmIdentity"
	AnswerOnline             Act = "AnswerOnline"
	OpenSession              Act = "OpenSession"
	ReleaseConfidence        Act = "ReleaseConfidence"
	RecordNoShow             Act = "RecordNoShow"
	CloseSession             Act = "CloseSession"
	Suspend                  Act = "Suspend"
	Resume                   Act = "Resume"
	FindFalseMediation       Act = "FindFalseMediation"
	RequestExtension         Act = "RequestExtension"
	ConsentToExtension       Act = "ConsentToExtension"
	RefuseExtension          Act = "RefuseExtension"
	AgreeToMechanism         Act = "AgreeToMechanism"
	ServeProposal            Act = "ServeProposal"
	AcceptProposal           Act = "AcceptProposal"
	ObjectToProposal         Act = "ObjectToProposal"
	DraftAgreement           Act = "DraftAgreement"
	OpenSigning              Act = "OpenSigning"
	WithdrawDraft            Act = "WithdrawDraft"
	SignAgreement            Act = "SignAgreement"
	RefuseToSign             Act = "RefuseToSign"
	ServeAgreement           Act = "ServeAgreement"
	ReportPerformance        Act = "ReportPerformance"
	ReportBreach             Act = "ReportBreach"
	CheckBreach              Act = "CheckBreach"
	SeekRemedy               Act = "SeekRemedy"
	ApplyForConfirmation     Act = "ApplyForConfirmation"
	AcceptConfirmation       Act = "AcceptConfirmation"
	DeclineConfirmation      Act = "DeclineConfirmation"
	RequireConfirmationItems Act = "RequireConfirmationItems"
	SupplyConfirmationItems  Act = "SupplyConfirmationItems"
	ExtendConfirmation       Act = "ExtendConfirmation"
	WithdrawConfirmation     Act = "WithdrawConfirmation"
	RuleOnConfirmation       Act = "RuleOnConfirmation"
	CloseRefused             Act = "CloseRefused"
	ServeRuling              Act = "ServeRuling"
	ObjectToRuling           Act = "ObjectToRuling"
	DecideObjection          Act = "DecideObjection"
	IssueStatement           Act = "IssueStatement"
	PermitWithdrawal         Act = "PermitWithdrawal"
	Terminate                Act = "Terminate"
	WithdrawApplication      Act = "WithdrawApplication"
	ExpireLimit              Act = "ExpireLimit"
	Remind                   Act = "Remind"
	RecomputeDates           Act = "RecomputeDates"
	RecordTransmission       Act = "RecordTransmission"
	FreezeAgreement          Act = "FreezeAgreement"
	SealAgreement            Act = "SealAgreement"
	NoteRoom                 Act = "NoteRoom"
)

// ActInfo describes an act for people and makes its empty detail.
type ActInfo struct {
	Act  Act
	Name Text
	New  func() Detail
}

// Name is the act's wording.
func (a Act) Name() Text {
	for _, i := range Acts() {
		if i.Act == a {
			return i.Name
		}
	}
	return Text{}
}

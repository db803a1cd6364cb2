package law

import (
	"slices"

	"sutiao/dispute"
)

// The stages in which a mediator may still be challenged or step aside.
var challengeable = []dispute.Stage{
	dispute.Disclosing, dispute.Scheduling, dispute.InSession, dispute.Drafting,
}

var assignmentPowers = []Power{
	{Act: dispute.InviteChoice, By: manager, During: during(dispute.Accepted),
		To: during(dispute.SelectingMediator), Source: onlineRules + " 10；" + invitedRules + " 12", InForce: online},
	{Act: dispute.ChooseMediator, By: parties, During: during(dispute.Accepted, dispute.SelectingMediator),
		If: []Condition{mediatorMayServe},
		To: during(dispute.Disclosing), Source: onlineRules + " 10；" + invitedRules + " 12", InForce: online},
	{Act: dispute.AssignMediator, By: manager, During: during(dispute.Accepted, dispute.SelectingMediator),
		If: []Condition{designationOpen, mediatorMayServe},
		To: during(dispute.Disclosing), Source: invitedRules + " 12", InForce: online},
	{Act: dispute.ReplaceMediator, By: manager,
		During: during(dispute.Disclosing, dispute.Scheduling, dispute.Suspended, dispute.Drafting),
		If:     []Condition{mediatorMayServe, anotherMediator}, To: during(dispute.Disclosing), Source: onlineRules + " 14", InForce: online},
	{Act: dispute.DeclineAssignment, By: mediator, During: during(dispute.Disclosing),
		To: during(dispute.SelectingMediator), Source: onlineRules + " 12", InForce: online},
	{Act: dispute.RefuseDesignation, By: parties, During: during(dispute.Disclosing),
		If: []Condition{mediatorDesignated, institutionGivesReason, notAfterRefusedRuling}, To: during(dispute.Closed), Source: invitedRules + " 12；" + onlineRules + " 14", InForce: online},
	{Act: dispute.Disclose, By: mediator, During: during(dispute.Disclosing),
		To: during(dispute.Scheduling), Source: onlineRules + " 13；" + invitedRules + " 15", InForce: online},
	{Act: dispute.WaiveChallenge, By: parties, During: during(dispute.Disclosing),
		If: []Condition{somethingDisclosed, notYetWaived}, To: during(dispute.Scheduling), Source: invitedRules + " 15", InForce: online},
	{Act: dispute.ChallengeMediator, By: parties, During: challengeable,
		To: during(dispute.ChallengePending), Source: invitedRules + " 15", InForce: online},
	{Act: dispute.DecideChallenge, By: by(manager, court), During: during(dispute.ChallengePending),
		To: during(dispute.SelectingMediator, dispute.Disclosing, dispute.Scheduling, dispute.InSession, dispute.Drafting), Source: invitedRules + " 15", InForce: online},
	{Act: dispute.Recuse, By: mediator, During: challengeable,
		To: during(dispute.SelectingMediator), Source: invitedRules + " 15", InForce: online},
}

var hearingPowers = []Power{
	{Act: dispute.ScheduleSession, By: mediator, During: meetable,
		If:     []Condition{noSessionPlanned, sessionAhead, sessionWithinPeriod, allMeetOnline},
		Source: onlineRules + " 16", InForce: online},
	{Act: dispute.RescheduleSession, By: mediator, During: meetable,
		If:     []Condition{sessionPlanned, sessionAhead, sessionWithinPeriod, allMeetOnline},
		Source: onlineRules + " 16", InForce: online},
	{Act: dispute.AnswerOnline, By: parties, During: slices.Concat(beforeEffect, effective), Source: onlineRules + " 4；人民法院在线诉讼规则 4、5", InForce: online},
	{Act: dispute.ConfirmIdentity, By: parties, During: append(during(dispute.InSession, dispute.Signing), meetable...),
		If: []Condition{videoSession, doorsOpen}, Source: onlineRules + " 4、17", InForce: online},
	{Act: dispute.OpenSession, By: mediator, During: meetable,
		If: []Condition{sessionPlanned, attendeesKnown}, To: during(dispute.InSession), Source: onlineRules + " 17；" + invitedRules + " 14", InForce: online},
	{Act: dispute.ReleaseConfidence, By: by(parties, mediator), During: slices.Concat(beforeEffect, effective), Source: onlineRules + " 18、29", InForce: online},
	{Act: dispute.RecordNoShow, By: mediator, During: meetable,
		If: []Condition{sessionPlanned, sessionBegun, absenteeKnown}, Source: onlineRules + " 25", InForce: online},
	{Act: dispute.CloseSession, By: mediator, During: during(dispute.InSession),
		To: during(dispute.Scheduling, dispute.Drafting), Source: onlineRules + " 20", InForce: online},
	{Act: dispute.Suspend, By: organised,
		During: during(dispute.Scheduling, dispute.InSession, dispute.Drafting),
		If:     []Condition{nobodyInTheRoomUnlessSuspect},
		To:     during(dispute.Suspended), Source: invitedRules + " 18；" + onlineRules + " 26", InForce: online},
	{Act: dispute.Resume, By: organised, During: during(dispute.Suspended),
		To: during(dispute.Disclosing, dispute.Scheduling, dispute.InSession, dispute.Drafting), Source: onlineRules + " 26", InForce: online},
	{Act: dispute.FindFalseMediation, By: by(organised, court), During: during(dispute.Suspended),
		If: []Condition{suspectedFalse}, To: during(dispute.Closed), Source: invitedRules + " 18；" + onlineRules + " 23", InForce: online},
}

var extensionPowers = []Power{
	{Act: dispute.RequestExtension, By: by(parties, organised), During: mediating,
		If:     []Condition{noExtensionPending, newDueIsLater, notAfterRefusedRuling},
		Source: invitedRules + " 27；" + onlineRules + " 24", InForce: online},
	{Act: dispute.ConsentToExtension, By: parties, During: mediating,
		If: []Condition{extensionPending, notYetConsentedToExtension}, Source: invitedRules + " 27", InForce: online},
	{Act: dispute.RefuseExtension, By: parties, During: mediating,
		If: []Condition{extensionPending, notYetConsentedToExtension}, Source: invitedRules + " 27", InForce: online},
}

package law

import (
	"slices"

	"sutiao/dispute"
)

var online = since(2022, 1, 1) // 人民法院在线调解规则 in force

var intakePowers = []Power{
	{Act: dispute.Refer, By: by([]dispute.Role{dispute.Applicant, dispute.Regulator}, manager, court),
		During: during(dispute.StageUnknown),
		If:     []Condition{courtOpensItsOwn, applicantsApplyDirectly},
		To:     during(dispute.Submitted, dispute.AwaitingOrganisation), Source: onlineRules + " 7、8；" + invitedRules + " 11", InForce: online},
	{Act: dispute.RequestSupplement, By: by(manager, court),
		During: during(dispute.Submitted, dispute.AwaitingOrganisation),
		If:     []Condition{supplementAskedOnce}, To: during(dispute.Supplementing), Source: onlineRules + " 9", InForce: online},
	{Act: dispute.GiveSupplement, By: by(parties, court), During: during(dispute.Supplementing),
		To: during(dispute.Submitted, dispute.AwaitingOrganisation), Source: onlineRules + " 9", InForce: online},
	{Act: dispute.ChooseOrganisation, By: parties, During: during(dispute.Submitted),
		If: []Condition{notAskedBefore}, To: during(dispute.AwaitingOrganisation), Source: onlineRules + " 10", InForce: online},
	{Act: dispute.DesignateOrganisation, By: court, During: during(dispute.Submitted),
		If: []Condition{notAskedBefore, partiesHadTheirChoice}, To: during(dispute.AwaitingOrganisation), Source: onlineRules + " 10、12", InForce: online},
	{Act: dispute.RefuseIntake, By: court, During: during(dispute.Submitted, dispute.Supplementing),
		To: during(dispute.Closed), Source: onlineRules + " 9", InForce: online},
}

var acceptancePowers = []Power{
	{Act: dispute.AcceptReferral, By: manager, During: during(dispute.AwaitingOrganisation),
		If: []Condition{choiceLeftIfAssigned, mediatorMayServe},
		To: during(dispute.SeekingConsent, dispute.Accepted, dispute.Disclosing), Source: onlineRules + " 12", InForce: online},
	{Act: dispute.DeclineReferral, By: manager, During: during(dispute.AwaitingOrganisation),
		To: during(dispute.AwaitingOrganisation, dispute.Submitted, dispute.Closed), Source: onlineRules + " 9、12", InForce: online},
	{Act: dispute.ConsentToMediation, By: parties,
		During: beforeEffect, // later too: a party joined in the course is asked when it joins
		If:     []Condition{notYetConsented}, To: during(dispute.Accepted, dispute.Disclosing), Source: onlineRules + " 4、15", InForce: online},
	{Act: dispute.RefuseMediation, By: parties, During: beforeEffect,
		If: []Condition{institutionGivesReason, notAfterRefusedRuling, institutionBound, notSignedByAll}, To: during(dispute.Closed), Source: onlineRules + " 25；" + consumerRule + " 16", InForce: online},
	{Act: dispute.ReportUnreachable, By: organised, During: during(dispute.SeekingConsent),
		To: during(dispute.Closed), Source: onlineRules + " 15", InForce: online},
	{Act: dispute.AddParty, By: by(organised, court), During: beforeEffectUnsigned,
		Source: "道交解释 22；" + invitedRules + " 13", InForce: online},
	{Act: dispute.AppointAgent, By: by(parties, manager), During: slices.Concat(without(beforeEffect, dispute.Signing), effective),
		If: []Condition{ownPartyOnly, atMostTwoAgents, specialAuthorityIsTheirs, agentOfOneSide}, Source: civilLaw + " 61、62", InForce: online},
	{Act: dispute.FileEvidence, By: by(parties, organised, court), During: slices.Concat(beforeEffect, effective),
		Source: onlineRules + " 8；人民法院在线诉讼规则 11、12", InForce: online},
}

// While signatures are being given nobody may be joined: the text names the parties.
var beforeEffectUnsigned = without(beforeEffect, dispute.Signing, dispute.ProposalServed)

func without(stages []dispute.Stage, drop ...dispute.Stage) []dispute.Stage {
	return slices.DeleteFunc(slices.Clone(stages), func(s dispute.Stage) bool { return slices.Contains(drop, s) })
}

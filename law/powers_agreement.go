package law

import "sutiao/dispute"

var proposalPowers = []Power{
	{Act: dispute.AgreeToMechanism, By: parties, During: hearing,
		If: []Condition{maySettle, mechanismNew}, Source: diverseOrder + " 24（征得各方同意）", InForce: online},
	{Act: dispute.ServeProposal, By: mediator, During: during(dispute.Scheduling),
		If: []Condition{notAfterRefusedRuling, sessionHeld, mechanismAgreed, smallEnough, obligationsNameParties, datesAhead, obligationsReadyToSign, noSessionPlanned, objectionWithinPeriod},
		To: during(dispute.ProposalServed), Source: diverseOrder + " 24；金发〔2025〕14号 16", InForce: online},
	{Act: dispute.AcceptProposal, By: parties, During: during(dispute.ProposalServed),
		If: []Condition{maySettle, notYetAccepted}, To: during(dispute.InEffect, dispute.Performing, dispute.Closed), Source: diverseOrder + " 24", InForce: online},
	{Act: dispute.ObjectToProposal, By: parties, During: during(dispute.ProposalServed),
		If: []Condition{institutionBound}, To: during(dispute.Closed), Source: diverseOrder + " 24", InForce: online},
}

var agreementPowers = []Power{
	{Act: dispute.DraftAgreement, By: mediator, During: during(dispute.Drafting),
		If: []Condition{obligationsNameParties, datesAhead, obligationsReadyToSign, readyToSign}, To: during(dispute.Signing), Source: invitedRules + " 24；" + onlineRules + " 19", InForce: online},
	{Act: dispute.OpenSigning, By: mediator, During: during(dispute.Drafting),
		If: []Condition{draftExists, versionInForce, draftIsNew, obligationsNameParties, readyToSign}, To: during(dispute.Signing), Source: onlineRules + " 19", InForce: online},
	{Act: dispute.WithdrawDraft, By: mediator, During: during(dispute.Signing),
		If: []Condition{notSignedByAll}, To: during(dispute.Drafting), Source: onlineRules + " 19", InForce: online},
	{Act: dispute.SignAgreement, By: by(parties, mediator), During: during(dispute.Signing),
		If: []Condition{maySettle, ofAge, notYetSigned, versionInForce, textFrozen, readThisText, partiesSignFirst},
		To: during(dispute.InEffect, dispute.Performing, dispute.Confirming, dispute.Closed), Source: onlineRules + " 19；" + civilLaw + " 62；电子签名法 13、14", InForce: online},
	{Act: dispute.RefuseToSign, By: parties, During: during(dispute.Signing),
		If: []Condition{maySettle, institutionGivesReason, notYetSigned, notAfterRefusedRuling},
		To: during(dispute.Closed), Source: onlineRules + " 25(7)", InForce: online},
	{Act: dispute.ServeAgreement, By: organised, During: during(dispute.InEffect),
		To: during(dispute.Performing, dispute.Closed), Source: invitedRules + " 19；" + civilLaw + " 90", InForce: online},
}

var performancePowers = []Power{
	{Act: dispute.ReportPerformance, By: by(parties, organised),
		During: during(dispute.InEffect, dispute.Performing, dispute.Confirming, dispute.Breached),
		If:     []Condition{obligationOpen, ownObligation}, To: during(dispute.Performing, dispute.InEffect, dispute.Confirming, dispute.Closed), Source: peoplesLaw + " 31", InForce: online},
	{Act: dispute.ReportBreach, By: parties,
		During: during(dispute.InEffect, dispute.Performing, dispute.Confirming),
		If:     []Condition{noBreachReported, obligationOpen, payeeOnly, obligationOverdue}, To: during(dispute.Breached), Source: peoplesLaw + " 31", InForce: online},
	{Act: dispute.CheckBreach, By: organised, During: during(dispute.Breached, dispute.Confirming),
		If: []Condition{breachUnchecked}, To: during(dispute.InEffect, dispute.Performing, dispute.Confirming), Source: peoplesLaw + " 31", InForce: online},
	{Act: dispute.SeekRemedy, By: parties, During: during(dispute.Breached),
		If: []Condition{breachFound, payeeOfBreach, enforceable, noConfirmationPending},
		To: during(dispute.Closed), Source: civilLaw + " 206、225、247；" + peoplesLaw + " 32", InForce: online},
}

package law

import "sutiao/dispute"

var confirmationPowers = []Power{
	{Act: dispute.ApplyForConfirmation, By: parties,
		During: during(dispute.InEffect, dispute.Performing, dispute.Breached),
		If:     []Condition{maySettle, confirmable, notConfirmedAlready, notYetJoined, windowOpen, sameCourt},
		To:     during(dispute.Confirming), Source: civilLaw + " 205；" + peoplesLaw + " 33", InForce: online},
	{Act: dispute.AcceptConfirmation, By: court, During: during(dispute.Confirming),
		If: []Condition{courtOfConfirmation, applicationUnanswered}, Source: confirmRules + " 4", InForce: online},
	{Act: dispute.DeclineConfirmation, By: court, During: during(dispute.Confirming),
		If: []Condition{courtOfConfirmation, applicationUnanswered}, To: during(dispute.Closed), Source: interpret + " 355", InForce: online},
	{Act: dispute.RequireConfirmationItems, By: court, During: during(dispute.Confirming),
		If: []Condition{courtOfConfirmation}, Source: interpret + " 354、357", InForce: online},
	{Act: dispute.SupplyConfirmationItems, By: by(parties, organised), During: during(dispute.Confirming),
		If: []Condition{itemsAwaited}, Source: interpret + " 354、357", InForce: online},
	{Act: dispute.ExtendConfirmation, By: judge, During: during(dispute.Confirming),
		If: []Condition{courtOfConfirmation, applicationAccepted, notExtendedYet}, Source: confirmRules + " 5", InForce: online},
	{Act: dispute.WithdrawConfirmation, By: by(parties, court), During: during(dispute.Confirming),
		If: []Condition{maySettle, courtOfConfirmation, withdrawalNotAsked, deemedOnlyIfAwaited}, To: during(dispute.Closed), Source: interpret + " 357", InForce: online},
	{Act: dispute.RuleOnConfirmation, By: judge, During: during(dispute.Confirming),
		If: []Condition{courtOfConfirmation, applicationAccepted},
		To: during(dispute.Performing, dispute.Breached, dispute.Drafting, dispute.Closed), Source: civilLaw + " 206；" + interpret + " 356、358", InForce: online},
	{Act: dispute.CloseRefused, By: organised, During: meetable,
		If: []Condition{refusedRuling}, To: during(dispute.Closed), Source: civilLaw + " 206", InForce: online},
	{Act: dispute.ServeRuling, By: court,
		During: during(dispute.Performing, dispute.Breached, dispute.Objected, dispute.Closed),
		If:     []Condition{confirmedEnding, courtOfConfirmation, rulingUnserved}, Source: interpret + " 372；" + civilLaw + " 87、90", InForce: online},
	{Act: dispute.ObjectToRuling, By: by(parties, []dispute.Role{dispute.Clerk}),
		During: during(dispute.Performing, dispute.Breached, dispute.Objected, dispute.Closed),
		If:     []Condition{confirmedEnding, courtOfConfirmation, objectionOpen}, To: during(dispute.Objected), Source: interpret + " 372", InForce: online},
	{Act: dispute.DecideObjection, By: judge, During: during(dispute.Objected),
		If: []Condition{courtOfConfirmation}, To: during(dispute.Performing, dispute.Breached, dispute.Closed), Source: interpret + " 372", InForce: online},
}

var closingPowers = []Power{
	{Act: dispute.IssueStatement, By: judge, During: effective,
		Tracks: []dispute.Track{dispute.PreFilingReferral, dispute.PostFiling, dispute.Invited, dispute.Traffic},
		If:     []Condition{noConfirmationPending, notConfirmedAlready}, To: during(dispute.Closed), Source: civilLaw + " 100；" + invitedRules + " 20", InForce: online},
	{Act: dispute.PermitWithdrawal, By: judge, During: effective,
		Tracks: []dispute.Track{dispute.PostFiling, dispute.Invited},
		If:     []Condition{noConfirmationPending, notConfirmedAlready}, To: during(dispute.Closed), Source: civilLaw + " 148；" + invitedRules + " 20", InForce: online},
	{Act: dispute.Terminate, By: organised,
		During: during(dispute.SeekingConsent, dispute.Accepted, dispute.SelectingMediator, dispute.Disclosing,
			dispute.ChallengePending, dispute.Scheduling, dispute.InSession, dispute.Suspended, dispute.Drafting, dispute.Signing),
		If: []Condition{refusalAfterTwoNoShows, undisputedByConsent, notAfterRefusedRuling, notSignedByAll},
		To: during(dispute.Closed), Source: onlineRules + " 25；" + invitedRules + " 26", InForce: online},
	{Act: dispute.WithdrawApplication, By: []dispute.Role{dispute.Applicant}, During: beforeEffect,
		If: []Condition{maySettle, notYetWithdrawn, notAfterRefusedRuling, institutionBound, notSignedByAll},
		To: during(dispute.Accepted, dispute.Disclosing, dispute.Scheduling, dispute.Drafting, dispute.Closed), Source: invitedRules + " 26", InForce: online},
}

var systemPowers = []Power{
	{Act: dispute.ExpireLimit, By: system, During: everyStage, To: during(dispute.AwaitingOrganisation, dispute.Submitted, dispute.InEffect, dispute.Performing, dispute.Confirming, dispute.Closed), Source: civilLaw + " 85", InForce: online},
	{Act: dispute.Remind, By: system, During: everyStage, Source: design, InForce: online},
	{Act: dispute.RecomputeDates, By: system, During: everyStage, Source: "全国年节及纪念日放假办法", InForce: online},
	{Act: dispute.RecordTransmission, By: system, During: everyStage, Source: onlineRules + " 21", InForce: online},
	{Act: dispute.FreezeAgreement, By: system, During: everyStage, Source: "电子签名法 5；" + onlineRules + " 19", InForce: online},
	{Act: dispute.NoteRoom, By: system, During: everyStage, Source: onlineRules + " 17、22", InForce: online},
	{Act: dispute.SealAgreement, By: system, During: everyStage, Source: "电子签名法 13、14；" + onlineRules + " 19", InForce: online},
}

var everyStage = func() []dispute.Stage {
	var all []dispute.Stage
	for _, s := range dispute.Stages() {
		all = append(all, s.Stage)
	}
	return all
}()

package workflows

import "sutiao/dispute"

func to(a ...audience) []audience { return a }

func hasOrganisation(c *dispute.Case, _ dispute.Entry) bool { return c.Organisation != "" }

func consentMissing(c *dispute.Case, _ dispute.Entry) bool {
	return c.Stage == dispute.SeekingConsent
}

func disclosing(c *dispute.Case, _ dispute.Entry) bool { return c.Stage == dispute.Disclosing }

func signing(c *dispute.Case, _ dispute.Entry) bool { return c.Stage == dispute.Signing }

func inForce(c *dispute.Case, _ dispute.Entry) bool {
	return c.Agreement != nil && c.Has(dispute.AgreementInEffect) && c.Stage != dispute.Signing
}

func filed(c *dispute.Case, _ dispute.Entry) bool { return c.Stage == dispute.Confirming }

func over(c *dispute.Case, _ dispute.Entry) bool { return c.Over() }

func notOver(c *dispute.Case, _ dispute.Entry) bool { return !c.Over() }

// notifications says who is told of which act, in the order of the procedure.
var notifications = []notification{
	{Act: dispute.Refer, Template: "received", To: to(allParties)},
	{Act: dispute.Refer, Template: "organisation-asked", To: to(organisation), If: hasOrganisation},
	{Act: dispute.RequestSupplement, Template: "supplement-asked", To: to(allParties, referringCourt)},
	{Act: dispute.GiveSupplement, Template: "supplement-given", To: to(organisation, referringCourt)},
	{Act: dispute.DesignateOrganisation, Template: "organisation-asked", To: to(organisation), If: hasOrganisation},
	{Act: dispute.ChooseOrganisation, Template: "organisation-asked", To: to(organisation), If: hasOrganisation},
	{Act: dispute.AcceptReferral, Template: "accepted", To: to(allParties, referringCourt)},
	{Act: dispute.AcceptReferral, Template: "consent-asked", To: to(openParties), If: consentMissing},
	{Act: dispute.DeclineReferral, Template: "organisation-asked", To: to(organisation), If: hasOrganisation},
	{Act: dispute.DeclineReferral, Template: "organisation-declined", To: to(referringCourt), If: notOver},
	{Act: dispute.ConsentToMediation, Template: "party-consented", To: to(organisation)},
	{Act: dispute.AddParty, Template: "party-joined", To: to(allParties, theMediator)},
	{Act: dispute.InviteChoice, Template: "choose-mediator", To: to(allParties)},
	{Act: dispute.AcceptReferral, Template: "assigned", To: to(theMediator), If: disclosing},
	{Act: dispute.AssignMediator, Template: "assigned", To: to(theMediator)},
	{Act: dispute.AssignMediator, Template: "mediator-named", To: to(allParties)},
	{Act: dispute.ChooseMediator, Template: "assigned", To: to(theMediator), If: disclosing},
	{Act: dispute.ReplaceMediator, Template: "assigned", To: to(theMediator)},
	{Act: dispute.ReplaceMediator, Template: "mediator-named", To: to(allParties)},
	{Act: dispute.DeclineAssignment, Template: "mediator-needed", To: to(organisation)},
	{Act: dispute.Disclose, Template: "disclosed", To: to(allParties)},
	{Act: dispute.ChallengeMediator, Template: "challenged", To: to(organisation, theMediator)},
	{Act: dispute.DecideChallenge, Template: "challenge-decided", To: to(allParties)},
	{Act: dispute.Recuse, Template: "mediator-needed", To: to(organisation)},
	{Act: dispute.ScheduleSession, Template: "session-planned", To: to(allParties), If: otherwise(byVideo)},
	{Act: dispute.ScheduleSession, Template: "video-planned", To: to(allParties), If: byVideo},
	{Act: dispute.RescheduleSession, Template: "session-moved", To: to(allParties), If: otherwise(byVideo)},
	{Act: dispute.RescheduleSession, Template: "video-moved", To: to(allParties), If: byVideo},
	{Act: dispute.AnswerOnline, Template: "online-declined", To: to(theMediator, organisation), If: declines},
	{Act: dispute.RecordNoShow, Template: "no-show", To: to(allParties)},
	{Act: dispute.Suspend, Template: "suspended", To: to(allParties)},
	{Act: dispute.Resume, Template: "resumed", To: to(allParties)},
	{Act: dispute.RequestExtension, Template: "extension-asked", To: to(allParties, theMediator)},
	{Act: dispute.ConsentToExtension, Template: "extension-answered", To: to(theMediator)},
	{Act: dispute.RefuseExtension, Template: "extension-answered", To: to(allParties, theMediator)},
	{Act: dispute.ServeProposal, Template: "proposal-served", To: to(allParties)},
	{Act: dispute.DraftAgreement, Template: "sign-please", To: to(allParties), If: signing},
	{Act: dispute.OpenSigning, Template: "sign-please", To: to(allParties)},
	{Act: dispute.WithdrawDraft, Template: "draft-withdrawn", To: to(allParties)},
	{Act: dispute.SignAgreement, Template: "in-effect", To: to(allParties, organisation, referringCourt), If: inForce},
	{Act: dispute.AcceptProposal, Template: "in-effect", To: to(allParties, organisation, referringCourt), If: inForce},
	{Act: dispute.ExpireLimit, Template: "in-effect", To: to(allParties, organisation, referringCourt), If: madeByTime},
	{Act: dispute.ReportPerformance, Template: "performance-reported", To: to(payees, organisation)},
	{Act: dispute.ReportBreach, Template: "breach-reported", To: to(allParties, theMediator)},
	{Act: dispute.CheckBreach, Template: "breach-checked", To: to(allParties)},
	{Act: dispute.ApplyForConfirmation, Template: "join-confirmation", To: to(allParties), If: func(c *dispute.Case, e dispute.Entry) bool { return !filed(c, e) }},
	{Act: dispute.ApplyForConfirmation, Template: "confirmation-filed", To: to(confirmingCourt, allParties), If: filed},
	{Act: dispute.AcceptConfirmation, Template: "confirmation-accepted", To: to(allParties)},
	{Act: dispute.RequireConfirmationItems, Template: "confirmation-items", To: to(allParties, organisation)},
	{Act: dispute.SupplyConfirmationItems, Template: "confirmation-supplied", To: to(confirmingCourt)},
	{Act: dispute.RuleOnConfirmation, Template: "ruled", To: to(allParties, organisation, theMediator)},
	{Act: dispute.ObjectToRuling, Template: "ruling-objected", To: to(allParties, confirmingCourt)},
	{Act: dispute.DecideObjection, Template: "objection-decided", To: to(allParties)},
	{Act: dispute.ExpireLimit, Template: "organisation-asked", To: to(organisation), If: nextAsked},
	{Act: dispute.ExpireLimit, Template: "limit-expired", To: to(allParties, theMediator, organisation, referringCourt, confirmingCourt), If: notOver},
	{Act: dispute.Remind, Template: "reminder", To: to(allParties, theMediator, confirmingCourt)},
	{Act: dispute.RecomputeDates, Template: "dates-moved", To: to(allParties, theMediator, organisation)},
	{Act: dispute.RefuseIntake, Template: "ended", To: to(allParties)},
	{Act: dispute.DeclineReferral, Template: "ended", To: to(allParties, referringCourt), If: over},
	{Act: dispute.RefuseMediation, Template: "ended", To: everyone},
	{Act: dispute.ReportUnreachable, Template: "ended", To: everyone},
	{Act: dispute.RefuseDesignation, Template: "ended", To: everyone},
	{Act: dispute.FindFalseMediation, Template: "ended", To: everyone},
	{Act: dispute.ObjectToProposal, Template: "ended", To: everyone},
	{Act: dispute.RefuseToSign, Template: "ended", To: everyone},
	{Act: dispute.Terminate, Template: "ended", To: everyone},
	{Act: dispute.WithdrawApplication, Template: "ended", To: everyone, If: over},
	{Act: dispute.ExpireLimit, Template: "ended", To: everyone, If: justEnded},
	{Act: dispute.ReportPerformance, Template: "ended", To: everyone, If: justEnded},
	{Act: dispute.SeekRemedy, Template: "ended", To: everyone, If: over},
	{Act: dispute.DeclineConfirmation, Template: "ended", To: everyone},
	{Act: dispute.WithdrawConfirmation, Template: "ended", To: everyone},
	{Act: dispute.CloseRefused, Template: "ended", To: everyone},
	{Act: dispute.IssueStatement, Template: "ended", To: everyone},
	{Act: dispute.PermitWithdrawal, Template: "ended", To: everyone},
}

var everyone = to(allParties, theMediator, organisation, referringCourt)

// justEnded tells that this very act gave the case its ending.
func justEnded(c *dispute.Case, e dispute.Entry) bool {
	return c.Over() && c.When(dispute.Ended).Equal(e.At)
}

// madeByTime tells that a limit's end brought the agreement into effect: silence agreed to
// it, or all had signed but the mediator.
func madeByTime(c *dispute.Case, e dispute.Entry) bool {
	d, ok := e.Detail.(*dispute.Expiry)
	return ok && inForce(c, e) && !c.Over() && (d.Then == dispute.SilenceAnswers || d.Then == dispute.CloseExpired || d.Then == dispute.CloseConfirmationFailed)
}

func nextAsked(c *dispute.Case, e dispute.Entry) bool {
	d, ok := e.Detail.(*dispute.Expiry)
	return ok && d.Then == dispute.NextOrganisation && c.Organisation != ""
}

package workflows

import (
	"slices"

	"sutiao/dispute"
)

// issue is a document that an act owes.
type issue struct {
	Act  dispute.Act
	Kind dispute.DocumentKind
	// If leaves the document out where the act calls for none.
	If func(c *dispute.Case, e dispute.Entry) bool
}

// issues lists the documents in the order of the procedure. The agreement and the joint
// application are not among them: they are signed, so the workflow sees to them itself.
var issues = []issue{
	{dispute.Refer, dispute.ReferralLetter, referredByCourt},
	{dispute.Refer, dispute.ApplicationForm, appliedDirectly},
	{dispute.AcceptReferral, dispute.ReceiptOfCase, nil},
	{dispute.AcceptReferral, dispute.RightsNotice, nil},
	{dispute.ConsentToMediation, dispute.ConsentForm, nil},
	{dispute.ConsentToMediation, dispute.AddressConfirmation, nil},
	{dispute.RefuseMediation, dispute.RefusalForm, nil},
	{dispute.Disclose, dispute.DisclosureForm, nil},
	{dispute.DecideChallenge, dispute.RecusalForm, nil},
	{dispute.Recuse, dispute.RecusalForm, nil},
	{dispute.ConsentToExtension, dispute.ExtensionForm, extended},
	{dispute.CloseSession, dispute.MediationRecord, nil},
	{dispute.CloseSession, dispute.UndisputedFacts, factsRecorded},
	{dispute.Terminate, dispute.UndisputedFacts, factsRecorded},
	{dispute.ServeProposal, dispute.ProposalForm, nil},
	{dispute.ObjectToProposal, dispute.ObjectionForm, nil},
	{dispute.ApplyForConfirmation, dispute.ConfirmationForm, filedBy},
	{dispute.AcceptConfirmation, dispute.AcceptanceNotice, nil},
	{dispute.RequireConfirmationItems, dispute.SupplementNotice, nil},
	{dispute.DeclineConfirmation, dispute.DeclinationRuling, nil},
	{dispute.RuleOnConfirmation, dispute.ConfirmationRuling, nil},
	{dispute.ReportPerformance, dispute.PerformanceCertificate, allPerformed},
}

// papersOf lists the documents that an act owes. It is asked after the act was applied.
func papersOf(c *dispute.Case, e dispute.Entry) []dispute.PaperOwed {
	var owed []dispute.PaperOwed
	for _, i := range issues {
		if i.Act == e.Act && (i.If == nil || i.If(c, e)) {
			owed = append(owed, dispute.PaperOwed{Dispute: c.ID, Kind: i.Kind, Of: e.ID})
		}
	}
	if endedBy(c, e) && c.Ending.Info().Returns {
		owed = append(owed, dispute.PaperOwed{Dispute: c.ID, Kind: dispute.EndReportForm, Of: e.ID})
	}
	return owed
}

func referredByCourt(c *dispute.Case, _ dispute.Entry) bool { return c.Court != "" }
func appliedDirectly(c *dispute.Case, _ dispute.Entry) bool { return c.Court == "" }

// extended: the last consent moves the day.
func extended(c *dispute.Case, e dispute.Entry) bool {
	return c.When(dispute.ExtensionAgreed).Equal(e.At)
}

func factsRecorded(c *dispute.Case, e dispute.Entry) bool {
	switch d := e.Detail.(type) {
	case *dispute.SessionClosing:
		return len(d.Undisputed) > 0
	case *dispute.Termination:
		return len(d.UndisputedByAll) > 0
	}
	return len(c.Undisputed) > 0
}

// filedBy: who joins last files the application. Where all signed it together with the
// agreement, the signed file is the application.
func filedBy(c *dispute.Case, _ dispute.Entry) bool {
	return c.Confirmation != nil && !c.Confirmation.FiledAt.IsZero()
}

func allPerformed(c *dispute.Case, _ dispute.Entry) bool {
	return c.Agreement != nil && c.Agreement.AllDone()
}

// endedBy tells that this act gave the case its ending.
func endedBy(c *dispute.Case, e dispute.Entry) bool {
	if !c.Over() || e.Act == dispute.RecordTransmission {
		return false
	}
	return slices.ContainsFunc(c.Facts, func(o dispute.Occurrence) bool {
		return o.Fact == dispute.Ended && o.At.Equal(e.At)
	})
}

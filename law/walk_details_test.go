package law_test

import (
	"time"

	"pgregory.net/rapid"

	"sutiao/dispute"
	"sutiao/test/stories"
)

func (w *walk) pick(label string, from ...string) string {
	return rapid.SampledFrom(from).Draw(w.t, label)
}

func (w *walk) yes(label string) bool { return rapid.Bool().Draw(w.t, label) }

func (w *walk) day(label string) dispute.Date {
	return dispute.DateOf(w.now).AddDays(rapid.IntRange(-2, 60).Draw(w.t, label))
}

func (w *walk) moment() time.Time {
	return w.now.Add(time.Duration(rapid.IntRange(-5, 200).Draw(w.t, "start")) * time.Hour)
}

func (w *walk) terms() dispute.Terms {
	var t dispute.Terms
	if w.yes("says something in words") {
		t.Other = []string{"互不追究"}
	}
	for range rapid.IntRange(0, 3).Draw(w.t, "obligations") {
		t.Obligations = append(t.Obligations, dispute.Obligation{
			Payer: w.pick("payer", "p1", "p2", "p9"), Payee: w.pick("payee", "p1", "p2"), Amount: 100, Due: w.day("due"), Account: stories.Account,
		})
		if w.yes("undated") {
			o := &t.Obligations[len(t.Obligations)-1]
			o.Amount, o.Due, o.Duty = 0, dispute.Date{}, "返还保单"
		}
	}
	return t
}

func (w *walk) version() int {
	if w.c.Agreement != nil && w.yes("right version") {
		return w.c.Agreement.Version
	}
	return rapid.IntRange(1, 3).Draw(w.t, "version")
}

func (w *walk) kind() dispute.ProposalKind {
	return rapid.SampledFrom([]dispute.ProposalKind{dispute.NoObjection, dispute.SmallOpinion}).Draw(w.t, "kind")
}

// detail fills in an act at random; most are well formed, some are nonsense.
func (w *walk) detail(act dispute.Act) dispute.Detail {
	const why, number = "理由", "（2026）京0102诉前调确5号"
	mediator := func() string { return w.pick("mediator", "mediator-1", "mediator-2") }
	organisation := func() string { return w.pick("organisation", "org-1", "org-2") }
	obligation := func() int { return rapid.IntRange(1, 3).Draw(w.t, "obligation") }
	switch act {
	case dispute.RequestSupplement:
		return &dispute.SupplementRequest{Items: []string{why}}
	case dispute.GiveSupplement:
		return &dispute.SupplementAnswer{Note: why}
	case dispute.DesignateOrganisation:
		return &dispute.Designation{Organisation: organisation()}
	case dispute.ChooseOrganisation:
		return &dispute.OrganisationChoice{Organisation: organisation()}
	case dispute.AcceptReferral:
		if w.yes("assigns") {
			return &dispute.Acceptance{Mediator: mediator()}
		}
		return &dispute.Acceptance{}
	case dispute.ReportUnreachable:
		return &dispute.UnreachableReport{Attempts: []string{why}}
	case dispute.AddParty:
		return &dispute.NewParty{PartyInfo: dispute.PartyInfo{Role: dispute.ThirdParty, Kind: dispute.LegalPerson, Name: "某保险公司", Account: "insurer"}}
	case dispute.AppointAgent:
		return &dispute.AgentAppointment{Party: w.pick("party", "p1", "p2"), Agent: dispute.Agent{Account: "bank-agent", Name: "乙", SpecialAuthority: w.yes("special"), Authority: why}}
	case dispute.ChooseMediator:
		return &dispute.MediatorChoice{Mediator: mediator()}
	case dispute.AssignMediator:
		return &dispute.Assignment{Mediator: mediator()}
	case dispute.ReplaceMediator:
		return &dispute.Replacement{Mediator: mediator(), Reason: why}
	case dispute.Disclose:
		if w.yes("discloses") {
			return &dispute.Disclosure{Matters: []string{why}}
		}
		return &dispute.Disclosure{}
	case dispute.ChallengeMediator:
		return &dispute.Challenge{Ground: "interest", Facts: why}
	case dispute.DecideChallenge:
		return &dispute.ChallengeDecision{Upheld: w.yes("upheld"), Reason: why}
	case dispute.ScheduleSession:
		return &dispute.SessionPlan{Start: w.moment(), Mode: dispute.Video}
	case dispute.RescheduleSession:
		return &dispute.SessionMove{Start: w.moment(), Reason: why, Mode: rapid.SampledFrom([]dispute.Mode{"", dispute.Video, dispute.Telephone}).Draw(w.t, "mode")}
	case dispute.AnswerOnline:
		return &dispute.OnlineAnswer{Step: rapid.SampledFrom(dispute.OnlineSteps()).Draw(w.t, "step").Value, Agrees: w.yes("agrees")}
	case dispute.ReleaseConfidence:
		return &dispute.ConfidenceRelease{Confidence: why}
	case dispute.ConfirmIdentity:
		return &dispute.Arrival{Session: rapid.IntRange(1, 3).Draw(w.t, "session"), RightsRead: true, ConsentsOnline: w.yes("online")}
	case dispute.OpenSession:
		return &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{{Party: w.pick("attends", "p1", "p2", "p7"), Identified: "id-comparison"}}}
	case dispute.RecordNoShow:
		return &dispute.NoShow{Party: w.pick("absent", "p1", "p2", "p7"), Excused: w.yes("excused")}
	case dispute.CloseSession:
		return &dispute.SessionClosing{Result: rapid.SampledFrom([]dispute.SessionResult{dispute.Adjourned, dispute.Agreed, dispute.NotAgreed}).Draw(w.t, "result")}
	case dispute.Suspend:
		return &dispute.SuspensionOrder{Ground: rapid.SampledFrom(dispute.SuspensionGrounds()).Draw(w.t, "ground").Value, Reason: why}
	case dispute.RequestExtension:
		return &dispute.ExtensionRequest{NewDue: w.day("new due"), Reason: why}
	case dispute.AgreeToMechanism:
		return &dispute.MechanismConsent{Kind: w.kind()}
	case dispute.ServeProposal:
		return &dispute.ProposalService{Kind: w.kind(), NoMajorFactDispute: true, ProofOfService: why, Terms: w.terms()}
	case dispute.DraftAgreement:
		return &dispute.Draft{Terms: w.terms(), ForSignature: w.yes("for signature")}
	case dispute.OpenSigning:
		return &dispute.SigningOpening{Version: w.version()}
	case dispute.SignAgreement:
		return stories.Signs(w.version())
	case dispute.ReportPerformance:
		return &dispute.Performance{Obligation: obligation()}
	case dispute.ReportBreach:
		return &dispute.BreachReport{Obligation: obligation(), Facts: why}
	case dispute.CheckBreach:
		return &dispute.BreachCheck{Found: w.yes("found"), Note: why}
	case dispute.SeekRemedy:
		return &dispute.Remedy{Kind: w.pick("remedy", dispute.Enforcement, dispute.PaymentOrder, dispute.Suit)}
	case dispute.ApplyForConfirmation:
		return &dispute.ConfirmationApplication{Court: w.pick("court", "京0102", "粤0604"), Declared: true}
	case dispute.AcceptConfirmation:
		return &dispute.ConfirmationAcceptance{Number: number}
	case dispute.RequireConfirmationItems:
		return &dispute.ConfirmationItems{Items: []string{why}}
	case dispute.SupplyConfirmationItems:
		return &dispute.ConfirmationSupply{Note: why}
	case dispute.RuleOnConfirmation:
		return &dispute.Ruling{Granted: w.yes("granted"), Number: number, Reason: why}
	case dispute.ServeRuling:
		return &dispute.RulingService{Party: w.pick("served", "p1", "p2"), On: w.day("served on")}
	case dispute.ObjectToRuling:
		return &dispute.RulingObjection{Grounds: why, KnewOn: w.day("knew")}
	case dispute.DecideObjection:
		return &dispute.ObjectionRuling{Upheld: w.yes("objection upheld"), Reason: why}
	case dispute.IssueStatement:
		return &dispute.Statement{Number: number}
	case dispute.PermitWithdrawal:
		return &dispute.SuitWithdrawal{Number: number}
	case dispute.Terminate:
		return &dispute.Termination{Ending: rapid.SampledFrom([]dispute.Ending{dispute.Refused, dispute.DifferencesTooLarge, dispute.OtherEnding}).Draw(w.t, "ending"), Cause: why}
	}
	return w.withReason(act)
}

// withReason fills in the acts that say a reason or nothing.
func (w *walk) withReason(act dispute.Act) dispute.Detail {
	const why = "理由"
	switch act {
	case dispute.RefuseIntake:
		return &dispute.IntakeRefusal{Reason: why}
	case dispute.DeclineReferral:
		return &dispute.ReferralRefusal{Reason: why, OutOfScope: w.yes("out of scope")}
	case dispute.ConsentToMediation:
		return &dispute.ConsentGiven{Consent: dispute.Consent{Online: true, ElectronicService: w.yes("electronic"), LeavesChoice: w.yes("leaves")}}
	case dispute.RefuseMediation:
		return &dispute.MediationRefusal{Reason: why}
	case dispute.DeclineAssignment:
		return &dispute.AssignmentRefusal{Reason: why}
	case dispute.RefuseDesignation:
		return &dispute.DesignationRefusal{Reason: why}
	case dispute.Recuse:
		return &dispute.Recusal{Reason: why}
	case dispute.FindFalseMediation:
		return &dispute.FalseMediationFinding{Facts: why}
	case dispute.WithdrawDraft:
		return &dispute.DraftWithdrawal{Reason: why}
	case dispute.RefuseToSign:
		return &dispute.SigningRefusal{Reason: why}
	case dispute.ServeAgreement:
		return &dispute.AgreementService{How: why}
	case dispute.DeclineConfirmation:
		return &dispute.ConfirmationRefusal{Reason: why}
	case dispute.ExtendConfirmation:
		return &dispute.ConfirmationExtension{Reason: why}
	case dispute.WithdrawConfirmation:
		return &dispute.ConfirmationWithdrawal{Reason: why}
	case dispute.WithdrawApplication:
		return &dispute.Withdrawal{Reason: why}
	}
	for _, info := range dispute.Acts() {
		if info.Act == act {
			return info.New()
		}
	}
	panic("no such act: " + string(act))
}

package law

import (
	"slices"

	"sutiao/dispute"
)

// Limits lists every period, D01–D21 of the field guide and the system's own.
func Limits() []Limit { return limits }

var courtTracks = []dispute.Track{
	dispute.PreFilingReferral, dispute.PostFiling, dispute.Invited, dispute.Traffic,
}

var confirmableTracks = []dispute.Track{
	dispute.PreFilingReferral, dispute.Direct, dispute.Traffic,
}

func at(stages ...dispute.Stage) func(*dispute.Case) bool {
	return func(c *dispute.Case) bool { return slices.Contains(stages, c.Stage) }
}

func facts(f ...dispute.Fact) []dispute.Fact { return f }

var mainUntil = facts(dispute.AgreementInEffect, dispute.Ended)

var limits = []Limit{
	{ID: "D01", Name: dispute.Text{ZH: "共同选择调解组织", EN: "joint choice of the organisation"},
		Length: Length{2, WorkingDay}, From: facts(dispute.OnlineConsentOfAll), Until: facts(dispute.OrganisationAsked),
		Tracks: courtTracks, While: at(dispute.Submitted), Then: dispute.CourtDesignates,
		Standing: Statutory, Source: onlineRules + " 10", InForce: online},
	{ID: "D01M", Name: dispute.Text{ZH: "共同选定调解员", EN: "joint choice of the mediator"},
		Length: Length{2, WorkingDay}, From: facts(dispute.ChoiceInvited), Until: facts(dispute.ChoiceEnded),
		While: at(dispute.SelectingMediator), Then: dispute.OrganisationDesignates,
		Standing: Statutory, Source: onlineRules + " 10；" + invitedRules + " 12", InForce: online},
	{ID: "D02", Name: dispute.Text{ZH: "法院指定调解组织", EN: "the court designates an organisation"},
		Length: Length{3, WorkingDay}, From: facts(dispute.Received, dispute.OrganisationAnswered, dispute.SupplementGiven),
		Until: facts(dispute.OrganisationAsked), Tracks: courtTracks, While: at(dispute.Submitted), Then: dispute.NoteOverdue,
		Standing: Statutory, Source: onlineRules + " 10", InForce: online},
	{ID: "D02S", Name: dispute.Text{ZH: "补正材料", EN: "supplement"},
		Length: Length{5, WorkingDay}, From: facts(dispute.SupplementAsked), Until: facts(dispute.SupplementGiven),
		While: at(dispute.Supplementing), Then: dispute.CloseNotSupplemented, Remind: 1,
		Standing: Configured, Source: onlineRules + " 9（期限由组织设定）", InForce: online},
	{ID: "D03", Name: dispute.Text{ZH: "调解组织确认接受", EN: "the organisation accepts"},
		Length: Length{3, WorkingDay}, From: facts(dispute.OrganisationAsked),
		Until: facts(dispute.AcceptedOnPlatform, dispute.OrganisationAnswered, dispute.SupplementAsked),
		While: at(dispute.AwaitingOrganisation), Then: dispute.NextOrganisation,
		Standing: Statutory, Source: onlineRules + " 12", InForce: online},
	{ID: "D04", Name: dispute.Text{ZH: "联系对方当事人征询意愿", EN: "seek the other side's consent"},
		Length: Length{3, WorkingDay}, From: facts(dispute.AcceptedOnPlatform), Until: facts(dispute.ConsentOfAll),
		While: at(dispute.SeekingConsent), Then: dispute.CloseUnreachable,
		Standing: Statutory, Source: onlineRules + " 15", InForce: online},
	{ID: "D03M", Name: dispute.Text{ZH: "调解员披露", EN: "disclosure by the mediator"},
		Length: Length{3, WorkingDay}, From: facts(dispute.MediatorAssigned), Until: facts(dispute.MediatorDisclosed),
		While: at(dispute.Disclosing), Then: dispute.NoteOverdue,
		Standing: Configured, Source: onlineRules + " 12、13（参照）", InForce: online},
	{ID: "D03C", Name: dispute.Text{ZH: "决定回避申请", EN: "decision on a challenge"},
		Length: Length{3, WorkingDay}, From: facts(dispute.ChallengeRaised), Until: facts(dispute.ChallengeDecided),
		While: at(dispute.ChallengePending), Then: dispute.NoteOverdue,
		Standing: Configured, Source: invitedRules + " 15（期限由组织设定）", InForce: online},
	{ID: "D05", Name: dispute.Text{ZH: "委派调解期限", EN: "period of a pre-filing referral"},
		Length: Length{30, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks: []dispute.Track{dispute.PreFilingReferral, dispute.Traffic}, Main: true, Then: dispute.CloseExpired, Remind: 3,
		Standing: Statutory, Source: onlineRules + " 24；" + invitedRules + " 27", InForce: online},
	{ID: "D06", Name: dispute.Text{ZH: "委托调解期限（普通程序、二审）", EN: "period of a post-filing referral, ordinary or on appeal"},
		Length: Length{15, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks:     []dispute.Track{dispute.PostFiling},
		Procedures: []dispute.Procedure{dispute.Ordinary, dispute.Appeal}, Main: true, Then: dispute.CloseExpired, Remind: 3,
		Standing: Statutory, Source: onlineRules + " 24；" + invitedRules + " 27", InForce: online},
	{ID: "D07", Name: dispute.Text{ZH: "委托调解期限（简易程序）", EN: "period of a post-filing referral, summary"},
		Length: Length{7, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks:     []dispute.Track{dispute.PostFiling},
		Procedures: []dispute.Procedure{dispute.Summary}, Main: true, Then: dispute.CloseExpired, Remind: 2,
		Standing: Statutory, Source: onlineRules + " 24；" + invitedRules + " 27", InForce: online},
	{ID: "D07S", Name: dispute.Text{ZH: "委托调解期限（小额诉讼，参照简易程序）", EN: "period of a post-filing referral, small claims"},
		Length: Length{7, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks:     []dispute.Track{dispute.PostFiling},
		Procedures: []dispute.Procedure{dispute.SmallClaims}, Main: true, Then: dispute.CloseExpired, Remind: 2,
		Standing: Configured, Source: onlineRules + " 24（参照）", InForce: online},
	{ID: "D06I", Name: dispute.Text{ZH: "邀请调解期限（由法院指定）", EN: "period of an invited mediation, set by the court"},
		Length: Length{15, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks: []dispute.Track{dispute.Invited}, Main: true, Then: dispute.CloseExpired, Remind: 3,
		Standing: Configured, Source: invitedRules + " 27（参照）", InForce: online},
	{ID: "D20", Name: dispute.Text{ZH: "自收案件调解期限", EN: "period of a direct application"},
		Length: Length{30, Day}, From: facts(dispute.AcceptedOnPlatform), Until: mainUntil,
		Tracks: []dispute.Track{dispute.Direct}, Main: true, Then: dispute.CloseExpired, Remind: 3,
		Standing: Configured, Source: "金发〔2025〕14号 14；深圳多元化解条例 25（参照）", InForce: online},
	{ID: "D18", Name: dispute.Text{ZH: "对调解方案提出异议", EN: "objection to a proposal"},
		Length: Length{7, Day}, From: facts(dispute.ProposalSent), Until: facts(dispute.ProposalAnswered),
		While: at(dispute.ProposalServed), Then: dispute.SilenceAnswers, Remind: 2,
		Standing: Configured, Source: diverseOrder + " 24", InForce: online},
	{ID: "D10", Name: dispute.Text{ZH: "共同申请司法确认", EN: "joint application for confirmation"},
		Length: Length{30, Day}, From: facts(dispute.AgreementInEffect),
		Until: facts(dispute.ConfirmationFiled, dispute.ConfirmationWindowShut), Tracks: confirmableTracks,
		Then: dispute.ConfirmationWindowShuts, Remind: 7,
		Standing: Statutory, Source: civilLaw + " 205；" + peoplesLaw + " 33", InForce: online},
	{ID: "D11", Name: dispute.Text{ZH: "法院决定是否受理确认申请", EN: "the court takes up the application"},
		Length: Length{3, Day}, From: facts(dispute.ConfirmationFiled),
		Until: facts(dispute.ConfirmationAnswered, dispute.ConfirmationSettled), Then: dispute.NoteOverdue,
		Standing: Statutory, Source: confirmRules + " 4", InForce: online},
	{ID: "D12", Name: dispute.Text{ZH: "法院审查确认申请", EN: "the court decides"},
		Length: Length{15, Day}, From: facts(dispute.ConfirmationAccepted), Until: facts(dispute.ConfirmationSettled),
		While: func(c *dispute.Case) bool { return !c.Confirmation.Longer }, Then: dispute.NoteOverdue, Remind: 3,
		Standing: Statutory, Source: confirmRules + " 5", InForce: online},
	{ID: "D12X", Name: dispute.Text{ZH: "法院审查确认申请（经院长批准延长）", EN: "the court decides, extended by the president"},
		Length: Length{25, Day}, From: facts(dispute.ConfirmationAccepted), Until: facts(dispute.ConfirmationSettled),
		While: func(c *dispute.Case) bool { return c.Confirmation.Longer }, Then: dispute.NoteOverdue, Remind: 3,
		Standing: Statutory, Source: confirmRules + " 5", InForce: online},
	{ID: "D12R", Name: dispute.Text{ZH: "驳回后变更协议", EN: "vary the agreement after a refusal"},
		Length: Length{15, Day}, From: facts(dispute.ConfirmationSettled), Until: facts(dispute.AgreementInEffect),
		While: func(c *dispute.Case) bool { return refusedByCourt(c) }, Then: dispute.CloseConfirmationFailed, Remind: 3,
		Standing: Configured, Source: civilLaw + " 206（期限由组织设定）", InForce: online},
	{ID: "D13", Name: dispute.Text{ZH: "当事人对确认裁定提出异议", EN: "a party objects to the ruling"},
		Length: Length{15, Day}, From: facts(dispute.RulingServed), Until: facts(dispute.PartyObjectionShut), After: true,
		While: func(c *dispute.Case) bool { return c.Ending == dispute.Confirmed }, Then: dispute.PartyObjectionShuts,
		Standing: Statutory, Source: interpret + " 372", InForce: online},
	{ID: "D14", Name: dispute.Text{ZH: "利害关系人对确认裁定提出异议（不变期间）", EN: "a third party objects to the ruling"},
		Length: Length{6, Month}, From: facts(dispute.ConfirmationSettled), Until: facts(dispute.ThirdPartyObjectionEnd), After: true,
		While: func(c *dispute.Case) bool { return c.Ending == dispute.Confirmed }, Then: dispute.ThirdPartyObjectionOver,
		Standing: Statutory, Source: interpret + " 127、372", InForce: online},
	{ID: "D15", Name: dispute.Text{ZH: "申请强制执行", EN: "application for enforcement"},
		Length: Length{2, Year}, From: facts(dispute.PerformanceEnds), After: true,
		While: func(c *dispute.Case) bool { return c.Ending == dispute.Confirmed && c.Stage != dispute.Closed }, Then: dispute.NoteOverdue, Remind: 30,
		Standing: Statutory, Source: civilLaw + " 250", InForce: online},
	{ID: "D15B", Name: dispute.Text{ZH: "核实违约报告", EN: "check of a reported breach"},
		Length: Length{5, WorkingDay}, From: facts(dispute.BreachReported), Until: facts(dispute.BreachChecked), After: true,
		While: func(c *dispute.Case) bool { return c.Breach != nil && !c.Breach.Checked }, Then: dispute.NoteOverdue,
		Standing: Configured, Source: peoplesLaw + " 31（期限由组织设定）", InForce: online},
	{ID: "D16", Name: dispute.Text{ZH: "调解不成，法院登记立案", EN: "the court files the case after a failure"},
		Length: Length{7, Day}, From: facts(dispute.ReturnedToCourt), After: true,
		Tracks: []dispute.Track{dispute.PreFilingReferral, dispute.Traffic},
		While:  func(c *dispute.Case) bool { return c.Ending.Info().Returns }, Then: dispute.InformOnly,
		Standing: Statutory, Source: civilLaw + " 126；" + onlineRules + " 21", InForce: online},
}

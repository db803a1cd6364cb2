package law

import (
	"slices"

	"sutiao/dispute"
)

// Permits asks whether the actor may do the act in this situation. It returns nil, or the
// refusal with its reason and article. It is written once and called three times: by the
// API, by the Update's validator, and for the case view.
func Permits(s Situation, act dispute.Act) *dispute.Error {
	power, ok := powerOf(act, s)
	if !ok {
		return refuse(design, "现行规则下没有这项操作", "the rules in force know no such act")
	}
	if !slices.Contains(power.By, s.Actor.Role) || !belongs(s) {
		return refuse(power.Source, "您在本案中无权进行这项操作", "you may not do this in this case")
	}
	if p := s.party(); p != nil && !p.WithdrewAt.IsZero() && act != dispute.WithdrawApplication {
		return refuse(power.Source, "您已撤回申请，不再参与本案", "you have withdrawn and take part no more")
	}
	if !slices.Contains(power.During, s.Case.Stage) {
		return wrongStage(s, power)
	}
	if len(power.Tracks) > 0 && !slices.Contains(power.Tracks, s.Case.Track) {
		return refuse(power.Source, "本案来源不适用这项操作", "not for cases of this track")
	}
	if s.Actor.Role != dispute.System && periodOver(s) {
		return refuse(onlineRules+" 24", "期限已届满", "the period is over")
	}
	for _, c := range power.If {
		if c.Holds(s) {
			continue
		}
		refusal := refuse(power.Source, c.Reason.ZH, c.Reason.EN)
		if c.Fields != nil {
			refusal.Fields = c.Fields(s)
		}
		return refusal
	}
	return nil
}

func powerOf(act dispute.Act, s Situation) (Power, bool) {
	day := dispute.DateOf(s.Now)
	if s.Case.Seq > 0 {
		day = referred(s.Case)
	}
	for _, p := range allPowers {
		if p.Act == act && p.InForce.Covers(day) {
			return p, true
		}
	}
	return Power{}, false
}

// belongs tells whether the actor has this role in this very case.
func belongs(s Situation) bool {
	c, a := s.Case, s.Actor
	switch a.Role {
	case dispute.System:
		return true
	case dispute.Applicant, dispute.Respondent, dispute.ThirdParty:
		if c.Stage == dispute.StageUnknown {
			return true // a first application
		}
		p := s.party()
		return p != nil && p.Role == a.Role && (p.Account == a.Account || p.Agent(a.Account) != nil)
	case dispute.Mediator:
		return c.Mediator != "" && c.Mediator == a.Account
	case dispute.Manager:
		return c.Stage == dispute.StageUnknown || (c.Organisation != "" && c.Organisation == a.Organisation)
	case dispute.Clerk, dispute.Judge:
		atConfirmation := c.Confirmation != nil && c.Confirmation.Court == a.Court
		return a.Court != "" && (c.Stage == dispute.StageUnknown || c.Court == a.Court || atConfirmation)
	case dispute.Regulator:
		return c.Stage == dispute.StageUnknown
	case dispute.RoleUnknown, dispute.Operator:
	}
	return false
}

// periodOver tells that a limit which closes the case has run out, though the timer that
// says so has still to be heard.
func periodOver(s Situation) bool {
	for _, d := range Deadlines(s.Case, s.Almanac) {
		if d.Stopped || s.Now.Before(d.Due) {
			continue
		}
		switch d.Then {
		case dispute.CloseExpired, dispute.CloseUnreachable, dispute.CloseNotSupplemented,
			dispute.SilenceAnswers, dispute.NextOrganisation, dispute.CloseConfirmationFailed:
			return true
		}
	}
	return false
}

func wrongStage(s Situation, p Power) *dispute.Error {
	if s.Case.Over() {
		return refuse(p.Source, "案件已终结："+s.Case.Ending.Info().Name.ZH, "the case has ended: "+s.Case.Ending.Info().Name.EN)
	}
	name := s.Case.Stage.Name()
	return refuse(p.Source, "案件处于“"+name.ZH+"”阶段，不能进行这项操作", "not while the case is "+name.EN)
}

func refuse(source, zh, en string) *dispute.Error {
	return &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{ZH: zh, EN: en}, Source: source}
}

// Allowed lists the acts that the actor could do now, in the order of the procedure.
func Allowed(s Situation) []dispute.Act {
	s.Detail = nil
	var acts []dispute.Act
	for _, p := range allPowers {
		if Permits(s, p.Act) == nil && !slices.Contains(acts, p.Act) {
			acts = append(acts, p.Act)
		}
	}
	return acts
}

// SourceOf gives the articles on which an act rests.
func SourceOf(act dispute.Act) string {
	for _, p := range allPowers {
		if p.Act == act {
			return p.Source
		}
	}
	return ""
}

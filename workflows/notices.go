package workflows

import (
	"fmt"
	"slices"
	"time"

	"sutiao/dispute"
	"sutiao/law"
)

// audience picks those who are told of an act.
type audience func(c *dispute.Case, e dispute.Entry, tell func(to string, office dispute.Office))

// notification tells an audience of an act in the words of a template.
type notification struct {
	Act      dispute.Act
	Template string
	To       []audience
	// If leaves the notice out where it would say nothing.
	If func(c *dispute.Case, e dispute.Entry) bool
}

// noticesOf lists the notices that an act owes. It is asked after the act was applied.
func noticesOf(c *dispute.Case, e dispute.Entry) []dispute.Notice {
	var notices []dispute.Notice
	told := map[string]bool{}
	for _, n := range notifications {
		if n.Act != e.Act || (n.If != nil && !n.If(c, e)) {
			continue
		}
		for _, to := range n.To {
			to(c, e, func(account string, office dispute.Office) {
				key := fmt.Sprintf("%s/%s/%s%s%s", e.ID, n.Template, account, office.Organisation, office.Court)
				if account == "" && office == (dispute.Office{}) || account == e.By.Account && account != "" || told[key] {
					return
				}
				told[key] = true
				notices = append(notices, dispute.Notice{
					Key: key, To: account, Office: office, Template: n.Template, At: e.At, Values: valuesOf(c, e),
				})
			})
		}
	}
	return notices
}

func valuesOf(c *dispute.Case, e dispute.Entry) map[string]string {
	switch d := e.Detail.(type) {
	case *dispute.Expiry:
		return map[string]string{"limit": d.Limit, "date": d.Last.String()}
	case *dispute.Reminder:
		return map[string]string{"limit": d.Limit, "date": d.Last.String()}
	case *dispute.SessionPlan:
		return timeOf(c, d.Start)
	case *dispute.SessionMove:
		return timeOf(c, d.Start)
	case *dispute.ExtensionRequest:
		return map[string]string{"date": d.NewDue.String()}
	}
	return nil
}

// timeOf tells when a planned session is; by video, from when its room can be entered,
// and where. The path names the case and nobody in it.
func timeOf(c *dispute.Case, start time.Time) map[string]string {
	clock := func(t time.Time) string { return t.In(dispute.Beijing).Format("2006-01-02 15:04") }
	values := map[string]string{"time": clock(start)}
	if s := c.NextSession(); s != nil && s.Mode == dispute.Video {
		values["doors"], values["room"] = clock(start.Add(-law.DoorsOpen)), fmt.Sprintf("/cases/%s/room/%d", c.ID, s.No)
	}
	return values
}

func byVideo(c *dispute.Case, _ dispute.Entry) bool {
	s := c.NextSession()
	return s != nil && s.Mode == dispute.Video
}

// declines: whoever arranges the step has to arrange it otherwise.
func declines(_ *dispute.Case, e dispute.Entry) bool {
	d, ok := e.Detail.(*dispute.OnlineAnswer)
	return ok && !d.Agrees
}

func otherwise(is func(*dispute.Case, dispute.Entry) bool) func(*dispute.Case, dispute.Entry) bool {
	return func(c *dispute.Case, e dispute.Entry) bool { return !is(c, e) }
}

func allParties(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	for _, p := range c.Parties {
		tellParty(p, tell)
	}
}

// tellParty tells a party and its agents. Who has withdrawn hears no more: mediation is
// not public.
func tellParty(p dispute.Party, tell func(string, dispute.Office)) {
	if !p.WithdrewAt.IsZero() {
		return
	}
	tell(p.Account, dispute.Office{})
	for _, a := range p.Agents {
		tell(a.Account, dispute.Office{})
	}
}

func openParties(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	for _, p := range c.Parties {
		if p.Consent == nil {
			tellParty(p, tell)
		}
	}
}

func payees(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	for _, p := range c.Parties {
		isPayee := c.Agreement != nil && slices.ContainsFunc(c.Agreement.Obligations, func(o dispute.Obligation) bool {
			return o.Payee == p.ID && !o.Done
		})
		if isPayee {
			tellParty(p, tell)
		}
	}
}

func theMediator(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	tell(c.Mediator, dispute.Office{})
}

func organisation(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	tell("", dispute.Office{Organisation: c.Organisation})
}

func referringCourt(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	tell("", dispute.Office{Court: c.Court})
}

func confirmingCourt(c *dispute.Case, _ dispute.Entry, tell func(string, dispute.Office)) {
	if c.Confirmation != nil {
		tell("", dispute.Office{Court: c.Confirmation.Court})
	}
}

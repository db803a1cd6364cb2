package dispute

import (
	"encoding/json"
	"slices"
	"time"
)

// Case is a dispute in mediation as its acts have left it.
type Case struct {
	ID          string     `json:"id"`
	Number      string     `json:"number"` // the organisation's own, never in court format
	Seq         int        `json:"seq"`    // number of acts so far; the version for If-Match
	Track       Track      `json:"track"`
	Procedure   Procedure  `json:"procedure,omitempty"`
	Court       string     `json:"court,omitempty"`       // 法院代字
	CourtNumber string     `json:"courtNumber,omitempty"` // the court's case number
	Type        string     `json:"type"`                  // catalogue ID
	Cause       CauseRef   `json:"cause"`
	Amount      Fen        `json:"amount"`
	Claims      []string   `json:"claims"`
	Narrative   string     `json:"narrative"`
	ResumedFrom string     `json:"resumedFrom,omitempty"` // an earlier failed mediation
	Conflicts   []string   `json:"conflicts,omitempty"`   // mediators who may not serve
	Parties     []Party    `json:"parties"`
	Stage       Stage      `json:"stage"`
	ReturnTo    Stage      `json:"returnTo,omitempty"` // where a side stage leads back
	Ending      Ending     `json:"ending,omitempty"`
	EndReason   string     `json:"endReason,omitempty"`
	EndReport   *EndReport `json:"endReport,omitempty"`

	Organisation string       `json:"organisation,omitempty"`
	Asked        []string     `json:"asked,omitempty"`      // organisations asked so far
	Candidates   []string     `json:"candidates,omitempty"` // to be asked next, in order
	Mediator     string       `json:"mediator,omitempty"`
	MediatorTurn int          `json:"mediatorTurn,omitempty"` // how often the mediator changed
	OfferRounds  int          `json:"offerRounds,omitempty"`  // rounds of confidential figures so far
	Designated   bool         `json:"designated,omitempty"`   // assigned, not chosen by the parties
	ChoiceLapsed bool         `json:"choiceLapsed,omitempty"` // the organisation designates
	Disclosure   []string     `json:"disclosure,omitempty"`
	Challenge    *Challenge   `json:"challenge,omitempty"`
	Supplements  []string     `json:"supplements,omitempty"` // items asked for
	Sessions     []Session    `json:"sessions,omitempty"`
	Suspensions  []Suspension `json:"suspensions,omitempty"`
	Extension    *Extension   `json:"extension,omitempty"`
	ExtendedTo   Date         `json:"extendedTo,omitzero"`
	Evidence     []Evidence   `json:"evidence,omitempty"`
	Undisputed   []string     `json:"undisputed,omitempty"`
	Proposal     *Proposal    `json:"proposal,omitempty"`
	Agreement    *Agreement   `json:"agreement,omitempty"`
	// SealedTexts are the codes of every agreement and application that was sealed.
	SealedTexts   []string       `json:"sealedTexts,omitempty"`
	Confirmation  *Confirmation  `json:"confirmation,omitempty"`
	Breach        *Breach        `json:"breach,omitempty"`
	Objection     *Objection     `json:"objection,omitempty"`
	RemediesTaken []string       `json:"remedies,omitempty"`
	Facts         []Occurrence   `json:"facts"`
	Transmitted   []string       `json:"transmitted,omitempty"` // keys of what reached a court
	Noted         []string       `json:"noted,omitempty"`       // overdue notes and reminders given
	Calendar      []CalendarNote `json:"calendarNotes,omitempty"`
}

// Party finds a party by ID, or nil.
func (c *Case) Party(id string) *Party {
	for i := range c.Parties {
		if id != "" && c.Parties[i].ID == id {
			return &c.Parties[i]
		}
	}
	return nil
}

// PartyOf finds the party for which an account acts, itself or as agent, or nil.
func (c *Case) PartyOf(account string) *Party {
	if account == "" {
		return nil
	}
	// A party's own account is never another's agent.
	for i := range c.Parties {
		if c.Parties[i].Account == account {
			return &c.Parties[i]
		}
	}
	for i := range c.Parties {
		if c.Parties[i].Agent(account) != nil {
			return &c.Parties[i]
		}
	}
	return nil
}

// Every tells whether the condition holds of each party that is still in the case: nobody
// waits for an applicant who has withdrawn.
func (c *Case) Every(holds func(*Party) bool) bool {
	for i := range c.Parties {
		if c.Parties[i].WithdrewAt.IsZero() && !holds(&c.Parties[i]) {
			return false
		}
	}
	return len(c.Parties) > 0
}

// Over tells that the mediation has an ending.
func (c *Case) Over() bool { return c.Ending != EndingNone }

// Finished tells that nothing more can happen: it has an ending, and where a
// confirming ruling may still be objected to, that time is over too.
func (c *Case) Finished() bool {
	if !c.Over() || c.Stage != Closed {
		return false
	}
	return c.Ending != Confirmed || (c.Has(ThirdPartyObjectionEnd) && c.Has(PartyObjectionShut))
}

func (c *Case) setStage(s Stage) {
	c.Stage = s
	c.ReturnTo = StageUnknown
}

// aside moves to a side stage and remembers the way back.
func (c *Case) aside(s Stage) {
	back := c.Stage
	c.setStage(s)
	c.ReturnTo = back
}

func (c *Case) comeBack() {
	if c.ReturnTo == StageUnknown {
		return
	}
	c.setStage(c.ReturnTo)
}

// end gives the case its ending and closes it.
func (c *Case) end(e Ending, reason string, at time.Time) {
	c.Ending, c.EndReason = e, reason
	c.Extension = nil
	c.breakOff(at)
	if s := c.planned(); s != nil {
		s.State = SessionCancelled
	}
	if s := c.openSuspension(); s != nil {
		s.To = at
	}
	c.setStage(Closed)
	c.note(Ended, at)
}

// Clone makes a copy that shares nothing with the case.
func (c *Case) Clone() *Case {
	data, err := json.Marshal(c)
	if err != nil {
		panic("a case is plain data: " + err.Error())
	}
	copied := new(Case)
	if err := json.Unmarshal(data, copied); err != nil {
		panic("a case reads what it wrote: " + err.Error())
	}
	return copied
}

// HasTransmitted tells whether something already reached the court.
func (c *Case) HasTransmitted(key string) bool { return slices.Contains(c.Transmitted, key) }

// HasNoted tells whether a reminder or overdue note was already given.
func (c *Case) HasNoted(key string) bool { return slices.Contains(c.Noted, key) }

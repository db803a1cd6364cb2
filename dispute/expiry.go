package dispute

// Consequence is what happens when a limit runs out. The law tables give each limit one.
type Consequence string

// The consequences.
const (
	ConsequenceUnknown      Consequence = ""
	NextOrganisation        Consequence = "next-organisation"        // the next one is asked, else the choice reopens
	CourtDesignates         Consequence = "court-designates"         // the joint choice is over
	OrganisationDesignates  Consequence = "organisation-designates"  // the parties' choice of mediator is over
	CloseNotSupplemented    Consequence = "close-not-supplemented"   // T01
	CloseUnreachable        Consequence = "close-unreachable"        // T03
	CloseExpired            Consequence = "close-expired"            // T05
	SilenceAnswers          Consequence = "silence-answers"          // agreement or failure, by mechanism
	ConfirmationWindowShuts Consequence = "confirmation-window-shut" // the agreement stays a contract
	CloseConfirmationFailed Consequence = "close-confirmation-failed"
	PartyObjectionShuts     Consequence = "party-objection-shut"
	ThirdPartyObjectionOver Consequence = "third-party-objection-over"
	NoteOverdue             Consequence = "note-overdue" // nothing but the record and a notice
	InformOnly              Consequence = "inform-only"  // shown, never acted on
)

// Expiry is a limit that ran out.
type Expiry struct {
	Limit string      `json:"limit"`
	Last  Date        `json:"last"`
	Then  Consequence `json:"then"`
}

// Act implements Detail.
func (*Expiry) Act() Act { return ExpireLimit }

// Check implements Detail.
func (*Expiry) Check() Problems { return nil }

// Key identifies the expiry of one limit on one day.
func (d *Expiry) Key() string { return d.Limit + "@" + d.Last.String() }

func (d *Expiry) apply(c *Case, e Entry) {
	c.Noted = append(c.Noted, d.Key())
	switch d.Then {
	case NextOrganisation:
		c.note(OrganisationAnswered, e.At)
		c.askNext(e)
	case OrganisationDesignates:
		c.ChoiceLapsed = true
		c.note(ChoiceEnded, e.At)
	case CloseNotSupplemented:
		c.end(NotAccepted, "未在期限内补正材料", e.At)
	case CloseUnreachable:
		c.end(Unreachable, "期限内未能取得对方同意或联系", e.At)
	case CloseExpired:
		c.endUnlessSigned(Expired, "调解期限届满", e)
	case SilenceAnswers:
		c.answerBySilence(e)
	case ConfirmationWindowShuts:
		c.note(ConfirmationWindowShut, e.At)
		c.dropApplication()
		c.settlePerformance(e)
	case CloseConfirmationFailed:
		c.endUnlessSigned(ConfirmationRefused, c.Confirmation.Ruling.Reason, e)
	case PartyObjectionShuts:
		c.note(PartyObjectionShut, e.At)
	case ThirdPartyObjectionOver:
		c.note(ThirdPartyObjectionEnd, e.At)
	case ConsequenceUnknown, CourtDesignates, NoteOverdue, InformOnly:
	}
}

// answerBySilence: under the no-objection mechanism silence agrees; to a small-claims
// opinion a silent consumer is not bound.
func (c *Case) answerBySilence(e Entry) {
	if c.Proposal.Kind == NoObjection {
		c.adoptProposal(e)
		return
	}
	c.note(ProposalAnswered, e.At)
	c.end(DifferencesTooLarge, "消费者未在期限内接受小额解决意见", e.At)
}

// Reminder is a notice ahead of a last day.
type Reminder struct {
	Limit string `json:"limit"`
	Last  Date   `json:"last"`
}

// Act implements Detail.
func (*Reminder) Act() Act { return Remind }

// Check implements Detail.
func (*Reminder) Check() Problems { return nil }

// Key identifies the reminder of one limit for one last day.
func (d *Reminder) Key() string { return "remind:" + d.Limit + "@" + d.Last.String() }

func (d *Reminder) apply(c *Case, _ Entry) { c.Noted = append(c.Noted, d.Key()) }

// CalendarNote tells that a newly loaded holiday notice moved a date.
type CalendarNote struct {
	Limit string `json:"limit"`
	Old   Date   `json:"old"`
	New   Date   `json:"new"`
}

// Recomputation records the dates that a new holiday notice moved or made certain.
type Recomputation struct {
	Source string         `json:"source"`
	Moved  []CalendarNote `json:"moved,omitempty"`
}

// Act implements Detail.
func (*Recomputation) Act() Act { return RecomputeDates }

// Check implements Detail.
func (*Recomputation) Check() Problems { return nil }

func (d *Recomputation) apply(c *Case, _ Entry) { c.Calendar = append(c.Calendar, d.Moved...) }

package api

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"time"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
)

// CaseSummary is a case as lists show it.
type CaseSummary struct {
	ID                 string         `json:"id"`
	Seq                int            `json:"seq"`
	Number             string         `json:"number,omitempty"`
	Track              dispute.Track  `json:"track"`
	TrackName          dispute.Text   `json:"trackName"`
	Type               string         `json:"type"`
	CourtNumber        string         `json:"courtNumber,omitempty"`
	ConfirmationNumber string         `json:"confirmationNumber,omitempty"`
	Stage              dispute.Stage  `json:"stage"`
	StageName          dispute.Text   `json:"stageName"`
	Ending             dispute.Ending `json:"ending,omitempty"`
	EndingName         dispute.Text   `json:"endingName,omitzero"`
	Amount             dispute.Fen    `json:"amount"`
	ReceivedAt         time.Time      `json:"receivedAt"`
	NearestLimit       string         `json:"nearestLimit,omitempty"`
	NearestName        dispute.Text   `json:"nearestName,omitzero"`
	NearestDue         *time.Time     `json:"nearestDue,omitempty"`
	Provisional        bool           `json:"provisional,omitempty"`
	Parties            []partyName    `json:"parties"`
}

type partyName struct {
	Role dispute.Role `json:"role"`
	Name string       `json:"name"`
}

func summaryOf(r records.Summary) CaseSummary {
	parties := make([]partyName, len(r.Parties))
	for i, p := range r.Parties {
		parties[i] = partyName(p)
	}
	return CaseSummary{
		ID: r.ID, Seq: r.Seq, Number: r.Number, Track: r.Track, TrackName: dispute.NameOf(dispute.Tracks(), r.Track),
		Type: r.Type, CourtNumber: r.CourtNumber, ConfirmationNumber: r.ConfirmationNumber,
		Stage: r.Stage, StageName: r.Stage.Name(), Ending: r.Ending, EndingName: r.Ending.Info().Name,
		Amount: r.Amount, ReceivedAt: r.ReceivedAt, NearestLimit: r.NearestLimit, NearestName: law.NameOfLimit(r.NearestLimit), NearestDue: r.NearestDue,
		Provisional: r.NearestProvisional, Parties: parties,
	}
}

// allowedAct is an act that the caller could do now. The page holds no rules of its own.
type allowedAct struct {
	Act    dispute.Act  `json:"act"`
	Name   dispute.Text `json:"name"`
	Source string       `json:"source"`
}

// caseView is the case as this caller sees it.
type caseView struct {
	Case       *dispute.Case  `json:"case"`
	StageCode  string         `json:"stageCode"`
	StageName  dispute.Text   `json:"stageName"`
	EndingName dispute.Text   `json:"endingName,omitzero"`
	TrackName  dispute.Text   `json:"trackName"`
	CauseName  string         `json:"causeName,omitempty"`
	Dates      []law.Deadline `json:"dates"`
	Allowed    []allowedAct   `json:"allowedActs"`
	// Role and Party are the caller's own in this case.
	Role     dispute.Role `json:"role"`
	Party    string       `json:"party,omitempty"`
	Now      time.Time    `json:"now"`
	Mediator string       `json:"mediatorName,omitempty"`
	Office   string       `json:"organisationName,omitempty"`
	Court    string       `json:"courtName,omitempty"`
}

// actorIn is the account's capacity in a case: a party's is found among its people.
func actorIn(c *dispute.Case, a *records.Account) dispute.Actor {
	actor := a.Viewer()
	if a.Role == records.PartyViewer {
		if p := c.PartyOf(a.ID); p != nil {
			actor.Role, actor.Party = p.Role, p.ID
		}
	}
	return actor
}

func (s *server) view(ctx context.Context, a *records.Account, c *dispute.Case) (caseView, error) {
	almanac, err := s.Almanacs.Almanac(ctx)
	if err != nil {
		return caseView{}, err
	}
	actor := actorIn(c, a)
	v := caseView{
		StageName: c.Stage.Name(), EndingName: c.Ending.Info().Name, TrackName: dispute.NameOf(dispute.Tracks(), c.Track),
		Dates: law.Deadlines(c, almanac), Role: actor.Role, Party: actor.Party, Now: s.now(), Allowed: []allowedAct{},
	}
	for _, info := range dispute.Stages() {
		if info.Stage == c.Stage {
			v.StageCode = info.Code
		}
	}
	if cause, err := c.Cause.Resolve(); err == nil {
		v.CauseName = cause.Name
	}
	situation := law.Situation{Case: c, Actor: actor, Now: v.Now, Almanac: almanac}
	for _, act := range law.Allowed(situation) {
		v.Allowed = append(v.Allowed, allowedAct{Act: act, Name: act.Name(), Source: law.SourceOf(act)})
	}
	if v.Dates == nil {
		v.Dates = []law.Deadline{}
	}
	v.Mediator, v.Office = s.namesIn(ctx, c)
	if known, ok := dispute.CourtByCode(c.Court); ok {
		v.Court = known.Name
	}
	v.Case = seenBy(c, actor)
	return v, nil
}

// namesIn finds the names of mediator and organisation; a name that can't be had is left
// out rather than failing the page.
func (s *server) namesIn(ctx context.Context, c *dispute.Case) (mediator, office string) {
	if c.Organisation == "" {
		return "", ""
	}
	if o, err := s.Register.Organisation(ctx, c.Organisation); err == nil {
		office = o.Name
	}
	if c.Mediator == "" {
		return "", office
	}
	list, err := s.Register.Mediators(ctx, c.Organisation)
	if err != nil {
		return "", office
	}
	for _, m := range list {
		if m.Account == c.Mediator {
			mediator = m.Name
		}
	}
	return mediator, office
}

// seenBy hides from a party the other side's numbers, phones and addresses, and from all
// but the mediator that people talk in private.
func seenBy(c *dispute.Case, actor dispute.Actor) *dispute.Case {
	seen := law.ForCourt(c, actor.Role).Clone()
	if actor.Role != dispute.Mediator {
		for i := range seen.Sessions {
			seen.Sessions[i].Caucuses = nil
		}
	}
	if !actor.Role.IsParty() {
		return seen
	}
	if seen.Agreement != nil {
		for i := range seen.Agreement.Signatures {
			if seen.Agreement.Signatures[i].Signer != actor.Party {
				seen.Agreement.Signatures[i].Evidence = nil
			}
		}
	}
	for i := range seen.Parties {
		p := &seen.Parties[i]
		if p.ID == actor.Party {
			continue
		}
		p.IDNumber = dispute.MaskIDNumber(p.IDNumber)
		p.Phone = dispute.MaskPhone(p.Phone)
		p.Address, p.ServiceAddress = "", ""
		for j := range p.Agents {
			p.Agents[j].Phone = dispute.MaskPhone(p.Agents[j].Phone)
			p.Agents[j].IDNumber = dispute.MaskIDNumber(p.Agents[j].IDNumber)
		}
	}
	return seen
}

// historyRow is a row of the ledger as the caller sees it.
type historyRow struct {
	Seq    int             `json:"seq"`
	Act    dispute.Act     `json:"act"`
	Name   dispute.Text    `json:"name"`
	Role   dispute.Role    `json:"role"`
	Party  string          `json:"party,omitempty"`
	At     time.Time       `json:"at"`
	Detail json.RawMessage `json:"detail,omitempty"`
	Hash   string          `json:"hash" doc:"SHA-256 of this row and the one before"`
}

// rowOf leaves the detail of another person's act to those who conduct the case: it may
// hold what the other side need not know. A court does not see offers.
func rowOf(a *records.Account, r records.LedgerRow) historyRow {
	row := historyRow{
		Seq: r.Seq, Act: dispute.Act(r.Act), Name: dispute.Act(r.Act).Name(), Role: dispute.Role(r.Role),
		Party: r.Party, At: r.At, Hash: hex.EncodeToString(r.Hash),
	}
	theirs := a.Role != records.PartyViewer || r.ActorAccount == a.ID
	if theirs && law.MaySeeDetail(a.Role, dispute.Act(r.Act)) {
		row.Detail = json.RawMessage(r.Detail)
	}
	return row
}

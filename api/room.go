package api

import (
	"context"
	"crypto/ed25519"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
	"sutiao/workflows"
)

// RoomPass is what a ticket to a room says.
type RoomPass struct {
	Room     string
	Node     string
	Opening  string // of the room, by name
	Account  string
	Capacity string // mediator, party or agent; or probe, which is of no room
	Party    string
	Side     dispute.Role
	Name     string
	// MaySettle: the party itself, or an agent with special authority (民事诉讼法62).
	MaySettle bool
	// Turn counts how often the mediator changed; only one of the last turn has a seat.
	Turn int
	// Admitted: the mediator has let this person in before.
	Admitted bool
	Expires  time.Time
}

// Tickets makes the tickets with which people enter a room.
type Tickets interface {
	Ticket(p RoomPass) (string, error)
	// Key is the public half of what they are signed with, for the nodes.
	Key() ed25519.PublicKey
}

// ticketLasts is short: a ticket is used at once.
const ticketLasts = 2 * time.Minute

func (s *server) roomRoutes() {
	const path = "/disputes/{id}/sessions/{no}"
	huma.Register(s.api, operation("room", http.MethodGet, path+"/room", "The video room of a session, as the caller finds it", "sessions"), s.room)
	huma.Register(s.api, operation("ask-room-code", http.MethodPost, path+"/identity-code", "Ask for the one-time code that confirms one's identity for a session (parties)", "sessions"), s.askRoomCode)
	huma.Register(s.api, operation("room-ticket", http.MethodPost, path+"/ticket", "A ticket into the video room", "sessions"), s.roomTicket)
	huma.Register(s.api, operation("room-probe", http.MethodPost, path+"/probe", "A ticket for trying whether media gets through, good for no room", "sessions"), s.probeTicket)
}

type roomOutput struct {
	Body struct {
		State       law.RoomState   `json:"state" enum:"closed,early,open,over"`
		OpensAt     time.Time       `json:"opensAt"`
		Identified  bool            `json:"identified"`
		Capacity    string          `json:"capacity" enum:"mediator,party,agent"`
		Name        string          `json:"name"`
		NeedsNumber bool            `json:"needsNumber" doc:"the end of the document's number is asked too"`
		Authority   *agentAuthority `json:"authority,omitempty" doc:"an agent's"`
		Rights      rightsNotice    `json:"rights"`
	}
}

type agentAuthority struct {
	Special bool   `json:"special"`
	Words   string `json:"words,omitempty"`
}

type rightsNotice struct {
	Version string   `json:"version"`
	ZH      []string `json:"zh"`
	EN      []string `json:"en"`
}

// inRoom is somebody who may enter a session's room, and the session.
type inRoom struct {
	account *records.Account
	c       *dispute.Case
	session *dispute.Session
	party   *dispute.Party // nil for the mediator
}

func (s *server) roomGuest(ctx context.Context, in *heldSession) (*inRoom, error) {
	a, c, err := s.seenCase(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	g := &inRoom{account: a, c: c, session: c.SessionNo(in.No), party: c.PartyOf(a.ID)}
	if g.session == nil || g.session.Mode != dispute.Video || (g.party == nil && c.Mediator != a.ID) {
		return nil, notFound
	}
	return g, nil
}

func (g *inRoom) capacity() string { return capacityOf(g.c, g.account) }

// authority is an agent's; nil for everybody else.
func (g *inRoom) authority() *agentAuthority {
	if g.party == nil || g.party.Account == g.account.ID {
		return nil
	}
	agent := g.party.Agent(g.account.ID)
	if agent == nil {
		return nil
	}
	return &agentAuthority{Special: agent.SpecialAuthority, Words: agent.Authority}
}

func (g *inRoom) identified() bool { return g.party == nil || g.session.HasArrived(g.account.ID) }

func (s *server) room(ctx context.Context, in *heldSession) (*roomOutput, error) {
	g, err := s.roomGuest(ctx, in)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &roomOutput{}
	b := &out.Body
	b.State, b.OpensAt = law.RoomOf(g.c, g.session, s.now()), g.session.Start.Add(-law.DoorsOpen)
	b.Identified, b.Capacity, b.Name = g.identified(), g.capacity(), nameIn(g.c, g.account)
	b.NeedsNumber = g.party != nil && personalNumber(g.party, g.account.ID) != ""
	b.Authority = g.authority()
	b.Rights.Version = law.RightsVersion
	for _, point := range law.Rights() {
		b.Rights.ZH, b.Rights.EN = append(b.Rights.ZH, point.ZH), append(b.Rights.EN, point.EN)
	}
	return out, nil
}

// roomSlot keeps a code for a session apart from the sign-in's.
func roomSlot(disputeID string, no int, phone string) string {
	return "room/" + disputeID + "/" + strconv.Itoa(no) + "/" + phone
}

// askRoomCode is for parties: the mediator has signed in with a password.
func (s *server) askRoomCode(ctx context.Context, in *heldSession) (*struct{}, error) {
	if _, err := only(ctx, records.PartyViewer); err != nil {
		return nil, s.fail(err)
	}
	g, err := s.roomGuest(ctx, in)
	if err != nil {
		return nil, s.fail(err)
	}
	if g.account.Phone == nil {
		return nil, s.fail(noPhone)
	}
	slot := roomSlot(g.c.ID, in.No, *g.account.Phone)
	if err := s.signIns.allowed(slot); err != nil {
		return nil, s.fail(err)
	}
	s.signIns.failed(slot) // asking too often is slowed down
	code := newCode()
	if err := s.Logins.PutCode(ctx, slot, codeHash(slot, code), signingCodeLasts); err != nil {
		return nil, s.fail(err)
	}
	return nil, s.fail(s.Codes.SendCode(ctx, *g.account.Phone, code))
}

// numberEnd is how much of a document's number is asked for.
const numberEnd = 6

// personalNumber is the number of the identity document of the person who comes, or "". A
// company's credit code is public and says nothing of who comes for it.
func personalNumber(party *dispute.Party, account string) string {
	switch agent := party.Agent(account); {
	case agent != nil && party.Account != account:
		return agent.IDNumber
	case party.Kind == dispute.NaturalPerson:
		return party.IDNumber
	}
	return ""
}

// prepareArrival makes sure who comes: by the code and by the end of the document's number.
// Neither is kept.
func (s *server) prepareArrival(ctx context.Context, c *dispute.Case, a *records.Account, actID string, d *dispute.Arrival) error {
	party := c.PartyOf(a.ID)
	if party == nil {
		return notFound
	}
	if a.Phone == nil {
		return noPhone
	}
	guard := "arrival " + a.ID
	if err := s.signIns.allowed(guard); err != nil {
		return err
	}
	d.Identified = "one-time-code"
	if number := personalNumber(party, a.ID); number != "" {
		end := number[max(0, len(number)-numberEnd):]
		if !strings.EqualFold(strings.TrimSpace(d.Number), end) {
			s.signIns.failed(guard)
			return dispute.Invalid([]dispute.FieldError{{Field: "number", Reason: dispute.Text{
				ZH: "与登记的证件号码后六位不一致", EN: "is not the end of the number on record"}}})
		}
		d.Identified = "code-and-number"
	}
	slot := roomSlot(c.ID, d.Session, *a.Phone)
	if err := s.Logins.TakeCode(ctx, slot, codeHash(slot, strings.TrimSpace(d.Code)), actID); err != nil {
		if !isCode(err, dispute.CodeUnauthorised) {
			return err
		}
		s.signIns.failed(guard)
		return dispute.Invalid([]dispute.FieldError{{Field: "code", Reason: dispute.Text{
			ZH: "验证码不正确或已过期，请重新获取", EN: "the code is wrong or has expired; ask for a new one"}}})
	}
	s.signIns.succeeded(guard)
	s.signIns.succeeded(slot)
	d.Code, d.Number, d.RightsVersion = "", "", law.RightsVersion
	return nil
}

type ticketOutput struct {
	Body struct {
		URL     string    `json:"url" doc:"of the WebSocket, on this site"`
		Ticket  string    `json:"ticket"`
		Expires time.Time `json:"expires"`
		Opening int       `json:"opening" doc:"how often the room was opened; more than once after a node was lost"`
	}
}

// roomTicket finds the room, or has it opened, and lets the caller in.
func (s *server) roomTicket(ctx context.Context, in *heldSession) (*ticketOutput, error) {
	if _, err := only(ctx, dispute.Mediator, records.PartyViewer); err != nil {
		return nil, s.fail(err)
	}
	g, err := s.roomGuest(ctx, in)
	if err == nil {
		err = s.mayEnter(g)
	}
	if err != nil {
		return nil, s.fail(err)
	}
	place, err := s.livingRoom(ctx, workflows.RoomRef{Dispute: g.c.ID, Session: in.No, Keeper: recordingsOf(g.c)})
	if err != nil {
		return nil, s.fail(err)
	}
	pass := RoomPass{
		Room: RoomName(g.c.ID, in.No), Node: place.Node, Opening: place.Name, Turn: g.c.MediatorTurn, Account: g.account.ID, Capacity: g.capacity(),
		Name: nameIn(g.c, g.account), Admitted: g.session.WasLetIn(g.account.ID), Expires: time.Now().Add(ticketLasts), // the node's clock is the wall's
	}
	if g.party != nil {
		authority := g.authority()
		pass.Party, pass.Side, pass.MaySettle = g.party.ID, g.party.Role, authority == nil || authority.Special
	}
	out := &ticketOutput{}
	out.Body.URL, out.Body.Opening, out.Body.Expires = MediaPath+"/"+place.Node+"/socket", place.Opening, pass.Expires
	out.Body.Ticket, err = s.Tickets.Ticket(pass)
	return out, s.fail(err)
}

// livingRoom finds the room on a node that is there. All who look for a room do so
// together: when its node has died, they come at once.
func (s *server) livingRoom(ctx context.Context, ref workflows.RoomRef) (workflows.RoomPlace, error) {
	found := s.rooms.DoChan(workflows.RoomID(ref), func() (any, error) {
		return s.lookForRoom(context.WithoutCancel(ctx), ref)
	})
	select {
	case <-ctx.Done():
		return workflows.RoomPlace{}, roomMoving(ctx.Err())
	case r := <-found:
		place, _ := r.Val.(workflows.RoomPlace)
		return place, r.Err
	}
}

// lookForRoom sees sooner that a node is gone than its silence would tell. Where the next
// one is, too, the page asks again.
func (s *server) lookForRoom(ctx context.Context, ref workflows.RoomRef) (workflows.RoomPlace, error) {
	after := 0
	for range 2 {
		place, err := s.Engine.FindRoom(ctx, ref, after)
		if err != nil || !s.nodeIsGone(ctx, place.Node) {
			return place, err
		}
		if err := s.Engine.RoomLost(ctx, ref.Dispute, ref.Session, place.Opening); err != nil {
			return place, err
		}
		after = place.Opening
	}
	return workflows.RoomPlace{}, roomMoving(errNodeGone)
}

// recordingsOf is under whose key the recordings of a case are kept: apart from its other
// files, since a recording that is handed in as evidence stays when the recordings go.
func recordingsOf(c *dispute.Case) string { return c.Keeper() + "_recordings" }

// RoomName is a room's name on its node.
func RoomName(disputeID string, session int) string { return disputeID + "/" + strconv.Itoa(session) }

var sessionEnded = &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{
	ZH: "本次调解已经结束", EN: "the session has ended"}}

func (s *server) mayEnter(g *inRoom) error {
	switch law.RoomOf(g.c, g.session, s.now()) {
	case law.RoomEarly:
		return &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{
			ZH: "调解室在计划开始前30分钟开放", EN: "the room opens 30 minutes before the planned start"}}
	case law.RoomOpen:
	default:
		return sessionEnded
	}
	if !g.identified() {
		return &dispute.Error{Code: dispute.CodeNotPermitted, Source: "在线调解规则 17", Message: dispute.Text{
			ZH: "请先核验身份", EN: "confirm your identity first"}}
	}
	return nil
}

// tellRooms has the rooms look at the case where an act may have changed what it needs of
// them: whether there is still something to happen, and who is the mediator. They also look
// for themselves, now and then.
func (s *server) tellRooms(before *dispute.Case, now dispute.Stage, act dispute.Act) {
	if now == before.Stage && act != dispute.ReplaceMediator {
		return
	}
	for _, session := range before.Sessions {
		if session.Mode != dispute.Video || !session.NeedsRoom(before.Stage) {
			continue
		}
		s.Aside(func() {
			if err := s.Engine.RoomLook(context.Background(), before.ID, session.No); err != nil {
				s.Log.Warn("a room was not told that its case has changed", "dispute", before.ID, "error", err.Error())
			}
		})
	}
}

package api

import (
	"context"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/law"
)

// probeCapacity is that of a ticket with which one enters no room.
const probeCapacity = "probe"

type probeOutput struct {
	Body struct {
		URL     string    `json:"url" doc:"of the WebSocket, on this site"`
		Ticket  string    `json:"ticket" doc:"for trying the connection; it lets nobody into a room"`
		Expires time.Time `json:"expires"`
	}
}

var noMediaNode = &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
	ZH: "音视频服务暂时不可用，请稍后再测试", EN: "the video service is not available now; please test again later"}}

// probeTicket lets somebody who may come to the room, now or later, try whether media gets
// through from where he is: before it opens, and before it is sure who he is. No room is
// opened for it.
func (s *server) probeTicket(ctx context.Context, in *heldSession) (*probeOutput, error) {
	if _, err := only(ctx, dispute.Mediator, records.PartyViewer); err != nil {
		return nil, s.fail(err)
	}
	g, err := s.roomGuest(ctx, in)
	if err != nil {
		return nil, s.fail(err)
	}
	if state := law.RoomOf(g.c, g.session, s.now()); state != law.RoomEarly && state != law.RoomOpen {
		return nil, s.fail(sessionEnded)
	}
	if err := s.probes.take(g.account.ID); err != nil {
		return nil, s.fail(err)
	}
	node, err := s.nodeToProbe(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	out := &probeOutput{}
	out.Body.URL, out.Body.Expires = MediaPath+"/"+node+"/socket", time.Now().Add(ticketLasts) // the node's clock is the wall's
	out.Body.Ticket, err = s.Tickets.Ticket(RoomPass{Node: node, Account: g.account.ID, Capacity: probeCapacity, Expires: out.Body.Expires})
	return out, s.fail(err)
}

// nodesTried is how many nodes are tried that turn out to be gone.
const nodesTried = 3

// nodeToProbe gives the node on which a room would be opened now.
func (s *server) nodeToProbe(ctx context.Context) (string, error) {
	var gone []string
	for range nodesTried {
		node, err := s.Nodes.ChooseMediaNode(ctx, gone)
		if err != nil {
			return "", err
		}
		if node == nil {
			break
		}
		if !s.nodeIsGone(ctx, node.ID) {
			return node.ID, nil
		}
		gone = append(gone, node.ID)
	}
	return "", noMediaNode
}

// pace lets everybody do something so often: several times at once, and then slowly. Unlike
// with attempts nothing has failed, so that nobody has to wait for long.
type pace struct {
	mu   sync.Mutex
	now  func() time.Time
	left map[string]*rate.Limiter
}

const (
	paceBurst = 10
	paceEvery = 6 * time.Second
)

func newPace(now func() time.Time) *pace {
	return &pace{now: now, left: map[string]*rate.Limiter{}}
}

func (p *pace) take(name string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if len(p.left) >= remembered {
		maps.DeleteFunc(p.left, func(_ string, l *rate.Limiter) bool { return l.TokensAt(now) >= paceBurst })
	}
	if p.left[name] == nil {
		p.left[name] = rate.NewLimiter(rate.Every(paceEvery), paceBurst)
	}
	if !p.left[name].AllowN(now, 1) {
		return &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
			ZH: "测试过于频繁，请稍后再试", EN: "too many tests; please wait a little"}}
	}
	return nil
}

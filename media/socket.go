package media

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/coder/websocket"

	"sutiao/dispute"
	"sutiao/media/signal"
	"sutiao/media/token"
)

// ServeHTTP takes the WebSocket of a client. Everything, the ticket too, is in messages,
// so nothing of it gets into the logs of what stands before the node.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if n.strangers.Add(1) > strangersPerNode {
		n.strangers.Add(-1)
		http.Error(w, "too many connections", http.StatusServiceUnavailable)
		return
	}
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{OriginPatterns: n.options.Origins})
	if err != nil {
		n.strangers.Add(-1)
		return // Accept has answered
	}
	ws.SetReadLimit(signal.MostBytes)
	c := newConnection(n.closed, ws)
	g, re, err := n.greet(c)
	n.strangers.Add(-1)
	if err != nil {
		c.send(encode(problem(re, err)))
		c.finish("refused")
		<-c.ctx.Done()
		return
	}
	g.stay(c)
}

// guest is who has said hello, and stays until the connection ends.
type guest interface{ stay(c *connection) }

// greet takes the first message and finds out who it is; re is the message's id.
func (n *Node) greet(c *connection) (g guest, re string, err error) {
	ctx, cancel := context.WithTimeout(c.ctx, helloWithin)
	defer cancel()
	_, b, err := c.ws.Read(ctx)
	if err != nil {
		return nil, "", refuse(dispute.CodeUnauthorised, "未收到身份凭证", "no hello came")
	}
	e, m, err := signal.Decode(b)
	if err != nil {
		return nil, e.ID, refuse(dispute.CodeInvalid, "消息格式有误", err.Error())
	}
	hello, ok := m.(*signal.Hello)
	if !ok {
		return nil, e.ID, refuse(dispute.CodeUnauthorised, "未收到身份凭证", "the first message is a hello")
	}
	if hello.Session != "" {
		g, err = n.comeBack(c, e.ID, hello)
		return g, e.ID, err
	}
	g, err = n.letIn(c, e.ID, hello.Token)
	return g, e.ID, err
}

// letIn checks a ticket.
func (n *Node) letIn(c *connection, re, ticket string) (guest, error) {
	claims, err := token.Read(n.options.TicketKey(), ticket, n.now())
	if err == nil && claims.Node != n.options.ID {
		err = errors.New("the ticket is for another node")
	}
	if err != nil {
		return nil, refuse(dispute.CodeUnauthorised, "入场凭证无效或已过期", err.Error())
	}
	var r *room
	if claims.Capacity != token.Probe {
		if r = n.room(claims.Room); r == nil {
			return nil, refuse(dispute.CodeNotFound, "调解室尚未开放或已关闭", "the room is not open")
		}
	}
	if !n.used.Take(claims, n.now()) {
		return nil, refuse(dispute.CodeUnauthorised, "入场凭证已被使用", "the ticket was used before")
	}
	if r == nil {
		return n.beginProbe(claims.Account, c, re)
	}
	return r.enter(claims, c, re)
}

// comeBack finds the participant to whom a session secret was given.
func (n *Node) comeBack(c *connection, re string, hello *signal.Hello) (guest, error) {
	unknown := refuse(dispute.CodeUnauthorised, "会话已失效，请重新进入", "the session is over")
	cut := strings.LastIndexByte(hello.Session, '~')
	if cut < 0 {
		return nil, unknown
	}
	r := n.room(hello.Session[:cut])
	if r == nil {
		return nil, unknown
	}
	if p := r.comeBack(hello.Session[cut+1:], c, re, hello.Fresh); p != nil {
		return p, nil
	}
	return nil, unknown
}

// stay implements guest.
func (p *participant) stay(c *connection) {
	p.resetMedia()
	defer p.room.lost(p, c)
	c.converse(func() { p.heard(c) }, func(kind string, m signal.Request) (*signal.Event, error) {
		return p.room.handle(p, c, kind, m)
	})
}

// converse has the messages of a connection handled until it ends; begun is called when
// the first comes.
func (c *connection) converse(begun func(), handle func(kind string, m signal.Request) (*signal.Event, error)) {
	defer c.cancel()
	for first := true; ; first = false {
		_, b, err := c.ws.Read(c.ctx)
		if err != nil {
			return
		}
		if first {
			begun()
		}
		ok := c.rate.take(time.Now())
		if c.rate.refusals > signal.MostRefusals {
			c.send(encode(problem("", refuse(dispute.CodeTooLarge, "消息过多，连接已断开", "far too many messages"))))
			c.finish("flood")
			<-c.ctx.Done()
			return
		}
		if !ok {
			continue // an answer to each would be a flood of our own
		}
		envelope, m, err := signal.Decode(b)
		if err != nil {
			c.send(encode(problem(envelope.ID, refuse(dispute.CodeInvalid, "消息格式有误", err.Error()))))
			continue
		}
		reply, err := handle(envelope.Type, m)
		switch {
		case err != nil:
			c.send(encode(problem(envelope.ID, err)))
		case reply != nil:
			reply.Re = envelope.ID
			c.send(encode(reply))
		}
	}
}

// problem is the event that tells of a refusal.
func problem(re string, err error) *signal.Event {
	var d *dispute.Error
	if !errors.As(err, &d) {
		d = refuse(dispute.CodeUnavailable, "暂时无法处理", "can't be done now")
	}
	return &signal.Event{Type: "error", Re: re, Code: string(d.Code), Message: &d.Message}
}

func refuse(code dispute.Code, zh, en string) *dispute.Error {
	return &dispute.Error{Code: code, Message: dispute.Text{ZH: zh, EN: en}}
}

func errWaiting() *dispute.Error {
	return refuse(dispute.CodeNotPermitted, "请等待调解员准入", "wait for the mediator to admit you")
}

func errElsewhere() *dispute.Error {
	return refuse(dispute.CodeConflict, "已在别处进入", "you are in from elsewhere, or out")
}

func errNotYours() *dispute.Error {
	return refuse(dispute.CodeNotPermitted, "您的身份不能进行此操作", "not for somebody in your capacity")
}

// errNobody is also what is said of people behind a wall: they look like nobody.
func errNobody() *dispute.Error {
	return refuse(dispute.CodeNotFound, "未找到该参与人", "no such participant here")
}

package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"syscall"
	"time"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

// MediaPath is where media nodes talk to the site, and browsers to their node.
const MediaPath = "/api/media"

// MediaNodes keeps which media nodes there are.
type MediaNodes interface {
	RegisterMediaNode(ctx context.Context, n records.MediaNode) error
	MediaNode(ctx context.Context, id string) (*records.MediaNode, error)
	ChooseMediaNode(ctx context.Context, not []string) (*records.MediaNode, error)
	// AddFootage notes a recording that is kept, so that it is removed in time.
	AddFootage(ctx context.Context, disputeID, keeper, sha256 string, session int) error
}

// NodeKey is what a media node shows to the site, made from the secret that both have.
func NodeKey(secret []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("sutiao media node"))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// NodeKeyHeader carries the node's key.
const NodeKeyHeader = "Sutiao-Node-Key"

// socketRoute is where browsers reach their node. Only who is signed in may: else any
// stranger could hold all the connections that a node takes.
const socketRoute = MediaPath + "/:node/socket"

func (s *server) mediaRoutes(router *gin.Engine) {
	router.PUT(MediaPath+"/nodes/:node", s.fromNode(s.registerNode))
	router.POST(MediaPath+"/notes/:dispute", s.fromNode(s.noteRoom))
	router.POST(MediaPath+"/footage/:dispute", s.fromNode(s.keepFootage))
	router.GET(socketRoute, s.socket)
}

// fromNode lets only nodes through. They have no account: they may report what happens in
// rooms, and nothing else.
func (s *server) fromNode(handle func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		key := c.GetHeader(NodeKeyHeader)
		if len(s.MediaSecret) == 0 || !hmac.Equal([]byte(key), []byte(NodeKey(s.MediaSecret))) {
			s.abort(c, unauthorised)
			return
		}
		if err := handle(c); err != nil {
			s.abort(c, err)
			return
		}
		if !c.Writer.Written() {
			c.Status(http.StatusNoContent)
		}
	}
}

// NodeRegistered is what a node that has registered is told.
type NodeRegistered struct {
	// TicketKey is the Ed25519 public key (RFC 8032) of the tickets into rooms.
	TicketKey []byte `json:"ticketKey"`
}

func (s *server) registerNode(c *gin.Context) error {
	var n records.MediaNode
	if err := json.NewDecoder(c.Request.Body).Decode(&n); err != nil {
		return notJSON(err)
	}
	n.ID = c.Param("node")
	if u, err := url.Parse(n.URL); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return dispute.Invalid([]dispute.FieldError{{Field: "url", Reason: dispute.Text{ZH: "不是网址", EN: "is no address"}}})
	}
	if err := s.Nodes.RegisterMediaNode(c.Request.Context(), n); err != nil {
		return err
	}
	c.JSON(http.StatusOK, NodeRegistered{TicketKey: s.Tickets.Key()})
	return nil
}

func notJSON(err error) error {
	var cut *http.MaxBytesError
	if errors.As(err, &cut) {
		return tooLarge
	}
	return dispute.Invalid([]dispute.FieldError{{Field: "body", Reason: dispute.Text{ZH: "不是完整的JSON", EN: "is not JSON"}}})
}

// noteRoom enters what a room reports into the case. The same report is entered once.
func (s *server) noteRoom(c *gin.Context) error {
	var in struct {
		ID   string           `json:"id"`
		Note dispute.RoomNote `json:"note"`
	}
	if err := json.NewDecoder(c.Request.Body).Decode(&in); err != nil {
		return notJSON(err)
	}
	if in.ID == "" {
		return dispute.Invalid([]dispute.FieldError{{Field: "id", Reason: dispute.Text{ZH: "必填", EN: "is required"}}})
	}
	return s.enterNote(c.Request.Context(), c.Param("dispute"), in.ID, in.Note)
}

func (s *server) enterNote(ctx context.Context, disputeID, id string, note dispute.RoomNote) error {
	note.At = s.Clock.At(note.At)
	if !note.From.IsZero() {
		note.From = s.Clock.At(note.From)
	}
	_, err := s.Engine.Act(ctx, disputeID, dispute.Entry{
		ID: "room/" + id, Act: dispute.NoteRoom, By: dispute.TheSystem(), At: s.now(), Detail: &note,
	})
	return err
}

// errAltered: a recording did not come as the node had closed it.
var errAltered = &dispute.Error{Code: dispute.CodeUnavailable, Message: dispute.Text{
	ZH: "录音录像在传送中有变动，请重新传送", EN: "the recording came altered; send it again"}}

// keepFootage keeps a file of a consented recording under the organisation's key, and
// enters its hash into the case.
func (s *server) keepFootage(c *gin.Context) error {
	ctx := c.Request.Context()
	var in struct {
		ID   string           `json:"id"`
		Note dispute.RoomNote `json:"note"`
	}
	if err := json.Unmarshal([]byte(c.Query("about")), &in); err != nil || in.ID == "" {
		return notJSON(err)
	}
	file, err := s.Files.Put(ctx, c.Query("keeper"), c.Request.Body)
	if err != nil {
		return err
	}
	if err := s.Nodes.AddFootage(ctx, c.Param("dispute"), c.Query("keeper"), file.SHA256, in.Note.Session); err != nil {
		return err
	}
	if file.SHA256 != c.Query("sha256") {
		return errAltered // what did come is removed in time; the node sends it again
	}
	file.Name, file.MediaType, file.Keeper = "recording.webm", "video/webm", c.Query("keeper")
	in.Note.File = &file
	return s.enterNote(ctx, c.Param("dispute"), in.ID, in.Note)
}

// nodeAnswers bounds how long a node may take to take a connection.
const nodeAnswers = 300 * time.Millisecond

var errNodeGone = errors.New("the media node is gone")

// nodeIsGone tells that a node's machine refuses connections to it, or that another node
// has come in its place: its process has ended. A machine that says nothing proves nothing.
func (s *server) nodeIsGone(ctx context.Context, id string) bool {
	node, err := s.Nodes.MediaNode(ctx, id)
	if err != nil || node == nil {
		return err == nil && id != ""
	}
	at, err := url.Parse(node.URL)
	if err != nil {
		return false
	}
	dialer := net.Dialer{Timeout: nodeAnswers}
	conn, err := dialer.DialContext(ctx, "tcp", withPort(at))
	if err == nil {
		_ = conn.Close()
	}
	return errors.Is(err, syscall.ECONNREFUSED)
}

func withPort(at *url.URL) string {
	switch {
	case at.Port() != "":
		return at.Host
	case at.Scheme == "https":
		return net.JoinHostPort(at.Hostname(), "443")
	}
	return net.JoinHostPort(at.Hostname(), "80")
}

// socket passes a browser's connection on to its media node, so that one address serves
// pages, API and rooms: many networks of banks let nothing else through.
func (s *server) socket(c *gin.Context) {
	node, err := s.Nodes.MediaNode(c.Request.Context(), c.Param("node"))
	if err == nil && node == nil {
		err = notFound
	}
	if err != nil {
		s.abort(c, err)
		return
	}
	target, err := url.Parse(node.URL)
	if err != nil {
		s.abort(c, err)
		return
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.URL.Path, r.Out.URL.RawPath = target.Path, ""
			r.Out.Host = r.In.Host // the node compares it with the page's origin
			r.Out.Header.Del("Cookie")
			r.Out.Header.Del("Authorization")
		},
		Transport: &http.Transport{ResponseHeaderTimeout: 3 * time.Second, DisableKeepAlives: true},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			w.WriteHeader(http.StatusBadGateway) // the page asks for another ticket
		},
	}
	proxy.ServeHTTP(c.Writer, c.Request)
}

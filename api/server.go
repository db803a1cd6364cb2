package api

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"golang.org/x/sync/singleflight"

	"sutiao/dispute"
)

// Version is the API's version as the OpenAPI document gives it.
const Version = "0.1.0"

// Dependencies are the ports that the API works through.
type Dependencies struct {
	Cases    Cases
	Accounts Accounts
	Logins   Logins
	Register Register
	Inbox    Inbox
	Keys     Keys
	Almanacs Almanacs
	Engine   Engine
	Codes    Codes
	// Those of documents and files.
	Documents Documents
	Files     Files
	Uploads   Uploads
	Templates Templates
	// Transcripts keep what is said in sessions.
	Transcripts Transcripts
	Confidences Confidences
	// Those of video rooms. Without a secret no media node is heard.
	Nodes       MediaNodes
	Tickets     Tickets
	MediaSecret []byte
	// FootageKept is how long recordings are kept.
	FootageKept time.Duration
	// Drawing and Trial tell before anything is done whether the files can be made of it.
	Drawing Drawing
	Trial   Trial
	Worded  Wording
	Health  []Health
	// Changes is a feed of the IDs of cases that have changed.
	Changes *Changes
	Clock   dispute.Clock
	// Now is the wall clock; nil means time.Now.
	Now func() time.Time
	// Aside runs what nobody waits for; nil means in a goroutine of its own.
	Aside func(work func())
	// Proxies are addresses (CIDR) of our own proxies, whose word on a caller's address is
	// taken; from all others the connection's counts.
	Proxies []string
	// Secure marks cookies for encrypted connections only.
	Secure bool
	Log    *slog.Logger
}

// server holds the ports for the handlers.
type server struct {
	Dependencies
	api     huma.API
	signIns *attempts
	probes  *pace
	rooms   singleflight.Group // looking for a room, by its name
}

// New makes the router with every route under /api.
func New(d Dependencies) *gin.Engine {
	router, _ := build(d)
	return router
}

func build(d Dependencies) (*gin.Engine, *server) {
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Aside == nil {
		d.Aside = func(work func()) { go work() }
	}
	gin.SetMode(gin.ReleaseMode)
	router := gin.New()
	s := &server{Dependencies: d, signIns: newAttempts(d.Now), probes: newPace(d.Now)}
	_ = router.SetTrustedProxies(d.Proxies) // checked where it was read
	router.Use(s.recovered, guarded, originated, bounded, s.authenticated, s.plainTexts, s.repeatable)

	config := huma.DefaultConfig("Sutiao 诉调", Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "/api/openapi", "", "/api/schemas"
	config.Info.Description = "在线诉调对接 · online litigation–mediation. Errors are RFC 9457 problems; every writing call takes an Idempotency-Key."
	config.CreateHooks = nil // no $schema links in bodies
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	s.api = humagin.New(router, config)
	wordErrors()
	someHash() // not while the first person without an account waits

	s.routes(router)
	s.describeOnce()
	return router, s
}

// OpenAPI is the OpenAPI 3.1 document, made without any port.
func OpenAPI() ([]byte, error) {
	d := Dependencies{Log: slog.Default()}
	_, s := build(d)
	return json.MarshalIndent(s.api.OpenAPI(), "", "  ")
}

func (s *server) routes(router *gin.Engine) {
	s.signInRoutes()
	s.accountRoutes()
	s.registerRoutes()
	s.disputeRoutes()
	s.actRoutes()
	s.confirmationRoutes()
	s.noticeRoutes()
	s.calendarRoutes()
	s.systemRoutes()
	s.recordRoutes()
	s.confidenceRoutes()
	s.roomRoutes()
	s.footageRoutes()
	s.mediaRoutes(router)
	s.signingRoutes()
	s.reviewRoutes()
	s.documentRoutes()
	s.templateRoutes()
	s.caseFileRoutes()
	s.uploadRoutes(router)
	router.GET("/api/events", s.events)
	router.GET("/api/docs", s.docs)
	router.GET("/healthz", s.healthy)
}

// now is the calendar's time.
func (s *server) now() time.Time { return s.Clock.At(s.Now()) }

func operation(id, method, path, summary string, tags ...string) huma.Operation {
	op := huma.Operation{OperationID: id, Method: method, Path: "/api" + path, Summary: summary, Tags: tags}
	if method != http.MethodGet && id != "sign-in" && id != "ask-code" && id != "sign-in-code" {
		op.Parameters = []*huma.Param{{
			Name: "Idempotency-Key", In: "header", Required: true, Schema: &huma.Schema{Type: huma.TypeString},
			Description: "8 to 120 characters; the same key with the same body gives the same answer",
		}}
	}
	return op
}

// wordErrors has the framework's errors worded as ours, for every router alike.
var wordErrors = sync.OnceFunc(func() { huma.NewError = newProblem })

// describeOnce drops a header that both the operation and its input describe.
func (s *server) describeOnce() {
	for _, item := range s.api.OpenAPI().Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op == nil {
				continue
			}
			var seen []string
			op.Parameters = slices.DeleteFunc(op.Parameters, func(p *huma.Param) bool {
				twice := slices.Contains(seen, p.Name)
				seen = append(seen, p.Name)
				return twice
			})
		}
	}
}

// schemaName keeps apart the types of different packages that share a name.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	switch pkg := path.Base(t.PkgPath()); pkg {
	case "catalogue", "law", "records":
		return strings.ToUpper(pkg[:1]) + pkg[1:] + name
	default:
		return name
	}
}

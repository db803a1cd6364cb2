package api

import (
	"context"
	"crypto/sha256"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

const (
	sessionCookie = "sutiao_session"
	// sessionLasts is how long a session lives without a sign of life.
	sessionLasts = 12 * time.Hour
)

type accountKey struct{}

// authenticated finds out who calls: a browser by its session cookie, a machine by its
// key. Before a call is looked at any closer, it needs a caller, and one whose password is
// its own; only what is open to everybody needs neither.
func (s *server) authenticated(c *gin.Context) {
	account, err := s.caller(c)
	route := c.FullPath()
	switch {
	case open(route) && (err == nil || isCode(err, dispute.CodeUnauthorised)):
		// An old cookie must not keep anybody from signing in or out.
	case err != nil:
		s.abort(c, err)
		return
	case account == nil:
		s.abort(c, unauthorised)
		return
	case account.MustChange && route != "/api/me" && route != "/api/me/password":
		s.abort(c, changeFirst)
		return
	}
	if account != nil {
		c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), accountKey{}, account))
	}
	c.Next()
}

// open tells that a route needs no caller. What is no route of ours, such as a page, has
// an empty name.
func open(route string) bool {
	switch route {
	case socketRoute:
		return false
	case "", "/healthz", "/api/system", "/api/catalogue", "/api/docs", "/api/sign-out", "/verify.html":
		return true
	}
	for _, prefix := range []string{"/api/sign-in", "/api/openapi", "/api/schemas", "/api/check/", MediaPath + "/"} {
		if strings.HasPrefix(route, prefix) {
			return true
		}
	}
	return false
}

func (s *server) caller(c *gin.Context) (*records.Account, error) {
	ctx := c.Request.Context()
	if key, ok := strings.CutPrefix(c.GetHeader("Authorization"), "Bearer "); ok {
		account, err := s.Logins.AccountByAPIKey(ctx, HashSecret(key))
		return account, unauthorisedIfAbsent(err)
	}
	token, err := c.Cookie(sessionCookie)
	if err != nil || token == "" {
		return nil, nil
	}
	account, err := s.Logins.SessionByToken(ctx, HashSecret(token), sessionLasts)
	return account, unauthorisedIfAbsent(err)
}

// HashSecret is how secrets of high entropy are stored.
func HashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}

var unauthorised = &dispute.Error{Code: dispute.CodeUnauthorised, Message: dispute.Text{
	ZH: "请先登录；登录可能已过期", EN: "please sign in; your session may have expired"}}

var changeFirst = &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
	ZH: "请先修改初始密码", EN: "please change your first password"}}

func unauthorisedIfAbsent(err error) error {
	if isCode(err, dispute.CodeNotFound) || isCode(err, dispute.CodeUnauthorised) {
		return unauthorised
	}
	return err
}

// account is the caller, or a refusal.
func account(ctx context.Context) (*records.Account, error) {
	a, ok := ctx.Value(accountKey{}).(*records.Account)
	if !ok {
		return nil, unauthorised
	}
	return a, nil
}

// only is the caller if it has one of the roles.
func only(ctx context.Context, roles ...dispute.Role) (*records.Account, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, err
	}
	for _, r := range roles {
		if a.Role == r {
			return a, nil
		}
	}
	return nil, &dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
		ZH: "您的账号没有这项权限", EN: "your account may not do this"}}
}

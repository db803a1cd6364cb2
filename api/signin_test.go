package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/dispute/records"
)

const goodPassword = "correct horse battery"

// withPassword makes an account that signs in as a password's owner.
func (w *world) withPassword(login string, mustChange bool) *records.Account {
	w.t.Helper()
	hash := api.HashPassword(goodPassword)
	a, err := w.db.CreateAccount(w.t.Context(), records.Account{
		Role: dispute.Operator, Name: "系统管理员", Login: &login, PasswordHash: &hash, MustChange: mustChange,
	})
	require.NoError(w.t, err)
	return a
}

func (w *world) signIn(login, password string) answer {
	w.t.Helper()
	return w.answer(request(http.MethodPost, "/api/sign-in", map[string]string{"login": login, "password": password}, "Idempotency-Key", ""))
}

// cookie is the session cookie that an answer sets.
func (a answer) cookie() *http.Cookie {
	a.t.Helper()
	for _, c := range (&http.Response{Header: a.header}).Cookies() {
		if c.Name == sessionCookie {
			return c
		}
	}
	require.Fail(a.t, "no session cookie")
	return nil
}

func (w *world) holding(c *http.Cookie) *person { return &person{w: w, token: c.Value} }

func TestPasswordSignsIn(t *testing.T) {
	w := newWorld(t)
	account := w.withPassword("operator", false)
	a := w.signIn("operator", goodPassword).is(http.StatusOK)
	var me struct{ ID, Role string }
	w.holding(a.cookie()).get("/api/me").is(http.StatusOK).into(&me)
	require.Equal(t, account.ID, me.ID)
	require.Equal(t, "operator", me.Role)
}

func TestWrongPasswordAndUnknownNameLookAlike(t *testing.T) {
	w := newWorld(t)
	w.withPassword("operator", false)
	wrong := w.signIn("operator", goodPassword+"!").is(http.StatusUnauthorized)
	unknown := w.signIn("nobody", goodPassword).is(http.StatusUnauthorized)
	require.Equal(t, string(wrong.body), string(unknown.body))
	require.Empty(t, wrong.header.Values("Set-Cookie"))
}

func TestDisabledAccountDoesNotSignIn(t *testing.T) {
	w := newWorld(t)
	a := w.withPassword("operator", false)
	session := w.holding(w.signIn("operator", goodPassword).is(http.StatusOK).cookie())
	require.NoError(t, w.db.DisableAccount(t.Context(), a.ID))
	w.signIn("operator", goodPassword).is(http.StatusUnauthorized)
	session.get("/api/me").is(http.StatusUnauthorized)
}

func TestGuessingIsSlowedDown(t *testing.T) {
	w := newWorld(t)
	w.withPassword("operator", false)
	for range 5 {
		w.signIn("operator", "guess").is(http.StatusUnauthorized)
	}
	w.signIn("operator", goodPassword).is(http.StatusForbidden) // even the right one waits
	w.withPassword("other", false)
	w.signIn("other", goodPassword).is(http.StatusOK) // and nobody else does
	w.clock.move(time.Minute)
	w.signIn("operator", goodPassword).is(http.StatusOK)
	w.signIn("operator", "guess").is(http.StatusUnauthorized) // the count begins anew
	w.signIn("operator", goodPassword).is(http.StatusOK)
}

func TestFirstPasswordMustBeChangedBeforeAnythingElse(t *testing.T) {
	w := newWorld(t)
	w.withPassword("operator", true)
	p := w.holding(w.signIn("operator", goodPassword).is(http.StatusOK).cookie())
	for path := range w.document().Paths {
		if path == "/api/me" || open(path) {
			continue
		}
		if _, reads := w.document().Paths[path]["get"]; reads {
			a := p.get(route{path: path}.at("d1")).is(http.StatusForbidden)
			require.Contains(t, a.Message.ZH, "修改初始密码")
		}
	}
	p.get("/api/events").is(http.StatusForbidden)
	p.post("/api/courts", map[string]string{"code": "京0102", "name": "某院"}).is(http.StatusForbidden)
	p.get("/api/me").is(http.StatusOK)

	change := func(current, password string) answer {
		return p.post("/api/me/password", map[string]string{"current": current, "password": password})
	}
	change(goodPassword, "short").is(http.StatusUnprocessableEntity).names("password")
	change("wrong one!", "another good one").is(http.StatusUnprocessableEntity).names("current")
	fresh := w.holding(change(goodPassword, "another good one").is(http.StatusOK).cookie())
	p.get("/api/me").is(http.StatusUnauthorized) // every earlier session is over
	fresh.post("/api/courts", map[string]string{"code": "京0102", "name": "某院"}).is(http.StatusNoContent)
	w.signIn("operator", goodPassword).is(http.StatusUnauthorized)
	w.signIn("operator", "another good one").is(http.StatusOK)
}

func open(path string) bool {
	return path == "/api/system" || path == "/api/catalogue" || strings.HasPrefix(path, "/api/check/")
}

func TestCookieIsKeptFromScriptsAndForeignPages(t *testing.T) {
	for _, secure := range []bool{false, true} {
		w := newWorld(t, func(d *api.Dependencies) { d.Secure = secure })
		w.withPassword("operator", false)
		c := w.signIn("operator", goodPassword).is(http.StatusOK).cookie()
		require.True(t, c.HttpOnly)
		require.Equal(t, http.SameSiteStrictMode, c.SameSite)
		require.Equal(t, secure, c.Secure)
		require.Equal(t, "/", c.Path)
	}
}

func TestSignOutEndsTheSession(t *testing.T) {
	w := newWorld(t)
	w.withPassword("operator", false)
	p := w.holding(w.signIn("operator", goodPassword).is(http.StatusOK).cookie())
	other := w.holding(w.signIn("operator", goodPassword).is(http.StatusOK).cookie())
	gone := p.post("/api/sign-out", nil).is(http.StatusNoContent).cookie()
	require.Negative(t, gone.MaxAge)
	p.get("/api/me").is(http.StatusUnauthorized)
	other.get("/api/me").is(http.StatusOK)
	p.post("/api/sign-out", nil).is(http.StatusNoContent) // once more does no harm
}

func TestExpiredSessionMustSignInAgain(t *testing.T) {
	w := newWorld(t)
	account := w.withPassword("operator", false)
	p := w.signedIn(*account, -time.Second)
	a := p.get("/api/disputes").is(http.StatusUnauthorized)
	require.Equal(t, dispute.CodeUnauthorised, a.Code)
	p.post("/api/courts", map[string]string{"code": "京0102", "name": "某院"}).is(http.StatusUnauthorized)
	// What is open to all stays so, with an old cookie too.
	p.get("/api/system").is(http.StatusOK)
	p.post("/api/sign-in", map[string]string{"login": "operator", "password": goodPassword}).is(http.StatusOK)
}

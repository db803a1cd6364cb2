package api

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

const codeLasts = 5 * time.Minute

type signedIn struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   me
}

// me is what a page needs to know of its user.
type me struct {
	ID           string       `json:"id"`
	Role         dispute.Role `json:"role"`
	Name         string       `json:"name"`
	Organisation string       `json:"organisation,omitempty"`
	Court        string       `json:"court,omitempty"`
	MustChange   bool         `json:"mustChangePassword,omitempty"`
}

func meOf(a *records.Account) me {
	return me{ID: a.ID, Role: a.Role, Name: a.Name, Organisation: a.Organisation, Court: a.Court, MustChange: a.MustChange}
}

func (s *server) signInRoutes() {
	huma.Register(s.api, operation("sign-in", http.MethodPost, "/sign-in", "Sign in with a password (staff)", "sign-in"), s.signIn)
	huma.Register(s.api, operation("ask-code", http.MethodPost, "/sign-in/code", "Ask for a one-time code (parties)", "sign-in"), s.askCode)
	huma.Register(s.api, operation("sign-in-code", http.MethodPost, "/sign-in/with-code", "Sign in with a one-time code", "sign-in"), s.signInWithCode)
	huma.Register(s.api, operation("sign-out", http.MethodPost, "/sign-out", "Sign out", "sign-in"), s.signOut)
	huma.Register(s.api, operation("me", http.MethodGet, "/me", "Who am I", "sign-in"), s.me)
	huma.Register(s.api, operation("change-password", http.MethodPost, "/me/password", "Change my password", "sign-in"), s.changePassword)
}

type passwordInput struct {
	Body struct {
		Login    string `json:"login" maxLength:"80"`
		Password string `json:"password" maxLength:"200"`
	}
}

var wrongSignIn = &dispute.Error{Code: dispute.CodeUnauthorised, Message: dispute.Text{
	ZH: "账号或密码不正确", EN: "the name or the password is wrong"}}

// someHash is compared where there is no account, so that the time taken tells nothing.
var someHash = sync.OnceValue(func() string { return HashPassword("nobody's password") })

func (s *server) signIn(ctx context.Context, in *passwordInput) (*signedIn, error) {
	if err := s.signIns.allowed(in.Body.Login); err != nil {
		return nil, s.fail(err)
	}
	a, err := s.Accounts.AccountByLogin(ctx, in.Body.Login)
	if err != nil && !isCode(err, dispute.CodeNotFound) {
		return nil, s.fail(err)
	}
	stored := someHash()
	if a != nil && a.PasswordHash != nil && a.DisabledAt == nil {
		stored = *a.PasswordHash
	} else {
		a = nil
	}
	if !passwordMatches(stored, in.Body.Password) || a == nil {
		s.signIns.failed(in.Body.Login)
		return nil, s.fail(wrongSignIn)
	}
	s.signIns.succeeded(in.Body.Login)
	return s.open(ctx, a)
}

func (s *server) open(ctx context.Context, a *records.Account) (*signedIn, error) {
	token := NewSecret()
	if err := s.Logins.CreateSession(ctx, HashSecret(token), a.ID, sessionLasts); err != nil {
		return nil, s.fail(err)
	}
	return &signedIn{Cookie: s.cookie(token, int(sessionLasts.Seconds())), Body: meOf(a)}, nil
}

func (s *server) cookie(token string, age int) http.Cookie {
	return http.Cookie{ //nolint:gosec // Secure is off on a private installation only, which has no certificate
		Name: sessionCookie, Value: token, Path: "/", MaxAge: age,
		HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteStrictMode,
	}
}

type phoneInput struct {
	Body struct {
		Phone string `json:"phone" maxLength:"20"`
	}
}

// askCode answers alike whether the phone is known or not.
func (s *server) askCode(ctx context.Context, in *phoneInput) (*struct{}, error) {
	phone := dispute.PlainPhone(in.Body.Phone)
	if err := s.signIns.allowed("ask " + phone); err != nil {
		return nil, s.fail(err)
	}
	s.signIns.failed("ask " + phone) // asking too often is slowed down too
	a, err := s.Accounts.AccountByPhone(ctx, phone)
	if isCode(err, dispute.CodeNotFound) || (a != nil && a.DisabledAt != nil) {
		return nil, nil
	}
	if err != nil {
		return nil, s.fail(err)
	}
	code := newCode()
	if err := s.Logins.PutCode(ctx, phone, codeHash(phone, code), codeLasts); err != nil {
		return nil, s.fail(err)
	}
	s.Aside(func() { s.send(context.WithoutCancel(ctx), phone, code) })
	return nil, nil
}

// send sends a code aside, so that the time of the answer does not tell whether the phone
// is known.
func (s *server) send(ctx context.Context, phone, code string) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	if err := s.Codes.SendCode(ctx, phone, code); err != nil {
		s.Log.Error("a code could not be sent", "error", err.Error())
	}
}

// codeHash ties a code to its phone: six digits alone would be found in a table.
func codeHash(phone, code string) []byte { return HashSecret(phone + "\x00" + code) }

type codeInput struct {
	Body struct {
		Phone string `json:"phone" maxLength:"20"`
		Code  string `json:"code" maxLength:"10"`
	}
}

func (s *server) signInWithCode(ctx context.Context, in *codeInput) (*signedIn, error) {
	phone := dispute.PlainPhone(in.Body.Phone)
	if err := s.Logins.TakeCode(ctx, phone, codeHash(phone, in.Body.Code), ""); err != nil {
		return nil, s.fail(orWrong(err, &dispute.Error{Code: dispute.CodeUnauthorised, Message: dispute.Text{
			ZH: "验证码不正确或已过期，请重新获取", EN: "the code is wrong or has expired"}}))
	}
	a, err := s.Accounts.AccountByPhone(ctx, phone)
	if err != nil {
		return nil, s.fail(unauthorisedIfAbsent(err))
	}
	s.signIns.succeeded("ask " + phone)
	return s.open(ctx, a)
}

type signedOut struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

type sessionInput struct {
	Session string `cookie:"sutiao_session"`
}

func (s *server) signOut(ctx context.Context, in *sessionInput) (*signedOut, error) {
	if in.Session != "" {
		if err := s.Logins.EndSession(ctx, HashSecret(in.Session)); err != nil {
			return nil, s.fail(err)
		}
	}
	return &signedOut{Cookie: s.cookie("", -1)}, nil
}

type meOutput struct{ Body me }

func (s *server) me(ctx context.Context, _ *struct{}) (*meOutput, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	return &meOutput{Body: meOf(a)}, nil
}

type newPasswordInput struct {
	Body struct {
		Current  string `json:"current" maxLength:"200"`
		Password string `json:"password" maxLength:"200"`
	}
}

// changePassword ends every session of the account, so the caller gets a new one.
func (s *server) changePassword(ctx context.Context, in *newPasswordInput) (*signedIn, error) {
	a, err := account(ctx)
	if err != nil {
		return nil, s.fail(err)
	}
	if err := checkPassword(in.Body.Password); err != nil {
		return nil, s.fail(err)
	}
	if a.PasswordHash == nil || !passwordMatches(*a.PasswordHash, in.Body.Current) {
		return nil, s.fail(dispute.Invalid([]dispute.FieldError{{Field: "current", Reason: dispute.Text{
			ZH: "原密码不正确", EN: "is not your present password"}}}))
	}
	if err := s.Accounts.SetPassword(ctx, a.ID, HashPassword(in.Body.Password), false); err != nil {
		return nil, s.fail(err)
	}
	a.MustChange = false
	return s.open(ctx, a)
}

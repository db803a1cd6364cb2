package api_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/test/stories"
)

func (w *world) askCode(phone string) answer {
	w.t.Helper()
	return w.answer(request(http.MethodPost, "/api/sign-in/code", map[string]string{"phone": phone}, "Idempotency-Key", ""))
}

func (w *world) signInWith(phone, code string) answer {
	w.t.Helper()
	return w.answer(request(http.MethodPost, "/api/sign-in/with-code", map[string]string{"phone": phone, "code": code}, "Idempotency-Key", ""))
}

// anotherCode differs from the code.
func anotherCode(code string) string {
	if code == "123456" {
		return "654321"
	}
	return "123456"
}

func TestCodeSignsInOnce(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	w.askCode(f.applicantPhone).is(http.StatusNoContent)
	code := w.codes.to(f.applicantPhone)
	require.Regexp(t, `^\d{6}$`, code)
	p := w.holding(w.signInWith(f.applicantPhone, code).is(http.StatusOK).cookie())
	var me struct{ ID, Role string }
	p.get("/api/me").is(http.StatusOK).into(&me)
	require.Equal(t, f.applicant.account.ID, me.ID)
	require.Equal(t, "party", me.Role)
	w.signInWith(f.applicantPhone, code).is(http.StatusUnauthorized)
}

func TestPhoneIsTheSameHoweverItIsWritten(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	id := f.refer(func(r *dispute.Referral) { r.Parties[0].Phone = "+86 138 1000 0100" })
	require.Equal(t, f.applicant.account.ID, w.engine.cases[id].Parties[0].Account)
	w.askCode("138 1000 0100").is(http.StatusNoContent)
	w.signInWith("+8613810000100", w.codes.to(f.applicantPhone)).is(http.StatusOK)
}

func TestCodeIsOfOnePhoneOnly(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	w.askCode(f.applicantPhone).is(http.StatusNoContent)
	w.signInWith(f.respondentPhone, w.codes.to(f.applicantPhone)).is(http.StatusUnauthorized)
}

func TestFiveWrongCodesBurnTheCode(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	for wrong, status := range map[int]int{4: http.StatusOK, 5: http.StatusUnauthorized} {
		w.askCode(f.applicantPhone).is(http.StatusNoContent)
		code := w.codes.to(f.applicantPhone)
		for range wrong {
			w.signInWith(f.applicantPhone, anotherCode(code)).is(http.StatusUnauthorized)
		}
		w.signInWith(f.applicantPhone, code).is(status)
	}
}

func TestUnknownPhoneIsAnsweredAlike(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	known, unknown := w.askCode(f.applicantPhone), w.askCode("13899999999")
	require.Equal(t, known.status, unknown.status)
	require.Equal(t, string(known.body), string(unknown.body))
	require.Empty(t, w.codes.to("13899999999"))
	a, b := w.signInWith(f.applicantPhone, anotherCode(w.codes.to(f.applicantPhone))), w.signInWith("13899999999", "000000")
	require.Equal(t, string(a.body), string(b.body))
}

func TestAskingForCodesIsSlowedDown(t *testing.T) {
	w := newWorld(t)
	for _, phone := range []string{w.office(0).applicantPhone, "13899999999"} {
		for range 5 {
			w.askCode(phone).is(http.StatusNoContent)
		}
		w.askCode(phone).is(http.StatusForbidden)
	}
}

func TestAPIKeyActsForItsAccountUntilRevoked(t *testing.T) {
	w := newWorld(t)
	f := w.office(0)
	operator := w.withPassword("operator", false)
	p := w.holding(w.signIn("operator", goodPassword).is(http.StatusOK).cookie())
	var made struct{ ID, Key string }
	p.post("/api/api-keys", map[string]string{"account": f.clerk.account.ID, "note": "法院系统"}).is(http.StatusOK).into(&made)

	bearer := func(method, path string, body any, key string) answer {
		return w.answer(request(method, path, body, "Authorization", "Bearer "+key))
	}
	var me struct{ ID string }
	bearer(http.MethodGet, "/api/me", nil, made.Key).is(http.StatusOK).into(&me)
	require.Equal(t, f.clerk.account.ID, me.ID)
	require.NotEqual(t, operator.ID, me.ID)
	bearer(http.MethodPost, "/api/disputes", f.referral(), made.Key).is(http.StatusCreated)
	bearer(http.MethodGet, "/api/me", nil, made.Key+"x").is(http.StatusUnauthorized)
	bearer(http.MethodGet, "/api/me", nil, "").is(http.StatusUnauthorized)

	f.clerk.send(http.MethodDelete, "/api/api-keys/"+made.ID, nil).is(http.StatusForbidden)
	p.send(http.MethodDelete, "/api/api-keys/key-nowhere", nil).is(http.StatusNotFound)
	p.send(http.MethodDelete, "/api/api-keys/"+made.ID, nil).is(http.StatusNoContent)
	bearer(http.MethodGet, "/api/me", nil, made.Key).is(http.StatusUnauthorized)
	bearer(http.MethodPost, "/api/disputes", f.referral(), made.Key).is(http.StatusUnauthorized)
	require.Len(t, w.engine.cases, 1)
}

// loginsDown is a database that goes away while a code is taken.
type loginsDown struct {
	api.Logins
	w **world
}

func (l loginsDown) TakeCode(ctx context.Context, phone string, hash []byte, use string) error {
	if (*l.w).broken {
		return errors.New("the connection was reset")
	}
	return l.Logins.TakeCode(ctx, phone, hash, use)
}

// A user who is told that a right code is wrong loses a signature.
func TestACodeThatNobodyCouldLookAtIsNotCalledWrong(t *testing.T) {
	var w *world
	w = newWorld(t, func(d *api.Dependencies) { d.Logins = loginsDown{d.Logins, &w} })
	f := w.office(0)
	tried := func(do func() answer) {
		w.broken = true
		do()
		w.broken = false
		do().is(http.StatusOK)
	}

	w.askCode(f.applicantPhone).is(http.StatusNoContent)
	code := w.codes.to(f.applicantPhone)
	tried(func() answer { return w.signInWith(f.applicantPhone, code) })

	id, path := f.planned()
	w.clock.at = w.engine.cases[id].Sessions[0].Start.Add(-20 * time.Minute)
	f.applicant.post(path+"/identity-code", nil).is(http.StatusNoContent)
	code = w.codes.to(f.applicantPhone)
	tried(func() answer {
		return f.applicant.post(actPath(id, dispute.ConfirmIdentity), &dispute.Arrival{Session: 1, RightsRead: true,
			ConsentsOnline: true, Number: f.applicantIDNumber[len(f.applicantIDNumber)-6:], Code: code})
	})

	id = f.drafted()
	text := stories.Frozen(1).SHA256
	askCode(f.applicant, id, text).is(http.StatusNoContent)
	signs := &dispute.Signature{Version: 1, Document: text, Typed: f.applicant.nameIn(id), Code: w.codes.to(f.applicantPhone)}
	tried(func() answer { return f.applicant.post(actPath(id, dispute.SignAgreement), signs) })
}

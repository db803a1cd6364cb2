package api_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"time"

	"github.com/stretchr/testify/require"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/test/stories"
)

// person is somebody signed in.
type person struct {
	w       *world
	account records.Account
	token   string
}

const sessionCookie = "sutiao_session"

func (w *world) signedIn(account records.Account, lasting time.Duration) *person {
	w.t.Helper()
	token := api.NewSecret()
	hash := sha256.Sum256([]byte(token))
	require.NoError(w.t, w.db.CreateSession(w.t.Context(), hash[:], account.ID, lasting))
	return &person{w: w, account: account, token: token}
}

func (w *world) staff(role dispute.Role, organisation, court string) *person {
	w.t.Helper()
	account := records.Account{Role: role, Name: string(role), Organisation: organisation, Court: court}
	if role == dispute.Mediator {
		account.PasswordHash = &mediatorsHash // for signing
	}
	a, err := w.db.CreateAccount(w.t.Context(), account)
	require.NoError(w.t, err)
	return w.signedIn(*a, time.Hour)
}

const mediatorsPassword = "the mediator's own password"

var mediatorsHash = api.HashPassword(mediatorsPassword)

func (w *world) party(phone, name string) *person {
	w.t.Helper()
	id, err := w.db.EnsurePartyAccount(w.t.Context(), phone, name)
	require.NoError(w.t, err)
	return w.signedIn(records.Account{ID: id, Role: records.PartyViewer, Phone: &phone}, time.Hour)
}

func (p *person) send(method, path string, body any, headers ...string) answer {
	p.w.t.Helper()
	req := request(method, path, body, headers...)
	req.AddCookie(&http.Cookie{Name: sessionCookie, Value: p.token})
	return p.w.answer(req)
}

func (p *person) get(path string) answer {
	p.w.t.Helper()
	return p.send(http.MethodGet, path, nil)
}

func (p *person) post(path string, body any, headers ...string) answer {
	p.w.t.Helper()
	return p.send(http.MethodPost, path, body, headers...)
}

func (p *person) does(id string, d dispute.Detail, headers ...string) answer {
	p.w.t.Helper()
	if s, ok := d.(*dispute.Signature); ok && s.Code == "" {
		d = p.confirmed(id, *s)
	}
	return p.post(actPath(id, d.Act()), d, headers...)
}

// confirmed is a signature of the frozen text with the one-time code that was sent for it,
// or the mediator's password.
func (p *person) confirmed(id string, s dispute.Signature) *dispute.Signature {
	p.w.t.Helper()
	s.Document, s.Typed, s.Code = stories.Frozen(s.Version).SHA256, p.nameIn(id), mediatorsPassword
	if p.account.Role != records.PartyViewer {
		return &s
	}
	p.post("/api/disputes/"+id+"/signing-code", map[string]string{"document": s.Document})
	if s.Code = p.w.codes.to(*p.account.Phone); s.Code == "" {
		s.Code = "000000"
	}
	return &s
}

// nameIn is the person's name as the case has it.
func (p *person) nameIn(id string) string {
	if c := p.w.engine.cases[id]; c != nil {
		if party := c.PartyOf(p.account.ID); party != nil {
			if agent := party.Agent(p.account.ID); agent != nil {
				return agent.Name
			}
			return party.Name
		}
	}
	return p.account.Name
}

func actPath(id string, act dispute.Act) string {
	return "/api/disputes/" + id + "/acts/" + string(act)
}

// office is an organisation with the court that refers to it, and two parties.
type office struct {
	organisation, court                 string
	manager, mediator, clerk, judge     *person
	applicant, respondent               *person
	applicantPhone, respondentPhone     string
	applicantIDNumber, respondentNumber string
}

var courtsOfTests = []string{"京0102", "粤0604", "沪0115"}

// office registers the n-th organisation and court with their people.
func (w *world) office(n int) office {
	w.t.Helper()
	o, err := w.db.CreateOrganisation(w.t.Context(), records.Organisation{Name: fmt.Sprintf("调解中心%d", n), Kind: "industry"})
	require.NoError(w.t, err)
	code := courtsOfTests[n]
	require.NoError(w.t, w.db.PutCourt(w.t.Context(), records.Court{Code: code, Name: code}))
	f := office{
		organisation: o.ID, court: code,
		manager: w.staff(dispute.Manager, o.ID, ""), mediator: w.staff(dispute.Mediator, o.ID, ""),
		clerk: w.staff(dispute.Clerk, "", code), judge: w.staff(dispute.Judge, "", code),
		applicantPhone: fmt.Sprintf("1381000010%d", n), respondentPhone: fmt.Sprintf("1381000020%d", n),
		applicantIDNumber: "11010519491231002X", respondentNumber: "91110000101623741K",
	}
	f.applicant, f.respondent = w.party(f.applicantPhone, "甲"), w.party(f.respondentPhone, "某银行")
	require.NoError(w.t, w.db.PutMediator(w.t.Context(), records.Mediator{
		Account: f.mediator.account.ID, Organisation: o.ID, Public: true,
	}))
	return f
}

// referral is a case of this office to which both sides have consented.
func (f office) referral() *dispute.Referral {
	r := stories.Referral(dispute.PreFilingReferral)
	r.Court, r.CourtNumber = f.court, "（2026）"+f.court+"诉前调1716号"
	r.Organisations = []string{f.organisation}
	r.Parties[0].Phone, r.Parties[1].Phone = f.applicantPhone, f.respondentPhone
	r.Parties[0].IDKind, r.Parties[0].IDNumber = "resident-id", f.applicantIDNumber
	r.Parties[1].IDKind, r.Parties[1].IDNumber = "credit-code", f.respondentNumber
	r.Parties[0].Address = "北京市西城区某街1号"
	return r
}

// refer sends the referral and gives the case's ID.
func (f office) refer(change ...func(*dispute.Referral)) string {
	f.clerk.w.t.Helper()
	r := f.referral()
	for _, c := range change {
		c(r)
	}
	var made struct{ ID string }
	f.clerk.post("/api/disputes", r).is(http.StatusCreated).into(&made)
	return made.ID
}

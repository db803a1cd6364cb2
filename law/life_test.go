package law_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
)

// life is a dispute lived step by step, without an engine: an act that the law refuses
// fails the test, and limits run out as time passes.
type life struct {
	t       *testing.T
	c       *dispute.Case
	now     time.Time
	almanac law.Almanac
	ledger  []dispute.Entry
}

const day = stories.Day

// live begins on a working Monday.
func live(t *testing.T, r *dispute.Referral) *life {
	t.Helper()
	l := &life{
		t: t, c: &dispute.Case{ID: "life"}, almanac: law.Almanac{Calendar: law.BuiltIn()},
		now: time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing),
	}
	by := stories.Clerk
	if r.Track == dispute.Direct {
		by = stories.Manager
	}
	l.does(by, r)
	return l
}

// accepted is a life whose mediator has been named and has nothing to disclose.
func accepted(t *testing.T, r *dispute.Referral) *life {
	t.Helper()
	l := live(t, r)
	l.does(stories.Manager, &dispute.Acceptance{Mediator: stories.Mediator.Account})
	l.does(stories.Mediator, &dispute.Disclosure{})
	return l
}

func (l *life) refusal(by dispute.Actor, d dispute.Detail) *dispute.Error {
	return law.Permits(law.Situation{Case: l.c, Actor: by, Detail: d, Now: l.now, Almanac: l.almanac}, d.Act())
}

func (l *life) does(by dispute.Actor, d dispute.Detail) {
	l.t.Helper()
	l.now = l.now.Add(time.Minute)
	if p := d.Check(); len(p) > 0 {
		l.t.Fatalf("%s says nonsense: %v", d.Act(), p)
	}
	if refused := l.refusal(by, d); refused != nil {
		l.t.Fatalf("%s by %s at %s: %v", d.Act(), by.Account, l.c.Stage, refused)
	}
	l.enter(by, d)
}

func (l *life) enter(by dispute.Actor, d dispute.Detail) {
	e := dispute.Entry{ID: fmt.Sprintf("e%d", len(l.ledger)), Act: d.Act(), By: by, At: l.now, Detail: d}
	l.ledger = append(l.ledger, e)
	l.c.Apply(e)
	if a := l.c.Agreement; l.c.Stage == dispute.Signing && a.Frozen == nil {
		l.enter(dispute.TheSystem(), &dispute.Freezing{Version: a.Version, Openings: a.Openings, Agreement: stories.Frozen(a.Version)})
	}
}

// mayNot: the act is refused, for a reason that contains the words.
func (l *life) mayNot(by dispute.Actor, d dispute.Detail, because string) {
	l.t.Helper()
	switch refused := l.refusal(by, d); {
	case refused == nil:
		l.t.Fatalf("%s by %s at %s should be refused: %s", d.Act(), by.Account, l.c.Stage, because)
	case !strings.Contains(refused.Message.EN, because):
		l.t.Fatalf("%s is refused with %q, want %q", d.Act(), refused.Message.EN, because)
	}
}

// pass lets time pass, and limits run out each in its moment.
func (l *life) pass(span time.Duration) {
	until := l.now.Add(span)
	for {
		d, due := l.nextDue()
		if !due || d.Due.After(until) {
			break
		}
		if l.now.Before(d.Due) {
			l.now = d.Due
		}
		l.enter(dispute.TheSystem(), &dispute.Expiry{Limit: d.Limit, Last: d.Last, Then: d.Then})
	}
	l.now = until
}

func (l *life) nextDue() (law.Deadline, bool) {
	for _, d := range law.Deadlines(l.c, l.almanac) {
		if !d.Stopped && d.Then != dispute.InformOnly && !l.c.HasNoted(d.ExpiryKey()) {
			return d, true
		}
	}
	return law.Deadline{}, false
}

func (l *life) is(stage dispute.Stage) {
	l.t.Helper()
	if l.c.Stage != stage {
		l.t.Fatalf("the case is %s, want %s", l.c.Stage, stage)
	}
}

func (l *life) ends(e dispute.Ending) {
	l.t.Helper()
	if l.c.Ending != e || l.c.Stage != dispute.Closed {
		l.t.Fatalf("ended as %q at %s, want %s closed", l.c.Ending, l.c.Stage, e)
	}
	a, _ := json.Marshal(l.c)
	b, _ := json.Marshal(dispute.Replay("life", l.ledger))
	if string(a) != string(b) {
		l.t.Errorf("the folded ledger differs:\n%s\n%s", a, b)
	}
}

func (l *life) meets(result dispute.SessionResult) {
	l.t.Helper()
	l.does(stories.Mediator, &dispute.SessionPlan{Start: l.now.Add(day), Mode: dispute.Video})
	l.pass(day)
	l.does(stories.Mediator, &dispute.SessionOpening{
		RightsExplained: true, Attendance: []dispute.Attendance{{Party: "p1", Identified: "id-comparison"}},
	})
	l.does(stories.Mediator, &dispute.SessionClosing{Result: result})
}

// agrees on terms that all sign.
func (l *life) agrees(terms dispute.Terms) {
	l.t.Helper()
	l.meets(dispute.Agreed)
	l.signs(terms)
}

func (l *life) signs(terms dispute.Terms) {
	l.t.Helper()
	l.does(stories.Mediator, &dispute.Draft{Terms: terms, ForSignature: true})
	v := l.c.Agreement.Version
	for _, who := range []dispute.Actor{stories.Consumer, stories.Bank, stories.Mediator} {
		l.does(who, stories.Signs(v))
	}
}

// appliesAndIsTakenUp: both ask the court to confirm, which takes the application up.
func (l *life) appliesAndIsTakenUp() {
	l.t.Helper()
	l.does(stories.Consumer, confirms())
	l.does(stories.Bank, confirms())
	l.does(stories.Clerk, &dispute.ConfirmationAcceptance{Number: "（2026）京0102诉前调确5号"})
}

func confirms() *dispute.ConfirmationApplication {
	return &dispute.ConfirmationApplication{Court: "京0102", Declared: true}
}

func rules(granted bool) *dispute.Ruling {
	return &dispute.Ruling{Granted: granted, Number: "（2026）京0102诉前调确5号", Reason: "理由"}
}

// pays: the consumer pays the bank in some days.
func (l *life) pays(days int) dispute.Terms {
	return dispute.Terms{Obligations: []dispute.Obligation{
		{Payer: "p1", Payee: "p2", Amount: 100, Account: stories.Account, Due: dispute.DateOf(l.now).AddDays(days)},
	}}
}

// twoConsumers apply together; both have consented.
func twoConsumers(track dispute.Track) *dispute.Referral {
	r := stories.Referral(track)
	r.Amount = 300_000
	r.Parties = append(r.Parties, dispute.PartyInfo{
		Role: dispute.Applicant, Kind: dispute.NaturalPerson, Name: "丙", Account: "consumer-2",
		Consent: &dispute.Consent{Online: true, ElectronicService: true, LeavesChoice: true},
	})
	return r
}

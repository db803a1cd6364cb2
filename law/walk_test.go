package law_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sutiao/dispute"
	"sutiao/law"
	"sutiao/test/stories"
)

// walk is a case through which people blunder at random.
type walk struct {
	t       *rapid.T
	c       *dispute.Case
	now     time.Time
	almanac law.Almanac
	ledger  []dispute.Entry
}

var everybody = []dispute.Actor{
	stories.Manager, stories.OtherManager, stories.Mediator, stories.OtherMediator, stories.Consumer, stories.Bank,
	stories.BankAgent, stories.Insurer, stories.SecondConsumer, stories.Clerk, stories.Judge, stories.OtherJudge,
	{Account: "regulator", Role: dispute.Regulator}, {Account: "operator", Role: dispute.Operator},
	{Account: "stranger", Role: dispute.Applicant, Party: "p1"},
}

func begin(t *rapid.T) *walk {
	w := &walk{t: t, c: &dispute.Case{ID: "walk"}, almanac: law.Almanac{Calendar: law.BuiltIn()}}
	w.now = time.Date(2026, 1, 5, 9, 0, 0, 0, dispute.Beijing).AddDate(0, 0, rapid.IntRange(0, 300).Draw(t, "begins after"))
	tracks := dispute.Tracks()
	track := tracks[rapid.IntRange(0, len(tracks)-1).Draw(t, "track")].Value
	r := stories.Referral(track)
	if r.Procedure != "" {
		r.Procedure = rapid.SampledFrom(dispute.Procedures()).Draw(t, "procedure").Value
	}
	if rapid.Bool().Draw(t, "one-sided") {
		r.Parties[1].Consent = nil
	}
	if rapid.IntRange(0, 3).Draw(t, "organisations") == 0 {
		r.Organisations = nil
	}
	if rapid.Bool().Draw(t, "chooses") {
		for i := range r.Parties {
			if r.Parties[i].Consent != nil {
				r.Parties[i].Consent.LeavesChoice = false
			}
		}
	}
	by := stories.Clerk
	if track == dispute.Direct {
		by = stories.Manager
	}
	w.enter(dispute.Entry{By: by, Detail: r})
	return w
}

// enter applies an act if the law permits it, and says whether it did.
func (w *walk) enter(e dispute.Entry) bool {
	e.ID, e.Act, e.At = fmt.Sprintf("e%d", len(w.ledger)), e.Detail.Act(), w.now
	if len(e.Detail.Check()) > 0 {
		return false
	}
	s := law.Situation{Case: w.c, Actor: e.By, Detail: e.Detail, Now: w.now, Almanac: w.almanac}
	if law.Permits(s, e.Act) != nil {
		return false
	}
	w.inItsPower(e)
	before, main, effect := w.c.Stage, w.mainDay(), w.c.When(dispute.AgreementInEffect)
	stored := copied(w.t, e)
	w.c.Apply(e)
	w.ledger = append(w.ledger, stored)
	w.freeze()
	w.staysInItsTable(e, before)
	w.clockKept(e, main)
	w.endsRightly()
	if w.c.When(dispute.AgreementInEffect) != effect {
		w.everybodySigned(e)
	}
	return true
}

// freeze lays the text before the parties, as the workflow does.
func (w *walk) freeze() {
	a := w.c.Agreement
	if w.c.Stage != dispute.Signing || a.Frozen != nil {
		return
	}
	d := &dispute.Freezing{Version: a.Version, Openings: a.Openings, Agreement: stories.Frozen(a.Version)}
	e := dispute.Entry{ID: fmt.Sprintf("e%d", len(w.ledger)), Act: d.Act(), By: dispute.TheSystem(), At: w.now, Detail: d}
	w.c.Apply(e)
	w.ledger = append(w.ledger, copied(w.t, e))
}

// copied is the entry as the ledger keeps it.
func copied(t *rapid.T, e dispute.Entry) dispute.Entry {
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	var stored dispute.Entry
	if err := json.Unmarshal(data, &stored); err != nil {
		t.Fatal(err)
	}
	return stored
}

func (w *walk) power(act dispute.Act) law.Power {
	i := slices.IndexFunc(law.Powers(), func(p law.Power) bool { return p.Act == act })
	return law.Powers()[i]
}

// inItsPower: whoever succeeds holds the role in this very case, at a stage of the row.
func (w *walk) inItsPower(e dispute.Entry) {
	p := w.power(e.Act)
	if !slices.Contains(p.By, e.By.Role) || !slices.Contains(p.During, w.c.Stage) {
		w.t.Fatalf("%s by %s at %s went through", e.Act, e.By.Role, w.c.Stage)
	}
	mine := map[dispute.Role]bool{
		dispute.Mediator: e.By.Account == w.c.Mediator,
		dispute.Manager:  e.By.Organisation == w.c.Organisation || w.c.Seq == 0,
		dispute.Clerk:    e.By.Court == w.c.Court || (w.c.Confirmation != nil && e.By.Court == w.c.Confirmation.Court),
	}
	mine[dispute.Judge] = mine[dispute.Clerk]
	if ok, limited := mine[e.By.Role]; limited && !ok && w.c.Seq > 0 {
		w.t.Fatalf("%s by a foreign %s went through", e.Act, e.By.Role)
	}
	if e.By.Role.IsParty() && w.c.Seq > 0 && w.c.PartyOf(e.By.Account) == nil {
		w.t.Fatalf("%s by a stranger went through", e.Act)
	}
	if w.c.Over() && e.By.Role != dispute.System && w.c.Ending != dispute.Confirmed {
		w.t.Fatalf("%s after the ending %s went through", e.Act, w.c.Ending)
	}
}

// staysInItsTable: an act leads nowhere that its row does not name.
func (w *walk) staysInItsTable(e dispute.Entry, before dispute.Stage) {
	if w.c.Stage != before && !slices.Contains(w.power(e.Act).To, w.c.Stage) {
		w.t.Fatalf("%s led from %s to %s, which its row does not name", e.Act, before, w.c.Stage)
	}
}

func (w *walk) mainDay() dispute.Date {
	d, _ := law.MainDeadline(w.c, w.almanac)
	return d.Last
}

// clockKept: the period neither restarts nor moves, but by extension and appraisal.
func (w *walk) clockKept(e dispute.Entry, before dispute.Date) {
	after := w.mainDay()
	if before.IsZero() || after.IsZero() || before == after {
		return
	}
	switch e.Act {
	case dispute.ConsentToExtension, dispute.RequestExtension, dispute.Suspend, dispute.Resume:
		if !after.Before(before) {
			return
		}
	}
	w.t.Fatalf("%s moved the last day from %s to %s", e.Act, before, after)
}

// everybodySigned: an agreement comes into effect by every signature, or by a mechanism
// to which those that it binds agreed. The end of a period waits for no mediator.
func (w *walk) everybodySigned(e dispute.Entry) {
	a := w.c.Agreement
	for _, p := range w.c.Parties {
		agreed := slices.Contains(p.Mechanisms, a.Adopted) || (a.Adopted == dispute.SmallOpinion && slices.Contains(w.c.Proposal.Accepted, p.ID))
		if p.SignedAt.IsZero() && p.WithdrewAt.IsZero() && !agreed {
			w.t.Fatalf("an agreement stands without %s", p.ID)
		}
	}
	if a.Adopted == "" && a.MediatorSignedAt.IsZero() && e.Act != dispute.ExpireLimit {
		w.t.Fatalf("an agreement stands without the mediator's signature")
	}
}

// endsRightly: no ending without the acts that it needs.
func (w *walk) endsRightly() {
	if !w.c.Over() {
		return
	}
	did := func(act dispute.Act) int {
		n := 0
		for _, e := range w.ledger {
			if e.Act == act {
				n++
			}
		}
		return n
	}
	needs := map[dispute.Ending][]dispute.Act{
		dispute.Confirmed: {dispute.ApplyForConfirmation, dispute.AcceptConfirmation, dispute.RuleOnConfirmation},
		// T12 also follows a revoked ruling, and all three follow an application of every party.
		dispute.ConfirmationRefused: {dispute.RuleOnConfirmation}, dispute.ConfirmationWithdrawn: {dispute.ApplyForConfirmation},
		dispute.ConfirmationDeclined: {dispute.DeclineConfirmation}, dispute.Performed: {dispute.ReportPerformance},
		dispute.StatementIssued: {dispute.IssueStatement}, dispute.SuitWithdrawn: {dispute.PermitWithdrawal},
		dispute.FalseMediation: {dispute.Suspend, dispute.FindFalseMediation}, dispute.SigningRefused: {dispute.RefuseToSign},
		dispute.Expired: {dispute.ExpireLimit},
	}
	for _, act := range needs[w.c.Ending] {
		if did(act) == 0 {
			w.t.Fatalf("ended as %s without %s", w.c.Ending, act)
		}
	}
	agreed := w.c.Ending.Info().Success
	// A breach ends as another matter; false mediation may be found out late.
	late := w.c.Ending == dispute.OtherEnding || w.c.Ending == dispute.FalseMediation
	if agreed != w.c.Has(dispute.AgreementInEffect) && !late {
		w.t.Fatalf("ended as %s, agreement in effect: %v", w.c.Ending, !agreed)
	}
}

// within goes some way into a story before the blundering begins, so that late stages are
// reached as often as early ones.
func within(t *rapid.T, story stories.Story) *walk {
	w := &walk{t: t, c: &dispute.Case{ID: "walk"}, almanac: law.Almanac{Calendar: law.BuiltIn()}}
	w.now = time.Date(2026, 3, 2, 9, 0, 0, 0, dispute.Beijing)
	w.enter(dispute.Entry{By: story.Open.By, Detail: story.Open.Detail(w.now)})
	for _, step := range story.Steps[:rapid.IntRange(0, len(story.Steps)).Draw(t, "steps into the story")] {
		w.pass(step.After)
		w.enter(dispute.Entry{By: step.By, Detail: step.Detail(w.now)})
	}
	return w
}

func TestNoRandomLifeBreaksTheLaw(t *testing.T) {
	reached := map[dispute.Stage]bool{}
	rapid.Check(t, func(t *rapid.T) { blunder(t, begin(t), reached) })
	for _, story := range append(stories.Endings(), stories.Turns()...) {
		t.Run("within "+story.Name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) { blunder(t, within(t, story), reached) })
		})
	}
	for _, s := range []dispute.Stage{dispute.Scheduling, dispute.Drafting, dispute.Performing, dispute.Closed} {
		if !reached[s] {
			t.Errorf("the walks are too short: none reached %s", s)
		}
	}
}

func blunder(t *rapid.T, w *walk, reached map[dispute.Stage]bool) {
	for range rapid.IntRange(5, 60).Draw(t, "steps") {
		w.step()
		reached[w.c.Stage] = true
	}
	w.leadsOn()
	a, _ := json.Marshal(w.c)
	b, _ := json.Marshal(dispute.Replay("walk", w.ledger))
	if string(a) != string(b) {
		t.Fatalf("the folded ledger differs:\n%s\n%s", a, b)
	}
}

// leadsOn: no life is stuck. Somebody may do an act that moves it, or a limit will.
func (w *walk) leadsOn() {
	if w.c.Finished() {
		return
	}
	for _, d := range law.Deadlines(w.c, w.almanac) {
		if !d.Stopped && d.Then != dispute.NoteOverdue && d.Then != dispute.InformOnly && !w.c.HasNoted(d.ExpiryKey()) {
			return
		}
	}
	for _, actor := range everybody {
		for _, act := range law.Allowed(law.Situation{Case: w.c, Actor: actor, Now: w.now, Almanac: w.almanac}) {
			if len(w.power(act).To) > 0 {
				return
			}
		}
	}
	w.t.Fatalf("nobody and nothing leads on from %s, ending %q", w.c.Stage, w.c.Ending)
}

// pass lets time pass and limits run out.
func (w *walk) pass(span time.Duration) {
	w.now = w.now.Add(span)
	for _, d := range law.Deadlines(w.c, w.almanac) {
		if _, still := law.DeadlineOf(w.c, d.Limit, w.almanac); still && !d.Stopped && !w.now.Before(d.Due) &&
			d.Then != dispute.InformOnly && !w.c.HasNoted(d.ExpiryKey()) {
			w.enter(dispute.Entry{By: dispute.TheSystem(), Detail: &dispute.Expiry{Limit: d.Limit, Last: d.Last, Then: d.Then}})
		}
	}
}

// step: time passes and limits run out, or somebody tries something.
func (w *walk) step() {
	if rapid.IntRange(0, 9).Draw(w.t, "what") == 0 {
		w.pass(time.Duration(rapid.IntRange(1, 20*24).Draw(w.t, "hours")) * time.Hour)
		return
	}
	w.now = w.now.Add(time.Duration(rapid.IntRange(1, 90).Draw(w.t, "minutes")) * time.Minute)
	actor := rapid.SampledFrom(everybody).Draw(w.t, "who")
	// Mostly what the case view would offer, so that lives get somewhere; else anything.
	act := rapid.SampledFrom(law.Powers()).Draw(w.t, "act").Act
	offered := law.Allowed(law.Situation{Case: w.c, Actor: actor, Now: w.now, Almanac: w.almanac})
	if len(offered) > 0 && rapid.IntRange(0, 3).Draw(w.t, "sensible") > 0 {
		act = rapid.SampledFrom(offered).Draw(w.t, "offered")
	}
	if act == dispute.ExpireLimit || act == dispute.Refer {
		return
	}
	w.enter(dispute.Entry{By: actor, Detail: w.detail(act)})
}

package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"sutiao/activities"
	"sutiao/dispute"
	"sutiao/test/stories"
)

// wordy writes what the case says into its texts, and fails for those that it is told to.
type wordy struct {
	*stories.Desk
	fails func(o activities.PaperOrder) bool
}

func (d *wordy) Write(ctx context.Context, o activities.PaperOrder) (activities.Paper, error) {
	if d.fails != nil && d.fails(o) {
		return activities.Paper{}, errors.New("a character without a glyph")
	}
	p, err := d.Desk.Write(ctx, o)
	p.PDF = fmt.Appendf(nil, "%s total=%d parties=%d", o.Kind, o.Case.Agreement.Total(), len(o.Case.Parties))
	return p, err
}

// text is what a file says.
func (d *wordy) text(t *testing.T, file *dispute.Document) string {
	t.Helper()
	if file == nil {
		return ""
	}
	data, err := d.Get(t.Context(), "", file.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// untilDrafting is a case in which the parties have just agreed.
func untilDrafting(t *testing.T) stories.Story {
	t.Helper()
	s := storyNamed(t, "redrafted, signed and served")
	for i, step := range s.Steps {
		if _, drafts := step.Detail(storiesBegin).(*dispute.Draft); drafts {
			s.Steps = append([]stories.Step{}, s.Steps[:i]...)
			return s
		}
	}
	t.Fatal("nobody drafts in the story")
	return s
}

func drafts(amount dispute.Fen) func(time.Time) dispute.Detail {
	return func(now time.Time) dispute.Detail {
		return &dispute.Draft{ForSignature: true, Terms: dispute.Terms{Obligations: []dispute.Obligation{{
			Payer: "p1", Payee: "p2", Amount: amount, Due: dispute.DateOf(now).AddMonths(1), Account: stories.Account,
		}}}}
	}
}

func says(d dispute.Detail) func(time.Time) dispute.Detail {
	return func(time.Time) dispute.Detail { return d }
}

func playAt(t *testing.T, d *wordy, s stories.Story) *world {
	t.Helper()
	w := newWorld()
	w.desk = d.Desk
	w.scribe = d
	env := prepared(t, w, w)
	schedule(t, env, w, s)
	start(env, w, s)
	if err := env.GetWorkflowError(); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestATextThatCannotBeWrittenHoldsUpNoLaterOne(t *testing.T) {
	d := &wordy{Desk: stories.NewDesk(), fails: func(o activities.PaperOrder) bool { return o.Case.Agreement.Version == 1 }}
	s := untilDrafting(t)
	s.Steps = append(s.Steps,
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: drafts(1000)},
		stories.Step{After: 1500 * time.Millisecond, By: stories.Mediator, Detail: says(&dispute.DraftWithdrawal{Reason: "错字"})},
		stories.Step{After: time.Millisecond, By: stories.Mediator, Detail: drafts(2000)},
	)
	w := playAt(t, d, s)
	if got := d.text(t, w.last.Agreement.Frozen); !strings.Contains(got, "total=2000") {
		t.Errorf("the second text was not laid before the parties: %q", got)
	}
}

func TestATextOpenedAgainIsTheOneThatIsRead(t *testing.T) {
	calls := 0
	d := &wordy{Desk: stories.NewDesk(), fails: func(activities.PaperOrder) bool { calls++; return calls <= 5 }}
	third := dispute.PartyInfo{Name: "丙保险公司", Role: dispute.ThirdParty, Kind: dispute.LegalPerson, Representative: "丁"}
	s := untilDrafting(t)
	s.Steps = append(s.Steps,
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: drafts(1000)},
		stories.Step{After: 1500 * time.Millisecond, By: stories.Mediator, Detail: says(&dispute.DraftWithdrawal{Reason: "追加当事人"})},
		stories.Step{After: time.Hour, By: stories.Manager, Detail: says(&dispute.NewParty{PartyInfo: third})},
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: says(&dispute.SigningOpening{Version: 1})},
	)
	w := playAt(t, d, s)
	if got := d.text(t, w.last.Agreement.Frozen); !strings.Contains(got, "parties=3") {
		t.Errorf("the parties read %q, which doesn't name the third", got)
	}
}

func TestAnAdoptedProposalIsSealedAsTheProposalAndNotAsAnEarlierDraft(t *testing.T) {
	d := &wordy{Desk: stories.NewDesk()}
	s := untilDrafting(t)
	var session []stories.Step
	for _, step := range s.Steps {
		switch step.Detail(storiesBegin).(type) {
		case *dispute.SessionPlan, *dispute.SessionOpening:
			session = append(session, step)
		}
	}
	s.Steps = append(s.Steps,
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: drafts(9_999_900)},
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: says(&dispute.DraftWithdrawal{Reason: "银行不同意"})},
	)
	s.Steps = append(s.Steps, session...)
	s.Steps = append(s.Steps,
		stories.Step{After: time.Hour, By: stories.Consumer, Detail: says(&dispute.MechanismConsent{Kind: dispute.NoObjection})},
		stories.Step{After: time.Hour, By: stories.Bank, Detail: says(&dispute.MechanismConsent{Kind: dispute.NoObjection})},
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: says(&dispute.SessionClosing{Result: dispute.NotAgreed})},
		stories.Step{After: time.Hour, By: stories.Mediator, Detail: func(now time.Time) dispute.Detail {
			terms := drafts(100)(now).(*dispute.Draft).Terms
			return &dispute.ProposalService{Kind: dispute.NoObjection, NoMajorFactDispute: true, ProofOfService: "短信", Terms: terms}
		}},
		stories.Step{After: 20 * stories.Day, By: stories.Manager, Detail: says(&dispute.AgreementService{How: "邮寄送达"})},
		stories.Step{After: stories.Day, By: stories.Bank, Detail: says(&dispute.Performance{Obligation: 1})},
	)
	w := playAt(t, d, s)
	if got := d.text(t, w.last.Agreement.Sealed); !strings.Contains(got, "total=100 ") {
		t.Errorf("sealed was %q", got)
	}
}

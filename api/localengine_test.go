package api_test

import (
	"context"
	"sync"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/law"
	"sutiao/storage"
	"sutiao/test/stories"
	"sutiao/workflows"
)

// localEngine does what a dispute's workflow does, without Temporal: ask the law, apply
// the act, record it.
type localEngine struct {
	mu       sync.Mutex
	cases    map[string]*dispute.Case
	seen     map[string]workflows.Receipt
	db       *storage.DB
	almanacs api.Almanacs
	node     string // on which rooms open; empty: none
	next     string // where rooms open when that node is found gone
	lost     []int  // openings whose node was found gone
	looked   []int  // sessions whose room was told to look at the case
}

func newLocalEngine(db *storage.DB, a api.Almanacs) *localEngine {
	return &localEngine{cases: map[string]*dispute.Case{}, seen: map[string]workflows.Receipt{}, db: db, almanacs: a}
}

func (l *localEngine) Open(ctx context.Context, in workflows.Start) (workflows.Receipt, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cases[in.ID] == nil {
		l.cases[in.ID] = &dispute.Case{ID: in.ID}
	}
	return l.enter(ctx, l.cases[in.ID], *in.Opening)
}

func (l *localEngine) Act(ctx context.Context, id string, e dispute.Entry) (workflows.Receipt, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.enter(ctx, l.cases[id], e)
}

func (l *localEngine) enter(ctx context.Context, c *dispute.Case, e dispute.Entry) (workflows.Receipt, error) {
	if receipt, done := l.seen[e.ID]; done {
		return receipt, nil
	}
	if e.Expect != 0 && e.Expect != c.Seq {
		return workflows.Receipt{}, &dispute.Error{Code: dispute.CodeConflict, Message: dispute.Text{ZH: "已有新的进展", EN: "changed meanwhile"}}
	}
	almanac, err := l.almanacs.Almanac(ctx)
	if err != nil {
		return workflows.Receipt{}, err
	}
	if refusal := law.Permits(law.Situation{Case: c, Actor: e.By, Detail: e.Detail, Now: e.At, Almanac: almanac}, e.Act); refusal != nil {
		return workflows.Receipt{}, refusal
	}
	e.Seq = c.Seq + 1
	c.Apply(e)
	if err := l.record(ctx, c, almanac, e); err != nil {
		return workflows.Receipt{}, err
	}
	l.seen[e.ID] = workflows.Receipt{Seq: c.Seq, Stage: c.Stage}
	return l.seen[e.ID], l.freeze(ctx, c, almanac, e)
}

// freeze lays the text before the parties.
func (l *localEngine) freeze(ctx context.Context, c *dispute.Case, a law.Almanac, after dispute.Entry) error {
	if c.Stage != dispute.Signing || c.Agreement.Frozen != nil {
		return nil
	}
	d := &dispute.Freezing{Version: c.Agreement.Version, Openings: c.Agreement.Openings, Agreement: stories.Frozen(c.Agreement.Version)}
	e := dispute.Entry{ID: after.ID + "/freeze", Seq: c.Seq + 1, Act: d.Act(), By: dispute.TheSystem(), At: after.At, Detail: d}
	c.Apply(e)
	return l.record(ctx, c, a, e)
}

// CaseFile gives a file that was kept before under that name.
func (l *localEngine) CaseFile(_ context.Context, disputeID string, _ int) (dispute.File, error) {
	return dispute.File{Name: disputeID + ".zip", Keeper: "nobody", SHA256: "00"}, nil
}

func (l *localEngine) record(ctx context.Context, c *dispute.Case, a law.Almanac, entries ...dispute.Entry) error {
	var dates []dispute.DueDate
	for _, d := range law.Deadlines(c, a) {
		dates = append(dates, dispute.DueDate{
			Limit: d.Limit, Name: d.Name, Last: d.Last, Due: d.Due, Provisional: d.Provisional, Stopped: d.Stopped, Main: d.Main,
		})
	}
	return l.db.Record(ctx, dispute.Recording{Case: c.Clone(), Entries: entries, Dates: dates})
}

// CalendarChanged computes the dates of every case anew.
func (l *localEngine) CalendarChanged(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	almanac, err := l.almanacs.Almanac(ctx)
	for _, c := range l.cases {
		if err == nil {
			err = l.record(ctx, c, almanac)
		}
	}
	return err
}

// FindRoom implements api.Engine.
func (l *localEngine) FindRoom(_ context.Context, _ workflows.RoomRef, after int) (workflows.RoomPlace, error) {
	opening := 1 + len(l.lost)
	if l.node == "" || opening <= after {
		return workflows.RoomPlace{}, &dispute.Error{Code: dispute.CodeUnavailable}
	}
	return workflows.RoomPlace{Node: l.node, Opening: opening, Name: "o1"}, nil
}

// RoomLost implements api.Engine.
func (l *localEngine) RoomLost(_ context.Context, _ string, _, opening int) error {
	l.lost = append(l.lost, opening)
	l.node, l.next = l.next, ""
	return nil
}

// RoomLook implements api.Engine.
func (l *localEngine) RoomLook(_ context.Context, _ string, session int) error {
	l.looked = append(l.looked, session)
	return nil
}

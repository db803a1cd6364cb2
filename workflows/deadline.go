package workflows

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"sutiao/dispute"
	"sutiao/law"
)

// grace lets an act that reached us in the last moment be heard before its limit is.
const grace = time.Minute

// alarm is the one timer of a dispute.
type alarm struct {
	at     time.Time
	rang   bool
	cancel workflow.CancelFunc
}

// setAlarm sets the timer to the nearest moment at which a limit or a reminder falls. A
// timer that would ring too early is left alone: that costs the history less than moving
// it, since it finds nothing due and is simply set again.
func (m *mediation) setAlarm(ctx workflow.Context) {
	at := m.nextMoment(ctx)
	if at.IsZero() || (!m.alarm.at.IsZero() && !at.Before(m.alarm.at)) {
		return
	}
	if m.alarm.cancel != nil {
		m.alarm.cancel()
	}
	timerCtx, cancel := workflow.WithCancel(ctx)
	m.alarm = alarm{at: at, cancel: cancel}
	// A moment more, so that rounding never has it ring just before its time.
	timer := workflow.NewTimer(timerCtx, max(m.clock.Wait(at.Sub(m.now(ctx))), 0)+time.Millisecond)
	workflow.Go(timerCtx, func(ctx workflow.Context) {
		if timer.Get(ctx, nil) == nil {
			m.alarm.rang = true
		}
	})
}

func (m *mediation) nextMoment(ctx workflow.Context) time.Time {
	var next time.Time
	consider := func(at time.Time) {
		if !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	for _, d := range law.Deadlines(m.c, m.almanac) {
		if acts(d) && !m.c.HasNoted(d.ExpiryKey()) {
			consider(d.Due.Add(grace))
			if !m.c.HasNoted(d.ReminderKey()) {
				consider(d.RemindAt)
			}
		}
	}
	if at, key := sessionReminder(m.c, m.now(ctx)); !m.c.HasNoted(key) {
		consider(at)
	}
	return next
}

// acts tells whether the limit's end has a consequence now.
func acts(d law.Deadline) bool { return !d.Stopped && d.Then != dispute.InformOnly }

// expire draws the consequences of every limit that has run out, computed afresh: a
// holiday declared meanwhile or an extension has moved it.
func (m *mediation) expire(ctx workflow.Context) {
	if m.alarm.cancel != nil {
		m.alarm.cancel()
	}
	m.alarm = alarm{}
	now := m.now(ctx)
	for _, d := range law.Deadlines(m.c, m.almanac) {
		if !acts(d) || m.c.HasNoted(d.ExpiryKey()) {
			continue
		}
		if !now.Before(d.Due.Add(grace)) {
			m.expireLimit(ctx, d)
			continue
		}
		if !d.RemindAt.IsZero() && !now.Before(d.RemindAt) && !m.c.HasNoted(d.ReminderKey()) {
			m.enterOwn(ctx, d.ReminderKey(), &dispute.Reminder{Limit: d.Limit, Last: d.Last})
		}
	}
	if at, key := sessionReminder(m.c, now); !at.IsZero() && !now.Before(at) && !m.c.HasNoted(key) {
		m.enterOwn(ctx, key, &dispute.Reminder{Limit: "session", Last: dispute.DateOf(m.c.NextSession().Start)})
	}
}

// expireLimit enters one expiry, unless an earlier one of the same moment has changed
// the case so that the limit runs no more.
func (m *mediation) expireLimit(ctx workflow.Context, d law.Deadline) {
	if _, still := law.DeadlineOf(m.c, d.Limit, m.almanac); !still {
		return
	}
	m.enterOwn(ctx, d.ExpiryKey(), &dispute.Expiry{Limit: d.Limit, Last: d.Last, Then: d.Then})
}

// sessionReminder is nine in the morning of the day before the planned session. Nobody is
// called to one that is past, or while the mediation is paused, without a mediator or over.
func sessionReminder(c *dispute.Case, now time.Time) (time.Time, string) {
	s := c.NextSession()
	if s == nil || !now.Before(s.Start) || (c.Stage != dispute.Scheduling && c.Stage != dispute.Drafting) {
		return time.Time{}, ""
	}
	day := dispute.DateOf(s.Start)
	at := day.AddDays(-1).Start().Add(9 * time.Hour)
	if !at.After(s.PlannedAt) {
		return time.Time{}, ""
	}
	return at, (&dispute.Reminder{Limit: "session", Last: day}).Key()
}

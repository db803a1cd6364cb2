//go:build engines

package engines_test

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/test/stories"
)

// playing is a life being lived.
type playing struct {
	life
	in *installation
	id string
}

// begin refers a dispute and brings it into its phase.
func (i *installation) begin(ctx context.Context, l life) (*playing, error) {
	r := l.referral(i.people)
	opener := stories.Clerk
	switch {
	case r.Track == dispute.Direct:
		opener = stories.Manager
	case r.Court == stubbornCourt:
		opener = stubborn(stories.Clerk)
	}
	id, err := i.people.as(opener).refer(ctx, r)
	p := &playing{life: l, in: i, id: id}
	if err == nil {
		err = p.play(ctx, l.before)
	}
	if err == nil {
		err = p.reaches(ctx, l.phase)
	}
	if err != nil {
		return p, fmt.Errorf("%s: %w", l.name, err)
	}
	return p, nil
}

func (p *playing) play(ctx context.Context, moves []move) error {
	for _, m := range moves {
		if err := p.move(ctx, m, newKey()); err != nil {
			return err
		}
	}
	return nil
}

func (p *playing) move(ctx context.Context, m move, key string) error {
	d, err := p.in.people.confirmed(ctx, m.by, p.id, m.say(p.in.now()))
	if err != nil {
		return err
	}
	return p.in.people.as(m.by).act(ctx, p.id, key, d)
}

// attempt makes a move once, as somebody would who does not know of any trouble.
func (p *playing) attempt(ctx context.Context, d dispute.Detail, key string) answer {
	return p.in.people.as(p.act.by).post(ctx, actPath(p.id, d), key, d)
}

func (p *playing) reaches(ctx context.Context, s dispute.Stage) error {
	return until(ctx, "it stands at "+string(s), func() error {
		f, err := p.in.ledger.footprint(ctx, p.id)
		if err == nil && f.Stage != string(s) {
			err = fmt.Errorf("it stands at %s", f.Stage)
		}
		return err
	})
}

// finish plays what follows, and then looks whether the dispute has left behind what an
// undisturbed one leaves.
func (p *playing) finish(ctx context.Context, want footprint) error {
	if err := p.play(ctx, p.after); err != nil {
		return err
	}
	err := until(ctx, "it has left everything", func() error {
		f, err := p.in.ledger.footprint(ctx, p.id)
		if err != nil {
			return err
		}
		return f.same(want)
	})
	if err != nil {
		return err
	}
	err = until(ctx, "its documents are made", func() error { return p.in.ledger.nothingOwed(ctx, p.id) })
	if err != nil {
		return err
	}
	return p.in.ledger.sound(ctx, p.id)
}

// undisturbed lives a life without any trouble and gives what it leaves behind.
func (i *installation) undisturbed(ctx context.Context, l life) (footprint, error) {
	p, err := i.begin(ctx, l)
	if err == nil && l.act.say != nil {
		err = p.move(ctx, l.act, newKey())
	}
	if err == nil {
		err = p.play(ctx, l.after)
	}
	if err != nil {
		return footprint{}, fmt.Errorf("%s, undisturbed: %w", l.name, err)
	}
	var f footprint
	err = until(ctx, "the undisturbed one is through", func() error {
		var err error
		if f, err = i.ledger.footprint(ctx, p.id); err != nil {
			return err
		}
		return l.over(f, l.referral(i.people).Court)
	})
	if err == nil {
		err = i.ledger.sound(ctx, p.id)
	}
	return f, err
}

// over tells that a life has its ending and that everything owed to a court was sent.
func (l life) over(f footprint, court string) error {
	pending := func(d string) bool { return strings.HasSuffix(d, " "+storage.Sending) }
	result := string(dispute.ResultReturned)
	switch {
	case f.Ending != string(l.ending):
		return fmt.Errorf("it ended as %q, want %s", f.Ending, l.ending)
	case court != "" && l.ending.Info().Returns && !slices.Contains(f.Own, result):
		return fmt.Errorf("the court has yet to hear of it: %v", f.Own)
	case slices.ContainsFunc(f.Deliveries, pending):
		return fmt.Errorf("under way: %v", f.Deliveries)
	}
	return nil
}

package demonstration

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"sutiao/dispute"
)

// playing is a case under way.
type playing struct {
	run     *Run
	staff   *cast
	court   string
	id      string
	phones  []string // of the parties, in order
	parties map[int]*person
}

// refer sends the referral as its court, or its applicant's organisation, would.
func (r *Run) refer(ctx context.Context, staff *cast, c Case) (*playing, error) {
	referral := c.Referral
	for i, o := range referral.Organisations {
		if o == "$org" {
			referral.Organisations = append([]string(nil), referral.Organisations...)
			referral.Organisations[i] = staff.organisation
		}
	}
	sender := staff.clerks[referral.Court]
	if referral.Track == dispute.Direct {
		sender = staff.manager
	}
	if c.Resumes != "" {
		r.mu.Lock()
		referral.ResumedFrom = r.cases[c.Resumes]
		r.mu.Unlock()
	}
	var made struct {
		ID string `json:"id"`
	}
	if err := sender.call(ctx, "POST", "/api/disputes", referral, &made); err != nil {
		return nil, fmt.Errorf("refer: %w", err)
	}
	r.mu.Lock()
	r.cases[c.Name] = made.ID
	r.mu.Unlock()
	p := &playing{run: r, staff: staff, court: referral.Court, id: made.ID, parties: map[int]*person{}}
	for _, party := range referral.Parties {
		p.phones = append(p.phones, party.Phone)
	}
	return p, nil
}

func (p *playing) who(ctx context.Context, by string) (*person, error) {
	switch by {
	case "manager":
		return p.staff.manager, nil
	case "mediator":
		return p.staff.mediator, nil
	case "clerk":
		return p.staff.clerks[p.court], nil
	case "judge":
		return p.staff.judges[p.court], nil
	}
	n, err := strconv.Atoi(strings.TrimPrefix(by, "p"))
	if err != nil || n < 1 || n > len(p.phones) {
		return nil, fmt.Errorf("nobody is called %q", by)
	}
	if p.parties[n] == nil {
		if p.parties[n], err = p.run.party(ctx, p.phones[n-1]); err != nil {
			return nil, err
		}
	}
	return p.parties[n], nil
}

// view is the part of the case view that we read.
type view struct {
	Case struct {
		Stage  dispute.Stage  `json:"stage"`
		Ending dispute.Ending `json:"ending"`
	} `json:"case"`
	Now time.Time `json:"now"`
}

func (p *playing) move(ctx context.Context, m Move) error {
	who, err := p.who(ctx, m.By)
	if err != nil {
		return err
	}
	var v view
	if err := who.call(ctx, "GET", "/api/disputes/"+p.id, nil, &v); err != nil {
		return err
	}
	detail := today(m.Detail, v.Now, p.staff.mediatorID)
	if m.Act == dispute.SignAgreement {
		if detail, err = p.signature(ctx, who, m.By, detail); err != nil {
			return fmt.Errorf("sign: %w", err)
		}
	}
	return who.call(ctx, "POST", "/api/disputes/"+p.id+"/acts/"+string(m.Act), detail, nil)
}

// ending waits until the case has one.
func (p *playing) ending(ctx context.Context, wait time.Duration) (dispute.Ending, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	var v view
	for {
		if err := p.staff.manager.call(ctx, "GET", "/api/disputes/"+p.id, nil, &v); err != nil && ctx.Err() == nil {
			return "", err
		}
		if v.Case.Ending != dispute.EndingNone {
			return v.Case.Ending, nil
		}
		if ctx.Err() != nil {
			return "", errors.New("it has no ending yet and stands at " + string(v.Case.Stage))
		}
		pause(ctx, 200*time.Millisecond)
	}
}

package demonstration

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"sutiao/dispute"
)

// cast holds the offices and people that the cases need, newly registered for each run.
type cast struct {
	run          *Run
	organisation string
	mediatorID   string
	manager      *person
	mediator     *person
	clerks       map[string]*person // by court
	judges       map[string]*person
}

func (r *Run) hire(ctx context.Context, cases []Case) (*cast, error) {
	c := &cast{run: r, clerks: map[string]*person{}, judges: map[string]*person{}}
	var o struct {
		ID string `json:"id"`
	}
	err := r.operator.call(ctx, "POST", "/api/organisations", map[string]any{
		"name": "金融纠纷调解中心（演示 " + r.serial() + "）", "kind": "industry",
	}, &o)
	if err != nil {
		return nil, fmt.Errorf("register the organisation: %w", err)
	}
	c.organisation = o.ID
	if c.manager, _, err = r.staff(ctx, dispute.Manager, map[string]any{"organisation": o.ID}); err != nil {
		return nil, err
	}
	if c.mediator, c.mediatorID, err = r.staff(ctx, dispute.Mediator, map[string]any{"organisation": o.ID, "fullTime": true}); err != nil {
		return nil, err
	}
	for _, k := range cases {
		if err := c.connect(ctx, k.Referral.Court); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// connect registers a court with a clerk and a judge.
func (c *cast) connect(ctx context.Context, code string) error {
	if code == "" || c.clerks[code] != nil {
		return nil
	}
	name := code
	if known, ok := dispute.CourtByCode(code); ok {
		name = known.Name
	}
	err := c.run.operator.call(ctx, "POST", "/api/courts", map[string]any{"code": code, "name": name}, nil)
	if err != nil {
		return fmt.Errorf("connect %s: %w", code, err)
	}
	if c.clerks[code], _, err = c.run.staff(ctx, dispute.Clerk, map[string]any{"court": code}); err != nil {
		return err
	}
	c.judges[code], _, err = c.run.staff(ctx, dispute.Judge, map[string]any{"court": code})
	return err
}

// staff creates an account, signs in and changes the first password, as its user would.
func (r *Run) staff(ctx context.Context, role dispute.Role, office map[string]any) (*person, string, error) {
	login := string(role) + "-" + r.serial()
	office["role"], office["login"], office["name"] = role, login, dispute.NameOf(dispute.Roles(), role).ZH
	var made struct {
		ID       string `json:"id"`
		Password string `json:"password"`
	}
	if err := r.operator.call(ctx, "POST", "/api/accounts", office, &made); err != nil {
		return nil, "", fmt.Errorf("create the account of a %s: %w", role, err)
	}
	p, err := newPerson(r.base, "", r.serial)
	if err != nil {
		return nil, "", err
	}
	if err := p.call(ctx, "POST", "/api/sign-in", map[string]any{"login": login, "password": made.Password}, nil); err != nil {
		return nil, "", fmt.Errorf("sign in as a %s: %w", role, err)
	}
	p.password = made.Password + "-" + r.serial()
	changed := map[string]any{"current": made.Password, "password": p.password}
	return p, made.ID, p.call(ctx, "POST", "/api/me/password", changed, nil)
}

// party signs in with a one-time code, which it finds among its messages.
func (r *Run) party(ctx context.Context, phone string) (*person, error) {
	p, err := newPerson(r.base, "", r.serial)
	if err != nil {
		return nil, err
	}
	asked := time.Now()
	if err := p.call(ctx, "POST", "/api/sign-in/code", map[string]any{"phone": phone}, nil); err != nil {
		return nil, fmt.Errorf("ask for a code: %w", err)
	}
	code, err := r.codeFor(ctx, phone, "", asked)
	if err != nil {
		return nil, err
	}
	p.phone = phone
	return p, p.call(ctx, "POST", "/api/sign-in/with-code", map[string]any{"phone": phone, "code": code}, nil)
}

var codeIn = regexp.MustCompile(`验证码(\d{6})`)

// codeFor waits for the message with the code: it is a file of the outbox. A code for a
// signature names the document.
func (r *Run) codeFor(ctx context.Context, phone, document string, since time.Time) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 15*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		files, err := filepath.Glob(filepath.Join(r.outbox, "code-*.json"))
		if err != nil {
			return "", err
		}
		for _, f := range files {
			data, err := os.ReadFile(f) //nolint:gosec // a file of the outbox
			if err != nil || !strings.Contains(string(data), phone) {
				continue
			}
			var m struct {
				To, Text string
				At       time.Time
			}
			if json.Unmarshal(data, &m) == nil && m.To == phone && !m.At.Before(since) && strings.Contains(m.Text, document) {
				if code := codeIn.FindStringSubmatch(m.Text); code != nil {
					return code[1], nil
				}
			}
		}
		pause(ctx, 50*time.Millisecond)
	}
	return "", fmt.Errorf("no code has come to the outbox %s", r.outbox)
}

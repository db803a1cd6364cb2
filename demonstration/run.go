package demonstration

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sutiao/dispute"
)

// Run is one demonstration against a running system.
type Run struct {
	base     string
	outbox   string
	operator *person
	serial   func() string
	day      time.Duration
	out      io.Writer

	mu    sync.Mutex
	cases map[string]string // dispute IDs by case name
}

// New makes a run against the system at base, with an operator's API key and the folder
// in which the system leaves its messages.
func New(base, key, outbox string, out io.Writer) (*Run, error) {
	var n atomic.Int64
	mark := strings.ToLower(rand.Text()[:10])
	r := &Run{base: base, outbox: outbox, out: out, cases: map[string]string{}, serial: func() string {
		return fmt.Sprintf("%s-%04d", mark, n.Add(1))
	}}
	var err error
	r.operator, err = newPerson(base, key, r.serial)
	return r, err
}

// Clock reads how long the system's day is; zero means that it is a real one.
func (r *Run) Clock(ctx context.Context) (time.Duration, error) {
	var s struct {
		Shortened bool   `json:"shortened"`
		DayLength string `json:"dayLength"`
	}
	if err := r.operator.call(ctx, "GET", "/api/system", nil, &s); err != nil || !s.Shortened {
		return 0, err
	}
	return time.ParseDuration(s.DayLength)
}

// Play drives the cases side by side, one begun each day so that no day has to hold all
// the signings, and reports each ending. The error joins those that went
// another way than their file says.
func (r *Run) Play(ctx context.Context, cases []Case) error {
	var err error
	if r.day, err = r.Clock(ctx); err != nil {
		return err
	}
	if r.day == 0 {
		return errors.New("系统的一天是真实的一天，演示需要 SUTIAO_DAY=2s · the system's day is a real one; start it with SUTIAO_DAY=2s")
	}
	staff, err := r.hire(ctx, cases)
	if err != nil {
		return err
	}
	done := make(chan error, len(cases))
	ready := map[string]chan struct{}{}
	for _, c := range cases {
		ready[c.Name] = make(chan struct{})
	}
	for i, c := range longestFirst(cases) {
		go func() {
			defer close(ready[c.Name])
			pause(ctx, time.Duration(i)*r.day)
			if c.Resumes != "" {
				select {
				case <-ready[c.Resumes]:
				case <-ctx.Done():
				}
			}
			done <- r.playOne(ctx, staff, c)
		}()
	}
	var failures []error
	for range cases {
		failures = append(failures, <-done)
	}
	return errors.Join(failures...)
}

// longestFirst orders the cases so that the last to begin are the soonest over.
func longestFirst(cases []Case) []Case {
	days := func(c Case) int {
		if c.endsByItself() {
			return untilExpiry
		}
		if len(c.Course) == 0 {
			return 0
		}
		return c.Course[len(c.Course)-1].Day
	}
	return slices.SortedStableFunc(slices.Values(cases), func(a, b Case) int { return cmp.Compare(days(b), days(a)) })
}

// untilExpiry is by when, in days, a case whose limit runs out has ended.
const untilExpiry = 45

func (c Case) endsByItself() bool {
	return c.Ending == dispute.Expired || c.Ending == dispute.Unreachable
}

func (r *Run) playOne(ctx context.Context, staff *cast, c Case) error {
	ending, err := r.drive(ctx, staff, c)
	if err == nil && ending != c.Ending {
		err = fmt.Errorf("ended as %s, its file says %s", ending, c.Ending)
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", c.Name, err)
		_, _ = fmt.Fprintln(r.out, "✗", err)
		return err
	}
	_, _ = fmt.Fprintf(r.out, "✓ %s %s  %s  %s\n", c.Ending, c.Ending.Info().Name.ZH, c.Name, c.Title)
	return nil
}

// drive refers the case, makes its moves on their days and waits for its ending.
func (r *Run) drive(ctx context.Context, staff *cast, c Case) (dispute.Ending, error) {
	p, err := r.refer(ctx, staff, c)
	if err != nil {
		return "", err
	}
	started := time.Now()
	for i, m := range c.Course {
		pause(ctx, time.Until(started.Add(time.Duration(m.Day)*r.day)))
		if err := p.move(ctx, m); err != nil {
			return "", fmt.Errorf("day %d, move %d, %s by %s: %w", m.Day, i+1, m.Act, m.By, err)
		}
	}
	return p.ending(ctx, r.operatorWait(c))
}

// operatorWait is how long after the last move an ending may take that comes by itself.
func (r *Run) operatorWait(c Case) time.Duration {
	if c.endsByItself() {
		return untilExpiry*r.day + 30*time.Second
	}
	return 30 * time.Second
}

var relative = regexp.MustCompile(`"\$(day|time)\+(\d+)"`)

// today writes a move's dates as of this moment of the system's calendar.
func today(detail []byte, now time.Time, mediator string) json.RawMessage {
	text := strings.ReplaceAll(string(detail), "$mediator", mediator)
	return json.RawMessage(relative.ReplaceAllStringFunc(text, func(s string) string {
		m := relative.FindStringSubmatch(s)
		n, err := strconv.Atoi(m[2])
		if err != nil {
			return s
		}
		if m[1] == "day" {
			return strconv.Quote(dispute.DateOf(now).AddDays(n).String())
		}
		return strconv.Quote(now.Add(time.Duration(n) * 24 * time.Hour).Format(time.RFC3339))
	}))
}

// Package offers compares two confidential figures (背靠背报价): the least that the
// applicants' side would take and the most that the respondents' side would pay.
//
// Where the figures overlap both sides learn the midpoint. Where they do not, they learn
// that, and nothing more: a round answers once, when the mediator closes it, with a
// message whose size and making do not depend on the figures; a side that entered nothing
// looks the same as one whose figure did not meet the other. A figure is never returned
// by any function of this package. Concessions can't be used later (在线调解规则 18,
// 特邀调解规定 22), so a round that closes forgets them.
package offers

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"sutiao/dispute"
)

// Most is the greatest figure that can be entered, in fen: one hundred billion yuan.
const Most = 10_000_000_000_000

// Rounds is how many rounds a case has, through all its sessions. Each round tells one bit to whoever shifts his
// figure to probe the other's, so there are few.
const Rounds = 10

// The refusals.
var (
	ErrClosed = errors.New("no round is open")
	ErrOpen   = errors.New("a round is open already")
	ErrSide   = errors.New("only the two sides enter figures")
	ErrFigure = errors.New("the figure is out of bounds")
	ErrRounds = errors.New("no more rounds")
)

// Outcome is what a closed round tells. Midpoint is in fen, and 0 without a match.
type Outcome struct {
	Round    int
	Matched  bool
	Midpoint int64
}

// Book holds the rounds of one room.
type Book struct {
	mu     sync.Mutex
	round  int
	open   bool
	figure [2]int64
	has    [2]int // 0 or 1, so that comparing needs no branch
	last   *Outcome
}

// Resume takes up the rounds of a book of which this one is the next volume.
func (b *Book) Resume(rounds int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.round = max(b.round, rounds)
}

// Open starts the next round and returns its number.
func (b *Book) Open() (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open {
		return 0, ErrOpen
	}
	if b.round >= Rounds {
		return 0, ErrRounds
	}
	b.round++
	b.open = true
	return b.round, nil
}

// Enter takes the figure of a side, in fen; a second one replaces the first. The answer
// is the same whatever the figure and whatever the other side did.
func (b *Book) Enter(side dispute.Role, fen int64) error {
	i, err := sideIndex(side)
	if err != nil {
		return err
	}
	if fen < 0 || fen > Most {
		return ErrFigure
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return ErrClosed
	}
	b.figure[i], b.has[i] = fen, 1
	return nil
}

// Close ends the round, compares and forgets the figures.
func (b *Book) Close() (Outcome, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return Outcome{}, ErrClosed
	}
	take, pay := b.figure[0], b.figure[1]
	// Both are at most Most, so the sign bit of the difference tells which is greater.
	overlap := 1 - int(uint64(pay-take)>>63)                              //nolint:gosec // the sign bit is wanted
	matched := subtle.ConstantTimeEq(int32(b.has[0]&b.has[1]&overlap), 1) //nolint:gosec // a bit
	midpoint := take + (pay-take)/2
	out := Outcome{Round: b.round, Matched: matched == 1, Midpoint: midpoint * int64(matched)}
	b.open, b.figure, b.has, b.last = false, [2]int64{}, [2]int{}, &out
	return out, nil
}

// Last is what the last closed round told, or nil.
func (b *Book) Last() *Outcome {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.last
}

// IsOpen tells the running round, or that none is.
func (b *Book) IsOpen() (round int, open bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.round, b.open
}

func sideIndex(side dispute.Role) (int, error) {
	switch side {
	case dispute.Applicant:
		return 0, nil
	case dispute.Respondent:
		return 1, nil
	default:
		return 0, ErrSide
	}
}

// MarshalJSON writes an outcome in the same number of bytes whatever it is.
func (o Outcome) MarshalJSON() ([]byte, error) {
	matched := "no "
	if o.Matched {
		matched = "yes"
	}
	return fmt.Appendf(nil, `{"round":"%02d","matched":"%s","midpoint":"%014d"}`, o.Round, matched, o.Midpoint), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (o *Outcome) UnmarshalJSON(b []byte) error {
	var text struct{ Round, Matched, Midpoint string }
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	round, err := strconv.Atoi(text.Round)
	if err != nil {
		return err
	}
	midpoint, err := strconv.ParseInt(text.Midpoint, 10, 64)
	*o = Outcome{Round: round, Matched: text.Matched == "yes", Midpoint: midpoint}
	return err
}

// Yuan writes an amount in fen as yuan with two decimals.
func Yuan(fen int64) string {
	return strconv.FormatInt(fen/100, 10) + "." + fmt.Sprintf("%02d", fen%100)
}

// Package token mints and checks the tickets with which a person enters a mediation room.
//
// A ticket is "v1." followed by the claims and by their HMAC-SHA256 (RFC 2104), both in
// unpadded base64url. It names one room and one person, runs out within minutes and is
// good for one entry: whoever steals it from a log comes too late.
package token

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"sutiao/dispute"
)

// Capacity is in what capacity somebody is in a room.
type Capacity string

// The capacities.
const (
	Mediator Capacity = "mediator" // 调解员: admits, mutes, removes, keeps the record
	Party    Capacity = "party"    // 当事人
	Agent    Capacity = "agent"    // 代理人, who speaks for a party
	Observer Capacity = "observer" // sees and hears, and is neither seen nor heard
)

// Capacities lists the capacities.
func Capacities() []Capacity { return []Capacity{Mediator, Party, Agent, Observer} }

// Longest is how long a ticket may be good for, at most.
const Longest = 10 * time.Minute

// Claims is what a ticket says.
type Claims struct {
	ID       string       `json:"jti"`
	Room     string       `json:"room"`
	Account  string       `json:"account"`
	Capacity Capacity     `json:"capacity"`
	Party    string       `json:"party,omitempty"` // party ID within the case
	Side     dispute.Role `json:"side,omitempty"`  // of that party: applicant, respondent, third-party
	Name     string       `json:"name"`            // as the others read it
	// MaySettle: the party itself, or an agent with special authority (特别授权, 民事诉讼法
	// art. 62); nobody else enters a figure.
	MaySettle bool `json:"set,omitempty"`
	// Admitted: the mediator has let this person in before, on a node that was lost.
	Admitted bool      `json:"adm,omitempty"`
	Expires  time.Time `json:"exp"`
}

// The refusals of Read and Mint.
var (
	ErrAltered = errors.New("the ticket is not one of ours")
	ErrExpired = errors.New("the ticket has run out")
	ErrClaims  = errors.New("the ticket's claims are not right")
)

const version = "v1"

var encoding = base64.RawURLEncoding

// Mint makes a ticket. Without an ID it gets a random one.
func Mint(secret []byte, c Claims) (string, error) {
	if c.ID == "" {
		c.ID = rand.Text()
	}
	if err := c.check(); err != nil {
		return "", err
	}
	body, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("ticket: %w", err)
	}
	head := version + "." + encoding.EncodeToString(body)
	return head + "." + encoding.EncodeToString(seal(secret, head)), nil
}

// Read checks a ticket and returns what it says. Whether it was used before is for the
// caller to remember, by Claims.ID until Claims.Expires.
func Read(secret []byte, ticket string, now time.Time) (Claims, error) {
	var c Claims
	cut := strings.LastIndexByte(ticket, '.')
	if cut < 0 || len(ticket) > 4096 || !strings.HasPrefix(ticket, version+".") {
		return c, ErrAltered
	}
	mac, err := encoding.Strict().DecodeString(ticket[cut+1:])
	if err != nil || !hmac.Equal(mac, seal(secret, ticket[:cut])) {
		return c, ErrAltered
	}
	body, err := encoding.Strict().DecodeString(ticket[len(version)+1 : cut])
	if err != nil {
		return c, ErrAltered
	}
	if err := json.Unmarshal(body, &c); err != nil {
		return Claims{}, ErrAltered
	}
	if err := c.check(); err != nil {
		return Claims{}, err
	}
	if !now.Before(c.Expires) || c.Expires.Sub(now) > Longest {
		return Claims{}, ErrExpired
	}
	return c, nil
}

func (c Claims) check() error {
	switch c.Capacity {
	case Mediator, Observer:
	case Party, Agent:
		if c.Party == "" || !c.Side.IsParty() {
			return fmt.Errorf("%w: a party and its agent have a side", ErrClaims)
		}
	default:
		return fmt.Errorf("%w: unknown capacity", ErrClaims)
	}
	if c.Room == "" || c.Account == "" || c.ID == "" || c.Name == "" || c.Expires.IsZero() {
		return fmt.Errorf("%w: room, account, name and expiry are required", ErrClaims)
	}
	return nil
}

func seal(secret []byte, head string) []byte {
	// The key is derived, so that the secret may serve other uses as well.
	key := hmac.New(sha256.New, secret)
	key.Write([]byte("sutiao room ticket"))
	m := hmac.New(sha256.New, key.Sum(nil))
	m.Write([]byte(head))
	return m.Sum(nil)
}

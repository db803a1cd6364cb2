// Package token mints and checks the tickets with which a person enters a mediation room.
//
// A ticket is "v2." followed by the claims and by an Ed25519 signature (RFC 8032) of all
// before it, both in unpadded base64url. It names one person and one opening of one room on
// one node, runs out within minutes and is good for one entry: whoever steals it from a log
// comes too late. The site signs; a node can check a ticket and cannot make one.
package token

import (
	"crypto/ed25519"
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
	// Probe is nobody's in a room: with it one may only try whether a node is reached.
	Probe Capacity = "probe"
)

// Capacities lists those in which somebody is in a room.
func Capacities() []Capacity { return []Capacity{Mediator, Party, Agent, Observer} }

// Longest is how long a ticket may be good for, at most.
const Longest = 10 * time.Minute

// Claims is what a ticket says.
type Claims struct {
	ID   string `json:"jti"`
	Room string `json:"room"`
	Node string `json:"node"` // the only one that takes the ticket
	// Opening of the room for which the ticket is good: one that moved, or was closed and
	// opened again, has another.
	Opening  string       `json:"opn"`
	Account  string       `json:"account"`
	Capacity Capacity     `json:"capacity"`
	Party    string       `json:"party,omitempty"` // party ID within the case
	Side     dispute.Role `json:"side,omitempty"`  // of that party: applicant, respondent, third-party
	Name     string       `json:"name"`            // as the others read it
	// MaySettle: the party itself, or an agent with special authority (特别授权, 民事诉讼法
	// art. 62); nobody else enters a figure.
	MaySettle bool `json:"set,omitempty"`
	// Turn counts how often the case had its mediator changed. Only a mediator of the last
	// turn is one.
	Turn int `json:"turn,omitempty"`
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

const version = "v2"

var encoding = base64.RawURLEncoding

// KeyOf makes the site's signing key from its secret. Nodes are told the public half.
func KeyOf(secret []byte) ed25519.PrivateKey {
	seed := hmac.New(sha256.New, secret)
	seed.Write([]byte("sutiao room ticket"))
	return ed25519.NewKeyFromSeed(seed.Sum(nil))
}

// Mint makes a ticket. Without an ID it gets a random one.
func Mint(key ed25519.PrivateKey, c Claims) (string, error) {
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
	return head + "." + encoding.EncodeToString(ed25519.Sign(key, []byte(head))), nil
}

// Read checks a ticket and returns what it says. Whether it was used before is for the
// caller to remember, by Claims.ID until Claims.Expires.
func Read(key ed25519.PublicKey, ticket string, now time.Time) (Claims, error) {
	var c Claims
	cut := strings.LastIndexByte(ticket, '.')
	if cut < 0 || len(ticket) > 4096 || !strings.HasPrefix(ticket, version+".") {
		return c, ErrAltered
	}
	signature, err := encoding.Strict().DecodeString(ticket[cut+1:])
	if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, []byte(ticket[:cut]), signature) {
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
	case Probe:
		return c.checkProbe()
	case Mediator, Observer:
	case Party, Agent:
		if c.Party == "" || !c.Side.IsParty() {
			return fmt.Errorf("%w: a party and its agent have a side", ErrClaims)
		}
	default:
		return fmt.Errorf("%w: unknown capacity", ErrClaims)
	}
	if c.Room == "" || c.Node == "" || c.Opening == "" {
		return fmt.Errorf("%w: room, node and opening are required", ErrClaims)
	}
	if c.Account == "" || c.ID == "" || c.Name == "" || c.Expires.IsZero() {
		return fmt.Errorf("%w: account, name and expiry are required", ErrClaims)
	}
	return nil
}

// checkProbe: a ticket that names no room can let nobody into one, whatever reads it.
func (c Claims) checkProbe() error {
	bare := Claims{ID: c.ID, Node: c.Node, Account: c.Account, Capacity: Probe, Expires: c.Expires}
	if c != bare {
		return fmt.Errorf("%w: a probe is of no room and of no party", ErrClaims)
	}
	if c.ID == "" || c.Node == "" || c.Account == "" || c.Expires.IsZero() {
		return fmt.Errorf("%w: node, account and expiry are required", ErrClaims)
	}
	return nil
}

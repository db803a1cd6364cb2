package token

import (
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
)

var (
	key    = KeyOf([]byte("secret"))
	public = key.Public().(ed25519.PublicKey)
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func claims() Claims {
	return Claims{
		Room: "r1", Node: "n1", Opening: "o1", Account: "a1", Capacity: Party, Party: "P1", Side: dispute.Applicant,
		Name: "王芳", Expires: now.Add(2 * time.Minute),
	}
}

func TestATicketSaysWhatItWasMintedWith(t *testing.T) {
	ticket, err := Mint(key, claims())
	if err != nil {
		t.Fatal(err)
	}
	c, err := Read(public, ticket, now)
	if err != nil || c.Name != "王芳" || c.ID == "" {
		t.Fatalf("%+v %v", c, err)
	}
}

func TestAnyAlteredCharacterIsRefused(t *testing.T) {
	ticket, _ := Mint(key, claims())
	for i := range ticket {
		other := byte('A')
		if ticket[i] == other {
			other = 'B'
		}
		altered := ticket[:i] + string(other) + ticket[i+1:]
		if _, err := Read(public, altered, now); err == nil {
			t.Fatalf("character %d altered, and taken", i)
		}
	}
}

func TestForeignExpiredAndEndlessTicketsAreRefused(t *testing.T) {
	ticket, _ := Mint(KeyOf([]byte("other")), claims())
	if _, err := Read(public, ticket, now); !errors.Is(err, ErrAltered) {
		t.Fatalf("foreign: %v", err)
	}
	ticket, _ = Mint(key, claims())
	if _, err := Read(public, ticket, now.Add(2*time.Minute)); !errors.Is(err, ErrExpired) {
		t.Fatalf("expired: %v", err)
	}
	long := claims()
	long.Expires = now.Add(24 * time.Hour)
	ticket, _ = Mint(key, long)
	if _, err := Read(public, ticket, now); !errors.Is(err, ErrExpired) {
		t.Fatalf("endless: %v", err)
	}
	for _, s := range []string{"", ".", "v2.", "v2..", "v1.e30.", strings.Repeat("v2.", 3000)} {
		if _, err := Read(public, s, now); err == nil {
			t.Fatalf("%q taken", s[:min(len(s), 10)])
		}
	}
}

func TestATicketIsGoodOnce(t *testing.T) {
	var u Used
	c := claims()
	c.ID = "j1"
	if !u.Take(c, now) || u.Take(c, now.Add(time.Second)) {
		t.Fatal("a ticket was taken twice, or never")
	}
}

func TestANodeWithoutTheSitesKeyTakesNoTicket(t *testing.T) {
	ticket, _ := Mint(key, claims())
	if _, err := Read(nil, ticket, now); !errors.Is(err, ErrAltered) {
		t.Fatal(err)
	}
}

func TestATicketIsForOneOpeningOnOneNode(t *testing.T) {
	for name, change := range map[string]func(*Claims){
		"no room":    func(c *Claims) { c.Room = "" },
		"no node":    func(c *Claims) { c.Node = "" },
		"no opening": func(c *Claims) { c.Opening = "" },
	} {
		c := claims()
		change(&c)
		if _, err := Mint(key, c); !errors.Is(err, ErrClaims) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestATicketForAProbeNamesNoRoomAndNoParty(t *testing.T) {
	probe := Claims{Node: "n1", Account: "a1", Capacity: Probe, Expires: now.Add(time.Minute)}
	ticket, err := Mint(key, probe)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := Read(public, ticket, now); err != nil || c.Capacity != Probe || c.Room != "" {
		t.Fatalf("%+v %v", c, err)
	}
	for name, change := range map[string]func(*Claims){
		"a room":      func(c *Claims) { c.Room = "r1" },
		"an opening":  func(c *Claims) { c.Opening = "o1" },
		"a party":     func(c *Claims) { c.Party, c.Side = "P1", dispute.Applicant },
		"a name":      func(c *Claims) { c.Name = "王芳" },
		"let in":      func(c *Claims) { c.Admitted = true },
		"authority":   func(c *Claims) { c.MaySettle = true },
		"a turn":      func(c *Claims) { c.Turn = 1 },
		"no node":     func(c *Claims) { c.Node = "" },
		"no account":  func(c *Claims) { c.Account = "" },
		"no end":      func(c *Claims) { c.Expires = time.Time{} },
		"another use": func(c *Claims) { c.Capacity = Mediator },
	} {
		c := probe
		change(&c)
		if _, err := Mint(key, c); !errors.Is(err, ErrClaims) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAPartyWithoutASideGetsNoTicket(t *testing.T) {
	c := claims()
	c.Side = dispute.Judge
	if _, err := Mint(key, c); !errors.Is(err, ErrClaims) {
		t.Fatal(err)
	}
}

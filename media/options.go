package media

import (
	"crypto/ed25519"
	"crypto/tls"
	"errors"
	"log/slog"
	"time"
)

// Options tells how a node runs.
type Options struct {
	ID string // names the node in events and logs

	// UDP and TCP are where media is taken, such as "0.0.0.0:7882"; TCP may be "".
	UDP, TCP string
	// Addresses are the IP addresses under which clients reach the node, where those are
	// not the machine's own.
	Addresses []string
	Relay     Relay

	// TicketKey tells with which key the site signs tickets; until it is known nobody enters.
	TicketKey func() ed25519.PublicKey
	Origins   []string // hosts whose pages may connect, besides the node's own

	// Grace is how long a lost connection may stay away before its owner has left.
	Grace           time.Duration
	RecordingFolder string // where recordings are written, made if missing; "" means never
	Segment         time.Duration

	Now      func() time.Time
	Log      *slog.Logger
	Reporter Reporter
}

// Relay tells where the built-in TURN server listens and how clients name it. An empty
// address leaves a transport out; all empty, there is no relay.
type Relay struct {
	UDP, TCP, TLS string
	Certificate   *tls.Config // for TLS
	// Host is the name or address in the URLs; a certificate is made out to a name.
	Host string
}

// The bounds of a node and of a room.
const (
	roomsPerNode     = 2000
	peoplePerRoom    = 16 // waiting people included
	strangersPerNode = 512
	helloWithin      = 10 * time.Second
	answerWithin     = 10 * time.Second
	chatsKept        = 100
	caucusesPerRoom  = 50
	outboxSize       = 512 // messages that wait for a slow client before he is cut off
	credentialsFor   = 4 * time.Hour
	probesPerNode    = 100
	probeFor         = 30 * time.Second
	probeMessage     = 1200 // bytes of a message that comes back
	probeMessages    = 400  // that come back in all
)

func (o *Options) complete() error {
	if o.ID == "" || o.UDP == "" {
		return errors.New("media: a node needs an ID and a UDP address")
	}
	if o.TicketKey == nil {
		return errors.New("media: a node needs to know with which key tickets are signed")
	}
	if o.Grace == 0 {
		o.Grace = 45 * time.Second
	}
	if o.Segment == 0 {
		o.Segment = 10 * time.Minute
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Reporter == nil {
		o.Reporter = Silent{}
	}
	return nil
}

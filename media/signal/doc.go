// Package signal holds the messages between a browser and a media node, version 1, and
// what each must look like to be taken at all. docs/protocol.md tells what they mean.
//
// A message is one JSON object with a type. What arrives is decoded strictly: unknown
// types and fields, wrong lengths and counts are refused before anyone acts on them.
package signal

// Version is the version of the protocol.
const Version = 1

// The bounds of what a client may send.
const (
	MostBytes    = 96 << 10 // one message
	MostSDP      = 64 << 10
	MostTracks   = 4
	MostText     = 2000 // characters of a text of the chat
	MostName     = 64   // characters of an identifier or a label
	MostPeople   = 16   // named in one message
	MostSeconds  = 24 * 60 * 60
	RatePerSec   = 30 // messages a second, in the long run
	RateBurst    = 90
	MostRefusals = 300 // messages above the rate before the connection is closed
	// Each new connection on which somebody sends costs the node a handshake.
	ConnectsPerSec = 1
	ConnectBurst   = 5
)

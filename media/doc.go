// Package media is the room of an online mediation: a selective forwarding unit that
// passes sound and pictures on among two to eight people, and the words and figures that
// belong to a session (在线调解规则 16 to 22).
//
// A Node holds the rooms of one process. Everyone sends over one peer connection, which
// the browser offers, and receives over another, which the node offers, so that the two
// never negotiate against each other. All media of all rooms goes through one UDP port
// (or one TCP port, or the node's own relay), and one packet's way to all who see it is
// one system call.
//
// A place is the common room or a private caucus (背对背调解). Who is in another place is
// behind a wall: mayReceive decides for each packet, and no event of a place is told
// outside it. docs/protocol.md describes the messages.
package media

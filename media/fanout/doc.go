// Package fanout carries one packet to many: a UDP socket that sends a whole fan-out in
// one system call, a packet cache that all receivers of a track share, and the rewriting
// that lets a receiver see one unbroken stream while its source changes layer.
package fanout

// MTU is the largest datagram that is sent or taken, in bytes: an Ethernet frame's worth.
const MTU = 1500

// IsMedia tells an RTP packet from RTCP, STUN and DTLS (RFC 7983, RFC 5761 section 4).
func IsMedia(b []byte) bool {
	return len(b) >= 12 && b[0] >= 128 && b[0] <= 191 && (b[1] < 192 || b[1] > 223)
}

package media

import (
	"encoding/binary"

	"github.com/pion/rtp"
)

// original makes a packet that was sent again what it was at first, in place (RFC 4588
// section 4): its own SSRC, and its sequence number from before the payload. nil where it
// carries nothing. The payload type is always that of VP8: nothing else is sent again
// under an SSRC of its own.
func original(b []byte, ssrc uint32) []byte {
	var h rtp.Header
	n, err := h.Unmarshal(b)
	if err != nil {
		return nil
	}
	end := len(b)
	if h.Padding {
		end -= int(b[end-1])
	}
	if end < n+2 {
		return nil
	}
	b[0] &^= 0x20 // without its padding
	b[1] = b[1]&0x80 | vp8Type
	copy(b[2:4], b[n:n+2])
	binary.BigEndian.PutUint32(b[8:], ssrc)
	copy(b[n:], b[n+2:end])
	return b[:end-2]
}

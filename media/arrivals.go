package media

import (
	"math/rand/v2"
	"sync"
	"time"

	"github.com/pion/interceptor"
	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
)

// arrivals notes when the packets of a publisher arrived, for reports as in
// draft-holmer-rmcat-transport-wide-cc-extensions. What goes pion's way is noted there,
// where it is read: pion's own interceptor wakes a goroutine for every packet, which costs
// as much as sending one.
type arrivals struct {
	interceptor.NoOp
	ssrc     uint32 // under which the publisher is told
	begun    time.Time
	mu       sync.Mutex
	recorder *twcc.Recorder
}

func newArrivals() *arrivals {
	ssrc := rand.Uint32() //nolint:gosec // an SSRC is no secret
	return &arrivals{ssrc: ssrc, recorder: twcc.NewRecorder(ssrc), begun: time.Now()}
}

// NewInterceptor implements interceptor.Factory, for the one connection that it is of.
func (a *arrivals) NewInterceptor(string) (interceptor.Interceptor, error) { return a, nil }

// report tells of what arrived since the last report.
func (a *arrivals) report() []rtcp.Packet {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.recorder.BuildFeedbackPacket()
}

// note takes down a packet whose header carries its number under an ID, if it does.
func (a *arrivals) note(h *rtp.Header, id uint8, now time.Time) {
	if id == 0 {
		return
	}
	if x := h.GetExtension(id); len(x) >= 2 {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.recorder.Record(h.SSRC, uint16(x[0])<<8|uint16(x[1]), now.Sub(a.begun).Microseconds())
	}
}

// BindRemoteStream implements interceptor.Interceptor.
func (a *arrivals) BindRemoteStream(info *interceptor.StreamInfo, reader interceptor.RTPReader) interceptor.RTPReader {
	id := 0
	for _, e := range info.RTPHeaderExtensions {
		if e.URI == sdp.TransportCCURI {
			id = e.ID
		}
	}
	return interceptor.RTPReaderFunc(func(b []byte, attributes interceptor.Attributes) (int, interceptor.Attributes, error) {
		n, attributes, err := reader.Read(b, attributes)
		if err != nil {
			return 0, nil, err
		}
		if attributes == nil {
			attributes = make(interceptor.Attributes)
		}
		h, err := attributes.GetRTPHeader(b[:n])
		if err != nil {
			return 0, nil, err
		}
		a.note(h, uint8(id), time.Now()) //nolint:gosec // one byte by RFC 8285
		return n, attributes, nil
	})
}

package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/interceptor/pkg/twcc"
	"github.com/pion/rtp"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/mediatest"
	"sutiao/media/signal"
)

// nap is how long a client that dozes waits before it looks what came.
const nap = 20 * time.Millisecond

// reportEvery is how often it says what came, as pion does.
const reportEvery = 100 * time.Millisecond

// visitor is one client. One whose delays are not looked at may doze: packets come to him
// as to all, and he says so, but he doesn't open them. To the server he is as any other,
// and the machine has time left, without which every delay is only the machine's.
type visitor struct {
	crowd  *crowd
	client *mediatest.Client
	came   *log
	dozes  atomic.Bool

	mu        sync.Mutex
	arrivalID uint8
	header    rtp.Header
	recorder  *twcc.Recorder
}

func (c *crowd) visitor(ctx context.Context, url string) (*visitor, error) {
	v := &visitor{crowd: c, came: newLog(), recorder: twcc.NewRecorder(1)}
	configure, err := v.network()
	if err != nil {
		return nil, err
	}
	v.client, err = mediatest.Dial(ctx, url, mediatest.Options{
		Configure: configure, Configuration: asBrowsers, Packet: func(p mediatest.Packet) { c.time(p, v.came) },
	})
	return v, err
}

// asBrowsers does not offer to hide header extensions (RFC 9335): browsers do not yet, and
// a client that dozes reads them.
func asBrowsers([]signal.ICEServer) webrtc.Configuration {
	return webrtc.Configuration{RTPHeaderEncryptionPolicy: webrtc.RTPHeaderEncryptionPolicyDisable}
}

// doze lasts until the context ends.
func (v *visitor) doze(ctx context.Context) {
	for _, t := range v.client.Down().GetTransceivers() {
		for _, e := range t.Receiver().GetParameters().HeaderExtensions {
			if e.URI == sdp.TransportCCURI {
				v.arrivalID = uint8(e.ID)
			}
		}
	}
	v.dozes.Store(true)
	t := time.NewTicker(reportEvery)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			v.mu.Lock()
			report := v.recorder.BuildFeedbackPacket()
			v.mu.Unlock()
			if len(report) > 0 {
				_ = v.client.Down().WriteRTCP(report) // the server may be gone
			}
		case <-ctx.Done():
			return
		}
	}
}

// acknowledge takes a media packet unopened; false is not media.
func (v *visitor) acknowledge(b []byte, at time.Time) bool {
	if !fanout.IsMedia(b) {
		return false
	}
	v.crowd.came.Add(1)
	v.mu.Lock()
	defer v.mu.Unlock()
	if _, err := v.header.Unmarshal(b); err != nil || v.arrivalID == 0 {
		return true
	}
	var number rtp.TransportCCExtension
	if number.Unmarshal(v.header.GetExtension(v.arrivalID)) == nil {
		v.recorder.Record(v.header.SSRC, number.TransportSequence, at.UnixMicro())
	}
	return true
}

package media

import (
	"fmt"

	"github.com/pion/interceptor"
	"github.com/pion/sdp/v3"
	"github.com/pion/webrtc/v4"
)

// The payload types of what is spoken here. VP8 and Opus are what every browser has to
// have (RFC 7742 section 5, RFC 7874 section 3), so nobody in a room is left out and nothing is
// ever transcoded.
const (
	opusType = 111
	vp8Type  = 96
	rtxType  = 97
)

const (
	levelURI    = sdp.AudioLevelURI
	sendTimeURI = sdp.ABSSendTimeURI
)

func engine(opus, vp8 []webrtc.RTCPFeedback) (*webrtc.MediaEngine, error) {
	m := &webrtc.MediaEngine{}
	codecs := []struct {
		kind  webrtc.RTPCodecType
		codec webrtc.RTPCodecParameters
	}{
		{webrtc.RTPCodecTypeAudio, webrtc.RTPCodecParameters{PayloadType: opusType, RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2,
			SDPFmtpLine: "minptime=10;useinbandfec=1;usedtx=1", RTCPFeedback: opus,
		}}},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecParameters{PayloadType: vp8Type, RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeVP8, ClockRate: 90000, RTCPFeedback: vp8,
		}}},
		{webrtc.RTPCodecTypeVideo, webrtc.RTPCodecParameters{PayloadType: rtxType, RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeRTX, ClockRate: 90000, SDPFmtpLine: fmt.Sprintf("apt=%d", vp8Type),
		}}},
	}
	for _, c := range codecs {
		if err := m.RegisterCodec(c.codec, c.kind); err != nil {
			return nil, fmt.Errorf("media: codecs: %w", err)
		}
	}
	return m, nil
}

func extend(m *webrtc.MediaEngine, kind webrtc.RTPCodecType, uris ...string) error {
	for _, uri := range uris {
		if err := m.RegisterHeaderExtension(webrtc.RTPHeaderExtensionCapability{URI: uri}, kind); err != nil {
			return fmt.Errorf("media: header extensions: %w", err)
		}
	}
	return nil
}

// publishingAPI makes a connection on which a client sends: we ask for lost packets, and
// report arrivals so that the client finds out what its uplink carries.
func publishingAPI(s webrtc.SettingEngine, a *arrivals) (*webrtc.API, error) {
	m, err := engine(
		[]webrtc.RTCPFeedback{{Type: "nack"}, {Type: "transport-cc"}},
		[]webrtc.RTCPFeedback{{Type: "nack"}, {Type: "nack", Parameter: "pli"}, {Type: "ccm", Parameter: "fir"}, {Type: "transport-cc"}},
	)
	if err != nil {
		return nil, err
	}
	if err := extend(m, webrtc.RTPCodecTypeAudio, sdp.SDESMidURI, levelURI, sdp.TransportCCURI); err != nil {
		return nil, err
	}
	if err := extend(m, webrtc.RTPCodecTypeVideo,
		sdp.SDESMidURI, sdp.SDESRTPStreamIDURI, sdp.SDESRepairRTPStreamIDURI, sdp.TransportCCURI); err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	registry.Add(a)
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithInterceptorRegistry(registry), webrtc.WithSettingEngine(s)), nil
}

// probingAPI makes connections that carry no media, only messages: by the ports and the
// ways that media takes. Streams are detached, or each would cost a large buffer.
func probingAPI(s webrtc.SettingEngine) *webrtc.API {
	s.DetachDataChannels()
	s.SetSCTPMaxReceiveBufferSize(64 << 10)
	s.SetSCTPMaxMessageSize(probeMessage)
	return webrtc.NewAPI(webrtc.WithMediaEngine(&webrtc.MediaEngine{}), webrtc.WithInterceptorRegistry(&interceptor.Registry{}), webrtc.WithSettingEngine(s))
}

// subscribingAPI makes the connections on which clients receive. It has no interceptors:
// lost packets come from the cache that all receivers of a track share, and the sender
// reports from the publisher's own. Only video is stamped: a voice has no SSRC for what
// is sent again, so its packets must not differ.
func subscribingAPI(s webrtc.SettingEngine) (*webrtc.API, error) {
	m, err := engine(
		[]webrtc.RTCPFeedback{{Type: "nack"}},
		[]webrtc.RTCPFeedback{{Type: "nack"}, {Type: "nack", Parameter: "pli"}, {Type: "ccm", Parameter: "fir"}, {Type: "transport-cc"}, {Type: "goog-remb"}},
	)
	if err != nil {
		return nil, err
	}
	if err := extend(m, webrtc.RTPCodecTypeVideo, sdp.TransportCCURI, sendTimeURI); err != nil {
		return nil, err
	}
	return webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithInterceptorRegistry(&interceptor.Registry{}), webrtc.WithSettingEngine(s)), nil
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
	"github.com/pion/ice/v4"
	"github.com/pion/interceptor"
	"github.com/pion/logging"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"

	"sutiao/media/signal"
	"sutiao/media/token"
)

// bare is the fan-out of pion's examples, behind as much of the protocol as its clients
// need: no wall, no layers, no cache of its own, no waiting room.
type bare struct {
	api   *webrtc.API
	mu    sync.Mutex
	rooms map[string][]*guest
}

type guest struct {
	id      string
	room    string
	ws      *websocket.Conn
	writing sync.Mutex
	up      *webrtc.PeerConnection
	down    *webrtc.PeerConnection
	tracks  []*webrtc.TrackLocalStaticRTP
	sources map[string]signal.Source
	answers chan signal.Answer
	kick    chan struct{}
	has     map[*webrtc.TrackLocalStaticRTP]bool
	names   map[*webrtc.TrackLocalStaticRTP]signal.ReceivedTrack
	offer   int
}

func newBare() (*bare, error) {
	conn, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	_ = conn.SetReadBuffer(4 << 20) // as the other has
	_ = conn.SetWriteBuffer(4 << 20)
	quiet := &logging.DefaultLoggerFactory{Writer: io.Discard}
	s := webrtc.SettingEngine{LoggerFactory: quiet}
	s.SetLite(true)
	s.SetIncludeLoopbackCandidate(true)
	s.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	s.SetICEUDPMux(ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: conn, Logger: quiet.NewLogger("ice")}))
	m := &webrtc.MediaEngine{}
	if err := m.RegisterDefaultCodecs(); err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	if err := webrtc.RegisterDefaultInterceptors(m, registry); err != nil {
		return nil, err
	}
	api := webrtc.NewAPI(webrtc.WithMediaEngine(m), webrtc.WithInterceptorRegistry(registry), webrtc.WithSettingEngine(s))
	return &bare{api: api, rooms: map[string][]*guest{}}, nil
}

// ServeHTTP takes one guest.
func (b *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	ws.SetReadLimit(1 << 20)
	g := &guest{
		ws: ws, answers: make(chan signal.Answer, 1), kick: make(chan struct{}, 1),
		has: map[*webrtc.TrackLocalStaticRTP]bool{}, names: map[*webrtc.TrackLocalStaticRTP]signal.ReceivedTrack{},
	}
	for {
		_, text, err := ws.Read(r.Context())
		if err != nil {
			return
		}
		e, m, err := signal.Decode(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		switch m := m.(type) {
		case *signal.Hello:
			b.hello(g, e.ID, m.Token)
		case *signal.Publish:
			if err := b.publish(g, e.ID, m); err != nil {
				fmt.Println(err)
				return
			}
		case *signal.Answer:
			g.answers <- *m
		}
	}
}

func (g *guest) send(e signal.Event) {
	text, err := json.Marshal(e)
	if err != nil {
		panic(err)
	}
	g.writing.Lock()
	defer g.writing.Unlock()
	_ = g.ws.Write(context.Background(), websocket.MessageText, text) // a guest that went
}

func (b *bare) hello(g *guest, re, ticket string) {
	c, err := token.Read(ticketKey(), ticket, time.Now())
	if err != nil {
		return
	}
	b.mu.Lock()
	g.room, g.id = c.Room, fmt.Sprintf("p%d", len(b.rooms[c.Room])+1)
	b.rooms[c.Room] = append(b.rooms[c.Room], g)
	b.mu.Unlock()
	go b.subscribe(g)
	g.send(signal.Event{Type: "welcome", Re: re, Welcome: &signal.Welcome{You: g.id, State: "admitted"}})
}

func (b *bare) publish(g *guest, re string, m *signal.Publish) error {
	var err error
	if g.up, err = b.api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return err
	}
	g.sources = map[string]signal.Source{}
	for _, t := range m.Tracks {
		g.sources[t.MID] = t.Source
	}
	g.up.OnTrack(func(remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) { b.forward(g, remote, receiver) })
	if err := g.up.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: m.SDP}); err != nil {
		return err
	}
	answer, err := g.up.CreateAnswer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(g.up)
	if err := g.up.SetLocalDescription(answer); err != nil {
		return err
	}
	<-gathered
	g.send(signal.Event{Type: "published", Re: re, SDP: g.up.LocalDescription().SDP})
	return nil
}

// forward is the loop of the examples.
func (b *bare) forward(g *guest, remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	track, err := webrtc.NewTrackLocalStaticRTP(remote.Codec().RTPCodecCapability, string(remote.Kind().String()), g.id)
	if err != nil {
		return
	}
	source := signal.Camera
	if remote.Kind() == webrtc.RTPCodecTypeAudio {
		source = signal.Microphone
	}
	go func() {
		buf := make([]byte, 1500)
		for {
			if _, _, err := receiver.Read(buf); err != nil {
				return
			}
		}
	}()
	b.mu.Lock()
	g.tracks = append(g.tracks, track)
	for _, other := range b.rooms[g.room] {
		if other != g {
			other.names[track] = signal.ReceivedTrack{Participant: g.id, Source: source}
			select {
			case other.kick <- struct{}{}:
			default:
			}
		}
	}
	b.mu.Unlock()
	if remote.Kind() == webrtc.RTPCodecTypeVideo {
		_ = g.up.WriteRTCP([]rtcp.Packet{&rtcp.PictureLossIndication{MediaSSRC: uint32(remote.SSRC())}})
	}
	for {
		p, _, err := remote.ReadRTP()
		if err != nil {
			return
		}
		if err := track.WriteRTP(p); err != nil {
			continue
		}
	}
}

// subscribe offers a guest what there is, whenever there is more.
func (b *bare) subscribe(g *guest) {
	var err error
	if g.down, err = b.api.NewPeerConnection(webrtc.Configuration{}); err != nil {
		return
	}
	for range g.kick {
		b.mu.Lock()
		more := []*webrtc.TrackLocalStaticRTP{}
		for t := range g.names {
			if !g.has[t] {
				more = append(more, t)
				g.has[t] = true
			}
		}
		b.mu.Unlock()
		if len(more) == 0 {
			continue
		}
		if err := b.offer(g, more); err != nil {
			fmt.Println(err)
			return
		}
	}
}

func (b *bare) offer(g *guest, more []*webrtc.TrackLocalStaticRTP) error {
	for _, t := range more {
		sender, err := g.down.AddTrack(t)
		if err != nil {
			return err
		}
		go func() {
			buf := make([]byte, 1500)
			for {
				if _, _, err := sender.Read(buf); err != nil {
					return
				}
			}
		}()
	}
	offer, err := g.down.CreateOffer(nil)
	if err != nil {
		return err
	}
	gathered := webrtc.GatheringCompletePromise(g.down)
	if err := g.down.SetLocalDescription(offer); err != nil {
		return err
	}
	<-gathered
	g.offer++
	e := signal.Event{Type: "subscribe", SDP: g.down.LocalDescription().SDP, Offer: g.offer}
	b.mu.Lock()
	for _, t := range g.down.GetTransceivers() {
		if track, ok := t.Sender().Track().(*webrtc.TrackLocalStaticRTP); ok {
			named := g.names[track]
			named.MID = t.Mid()
			e.Tracks = append(e.Tracks, named)
		}
	}
	b.mu.Unlock()
	g.send(e)
	m := <-g.answers
	return g.down.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: m.SDP})
}

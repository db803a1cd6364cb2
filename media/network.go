package media

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/logging"
	"github.com/pion/webrtc/v4"

	"sutiao/media/fanout"
	"sutiao/media/relay"
	"sutiao/media/signal"
)

// network is the ports of a node and what makes peer connections on them.
type network struct {
	socket        *fanout.Socket
	udp           *ice.UDPMuxDefault
	tcp           *ice.TCPMuxDefault
	relay         *relay.Server
	relayHost     string
	settings      webrtc.SettingEngine
	subscribing   *webrtc.API
	probing       *webrtc.API
	configuration webrtc.Configuration
}

// tcpBuffer is how much waits for a client on a slow TCP connection, in bytes, before
// packets for him are dropped: nobody else waits for him.
const tcpBuffer = 512 << 10

func openNetwork(o *Options, log logging.LoggerFactory) (*network, error) {
	n := &network{relayHost: o.Relay.Host}
	socket, err := fanout.Listen(o.UDP)
	if err != nil {
		return nil, err
	}
	n.socket = socket
	n.udp = ice.NewUDPMuxDefault(ice.UDPMuxParams{UDPConn: socket, Logger: log.NewLogger("ice-udp")})
	if o.TCP != "" {
		listener, err := net.Listen("tcp", o.TCP)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("media: %w", err), n.close())
		}
		n.tcp = ice.NewTCPMuxDefault(ice.TCPMuxParams{
			Listener: listener, Logger: log.NewLogger("ice-tcp"), ReadBufferSize: 64, WriteBufferSize: tcpBuffer,
		})
	}
	if err := n.openRelay(o, log); err != nil {
		return nil, errors.Join(err, n.close())
	}
	if err := n.configure(o, log); err != nil {
		return nil, errors.Join(err, n.close())
	}
	return n, nil
}

func (n *network) openRelay(o *Options, log logging.LoggerFactory) error {
	if o.Relay.UDP == "" && o.Relay.TCP == "" && o.Relay.TLS == "" {
		return nil
	}
	media, err := reachable(n.socket.LocalAddr())
	if err != nil {
		return err
	}
	public := []net.IP{}
	for _, a := range o.Addresses {
		public = append(public, net.ParseIP(a))
	}
	n.relay, err = relay.Start(relay.Options{
		UDP: o.Relay.UDP, TCP: o.Relay.TCP, TLS: o.Relay.TLS, Certificate: o.Relay.Certificate,
		Media: media, Public: public, PublicPort: media.Port, Secret: []byte(rand.Text()), Now: o.Now, Log: log,
	})
	if err != nil {
		return err
	}
	if n.relayHost == "" {
		n.relayHost = media.IP.String()
		if len(o.Addresses) > 0 {
			n.relayHost = o.Addresses[0]
		}
	}
	return nil
}

// reachable tells how this machine reaches a socket that listens on all its addresses.
func reachable(a net.Addr) (*net.UDPAddr, error) {
	u, ok := a.(*net.UDPAddr)
	if !ok {
		return nil, net.InvalidAddrError("not a UDP address")
	}
	if !u.IP.IsUnspecified() {
		return u, nil
	}
	// No packet is sent: the system only chooses the address it would send from.
	probe, err := net.Dial("udp4", "192.0.2.1:9")
	if err != nil {
		return &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: u.Port}, nil
	}
	defer func() { _ = probe.Close() }()
	own, ok := probe.LocalAddr().(*net.UDPAddr)
	if !ok {
		return nil, net.InvalidAddrError("not a UDP address")
	}
	return &net.UDPAddr{IP: own.IP, Port: u.Port}, nil
}

func (n *network) configure(o *Options, log logging.LoggerFactory) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	// One certificate for all connections of the node's life: making one costs more than
	// the handshake it serves.
	certificate, err := webrtc.GenerateCertificate(key)
	if err != nil {
		return fmt.Errorf("media: %w", err)
	}
	n.configuration = webrtc.Configuration{
		Certificates: []webrtc.Certificate{*certificate}, BundlePolicy: webrtc.BundlePolicyMaxBundle,
	}
	if n.settings, err = n.settingsOf(o, log); err != nil {
		return err
	}
	n.probing = probingAPI(n.settings)
	n.subscribing, err = subscribingAPI(n.settings)
	return err
}

func (n *network) settingsOf(o *Options, log logging.LoggerFactory) (webrtc.SettingEngine, error) {
	s := webrtc.SettingEngine{LoggerFactory: log}
	// The node is reached at known addresses, so the client does all the searching
	// (RFC 8445 section 2.5) and need not tell us its candidates.
	s.SetLite(true)
	s.SetICEUDPMux(n.udp)
	types := []webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6}
	if n.tcp != nil {
		s.SetICETCPMux(n.tcp)
		types = append(types, webrtc.NetworkTypeTCP4, webrtc.NetworkTypeTCP6)
	}
	s.SetNetworkTypes(types)
	s.DisableActiveTCP(true)
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	s.SetICETimeouts(4*time.Second, 15*time.Second, 2*time.Second)
	s.SetSRTPReplayProtectionWindow(replayWindow)
	s.SetDTLSRetransmissionInterval(200 * time.Millisecond)
	if u, ok := n.socket.LocalAddr().(*net.UDPAddr); ok && u.IP.IsLoopback() {
		s.SetIncludeLoopbackCandidate(true)
	}
	if len(o.Addresses) > 0 {
		err := s.SetICEAddressRewriteRules(webrtc.ICEAddressRewriteRule{
			External: o.Addresses, AsCandidateType: webrtc.ICECandidateTypeHost, Mode: webrtc.ICEAddressRewriteReplace,
		})
		if err != nil {
			return s, fmt.Errorf("media: addresses: %w", err)
		}
	}
	return s, nil
}

// iceServers tells a client of the relay, with credentials of his own.
func (n *network) iceServers(who string) []signal.ICEServer {
	if n.relay == nil {
		return []signal.ICEServer{}
	}
	return n.relayFor(n.relay.Credentials(who, credentialsFor))
}

// relayFor tells where the relay is, and with what it is used.
func (n *network) relayFor(user, password string) []signal.ICEServer {
	urls := []string{}
	add := func(scheme string, a net.Addr, transport string) {
		if a == nil {
			return
		}
		_, port, err := net.SplitHostPort(a.String())
		if err != nil {
			return
		}
		if number, err := strconv.Atoi(port); err == nil && number > 0 {
			urls = append(urls, scheme+":"+net.JoinHostPort(n.relayHost, port)+"?transport="+transport)
		}
	}
	udp, tcp, tls := n.relay.Addresses()
	add("turn", udp, "udp")
	add("turn", tcp, "tcp")
	add("turns", tls, "tcp")
	return []signal.ICEServer{{URLs: urls, Username: user, Credential: password}}
}

func (n *network) close() error {
	var errs []error
	if n.relay != nil {
		errs = append(errs, n.relay.Close())
	}
	if n.tcp != nil {
		errs = append(errs, n.tcp.Close())
	}
	return errors.Join(append(errs, n.udp.Close())...)
}

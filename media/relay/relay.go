// Package relay is the TURN server of a node (RFC 8656), for clients whose firewall lets
// nothing but one port out. It relays to the node's own media socket and to nothing else:
// an open relay would let outsiders reach the inside of the network it stands in.
package relay

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1" //nolint:gosec // TURN's credentials are HMAC-SHA1, as browsers expect them
	"crypto/sha256"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/pion/logging"
	"github.com/pion/turn/v5"
)

// realm names the protection space of the credentials.
const realm = "sutiao"

// Quota is how many relayed ports one person may hold: two connections, each over two
// transports, and as many again while a phone changes its network.
const Quota = 12

// Options tells where to listen and whom to let through.
type Options struct {
	UDP, TCP, TLS string       // addresses such as "0.0.0.0:3478"; "" leaves the transport out
	Certificate   *tls.Config  // for TLS
	Media         *net.UDPAddr // where the node's media socket is reached from this machine
	Public        []net.IP     // addresses under which clients know that socket
	PublicPort    int
	Secret        []byte
	Now           func() time.Time
	Log           logging.LoggerFactory
}

// Server is a running relay.
type Server struct {
	turn   *turn.Server
	secret string
	now    func() time.Time
	udp    net.Addr
	tcp    net.Addr
	tls    net.Addr
}

// Start opens the listeners that Options names.
func Start(o Options) (*Server, error) {
	key := hmac.New(sha256.New, o.Secret)
	key.Write([]byte("sutiao relay"))
	s := &Server{secret: hex.EncodeToString(key.Sum(nil)), now: o.Now}
	gate := &gate{options: o}
	packets, streams, err := s.listen(o, gate)
	if err != nil {
		return nil, err
	}
	quota := newQuota(Quota)
	s.turn, err = turn.NewServer(turn.ServerConfig{
		Realm: realm, AuthHandler: s.authenticate, LoggerFactory: o.Log,
		QuotaHandler: quota.allows, EventHandler: quota.events(),
		PacketConnConfigs: packets, ListenerConfigs: streams,
	})
	if err != nil {
		return nil, fmt.Errorf("relay: %w", err)
	}
	return s, nil
}

func (s *Server) listen(o Options, g *gate) (packets []turn.PacketConnConfig, streams []turn.ListenerConfig, err error) {
	if o.UDP != "" {
		conn, err := net.ListenPacket("udp4", o.UDP)
		if err != nil {
			return nil, nil, fmt.Errorf("relay: %w", err)
		}
		s.udp = conn.LocalAddr()
		packets = append(packets, turn.PacketConnConfig{PacketConn: conn, RelayAddressGenerator: g, PermissionHandler: g.permits})
	}
	add := func(l net.Listener) {
		streams = append(streams, turn.ListenerConfig{Listener: l, RelayAddressGenerator: g, PermissionHandler: g.permits})
	}
	if o.TCP != "" {
		l, err := net.Listen("tcp4", o.TCP)
		if err != nil {
			return nil, nil, fmt.Errorf("relay: %w", err)
		}
		s.tcp = l.Addr()
		add(l)
	}
	if o.TLS != "" && o.Certificate != nil {
		l, err := tls.Listen("tcp4", o.TLS, o.Certificate)
		if err != nil {
			return nil, nil, fmt.Errorf("relay: %w", err)
		}
		s.tls = l.Addr()
		add(l)
	}
	if len(packets)+len(streams) == 0 {
		return nil, nil, errors.New("relay: nowhere to listen")
	}
	return packets, streams, nil
}

// Credentials makes a user name and password that are good for so long
// (draft-uberti-behave-turn-rest-00): the name carries the time, the password seals it.
func (s *Server) Credentials(who string, good time.Duration) (user, password string) {
	return s.CredentialsOf(who+"-"+rand.Text()[:6], good)
}

// CredentialsOf makes such that share what one may hold with all others of that name.
func (s *Server) CredentialsOf(who string, good time.Duration) (user, password string) {
	who = strings.ReplaceAll(who, ":", "_")
	user = strconv.FormatInt(s.now().Add(good).Unix(), 10) + ":" + who
	return user, s.password(user)
}

func (s *Server) password(user string) string {
	m := hmac.New(sha1.New, []byte(s.secret))
	m.Write([]byte(user))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

func (s *Server) authenticate(a *turn.RequestAttributes) (string, []byte, bool) {
	until, who, ok := strings.Cut(a.Username, ":")
	seconds, err := strconv.ParseInt(until, 10, 64)
	if !ok || err != nil || s.now().Unix() >= seconds {
		return "", nil, false
	}
	return who, turn.GenerateAuthKey(a.Username, a.Realm, s.password(a.Username)), true
}

// Addresses tells where the relay listens; nil where it does not.
func (s *Server) Addresses() (udp, tcp, tls net.Addr) { return s.udp, s.tcp, s.tls }

// Allocations is how many ports are relayed now.
func (s *Server) Allocations() int { return s.turn.AllocationCount() }

// Close ends all relaying.
func (s *Server) Close() error { return s.turn.Close() }

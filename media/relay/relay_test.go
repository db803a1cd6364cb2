package relay

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"testing"
	"time"

	"github.com/pion/logging"
	"github.com/pion/turn/v5"

	"sutiao/media/mediatest"
)

func udp(t *testing.T) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// dial reaches the relay over one transport.
type dial func(t *testing.T, s *Server) (net.PacketConn, net.Addr)

func overUDP(t *testing.T, s *Server) (net.PacketConn, net.Addr) {
	t.Helper()
	addr, _, _ := s.Addresses()
	return udp(t), addr
}

func overTCP(t *testing.T, s *Server) (net.PacketConn, net.Addr) {
	t.Helper()
	_, addr, _ := s.Addresses()
	c, err := net.Dial("tcp4", addr.String())
	if err != nil {
		t.Fatal(err)
	}
	return turn.NewSTUNConn(c), addr
}

// overTLS trusts the relay's certificate and no other.
func overTLS(trusted *x509.CertPool) dial {
	return func(t *testing.T, s *Server) (net.PacketConn, net.Addr) {
		t.Helper()
		_, _, addr := s.Addresses()
		c, err := tls.Dial("tcp4", addr.String(), &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12})
		if err != nil {
			t.Fatal(err)
		}
		return turn.NewSTUNConn(c), addr
	}
}

// allocate asks a relay for a port, with credentials that were made at a time.
func allocate(t *testing.T, by dial, secure *tls.Config, media *net.UDPConn, made time.Time, change func(string) string) (net.PacketConn, error) {
	t.Helper()
	now := made
	s, err := Start(Options{
		UDP: "127.0.0.1:0", TCP: "127.0.0.1:0", TLS: "127.0.0.1:0", Certificate: secure, Media: media.LocalAddr().(*net.UDPAddr), PublicPort: media.LocalAddr().(*net.UDPAddr).Port,
		Secret: []byte("secret"), Now: func() time.Time { return now }, Log: logging.NewDefaultLoggerFactory(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	user, password := s.Credentials("p1", time.Hour)
	now = time.Now()
	conn, addr := by(t, s)
	c, err := turn.NewClient(&turn.ClientConfig{
		STUNServerAddr: addr.String(), TURNServerAddr: addr.String(), Conn: conn,
		Username: user, Password: change(password), Realm: realm, RTO: 50 * time.Millisecond,
		LoggerFactory: &logging.DefaultLoggerFactory{DefaultLogLevel: logging.LogLevelDisabled, ScopeLevels: map[string]logging.LogLevel{}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	if err := c.Listen(); err != nil {
		t.Fatal(err)
	}
	return c.Allocate()
}

func same(s string) string { return s }

func TestTheRelayLeadsToTheMediaSocketAndNowhereElse(t *testing.T) {
	secure, trusted := mediatest.Certificate(t)
	for name, by := range map[string]dial{"UDP": overUDP, "TCP": overTCP, "TLS": overTLS(trusted)} {
		t.Run(name, func(t *testing.T) { leadsToTheMediaSocket(t, by, secure) })
	}
}

func leadsToTheMediaSocket(t *testing.T, by dial, secure *tls.Config) {
	t.Helper()
	media, other := udp(t), udp(t)
	relayed, err := allocate(t, by, secure, media, time.Now(), same)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := relayed.WriteTo([]byte("to another port"), other.LocalAddr()); err != nil {
		t.Log(err)
	}
	if _, err := relayed.WriteTo([]byte("to the media socket"), media.LocalAddr()); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 100)
	_ = media.SetReadDeadline(time.Now().Add(5 * time.Second))
	n, from, err := media.ReadFrom(b)
	if err != nil || string(b[:n]) != "to the media socket" {
		t.Fatal(string(b[:n]), err)
	}
	// What was sent first would have arrived first.
	_ = other.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if n, _, err := other.ReadFrom(b); err == nil {
		t.Fatalf("relayed to another port: %s", b[:n])
	}
	// And back: only what the media socket sends.
	_, _ = other.WriteTo([]byte("from another"), from)
	_, _ = media.WriteTo([]byte("from the media socket"), from)
	_ = relayed.SetReadDeadline(time.Now().Add(5 * time.Second))
	n, _, err = relayed.ReadFrom(b)
	if err != nil || string(b[:n]) != "from the media socket" {
		t.Fatal(string(b[:n]), err)
	}
	if _, err := relayed.WriteTo([]byte("x"), &net.UDPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 9}); err == nil {
		t.Fatal("a permission for another address was given")
	}
}

func TestWrongAndOldCredentialsAreRefused(t *testing.T) {
	media := udp(t)
	if _, err := allocate(t, overUDP, nil, media, time.Now(), func(string) string { return "wrong" }); err == nil {
		t.Error("a wrong password was taken")
	}
	if _, err := allocate(t, overUDP, nil, media, time.Now().Add(-2*time.Hour), same); err == nil {
		t.Error("old credentials were taken")
	}
}

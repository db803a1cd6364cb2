package mediatest

import (
	"crypto/tls"
	"crypto/x509"
	"net"

	"github.com/pion/transport/v5"
	"github.com/pion/transport/v5/stdnet"
)

// OverTLS is a network on which every TCP connection is a TLS connection, as to a relay on
// port 443: pion itself trusts the system's authorities only.
func OverTLS(trusted *x509.CertPool) (transport.Net, error) {
	plain, err := stdnet.NewNet()
	return secureNet{plain, trusted}, err
}

type secureNet struct {
	transport.Net
	trusted *x509.CertPool
}

// DialTCP implements transport.Net.
func (n secureNet) DialTCP(network string, from, to *net.TCPAddr) (transport.TCPConn, error) {
	c, err := n.Net.DialTCP(network, from, to)
	if err != nil {
		return nil, err
	}
	s := tls.Client(c, &tls.Config{RootCAs: n.trusted, ServerName: to.IP.String(), MinVersion: tls.VersionTLS12})
	return secureConn{c, s}, s.Handshake()
}

type secureConn struct {
	transport.TCPConn
	tls *tls.Conn
}

func (c secureConn) Read(b []byte) (int, error)  { return c.tls.Read(b) }
func (c secureConn) Write(b []byte) (int, error) { return c.tls.Write(b) }
func (c secureConn) Close() error                { return c.tls.Close() }

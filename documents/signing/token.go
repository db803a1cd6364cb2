package signing

import (
	"crypto/x509"
	"io"
)

// TokenSettings names a key in a PKCS #11 token, such as a USB key or a hardware module.
type TokenSettings struct {
	Library string // path of the maker's PKCS #11 library
	Token   string // label of the token
	PIN     string
	Key     string // label of the key and of its certificate
	// Authorities are the certificates above the key's own, which tokens seldom hold.
	Authorities []*x509.Certificate
}

// TokenKey is a key in a token. Closing it logs out.
type TokenKey interface {
	Key
	io.Closer
}

package signing

import (
	"crypto"
	"crypto/x509"
	"errors"
	"fmt"

	"software.sslmate.com/src/go-pkcs12"
)

// FromPKCS12 opens a key with its certificates from a .p12 or .pfx file.
func FromPKCS12(file []byte, password string) (Key, error) {
	private, certificate, authorities, err := pkcs12.DecodeChain(file, password)
	if err != nil {
		return nil, fmt.Errorf("open the PKCS #12 file: %w", err)
	}
	key, ok := private.(crypto.Signer)
	if !ok {
		return nil, errors.New("the key in the PKCS #12 file cannot sign")
	}
	return NewKey(key, append([]*x509.Certificate{certificate}, authorities...))
}

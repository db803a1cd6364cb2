//go:build cgo

package signing

import (
	"crypto/x509"
	"errors"
	"fmt"

	"github.com/ThalesGroup/crypto11"
)

type tokenKey struct {
	Key
	token *crypto11.Context
}

func (k *tokenKey) Close() error { return k.token.Close() }

// OpenToken opens a key in a token. The private key never leaves it.
func OpenToken(s TokenSettings) (TokenKey, error) {
	token, err := crypto11.Configure(&crypto11.Config{Path: s.Library, TokenLabel: s.Token, Pin: s.PIN})
	if err != nil {
		return nil, fmt.Errorf("open the PKCS #11 token %q: %w", s.Token, err)
	}
	key, err := findTokenKey(token, s)
	if err != nil {
		return nil, errors.Join(err, token.Close())
	}
	return &tokenKey{Key: key, token: token}, nil
}

func findTokenKey(token *crypto11.Context, s TokenSettings) (Key, error) {
	pair, err := token.FindKeyPair(nil, []byte(s.Key))
	if err != nil {
		return nil, fmt.Errorf("find the key %q in the token: %w", s.Key, err)
	}
	certificate, err := token.FindCertificate(nil, []byte(s.Key), nil)
	if err != nil {
		return nil, fmt.Errorf("find the certificate %q in the token: %w", s.Key, err)
	}
	if pair == nil || certificate == nil {
		return nil, fmt.Errorf("the token holds no key with a certificate of the label %q", s.Key)
	}
	return NewKey(pair, append([]*x509.Certificate{certificate}, s.Authorities...))
}

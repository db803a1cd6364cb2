//go:build !cgo

package signing

import "errors"

// OpenToken tells that this program cannot open tokens: their libraries are C.
func OpenToken(TokenSettings) (TokenKey, error) {
	return nil, errors.New("this program was built without cgo and cannot use PKCS #11 tokens; build it with CGO_ENABLED=1")
}

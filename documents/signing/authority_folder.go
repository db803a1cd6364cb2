package signing

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// The files of a private authority. All of them are readable by their owner only.
const (
	rootFile     = "root.pem"      // certificate and key
	stampFile    = "timestamp.pem" // certificate and key
	passwordFile = "password.txt"  // of the organisations' PKCS #12 files
)

// OpenPrivateAuthority opens the authority kept in a folder, and makes it the first time.
func OpenPrivateAuthority(folder string, now func() time.Time) (*PrivateAuthority, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	root, err := readKeyFile(filepath.Join(folder, rootFile), nil)
	if errors.Is(err, fs.ErrNotExist) {
		return makeAuthority(folder, now)
	}
	if err != nil {
		return nil, err
	}
	stamp, err := readKeyFile(filepath.Join(folder, stampFile), root.chain)
	if err != nil {
		return nil, err
	}
	return &PrivateAuthority{root: root, stamp: stamp, now: now}, nil
}

// makeAuthority writes the root last: without it the authority counts as not made.
func makeAuthority(folder string, now func() time.Time) (*PrivateAuthority, error) {
	a, err := NewPrivateAuthority(now)
	if err != nil {
		return nil, err
	}
	password := make([]byte, 16)
	_, _ = rand.Read(password) // never fails
	return a, errors.Join(
		os.WriteFile(filepath.Join(folder, passwordFile), []byte(hex.EncodeToString(password)), 0o600),
		writeKeyFile(filepath.Join(folder, stampFile), a.stamp),
		writeKeyFile(filepath.Join(folder, rootFile), a.root))
}

// OrganisationKey opens the seal's key of an organisation, and makes it the first time as
// a PKCS #12 file in the authority's folder.
func (a *PrivateAuthority) OrganisationKey(folder, id, name string) (Key, error) {
	password, err := os.ReadFile(filepath.Join(folder, passwordFile)) //nolint:gosec // the operator's own folder
	if err != nil {
		return nil, err
	}
	// An ID may hold what file names cannot.
	sum := sha256.Sum256([]byte(id))
	path := filepath.Join(folder, "organisation-"+hex.EncodeToString(sum[:8])+".p12")
	file, err := os.ReadFile(path) //nolint:gosec // the operator's own folder
	if errors.Is(err, fs.ErrNotExist) {
		file, err = a.makeOrganisation(path, name, string(password))
	}
	if err != nil {
		return nil, err
	}
	return FromPKCS12(file, string(password))
}

func (a *PrivateAuthority) makeOrganisation(path, name, password string) ([]byte, error) {
	key, err := a.seal(name)
	if err != nil {
		return nil, err
	}
	file, err := pkcs12.Modern.Encode(key.key, key.chain[0], key.chain[1:], password)
	if err != nil {
		return nil, err
	}
	return file, os.WriteFile(path, file, 0o600) //nolint:gosec // the name is a digest
}

func writeKeyFile(path string, k *localKey) error {
	key, err := x509.MarshalPKCS8PrivateKey(k.key)
	if err != nil {
		return err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: k.chain[0].Raw})
	text = append(text, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})...)
	return os.WriteFile(path, text, 0o600)
}

func readKeyFile(path string, above []*x509.Certificate) (*localKey, error) {
	text, err := os.ReadFile(path) //nolint:gosec // the operator's own folder
	if err != nil {
		return nil, err
	}
	first, rest := pem.Decode(text)
	second, _ := pem.Decode(rest)
	if first == nil || second == nil {
		return nil, fmt.Errorf("%s: not a certificate followed by its key", path)
	}
	certificate, err := x509.ParseCertificate(first.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	key, err := x509.ParsePKCS8PrivateKey(second.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	private, ok := key.(*ecdsa.PrivateKey)
	if !ok || !private.PublicKey.Equal(certificate.PublicKey) {
		return nil, fmt.Errorf("%s: the key is not that of the certificate", path)
	}
	return &localKey{chain: append([]*x509.Certificate{certificate}, above...), key: private}, nil
}

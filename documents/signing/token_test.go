//go:build cgo

package signing_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/ThalesGroup/crypto11"

	"sutiao/documents/signing"
	"sutiao/documents/verification"
)

// softToken makes a token of SoftHSM 2, and skips the test loudly where it is missing.
func softToken(t *testing.T) (library string) {
	t.Helper()
	tool, err := exec.LookPath("softhsm2-util")
	if err != nil {
		t.Skip("NOT TESTED: keys in a token: softhsm2-util is missing")
	}
	for _, path := range []string{"/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"} {
		if _, err := os.Stat(path); err == nil {
			library = path
		}
	}
	if library == "" {
		t.Skip("NOT TESTED: keys in a token: the library of SoftHSM is not in a usual place")
	}
	folder := t.TempDir()
	config := filepath.Join(folder, "softhsm2.conf")
	if err := os.WriteFile(config, []byte("directories.tokendir = "+folder+"\nobjectstore.backend = file\nlog.level = ERROR\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOFTHSM2_CONF", config)
	if out, err := exec.Command(tool, "--init-token", "--free", "--label", "seal", "--so-pin", "1234", "--pin", "5678").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return library
}

func TestAKeyInATokenSigns(t *testing.T) {
	library := softToken(t)
	token, err := crypto11.Configure(&crypto11.Config{Path: library, TokenLabel: "seal", Pin: "5678"})
	if err != nil {
		t.Fatal(err)
	}
	pair, err := token.GenerateRSAKeyPairWithLabel([]byte{1}, []byte("organisation"), 2048)
	if err != nil {
		t.Fatal(err)
	}
	root, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	authority := selfSigned(t, root)
	certificate := issue(t, authority, root, pair.Public())
	if err := token.ImportCertificateWithLabel([]byte{1}, []byte("organisation"), certificate); err != nil {
		t.Fatal(err)
	}
	settings := signing.TokenSettings{Library: library, Token: "seal", PIN: "5678", Key: "organisation", Authorities: []*x509.Certificate{authority}}
	key, err := signing.OpenToken(settings)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := key.Close(); err != nil {
			t.Error(err)
		}
	}()
	if r := sealedWith(t, key); r.Verdict != verification.Valid {
		t.Errorf("%+v", r)
	}
	settings.Key = "another"
	if _, err := signing.OpenToken(settings); err == nil {
		t.Error("a key that is not in the token was found")
	}
	if err := token.Close(); err != nil {
		t.Error(err)
	}
}

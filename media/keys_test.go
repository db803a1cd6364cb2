package media

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"testing"

	"github.com/pion/dtls/v3"
	"github.com/pion/dtls/v3/pkg/crypto/selfsign"
	"github.com/pion/rtp"
	"github.com/pion/srtp/v3"
)

// shake does a handshake on which k listens, as the server, and returns the server's end.
func shake(t *testing.T, k *keys, suite dtls.CipherSuiteID) *dtls.Conn {
	t.Helper()
	certificate, err := selfsign.GenerateSelfSigned()
	if err != nil {
		t.Fatal(err)
	}
	here, there := socketPair(t)
	profiles := dtls.WithSRTPProtectionProfiles(dtls.SRTP_AEAD_AES_128_GCM)
	server, err := dtls.ServerWithOptions(here, there.LocalAddr(), dtls.WithCertificates(certificate), profiles,
		dtls.WithCipherSuites(suite), dtls.WithKeyLogWriter(k), dtls.WithServerHelloMessageHook(k.hello))
	if err != nil {
		t.Fatal(err)
	}
	client, err := dtls.ClientWithOptions(there, here.LocalAddr(), profiles,
		dtls.WithCipherSuites(suite), dtls.WithInsecureSkipVerify(true))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close(); _ = server.Close() })
	done := make(chan error, 1)
	go func() { done <- client.HandshakeContext(t.Context()) }()
	if err := errors.Join(server.HandshakeContext(t.Context()), <-done); err != nil {
		t.Fatal(err)
	}
	return server
}

func socketPair(t *testing.T) (here, there *net.UDPConn) {
	t.Helper()
	both := [2]*net.UDPConn{}
	for i := range both {
		c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		both[i] = c
	}
	return both[0], both[1]
}

func TestTheKeysAreThoseOfTheHandshake(t *testing.T) {
	for _, suite := range []dtls.CipherSuiteID{
		dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, dtls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
	} {
		t.Run(fmt.Sprint(suite), func(t *testing.T) {
			k := &keys{}
			server := shake(t, k, suite)
			state, ok := server.ConnectionState()
			if !ok {
				t.Fatal("no state")
			}
			const label = "EXTRACTOR-dtls_srtp"
			want, err := state.ExportKeyingMaterial(label, nil, 56)
			if err != nil {
				t.Fatal(err)
			}
			got, err := k.ExportKeyingMaterial(label, nil, 56)
			if err != nil || !bytes.Equal(got, want) {
				t.Fatal("other keys", err)
			}
			if k.profile != srtp.ProtectionProfileAeadAes128Gcm {
				t.Errorf("profile %v", k.profile)
			}
			master := k.master
			if _, err := k.opener(); err != nil {
				t.Fatal(err)
			}
			if k.master != nil || !bytes.Equal(master, make([]byte, len(master))) {
				t.Error("the secret is kept")
			}
			if _, err := k.opener(); !errors.Is(err, errNoKeys) {
				t.Errorf("used twice: %v", err)
			}
		})
	}
}

// Browsers may come to hide the header extensions of their packets (RFC 9335), which is
// agreed on without our doing.
func TestPacketsAreOpenedWhoseExtensionsAreHidden(t *testing.T) {
	for _, mode := range []srtp.CryptexMode{srtp.CryptexModeDisabled, srtp.CryptexModeEnabled} {
		k := &keys{}
		state, ok := shake(t, k, dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256).ConnectionState()
		if !ok {
			t.Fatal("no state")
		}
		c := srtp.Config{Profile: srtp.ProtectionProfileAeadAes128Gcm}
		if err := c.ExtractSessionKeysFromDTLS(&state, false); err != nil {
			t.Fatal(err)
		}
		seal, err := srtp.CreateContext(c.Keys.RemoteMasterKey, c.Keys.RemoteMasterSalt, c.Profile, srtp.Cryptex(mode))
		if err != nil {
			t.Fatal(err)
		}
		h := rtp.Header{Version: 2, SSRC: 7, SequenceNumber: 1, Extension: true, ExtensionProfile: rtp.ExtensionProfileOneByte}
		if err := h.SetExtension(3, []byte{0x55}); err != nil {
			t.Fatal(err)
		}
		plain, err := (&rtp.Packet{Header: h, Payload: []byte("said")}).Marshal()
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := seal.EncryptRTP(nil, plain, nil)
		if err != nil {
			t.Fatal(err)
		}
		open, err := k.opener()
		if err != nil {
			t.Fatal(err)
		}
		var opened rtp.Packet
		b, err := open.DecryptRTP(nil, sealed, nil)
		if err != nil {
			t.Fatalf("mode %d: %v", mode, err)
		}
		if err := opened.Unmarshal(b); err != nil || !bytes.Equal(opened.GetExtension(3), []byte{0x55}) || string(opened.Payload) != "said" {
			t.Errorf("mode %d: %v, %v", mode, opened, err)
		}
	}
}

func TestWhereKeysCannotBeKnownNoneAreMade(t *testing.T) {
	other := &keys{}
	shake(t, other, dtls.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA)
	dropped := &keys{}
	dropped.drop()
	shake(t, dropped, dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
	garbled := &keys{}
	for _, line := range []string{"", "CLIENT_RANDOM", "CLIENT_RANDOM zz zz", "CLIENT_RANDOM 00 00", "OTHER 00 00"} {
		if n, err := garbled.Write([]byte(line)); n != len(line) || err != nil {
			t.Error(n, err)
		}
	}
	for name, k := range map[string]*keys{"another suite": other, "dropped": dropped, "garbled": garbled, "as the client": {}} {
		if _, err := k.opener(); !errors.Is(err, errNoKeys) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if dropped.master != nil {
		t.Error("a secret is kept that nobody will use")
	}
}

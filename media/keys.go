package media

import (
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"hash"
	"strings"
	"sync"

	"github.com/pion/dtls/v3"
	"github.com/pion/dtls/v3/pkg/crypto/prf"
	"github.com/pion/dtls/v3/pkg/protocol/extension"
	"github.com/pion/dtls/v3/pkg/protocol/handshake"
	"github.com/pion/srtp/v3"
	"github.com/pion/webrtc/v4"
)

var errNoKeys = errors.New("media: the keys of the handshake are not known")

// replayWindow is how many packets back one is known to have come before (RFC 3711
// section 3.3.2).
const replayWindow = 1024

// keys takes down what a handshake agreed on, so that media can be opened where it is
// read: pion's own way, through five goroutines and as many copies, costs more than all
// the rest. pion tells of its secrets in the lines of a key log only. Nothing of them is
// written anywhere, and they are overwritten once used. Nothing is ever sealed with them:
// two that seal with one key could use one keystream twice (RFC 3711 section 9.1).
type keys struct {
	mu      sync.Mutex
	random  []byte // the client's, then the server's (RFC 5705 section 4)
	master  []byte
	hash    func() hash.Hash
	profile srtp.ProtectionProfile
	spent   bool
}

// listen has the settings of one connection tell its keys. Only the server of a handshake
// learns all that is needed.
func (k *keys) listen(s *webrtc.SettingEngine) {
	s.SetDTLSKeyLogWriter(k)
	s.SetDTLSServerHelloMessageHook(k.hello)
}

// Write takes a line of the key log: a label, the client's random and the master secret.
// What it can't use is no error: pion would log it.
func (k *keys) Write(line []byte) (int, error) {
	fields := strings.Fields(string(line))
	if len(fields) != 3 || fields[0] != "CLIENT_RANDOM" {
		return len(line), nil
	}
	client, err := hex.DecodeString(fields[1])
	if err != nil || len(client) != handshake.RandomLength {
		return len(line), nil //nolint:nilerr // said above
	}
	master, err := hex.DecodeString(fields[2])
	if err != nil {
		return len(line), nil //nolint:nilerr // said above
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.spent && len(k.random) == 2*handshake.RandomLength {
		copy(k.random, client)
		k.master = master
	}
	return len(line), nil
}

// hello sees what the node answers as the server of the handshake, and changes nothing.
func (k *keys) hello(m handshake.MessageServerHello) handshake.Message {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.spent || k.master != nil || m.CipherSuiteID == nil {
		return &m
	}
	server := m.Random.MarshalFixed()
	k.random = append(make([]byte, handshake.RandomLength), server[:]...)
	k.hash, k.profile = nil, 0
	switch dtls.CipherSuiteID(*m.CipherSuiteID) {
	case dtls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256:
		k.hash = sha256.New
	case dtls.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384:
		k.hash = sha512.New384
	default:
	}
	for _, e := range m.Extensions {
		if use, ok := e.(*extension.UseSRTP); ok && len(use.ProtectionProfiles) == 1 {
			k.profile = srtp.ProtectionProfile(use.ProtectionProfiles[0])
		}
	}
	return &m
}

// ExportKeyingMaterial implements srtp.KeyingMaterialExporter (RFC 5705 section 4, RFC
// 5764 section 4.2). The lock is held.
func (k *keys) ExportKeyingMaterial(label string, _ []byte, length int) ([]byte, error) {
	return prf.PHash(k.master, append([]byte(label), k.random...), length, k.hash)
}

// opener makes what opens the client's packets. It works once, and is to be called when
// the handshake is over: then the client's certificate is the one that he announced (RFC
// 5763 section 5).
func (k *keys) opener() (*srtp.Context, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.spent || k.master == nil || k.hash == nil || k.profile == 0 {
		return nil, errNoKeys
	}
	c := srtp.Config{Profile: k.profile}
	err := c.ExtractSessionKeysFromDTLS(k, false)
	k.forget()
	if err != nil {
		return nil, err
	}
	defer func() {
		for _, b := range [][]byte{c.Keys.LocalMasterKey, c.Keys.LocalMasterSalt, c.Keys.RemoteMasterKey, c.Keys.RemoteMasterSalt} {
			clear(b)
		}
	}()
	return srtp.CreateContext(c.Keys.RemoteMasterKey, c.Keys.RemoteMasterSalt, c.Profile,
		srtp.SRTPReplayProtection(replayWindow), srtp.Cryptex(srtp.CryptexModeEnabled)) // open to what comes hidden or not
}

// forget is called with the lock held.
func (k *keys) forget() {
	clear(k.master)
	k.master, k.spent = nil, true
}

// drop forgets keys that will not be used.
func (k *keys) drop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.forget()
}

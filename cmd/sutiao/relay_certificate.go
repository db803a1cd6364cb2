package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"
)

// renewedCertificate is a certificate in files, which are read again when they change: a
// relay runs longer than a certificate is good for.
type renewedCertificate struct {
	certificate, key string

	mu     sync.Mutex
	loaded *tls.Certificate
	at     time.Time // of the file's last change
}

// relayCertificate is what the relay shows over TLS, or nil where it isn't offered.
func relayCertificate(s settings) (*tls.Config, error) {
	if s.MediaRelayTLS == "" {
		return nil, nil //nolint:nilnil // no relay over TLS is no error
	}
	if s.MediaRelayCert == "" || s.MediaRelayKey == "" {
		return nil, errors.New("SUTIAO_MEDIA_RELAY_TLS: 还须设置 SUTIAO_MEDIA_RELAY_CERTIFICATE 和 SUTIAO_MEDIA_RELAY_KEY · set SUTIAO_MEDIA_RELAY_CERTIFICATE and SUTIAO_MEDIA_RELAY_KEY too")
	}
	r := &renewedCertificate{certificate: s.MediaRelayCert, key: s.MediaRelayKey}
	if _, err := r.get(nil); err != nil {
		return nil, fmt.Errorf("SUTIAO_MEDIA_RELAY_CERTIFICATE: 证书无法读取 · can't be read: %w", err)
	}
	return &tls.Config{GetCertificate: r.get, MinVersion: tls.VersionTLS12}, nil
}

// get returns the certificate. Half-written files leave the old one in use.
func (r *renewedCertificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	about, err := os.Stat(r.certificate)
	if err == nil && r.loaded != nil && about.ModTime().Equal(r.at) {
		return r.loaded, nil
	}
	if err == nil {
		var c tls.Certificate
		if c, err = tls.LoadX509KeyPair(r.certificate, r.key); err == nil {
			r.loaded, r.at = &c, about.ModTime()
		}
	}
	if r.loaded != nil {
		return r.loaded, nil
	}
	return nil, err
}

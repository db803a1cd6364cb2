package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"sutiao/embedded"
)

// leaveTaking is what a media node needs for ending beyond handing its rooms over.
const leaveTaking = 5 * time.Second

// startOwnMedia runs the installation's media node: this program once more, with the verb
// media.
func startOwnMedia(ctx context.Context, s settings, folder *embedded.Folder) (*embedded.Media, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program for the media node: %w", err)
	}
	return embedded.StartMedia(ctx, embedded.MediaOptions{
		Folder: folder, Program: program, Environment: s.mediaEnvironment(folder.Path(), os.Getenv),
		ReadyLine: readyLine, Drain: drainWithin + leaveTaking, Log: os.Stderr,
	})
}

// mediaEnvironment is all that a media node is told. What it has no use for stays here, the
// addresses of databases above all: it is the process that strangers send packets to.
func (s settings) mediaEnvironment(data string, lookup func(name string) string) []string {
	var environment []string
	for _, v := range []struct{ name, value string }{
		{"PATH", lookup("PATH")},
		{"HOME", lookup("HOME")},
		{"TEMPORAL_ADDRESS", s.TemporalAddress},
		{"TEMPORAL_NAMESPACE", s.TemporalNamespace},
		{"SUTIAO_DATA", data},
		{"SUTIAO_PUBLIC_URL", s.PublicURL},
		{"SUTIAO_SITE_URL", s.siteURL()},
		{"SUTIAO_MEDIA_SECRET", s.MediaSecret},
		{"SUTIAO_MEDIA_LISTEN", s.MediaListen},
		{"SUTIAO_MEDIA_URL", s.MediaURL},
		{"SUTIAO_MEDIA_UDP", s.MediaUDP},
		{"SUTIAO_MEDIA_TCP", s.MediaTCP},
		{"SUTIAO_MEDIA_ADDRESSES", s.MediaAddresses},
		{"SUTIAO_MEDIA_RELAY_UDP", s.MediaRelayUDP},
		{"SUTIAO_MEDIA_RELAY_TCP", s.MediaRelayTCP},
		{"SUTIAO_MEDIA_RELAY_TLS", s.MediaRelayTLS},
		{"SUTIAO_MEDIA_RELAY_CERTIFICATE", s.MediaRelayCert},
		{"SUTIAO_MEDIA_RELAY_KEY", s.MediaRelayKey},
		{"SUTIAO_MEDIA_RELAY_HOST", s.MediaRelayHost},
	} {
		if v.value != "" {
			environment = append(environment, v.name+"="+v.value)
		}
	}
	return environment
}

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"
)

// runMedia runs a media node: it answers for its health and drains when told to stop. The
// rooms themselves are not part of this version; sessions are held by telephone, on site,
// or over a video service named in the session's place.
func runMedia(ctx context.Context) error {
	s, err := loadSettings(os.LookupEnv)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.MediaListen)
	if err != nil {
		return fmt.Errorf("无法监听 %s，请检查 SUTIAO_MEDIA_LISTEN · cannot listen on %s; check SUTIAO_MEDIA_LISTEN: %w", s.MediaListen, s.MediaListen, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "ok") })
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

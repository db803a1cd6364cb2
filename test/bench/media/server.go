package main

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime/pprof"

	"sutiao/media"
	"sutiao/media/token"
)

var key = token.KeyOf([]byte("a secret of the benchmark, 32 by"))

func ticketKey() ed25519.PublicKey {
	public, _ := key.Public().(ed25519.PublicKey)
	return public
}

// runServer serves until it is interrupted, and prints where.
func runServer(kind string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if *profile != "" {
		stop, err := profileInto(*profile + "." + kind)
		if err != nil {
			return err
		}
		defer stop()
	}
	var handler http.Handler
	switch kind {
	case "sutiao":
		node, err := media.New(media.Options{ID: "bench", UDP: "127.0.0.1:0", TicketKey: ticketKey})
		if err != nil {
			return err
		}
		defer func() { _ = node.Shutdown() }() // the process ends
		for i := range 64 {
			if err := node.Open(ctx, media.RoomSpec{ID: fmt.Sprintf("room%d", i), Opening: "o1"}); err != nil {
				return err
			}
		}
		handler = node
	case "bare":
		b, err := newBare()
		if err != nil {
			return err
		}
		handler = b
	default:
		return fmt.Errorf("unknown server %q", kind)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("ws://%s/\n", l.Addr())
	go func() { <-ctx.Done(); _ = l.Close() }()
	_ = http.Serve(l, handler) // until the listener is closed
	return nil
}

// profileInto writes a processor profile until it is stopped.
func profileInto(path string) (stop func(), err error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return pprof.StopCPUProfile, pprof.StartCPUProfile(f)
}

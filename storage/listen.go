package storage

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Listen yields the ID of each case as it changes, until the context ends. An empty ID
// says that listening has begun, or begun again after the connection broke: anything may
// have changed before it.
func Listen(ctx context.Context, url string) <-chan string {
	changes := make(chan string)
	go func() {
		defer close(changes)
		const longest = 5 * time.Second
		pause := 100 * time.Millisecond
		for {
			if listenOnce(ctx, url, changes) {
				pause = 100 * time.Millisecond
			}
			select {
			case <-ctx.Done():
				return
			case <-time.After(pause):
				pause = min(2*pause, longest)
			}
		}
	}()
	return changes
}

// listenOnce listens on one connection until it breaks and tells whether it ever worked.
func listenOnce(ctx context.Context, url string, changes chan<- string) bool {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return false
	}
	defer func() {
		closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = conn.Close(closing)
	}()
	if _, err := conn.Exec(ctx, "LISTEN "+ChangesChannel); err != nil {
		return false
	}
	id := ""
	for {
		select {
		case changes <- id:
		case <-ctx.Done():
			return true
		}
		notification, err := conn.WaitForNotification(ctx)
		if err != nil {
			return true
		}
		id = notification.Payload
	}
}

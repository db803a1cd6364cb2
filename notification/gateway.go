package notification

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Message is a text for somebody outside the pages: a phone or a mailbox.
type Message struct {
	// Key makes a message that is sent again the same message.
	Key  string    `json:"key"`
	To   string    `json:"to"`
	Text string    `json:"text"`
	At   time.Time `json:"at"`
}

// Gateway sends messages. An implementation delivers the same key once.
type Gateway interface {
	Send(ctx context.Context, m Message) error
}

// Folder is the gateway of private use: each message is a file that only its owner can
// read. It takes the place of an SMS provider where none is configured.
type Folder struct{ Path string }

// Send implements Gateway.
func (f Folder) Send(_ context.Context, m Message) error {
	if err := os.MkdirAll(f.Path, 0o700); err != nil {
		return fmt.Errorf("notification: %w", err)
	}
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	name := filepath.Join(f.Path, filepath.Base(m.Key)+".json")
	// Written aside and renamed, so that a reader never sees half a message.
	if err := os.WriteFile(name+".part", data, 0o600); err != nil {
		return fmt.Errorf("notification: %w", err)
	}
	return os.Rename(name+".part", name)
}

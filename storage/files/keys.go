package files

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"strings"
)

// Key is a master key: it seals the keysets of organisations, never a file itself. Its
// ID is stored beside what it sealed.
type Key struct {
	ID     string
	secret []byte
}

// Keys are the master keys, the current one first; older ones only open.
type Keys []Key

// ParseKeys reads one key a line, "ID base64-of-32-bytes", the current one first.
// Empty lines and lines that begin with # are passed over.
func ParseKeys(text string) (Keys, error) {
	var keys Keys
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, encoded, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("file keys, line %d: want an ID, a space and the key", n)
		}
		secret, err := base64.StdEncoding.DecodeString(strings.TrimSpace(encoded))
		if err != nil || len(secret) != 32 {
			return nil, fmt.Errorf("file keys, line %d: the key must be 32 bytes in base64", n)
		}
		if _, twice := keys.find(id); twice {
			return nil, fmt.Errorf("file keys, line %d: key %q stands twice", n, id)
		}
		keys = append(keys, Key{ID: id, secret: secret})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("file keys: %w", err)
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("file keys: there is none")
	}
	return keys, nil
}

func (k Keys) find(id string) (Key, bool) {
	for _, key := range k {
		if key.ID == id {
			return key, true
		}
	}
	return Key{}, false
}

package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"sutiao/api"
	"sutiao/media/token"
)

// siteClient is how a media node talks to the site: it has no other way to the case.
type siteClient struct{ base, key string }

// errRefused: the site has understood and said no; asking again changes nothing.
var errRefused = errors.New("the site refused")

// mostAnswered bounds the site's answers, in bytes.
const mostAnswered = 4096

// send sends a value as JSON and reads the answer into out, unless that is nil.
func (c *siteClient) send(ctx context.Context, method, path string, body, out any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	answer, err := c.stream(ctx, method, path, "", bytes.NewReader(data))
	if err != nil || out == nil {
		return err
	}
	return json.Unmarshal(answer, out)
}

func (c *siteClient) stream(ctx context.Context, method, path, query string, body io.Reader) ([]byte, error) {
	target := c.base + api.MediaPath + path
	if query != "" {
		target += "?" + query
	}
	r, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set(api.NodeKeyHeader, c.key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			return nil, at.Err // without the address, which may hold what was sent
		}
		return nil, err
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswered))
	switch {
	case answer.StatusCode < http.StatusBadRequest:
		return text, err
	case answer.StatusCode < http.StatusInternalServerError && answer.StatusCode != http.StatusUnauthorized:
		return nil, fmt.Errorf("%w: %s", errRefused, answer.Status)
	}
	return nil, fmt.Errorf("the site answered %s", answer.Status)
}

// siteURL is where a media node reaches the site.
func (s settings) siteURL() string {
	if s.SiteURL != "" {
		return strings.TrimRight(s.SiteURL, "/")
	}
	return s.PublicURL
}

// secretFrom reads the file that a setting names; nil where it names none.
func secretFrom(setting, path string) ([]byte, error) {
	if path == "" {
		return nil, nil
	}
	secret, err := os.ReadFile(path) //nolint:gosec // the operator names the file
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	secret = bytes.TrimSpace(secret)
	if len(secret) < 32 {
		return nil, fmt.Errorf("%s: 至少32个字节 · at least 32 bytes", setting)
	}
	return secret, nil
}

// mediaSecret is what site and media nodes share.
func mediaSecret(s settings) ([]byte, error) {
	return secretFrom("SUTIAO_MEDIA_SECRET", s.MediaSecret)
}

// tickets makes the tickets into rooms.
type tickets struct{ key ed25519.PrivateKey }

// ticketsOf signs with the site's own secret, which no media node has. Without one, tickets
// are good for as long as this process runs, and no other makes such.
func ticketsOf(s settings) (tickets, error) {
	secret, err := secretFrom("SUTIAO_TICKET_SECRET", s.TicketSecret)
	if err != nil {
		return tickets{}, err
	}
	if secret == nil {
		secret = []byte(rand.Text() + rand.Text())
	}
	return tickets{key: token.KeyOf(secret)}, nil
}

// Key implements api.Tickets.
func (t tickets) Key() ed25519.PublicKey {
	public, _ := t.key.Public().(ed25519.PublicKey)
	return public
}

// Ticket implements api.Tickets.
func (t tickets) Ticket(p api.RoomPass) (string, error) {
	return token.Mint(t.key, token.Claims{
		Room: p.Room, Node: p.Node, Opening: p.Opening, Turn: p.Turn, Account: p.Account, Capacity: token.Capacity(p.Capacity), Party: p.Party, Side: p.Side,
		Name: p.Name, MaySettle: p.MaySettle, Admitted: p.Admitted, Expires: p.Expires,
	})
}

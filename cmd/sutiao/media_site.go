package main

import (
	"bytes"
	"context"
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

func (c *siteClient) send(ctx context.Context, method, path, query string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return c.stream(ctx, method, path, query, bytes.NewReader(data))
}

func (c *siteClient) stream(ctx context.Context, method, path, query string, body io.Reader) error {
	target := c.base + api.MediaPath + path
	if query != "" {
		target += "?" + query
	}
	r, err := http.NewRequestWithContext(ctx, method, target, body)
	if err != nil {
		return err
	}
	r.Header.Set(api.NodeKeyHeader, c.key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		var at *url.Error
		if errors.As(err, &at) {
			return at.Err // without the address, which may hold what was sent
		}
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	_, _ = io.Copy(io.Discard, answer.Body)
	switch {
	case answer.StatusCode < http.StatusBadRequest:
		return nil
	case answer.StatusCode < http.StatusInternalServerError && answer.StatusCode != http.StatusUnauthorized:
		return fmt.Errorf("%w: %s", errRefused, answer.Status)
	}
	return fmt.Errorf("the site answered %s", answer.Status)
}

// siteURL is where a media node reaches the site.
func (s settings) siteURL() string {
	if s.SiteURL != "" {
		return strings.TrimRight(s.SiteURL, "/")
	}
	return s.PublicURL
}

// mediaSecret is what site and media nodes share.
func mediaSecret(s settings) ([]byte, error) {
	if s.MediaSecret == "" {
		return nil, nil
	}
	secret, err := os.ReadFile(s.MediaSecret)
	if err != nil {
		return nil, fmt.Errorf("SUTIAO_MEDIA_SECRET: %w", err)
	}
	secret = bytes.TrimSpace(secret)
	if len(secret) < 32 {
		return nil, errors.New("SUTIAO_MEDIA_SECRET: 至少32个字节 · at least 32 bytes")
	}
	return secret, nil
}

// tickets makes the tickets into rooms.
type tickets struct{ secret []byte }

// Ticket implements api.Tickets.
func (t tickets) Ticket(p api.RoomPass) (string, error) {
	return token.Mint(t.secret, token.Claims{
		Room: p.Room, Account: p.Account, Capacity: token.Capacity(p.Capacity), Party: p.Party, Side: p.Side,
		Name: p.Name, MaySettle: p.MaySettle, Admitted: p.Admitted, Expires: p.Expires,
	})
}

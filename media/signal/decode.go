package signal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Envelope is what is known of any message of a client.
type Envelope struct {
	Type string `json:"type"`
	ID   string `json:"id,omitempty"` // the client's; the answer repeats it
}

// ErrRefused is what Decode says of a message that is not as it must be.
var ErrRefused = errors.New("message refused")

// requests lists the messages that a client may send.
var requests = map[string]func() Request{
	"hello": func() Request { return new(Hello) }, "publish": func() Request { return new(Publish) },
	"answer": func() Request { return new(Answer) }, "restart": func() Request { return new(Restart) },
	"view": func() Request { return new(View) }, "mute": func() Request { return new(Mute) },
	"admit": func() Request { return new(Admit) }, "remove": func() Request { return new(Remove) },
	"hand": func() Request { return new(Hand) }, "chat": func() Request { return new(Chat) },
	"pointer": func() Request { return new(Pointer) }, "timer": func() Request { return new(Timer) },
	"caucus":     func() Request { return new(Caucus) },
	"end-caucus": func() Request { return new(EndCaucus) }, "recording": func() Request { return new(Recording) },
	"consent": func() Request { return new(Consent) }, "offer-round": func() Request { return new(OfferRound) },
	"offer": func() Request { return new(Offer) }, "ping": func() Request { return new(Ping) },
	"leave": func() Request { return new(Leave) },
}

// Types lists the types of message that a client may send.
func Types() []string { return slices.Sorted(maps.Keys(requests)) }

// Decode reads one message. The envelope is as far known as it could be read, so that a
// refusal can name what it refuses.
func Decode(b []byte) (Envelope, Request, error) {
	var e Envelope
	if len(b) > MostBytes {
		return e, nil, fmt.Errorf("%w: too long", ErrRefused)
	}
	if err := json.Unmarshal(b, &e); err != nil {
		return Envelope{}, nil, fmt.Errorf("%w: not JSON", ErrRefused)
	}
	if e.ID != "" && !identifier(e.ID) {
		return Envelope{}, nil, fmt.Errorf("%w: id: no identifier", ErrRefused)
	}
	make, ok := requests[e.Type]
	if !ok {
		return Envelope{ID: e.ID}, nil, fmt.Errorf("%w: unknown type", ErrRefused)
	}
	m := make()
	if err := strict(b, m); err != nil {
		return e, nil, fmt.Errorf("%w: %s: a field is unknown or of the wrong kind", ErrRefused, e.Type)
	}
	if problem := m.Check(); problem != "" {
		return e, nil, fmt.Errorf("%w: %s: %s", ErrRefused, e.Type, problem)
	}
	return e, m, nil
}

// strict decodes b into m, the fields of the envelope aside, and knows no others.
func strict(b []byte, m Request) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return err
	}
	for key := range fields {
		if strings.EqualFold(key, "type") || strings.EqualFold(key, "id") {
			delete(fields, key)
		}
	}
	rest, err := json.Marshal(fields)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(rest))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return ErrRefused
	}
	return nil
}

package demonstration

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"time"

	"sutiao/dispute"
)

// person is somebody at a browser of their own, or a machine with a key.
type person struct {
	base   string
	key    string
	client *http.Client
	serial func() string // makes idempotency keys
	// What confirms a signature: the password of staff, the telephone of a party.
	password, phone string
}

func newPerson(base, key string, serial func() string) (*person, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &person{base: base, key: key, serial: serial, client: &http.Client{Jar: jar, Timeout: 30 * time.Second}}, nil
}

// problem is the part of an error answer that we read.
type problem struct {
	Status  int                  `json:"status"`
	Code    dispute.Code         `json:"code"`
	Message dispute.Text         `json:"message"`
	Errors  []dispute.FieldError `json:"errors"`
}

func (p *problem) Error() string {
	text := fmt.Sprintf("%d %s", p.Status, p.Message.EN)
	for _, f := range p.Errors {
		text += "; " + f.Field + ": " + f.Reason.EN
	}
	return text
}

// call sends a request and reads the answer into out. A fault of the system's is tried
// again under the same key: that is what the key is for.
func (p *person) call(ctx context.Context, method, path string, in, out any) error {
	var body []byte
	if in != nil {
		var err error
		if body, err = json.Marshal(in); err != nil {
			return err
		}
	}
	key := p.serial()
	var err error
	for wait := 200 * time.Millisecond; wait < 10*time.Second; wait *= 2 {
		err = p.once(ctx, method, path, key, body, out)
		var refused *problem
		if err == nil || ctx.Err() != nil || (errors.As(err, &refused) && refused.Status < http.StatusInternalServerError) {
			return err
		}
		pause(ctx, wait)
	}
	return err
}

func (p *person) once(ctx context.Context, method, path, key string, body []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, method, p.base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Idempotency-Key", key)
	if p.key != "" {
		req.Header.Set("Authorization", "Bearer "+p.key)
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 8<<20))
	if err != nil {
		return err
	}
	if resp.StatusCode >= http.StatusBadRequest {
		refused := &problem{Status: resp.StatusCode}
		if json.Unmarshal(answer, refused) != nil {
			refused.Message.EN = string(answer)
		}
		return refused
	}
	if out == nil || len(answer) == 0 {
		return nil
	}
	return json.Unmarshal(answer, out)
}

// pause waits on the clock or the context, whichever comes first.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}

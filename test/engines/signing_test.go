//go:build engines

package engines_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/test/stories"
)

const mediatorsPassword = "the mediator's own password"

var mediatorsHash = api.HashPassword(mediatorsPassword)

// confirmed is what somebody sends: a signature of the text that lies there, with the
// code that came for it; every other act as it is.
func (p *people) confirmed(ctx context.Context, by dispute.Actor, id string, d dispute.Detail) (dispute.Detail, error) {
	s, signs := d.(*dispute.Signature)
	if !signs {
		return d, nil
	}
	signature := *s
	who := p.as(by)
	text, err := who.frozen(ctx, id)
	if err != nil {
		return nil, err
	}
	signature.Document, signature.Typed = text.SHA256, nameOf(by.Account)
	if by.Role == dispute.Mediator {
		signature.Code = mediatorsPassword
		return &signature, nil
	}
	signature.Code, err = p.signingCode(ctx, who, p.phones[by.Account], id, text)
	return &signature, err
}

// frozen waits for the text that is to be signed.
func (c caller) frozen(ctx context.Context, id string) (*dispute.Document, error) {
	var v struct {
		Case struct {
			Agreement *dispute.Papers `json:"agreement"`
		} `json:"case"`
	}
	err := until(ctx, "the text is frozen", func() error {
		a := c.ask(ctx, http.MethodGet, "/api/disputes/"+id, newKey(), nil)
		switch {
		case !a.ok():
			return a
		case json.Unmarshal(a.body, &v) != nil || v.Case.Agreement == nil || v.Case.Agreement.Frozen == nil:
			return errors.New("it is not")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v.Case.Agreement.Frozen, nil
}

var codeIn = regexp.MustCompile(`签署验证码(\d{6})`)

// signingCode asks for a code and finds it among the messages. It asks until one comes:
// the first may be lost with the process that was to send it.
func (p *people) signingCode(ctx context.Context, who caller, phone, id string, text *dispute.Document) (string, error) {
	asked := time.Now()
	if a := who.insist(ctx, "/api/disputes/"+id+"/signing-code", newKey(), map[string]string{"document": text.SHA256}); !a.ok() {
		return "", fmt.Errorf("ask for a code: %w", a)
	}
	code := ""
	return code, until(ctx, "the code has come", func() error {
		files, err := filepath.Glob(filepath.Join(p.outbox, "code-*.json"))
		if err != nil {
			return err
		}
		last := asked // of two codes that were sent, the later counts
		for _, f := range files {
			var m struct {
				To, Text string
				At       time.Time
			}
			data, err := os.ReadFile(f)
			if err == nil && json.Unmarshal(data, &m) == nil && m.To == phone && m.At.After(last) && strings.Contains(m.Text, text.Code) {
				code, last = codeIn.FindStringSubmatch(m.Text)[1], m.At
			}
		}
		if code == "" {
			return errors.New("it has not")
		}
		return nil
	})
}

// papersOf is the agreement's last file as somebody who sees the case gets it.
func (p *people) papersOf(ctx context.Context, id string) ([]byte, error) {
	who := p.as(stories.Manager)
	var list struct {
		Items []dispute.Document `json:"items"`
	}
	if a := who.ask(ctx, http.MethodGet, "/api/disputes/"+id+"/documents", newKey(), nil); !a.ok() || json.Unmarshal(a.body, &list) != nil {
		return nil, a
	}
	for _, d := range list.Items {
		if d.Kind == dispute.AgreementText {
			a := who.ask(ctx, http.MethodGet, "/api/disputes/"+id+"/documents/"+d.Code+"/file", newKey(), nil)
			if !a.ok() {
				return nil, a
			}
			return a.body, nil
		}
	}
	return nil, errors.New("there is no agreement on file")
}

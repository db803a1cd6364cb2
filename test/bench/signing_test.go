//go:build engines

package bench

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/test/stories"
)

// recordingDesk remembers what is recorded, so that the desk can make files from it.
type recordingDesk struct {
	*stories.Desk
	db *storage.DB
}

func (d recordingDesk) Record(ctx context.Context, r dispute.Recording) error {
	d.Remember(r)
	return d.db.Record(ctx, r)
}

const mediatorsPassword = "the mediator's own password"

var mediatorsHash = api.HashPassword(mediatorsPassword)

// phones keeps the last code that each telephone got for each dispute's signing.
type phones struct {
	mu   sync.Mutex
	last map[string]string
}

var codesSent = &phones{last: map[string]string{}}

// SendCode implements api.Codes.
func (p *phones) SendCode(context.Context, string, string) error { return nil }

// SendSigningCode implements api.Codes.
func (p *phones) SendSigningCode(_ context.Context, phone, code, _ string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last[phone] = code
	return nil
}

// signing is one at a time for each telephone: a life reads the code that came for it.
var signing sync.Mutex

// signs asks for a code, as a party does, or takes the mediator's password.
func signs(ctx context.Context, who person, phone, id string) (*dispute.Signature, error) {
	s := stories.Signs(1)
	if phone == "" {
		s.Code = mediatorsPassword
		return s, nil
	}
	signing.Lock()
	defer signing.Unlock()
	asked := map[string]string{"document": s.Document}
	if err := who.call(ctx, http.MethodPost, "/api/disputes/"+id+"/signing-code", asked, nil); err != nil {
		return nil, fmt.Errorf("ask for a code: %w", err)
	}
	codesSent.mu.Lock()
	defer codesSent.mu.Unlock()
	s.Code = codesSent.last[phone]
	return s, nil
}

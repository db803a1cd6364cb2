//go:build engines

package engines_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"sutiao/dispute"
	"sutiao/storage"
	"sutiao/test/stories"
)

// people are those of the stories, each with a key to the API.
type people struct {
	base string
	keys map[string]string // by account
	// outbox is the folder of messages to telephones.
	outbox string
	// The parties' telephones, which bind a case to their accounts.
	phones map[string]string
	// Accounts that the system made itself, by those of the stories.
	accounts map[string]string
}

const (
	goodCourt     = "京0102" // receives what it is sent
	stubbornCourt = "粤0604" // receives when a test lets it
)

// register makes the offices and accounts, and connects the courts, without endpoints.
func register(ctx context.Context, apiURL, base, data string) (*people, error) {
	db, err := storage.Open(ctx, apiURL, storage.Options{MaxConnections: 2})
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	p := &people{base: base, outbox: filepath.Join(data, "outbox"), keys: map[string]string{}, accounts: map[string]string{}, phones: map[string]string{
		stories.Consumer.Account: "13810002516", stories.Bank.Account: "13810002544",
	}}
	for _, id := range []string{"org-1", "org-2"} {
		_, err := db.CreateOrganisation(ctx, storage.Organisation{ID: id, Name: "某市金融纠纷调解中心（" + id + "）", Kind: "industry"})
		if err != nil {
			return nil, err
		}
	}
	staff := []dispute.Actor{
		stories.Manager, stories.OtherManager, stories.Mediator, stories.OtherMediator,
		stories.Clerk, stories.Judge, stubborn(stories.Clerk), stubborn(stories.Judge),
		{Account: "operator-1", Role: dispute.Operator},
	}
	for _, a := range staff {
		if err := p.employ(ctx, db, a); err != nil {
			return nil, err
		}
	}
	for account, phone := range p.phones {
		id, err := db.EnsurePartyAccount(ctx, phone, nameOf(account))
		if err != nil {
			return nil, err
		}
		p.accounts[account] = id
		if err := p.key(ctx, db, account, id); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// stubborn is the same office at the stubborn court.
func stubborn(a dispute.Actor) dispute.Actor {
	a.Account, a.Court = a.Account+"-stubborn", stubbornCourt
	return a
}

// nameOf is what people call somebody whose name stands on paper.
func nameOf(account string) string {
	names := map[string]string{
		stories.Consumer.Account: "甲", stories.Bank.Account: "某银行", stories.Mediator.Account: "李静",
	}
	if name := names[account]; name != "" {
		return name
	}
	return account
}

func (p *people) employ(ctx context.Context, db *storage.DB, a dispute.Actor) error {
	account := storage.Account{
		ID: a.Account, Role: a.Role, Name: nameOf(a.Account), Organisation: a.Organisation, Court: a.Court,
	}
	if a.Role == dispute.Mediator {
		account.PasswordHash = &mediatorsHash
	}
	_, err := db.CreateAccount(ctx, account)
	if err == nil && a.Role == dispute.Mediator {
		err = db.PutMediator(ctx, storage.Mediator{Account: a.Account, Organisation: a.Organisation, Public: true})
	}
	return errors.Join(err, p.key(ctx, db, a.Account, a.Account))
}

func (p *people) key(ctx context.Context, db *storage.DB, name, account string) error {
	p.keys[name] = "key-of-" + name
	hash := sha256.Sum256([]byte(p.keys[name]))
	_, err := db.CreateAPIKey(ctx, hash[:], account, "engines test")
	return err
}

// referral is one of the stories' with the telephones of its parties.
func (p *people) referral(track dispute.Track, change func(*dispute.Referral)) *dispute.Referral {
	r := stories.Referral(track)
	r.Parties = slices.Clone(r.Parties)
	for i := range r.Parties {
		r.Parties[i].Phone = p.phones[r.Parties[i].Account]
	}
	if change != nil {
		change(r)
	}
	return r
}

// as is an account's own client.
func (p *people) as(a dispute.Actor) caller {
	key, known := p.keys[a.Account]
	if !known {
		panic(fmt.Sprintf("nobody registered %q", a.Account))
	}
	return caller{base: p.base, key: key}
}

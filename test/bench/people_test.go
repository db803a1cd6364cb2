//go:build engines

package bench

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"sutiao/api"
	"sutiao/dispute"
	"sutiao/dispute/records"
	"sutiao/storage"
)

const court = "京0102"

// person calls with a key: no password is hashed while we measure.
type person struct{ account, key string }

// people are one office's.
type people struct {
	organisation                                    string
	clerk, manager, mediator, applicant, respondent person
}

const applicantPhone, respondentPhone = "13810000101", "13810000102"

func hire(ctx context.Context, db *storage.DB) (people, error) {
	o, err := db.CreateOrganisation(ctx, records.Organisation{Name: "金融纠纷调解中心", Kind: "industry"})
	if err != nil {
		return people{}, err
	}
	p := people{organisation: o.ID}
	if err := db.PutCourt(ctx, records.Court{Code: court, Name: court}); err != nil {
		return p, err
	}
	for _, hired := range []struct {
		who *person
		as  records.Account
	}{
		{&p.clerk, records.Account{Role: dispute.Clerk, Court: court}},
		{&p.manager, records.Account{Role: dispute.Manager, Organisation: o.ID}},
		{&p.mediator, records.Account{Role: dispute.Mediator, Organisation: o.ID}},
		{&p.applicant, records.Account{Role: records.PartyViewer, Phone: new(applicantPhone)}},
		{&p.respondent, records.Account{Role: records.PartyViewer, Phone: new(respondentPhone)}},
	} {
		hired.as.Name = string(hired.as.Role)
		if hired.as.Role == dispute.Mediator {
			hired.as.PasswordHash = &mediatorsHash
		}
		a, err := db.CreateAccount(ctx, hired.as)
		if err != nil {
			return p, err
		}
		*hired.who = person{account: a.ID, key: api.NewSecret()}
		hash := sha256.Sum256([]byte(hired.who.key))
		if _, err := db.CreateAPIKey(ctx, hash[:], a.ID, "bench"); err != nil {
			return p, err
		}
	}
	return p, db.PutMediator(ctx, records.Mediator{Account: p.mediator.account, Organisation: o.ID, Public: true})
}

var serial atomic.Int64

var httpClient = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}

func (p person) call(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, theSite.http.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+p.key)
	req.Header.Set("Idempotency-Key", fmt.Sprintf("bench-%08d", serial.Add(1)))
	resp, err := httpClient.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %d %s", method, path, resp.StatusCode, answer)
	}
	return json.Unmarshal(answer, out)
}

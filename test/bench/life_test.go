//go:build engines

package bench

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"sutiao/dispute"
	"sutiao/test/stories"
	"sutiao/workflows"
)

// actsOfALife are the Updates of a happy life after its referral.
const actsOfALife = 9

// live plays a dispute over HTTP from the referral to the signed agreement and tells how
// long each act took its person.
func live(ctx context.Context) (id string, took []time.Duration, err error) {
	p := theSite.people
	r := stories.Referral(dispute.PreFilingReferral)
	r.Organisations = []string{p.organisation}
	r.Parties[0].Phone, r.Parties[1].Phone = applicantPhone, respondentPhone
	var made struct{ ID string }
	if err := p.clerk.call(ctx, http.MethodPost, "/api/disputes", r, &made); err != nil {
		return "", nil, err
	}
	now := time.Now().In(dispute.Beijing)
	inAWeek := now.AddDate(0, 0, 7) // the reminder of the session then needs no timer before its day
	terms := dispute.Terms{Obligations: []dispute.Obligation{
		{Payer: "p1", Payee: "p2", Amount: 3_000_000, Due: dispute.DateOf(now).AddMonths(1), Account: stories.Account},
	}}
	steps := []struct {
		by person
		d  dispute.Detail
	}{
		{p.manager, &dispute.Acceptance{Mediator: p.mediator.account}},
		{p.mediator, &dispute.Disclosure{Matters: []string{}}},
		{p.mediator, &dispute.SessionPlan{Start: inAWeek, Mode: dispute.Video}},
		{p.mediator, &dispute.SessionOpening{RightsExplained: true, Attendance: []dispute.Attendance{
			{Party: "p1", Identified: "id-comparison"}, {Party: "p2", Identified: "document-shown"},
		}}},
		{p.mediator, &dispute.SessionClosing{Result: dispute.Agreed}},
		{p.mediator, &dispute.Draft{Terms: terms, ForSignature: true}},
		{p.applicant, &dispute.Signature{}},
		{p.respondent, &dispute.Signature{}},
		{p.mediator, &dispute.Signature{}},
	}
	var receipt workflows.Receipt
	for _, s := range steps {
		if _, isSignature := s.d.(*dispute.Signature); isSignature {
			phone := map[string]string{p.applicant.account: applicantPhone, p.respondent.account: respondentPhone}[s.by.account]
			if s.d, err = signs(ctx, s.by, phone, made.ID); err != nil {
				return made.ID, took, err
			}
		}
		begun := time.Now()
		err := s.by.call(ctx, http.MethodPost, "/api/disputes/"+made.ID+"/acts/"+string(s.d.Act()), s.d, &receipt)
		if err != nil {
			return made.ID, took, err
		}
		took = append(took, time.Since(begun))
	}
	if receipt.Stage != dispute.Performing || len(took) != actsOfALife {
		return made.ID, took, fmt.Errorf("the life ended at %s after %d acts", receipt.Stage, len(took))
	}
	return made.ID, took, nil
}

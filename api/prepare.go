package api

import (
	"context"
	"fmt"

	"sutiao/dispute"
	"sutiao/dispute/catalogue"
	"sutiao/dispute/records"
)

// prepareReferral checks a referral against what is registered and binds the parties'
// accounts. Accounts that a caller names are never taken over.
func (s *server) prepareReferral(ctx context.Context, a *records.Account, r *dispute.Referral) error {
	p := r.Check()
	if _, ok := catalogue.Lookup(r.Type); !ok && r.Type != "" {
		p.Add("type", "没有这种纠纷类型", "no such type of dispute")
	}
	for i, id := range r.Organisations {
		known, err := found(s.Register.Organisation(ctx, id))
		if err != nil {
			return err
		}
		if !known {
			p.Add(fmt.Sprintf("organisations[%d]", i), "没有这个调解组织", "no such organisation")
		}
	}
	if r.Track == dispute.Direct && len(r.Organisations) == 0 && a.Role == dispute.Manager {
		r.Organisations = []string{a.Organisation}
	}
	if r.ResumedFrom != "" {
		if err := s.checkEarlier(ctx, a, r.ResumedFrom, &p); err != nil {
			return err
		}
	}
	for i := range r.Parties {
		checkPhones(fmt.Sprintf("parties[%d].", i), &r.Parties[i], &p)
	}
	if err := orNil(p); err != nil {
		return err
	}
	for i := range r.Parties {
		if err := s.bind(ctx, &r.Parties[i]); err != nil {
			return err
		}
	}
	if a.Role == records.PartyViewer {
		bindApplicant(a, r)
	}
	return nil
}

func checkPhones(at string, party *dispute.PartyInfo, p *dispute.Problems) {
	checkPhone(at+"phone", party.Phone, p)
	for i, a := range party.Agents {
		checkPhone(fmt.Sprintf("%sagents[%d].phone", at, i), a.Phone, p)
	}
}

func checkPhone(field, phone string, p *dispute.Problems) {
	if phone == "" {
		return
	}
	if f := dispute.CheckPhone(phone); f != nil && !f.Overridable {
		p.Add(field, f.MessageZH, f.MessageEN)
	}
}

// checkEarlier: a mediation is taken up again only after an earlier one failed.
func (s *server) checkEarlier(ctx context.Context, a *records.Account, id string, p *dispute.Problems) error {
	earlier, err := s.Cases.Dispute(ctx, a.Viewer(), id)
	known, err := found(earlier, err)
	switch {
	case err != nil:
		return err
	case !known:
		p.Add("resumedFrom", "没有找到原调解案件", "no such earlier case")
	case !earlier.Over() || earlier.Ending.Info().Success:
		p.Add("resumedFrom", "原案件并非调解不成的案件", "the earlier mediation has not failed")
	}
	return nil
}

// found tells whether there is such a thing. That nobody could look is no answer to that.
func found[T any](_ T, err error) (bool, error) {
	if isCode(err, dispute.CodeNotFound) {
		return false, nil
	}
	return err == nil, err
}

// bindApplicant: who applies for itself is the first applicant.
func bindApplicant(a *records.Account, r *dispute.Referral) {
	for i := range r.Parties {
		if r.Parties[i].Role == dispute.Applicant {
			r.Parties[i].Account = a.ID
			return
		}
	}
}

// bind gives a party and its agents the accounts of their phones.
func (s *server) bind(ctx context.Context, p *dispute.PartyInfo) error {
	p.Account = ""
	var err error
	if p.Phone != "" {
		if p.Account, err = s.Accounts.EnsurePartyAccount(ctx, dispute.PlainPhone(p.Phone), p.Name); err != nil {
			return err
		}
	}
	for i := range p.Agents {
		if err := s.bindAgent(ctx, &p.Agents[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) bindAgent(ctx context.Context, a *dispute.Agent) error {
	a.Account = ""
	if a.Phone == "" {
		return nil
	}
	id, err := s.Accounts.EnsurePartyAccount(ctx, dispute.PlainPhone(a.Phone), a.Name)
	a.Account = id
	return err
}

// prepare checks an act against what is registered.
func (s *server) prepare(ctx context.Context, c *dispute.Case, a *records.Account, e dispute.Entry) error {
	switch d := e.Detail.(type) {
	case *dispute.Acceptance, *dispute.Assignment, *dispute.Replacement, *dispute.MediatorChoice:
		return s.checkMediator(ctx, c, dispute.MediatorNamed(d))
	case *dispute.Designation:
		return s.checkOrganisation(ctx, d.Organisation)
	case *dispute.OrganisationChoice:
		return s.checkOrganisation(ctx, d.Organisation)
	case *dispute.SessionClosing:
		return s.prepareClosing(ctx, c, a, d)
	case *dispute.Draft:
		if err := s.checkTermsCourt(ctx, &d.Terms); err != nil {
			return err
		}
		return s.tryPapers(ctx, c, e)
	case *dispute.SigningOpening:
		return s.tryPapers(ctx, c, e)
	case *dispute.ProposalService:
		if err := s.checkTermsCourt(ctx, &d.Terms); err != nil {
			return err
		}
		return s.tryPapers(ctx, c, e)
	case *dispute.ConfidenceRelease:
		return s.prepareRelease(ctx, c, a, d)
	case *dispute.Arrival:
		return s.prepareArrival(ctx, c, a, e.ID, d)
	case *dispute.Signature:
		return s.prepareSignature(ctx, c, a, e.ID, d)
	case *dispute.EvidenceFiling:
		return s.prepareEvidence(ctx, c, a, d)
	case *dispute.ConfirmationApplication:
		return s.checkCourt(ctx, "court", d.Court)
	case *dispute.NewParty:
		var p dispute.Problems
		if checkPhones("", &d.PartyInfo, &p); len(p) > 0 {
			return dispute.Invalid(p)
		}
		return s.bind(ctx, &d.PartyInfo)
	case *dispute.AgentAppointment:
		var p dispute.Problems
		if checkPhone("phone", d.Phone, &p); len(p) > 0 {
			return dispute.Invalid(p)
		}
		return s.bindAgent(ctx, &d.Agent)
	}
	return nil
}

func (s *server) checkMediator(ctx context.Context, c *dispute.Case, id string) error {
	if id == "" {
		return nil
	}
	list, err := s.Register.Mediators(ctx, c.Organisation)
	if err != nil {
		return err
	}
	for _, m := range list {
		if m.Account == id {
			return nil
		}
	}
	return dispute.Invalid([]dispute.FieldError{{Field: "mediator", Reason: dispute.Text{
		ZH: "本组织没有这名调解员", EN: "the organisation has no such mediator"}}})
}

func (s *server) checkOrganisation(ctx context.Context, id string) error {
	known, err := found(s.Register.Organisation(ctx, id))
	if err != nil || known {
		return err
	}
	return dispute.Invalid([]dispute.FieldError{{Field: "organisation", Reason: dispute.Text{
		ZH: "没有这个调解组织", EN: "no such organisation"}}})
}

// tryPapers writes the papers that the act would lead to, on a copy of the case.
func (s *server) tryPapers(ctx context.Context, c *dispute.Case, e dispute.Entry) error {
	after := c.Clone()
	e.Seq = c.Seq + 1
	after.Apply(e)
	kinds := []dispute.DocumentKind{dispute.ProposalForm}
	if e.Act != dispute.ServeProposal {
		kinds[0] = dispute.AgreementText
		if after.Agreement.ConfirmationCourt != "" {
			kinds = append(kinds, dispute.ConfirmationForm)
		}
	}
	return s.Trial.TryDocuments(ctx, after, e, kinds)
}

func (s *server) checkTermsCourt(ctx context.Context, t *dispute.Terms) error {
	if t.ConfirmationCourt == "" {
		return nil
	}
	return s.checkCourt(ctx, "confirmationCourt", t.ConfirmationCourt)
}

func (s *server) checkCourt(ctx context.Context, field, code string) error {
	known, err := s.courtKnown(ctx, code)
	if err == nil && !known {
		err = dispute.Invalid([]dispute.FieldError{{Field: field, Reason: dispute.Text{
			ZH: "该法院尚未接入", EN: "this court is not connected yet"}}})
	}
	return err
}

package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sutiao/dispute"
	"sutiao/dispute/records"
)

func (s *server) accountRoutes() {
	huma.Register(s.api, operation("create-account", http.MethodPost, "/accounts", "Create a staff account", "accounts"), s.createAccount)
	huma.Register(s.api, operation("create-api-key", http.MethodPost, "/api-keys", "Create an API key for a machine", "accounts"), s.createAPIKey)
	huma.Register(s.api, operation("revoke-api-key", http.MethodDelete, "/api-keys/{id}", "Revoke an API key", "accounts"), s.revokeAPIKey)
}

type accountInput struct {
	Body struct {
		Role         dispute.Role `json:"role" enum:"manager,mediator,clerk,judge,regulator,operator"`
		Name         string       `json:"name" minLength:"1" maxLength:"60"`
		Login        string       `json:"login" minLength:"3" maxLength:"80"`
		Organisation string       `json:"organisation,omitempty" maxLength:"60"`
		Court        string       `json:"court,omitempty" doc:"法院代字" maxLength:"10"`
		Specialties  []string     `json:"specialties,omitempty" doc:"mediators: dispute types" maxItems:"20"`
		FullTime     bool         `json:"fullTime,omitempty"`
	}
}

type accountOutput struct {
	Body struct {
		ID string `json:"id"`
		// Password is shown this once.
		Password string `json:"password" doc:"first password; it must be changed"`
	}
}

// createAccount: operators create any staff account, managers those of their mediators.
func (s *server) createAccount(ctx context.Context, in *accountInput) (*accountOutput, error) {
	creator, err := only(ctx, dispute.Operator, dispute.Manager)
	if err != nil {
		return nil, s.fail(err)
	}
	b := in.Body
	if creator.Role == dispute.Manager && (b.Role != dispute.Mediator || b.Organisation != creator.Organisation) {
		return nil, s.fail(&dispute.Error{Code: dispute.CodeNotPermitted, Message: dispute.Text{
			ZH: "管理员只能为本组织的调解员开通账号", EN: "a manager creates accounts for mediators of the organisation only"}})
	}
	if err := s.checkOffice(ctx, b.Role, b.Organisation, b.Court); err != nil {
		return nil, s.fail(err)
	}
	password := NewSecret()[:16]
	hash := HashPassword(password)
	a, err := s.Accounts.CreateAccount(ctx, records.Account{
		Role: b.Role, Name: b.Name, Login: &b.Login, Organisation: b.Organisation, Court: b.Court,
		PasswordHash: &hash, MustChange: true,
	})
	if err != nil {
		return nil, s.fail(err)
	}
	if b.Role == dispute.Mediator {
		err = s.Register.PutMediator(ctx, records.Mediator{
			Account: a.ID, Organisation: b.Organisation, Specialties: b.Specialties, FullTime: b.FullTime, Public: true,
		})
	}
	out := &accountOutput{}
	out.Body.ID, out.Body.Password = a.ID, password
	return out, s.fail(err)
}

// checkOffice makes sure that staff belong to an office that is registered.
func (s *server) checkOffice(ctx context.Context, role dispute.Role, organisation, court string) error {
	var p dispute.Problems
	switch role {
	case dispute.Manager, dispute.Mediator:
		known, err := found(s.Register.Organisation(ctx, organisation))
		if err != nil {
			return err
		}
		if !known {
			p.Add("organisation", "没有这个调解组织", "no such organisation")
		}
	case dispute.Clerk, dispute.Judge:
		known, err := s.courtKnown(ctx, court)
		if err != nil {
			return err
		}
		if !known {
			p.Add("court", "该法院尚未接入", "this court is not connected yet")
		}
	}
	return orNil(p)
}

// orNil gives the error for the problems, or a true nil.
func orNil(p dispute.Problems) error {
	if invalid := dispute.Invalid(p); invalid != nil {
		return invalid
	}
	return nil
}

type keyInput struct {
	Body struct {
		Account string `json:"account" maxLength:"60"`
		Note    string `json:"note" minLength:"1" maxLength:"120" doc:"what the key is for"`
	}
}

type keyOutput struct {
	Body struct {
		ID  string `json:"id"`
		Key string `json:"key" doc:"shown this once; send it as Authorization: Bearer"`
	}
}

func (s *server) createAPIKey(ctx context.Context, in *keyInput) (*keyOutput, error) {
	if _, err := only(ctx, dispute.Operator); err != nil {
		return nil, s.fail(err)
	}
	key := "sk-" + NewSecret()
	id, err := s.Logins.CreateAPIKey(ctx, HashSecret(key), in.Body.Account, in.Body.Note)
	out := &keyOutput{}
	out.Body.ID, out.Body.Key = id, key
	return out, s.fail(err)
}

type keyID struct {
	ID string `path:"id"`
}

func (s *server) revokeAPIKey(ctx context.Context, in *keyID) (*struct{}, error) {
	if _, err := only(ctx, dispute.Operator); err != nil {
		return nil, s.fail(err)
	}
	return nil, s.fail(s.Logins.RevokeAPIKey(ctx, in.ID))
}
